import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { accessibilityFaults, fitsItsWidth, openPage, site, useBrowser } from "../../support/browser";
import { isLoaded } from "./console";

useBrowser();

const SITE = join(import.meta.dirname, "../../../dist/site");

const open = (place: string, options = {}) =>
  openPage(`/console#key=${site.key}`, options).then(async (page) => {
    await page.getByRole("heading", { name: "Stock", exact: true }).waitFor();
    await page.evaluate(`location.hash = ${JSON.stringify(`#/${place}`)}`);
    return page;
  });

async function api(path: string, init: RequestInit = {}) {
  const headers = { Authorization: `Bearer ${site.key}`, "Content-Type": "application/json" };
  const response = await fetch(`${site.url}/api/v1/${path}`, { headers, ...init });
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
  return (await response.json()) as { data: any };
}

/** A variant of which much is sold. */
async function seller(): Promise<{ variant_id: string; sku: string }> {
  const { data } = await api("reports/fast_movers?limit=1");
  return data[0];
}

test.each([
  ["stock", "Stock"],
  ["low", "Low stock"],
  ["expiry", "Expiry"],
  ["lots", "Lots"],
  ["counts", "Counts"],
  ["insights", "Insights"],
  ["events", "Events"],
  ["questions", "Questions"],
])(
  "the page %s has no faults of accessibility and fits its window, wide and on a phone, in light and dark",
  async (place, title) => {
    for (const [width, colorScheme] of [
      [1280, "light"],
      [390, "dark"],
    ] as const) {
      const page = await open(place, { viewport: { width, height: 900 }, colorScheme });
      await page.getByRole("heading", { name: title, exact: true }).waitFor();
      await isLoaded(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await fitsItsWidth(page)).toBe(true);
      await page.context().close();
    }
  },
);

const WIDEST_PARAGRAPH = `Math.max(0, ...[...document.querySelectorAll("main p:not(.row)")].map((p) => p.clientWidth))`;

test("at 1920 px pages fit, and no paragraph is too long to read", async () => {
  const { variant_id } = await seller();
  const page = await open("stock", { viewport: { width: 1920, height: 1080 } });
  for (const place of ["stock", `variants/${variant_id}`, "low", "expiry", "lots", "insights", "events", "questions"]) {
    await page.evaluate(`location.hash = "#/${place}"`);
    await page.locator("main h1").waitFor();
    await isLoaded(page);
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await page.evaluate(WIDEST_PARAGRAPH)).toBeLessThanOrEqual(720);
  }
});

test("a search finds a variant, and its page has levels, forecast and the ledger behind them", async () => {
  const { variant_id, sku } = await seller();
  const page = await open("stock");
  await page.getByLabel("Search by name or SKU").fill(sku);
  await page.locator(`a[href="#/variants/${variant_id}"]`).first().click();
  await page.getByRole("region", { name: "Stock by location" }).waitFor();
  const { data: levels } = await api(`inventory_levels?variant_id=${variant_id}`);
  const rows = page.getByRole("region", { name: "Stock by location" }).locator("tbody tr");
  expect(await rows.count()).toBe(levels.length);
  await page.getByRole("img", { name: /^Demand of each of the next 28 days/ }).waitFor();
  await page.getByRole("img", { name: /^On hand after each of the last/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("what is low becomes a purchase order with one click, however often it is clicked", async () => {
  const page = await open("low");
  const button = page.getByRole("button", { name: /^Create a purchase order for/ }).first();
  await button.waitFor();
  const before = (await api("purchase_orders?per_page=1")) as { meta?: { total: number } };
  await button.dblclick();
  await page.getByText(/Purchase order .* is created/).waitFor();
  const after = (await api("purchase_orders?per_page=1")) as { meta?: { total: number } };
  expect((after.meta?.total ?? 0) - (before.meta?.total ?? 0)).toBe(1);
});

test("what can't be loaded says why and is loaded again on request", async () => {
  const page = await openPage("/console");
  await page.getByLabel("API key").waitFor();
  await page.route("**/api/v1/inventory_levels*", (route) => route.abort());
  await page.getByLabel("API key").fill(site.key);
  await page.getByRole("button", { name: "Open" }).click();
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor({ timeout: 90_000 });
  await page.unroute("**/api/v1/inventory_levels*");
  await again.click();
  await page.getByRole("region", { name: "Levels" }).waitFor();
});

test("what is typed in the moment in which the address follows an earlier search is kept", async () => {
  const page = await open("stock");
  const field = page.getByLabel("Search by name or SKU");
  await page.evaluate(`addEventListener("hashchange", () => {
    const input = document.querySelector("input[type=search]");
    input.value += "mug";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, { once: true })`);
  await field.pressSequentially("harbour ");
  await page.waitForURL(/search=harbour\+mug$/);
  expect(await field.inputValue()).toBe("harbour mug");
  await page.goBack();
  await page.waitForURL(/search=harbour$/);
  await expect.poll(() => field.inputValue()).toBe("harbour");
});

test("the menu is walked by keyboard alone", async () => {
  const page = await open("stock");
  await page.getByRole("link", { name: "Low stock" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Low stock", exact: true }).waitFor();
  expect(await page.evaluate("document.activeElement.id")).toBe("main");
  expect(await page.title()).toContain("Low stock");
});

/** What a page loads first, compressed, by the names of its files. */
function firstVisit(): number {
  const parts = [...globSync("console/*.{js,css}", { cwd: SITE }), ...importsOf("console/main.js")];
  return parts.reduce((sum, path) => sum + gzipSync(readFileSync(join(SITE, path))).length, 0);
}

/** The chunks that a script imports at once. */
function importsOf(script: string): string[] {
  const text = readFileSync(join(SITE, script), "utf8");
  return [...text.matchAll(/from"\.\.\/(chunks\/[^"]+)"/g)].map(([, path]) => path as string);
}

test("opening the console loads less than 60 KB of scripts and styles, compressed", () => {
  expect(importsOf("console/main.js").length).toBeGreaterThan(0);
  expect(firstVisit()).toBeLessThan(60_000);
});
