import { expect, test } from "vitest";
import { accessibilityFaults, fitsItsWidth, openPage, site, useBrowser } from "../../support/browser";

useBrowser();

test("the key of the address opens the console, and leaves the address at once", async () => {
  const page = await openPage(`/console#key=${site.key}`);
  await page.getByRole("heading", { name: "Stock", exact: true }).waitFor();
  expect(page.url()).not.toContain(site.key);
});

test("a key that the API refuses is asked for again, with the reason, and the next one is taken", async () => {
  const page = await openPage("/console");
  await page.getByLabel("API key").fill("sb_live_nonsense");
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("API key").fill(site.key);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByRole("heading", { name: "Stock", exact: true }).waitFor();
});

test("the first page has no faults of accessibility, on a phone either", async () => {
  for (const width of [390, 1280]) {
    const page = await openPage("/console", { viewport: { width, height: 800 } });
    await page.getByLabel("API key").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await fitsItsWidth(page)).toBe(true);
  }
});
