import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, useBrowser } from "../../support/browser";
import { demo, isLoaded, openConsole } from "./console";

useBrowser();

/** Keeps the API's responses back until it is released. */
async function hold(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/v1/**", async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  return release;
}

/** Begins to add up how far what is seen moves by itself, by Chromium's measure. */
const watchShifts = (page: Page) =>
  page.evaluate(`new Promise((painted) => {
    globalThis.shifted = [];
    const observer = new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        globalThis.shifted.push([value, ...sources.map(({ node }) => node?.className || node?.nodeName)]);
      }
    });
    requestAnimationFrame(() => requestAnimationFrame(() => {
      observer.observe({ type: "layout-shift" });
      painted();
    }));
  })`);

const shiftsOf = (page: Page) =>
  page.evaluate(`new Promise((painted) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => painted(globalThis.shifted))));
  })`);

test.each([1280, 390])("nothing moves when what a page loads arrives, at %i px", async (width) => {
  const { data } = await demo().reportFastMovers({ limit: 1 });
  const { data: lots } = await demo().listLots({ lot_number: "FL-2207" });
  // Of a type that no other test causes: the feed would move with each that arrives.
  const feed = "events?type=lot.expiring";
  const places = ["stock", "low", "lots", "counts", "insights", feed, `variants/${data[0]?.variant_id}`];
  for (const place of [...places, `lots/${lots[0]?.id}`]) {
    const page = await openConsole("#/questions", { viewport: { width, height: 900 } });
    const release = await hold(page);
    await page.evaluate(`location.hash = "#/${place}"`);
    await page.locator("main [aria-busy=true]").first().waitFor();
    await watchShifts(page);
    release();
    await isLoaded(page);
    expect([place, await shiftsOf(page)]).toEqual([place, []]);
    await page.context().close();
  }
});

test("what is loading is told to those who do not see its shape, which stands still for who prefers it", async () => {
  for (const [reducedMotion, animation] of [
    ["no-preference", "waiting"],
    ["reduce", "none"],
  ] as const) {
    const page = await openConsole("#/questions", { reducedMotion });
    const release = await hold(page);
    await page.evaluate(`location.hash = "#/stock"`);
    await page.locator("main .skeleton").first().waitFor();
    expect(await page.getByRole("status").allTextContents()).toEqual(["Loading…", "Loading…"]);
    const name = `getComputedStyle(document.querySelector("main .skeleton")).animationName`;
    expect(await page.evaluate(name)).toBe(animation);
    expect(await accessibilityFaults(page)).toEqual([]);
    release();
    await isLoaded(page);
  }
});
