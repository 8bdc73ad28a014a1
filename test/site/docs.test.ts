import { describe, expect, test } from "vitest";
import { documentNames } from "../../scripts/lib/documents.ts";
import { CONTENTS } from "../../src/site/docs/contents.ts";
import { accessibilityFaults, fitsItsWidth, openPage, site, useBrowser } from "../support/browser.ts";

useBrowser();

const WIDTHS = [390, 1280];
const SCHEMES = ["light", "dark"] as const;
const SHOWN = ["/", "/docs", "/docs/stock", "/docs/errors", "/docs/operations"];

describe.each(SCHEMES)("in %s", (colorScheme) => {
  test.each(WIDTHS)(
    "pages are accessible and fit into a window of %i px",
    async (width) => {
      for (const path of SHOWN) {
        const page = await openPage(path, { colorScheme, viewport: { width, height: 844 } });
        expect(await accessibilityFaults(page), path).toEqual([]);
        expect(await fitsItsWidth(page), path).toBe(true);
      }
    },
    60_000,
  );
});

test("the server serves every page of the navigation, and every error code has its place", async () => {
  const written = new Set(documentNames());
  for (const [name] of CONTENTS.flatMap(({ pages }) => pages).filter(([name]) => written.has(name))) {
    const response = await fetch(`${site.url}/docs/${name}`);
    expect([name, response.status]).toEqual([name, 200]);
  }
  const page = await openPage("/docs/errors#insufficient_stock");
  expect(await page.locator("#insufficient_stock").isVisible()).toBe(true);
});

test("the search finds a section with the keyboard alone, and leads to it", async () => {
  const page = await openPage("/docs");
  await page.keyboard.press("/");
  await page.keyboard.type("insufficient_stock");
  await page.locator("#results a").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/docs/errors#insufficient_stock");
});

test("a phone shows the page first, and its navigation on request", async () => {
  const page = await openPage("/docs/stock", { viewport: { width: 390, height: 844 } });
  const link = page.getByRole("navigation", { name: "Documentation" }).getByRole("link", { name: "Lots" });
  expect(await link.isVisible()).toBe(false);
  await page.getByText("All pages").click();
  await link.click();
  await page.waitForURL("**/docs/lots");
});
