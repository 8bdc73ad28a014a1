import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { createClient } from "../../../src/client";
import { accessibilityFaults, fitsItsWidth, openPage, site } from "../../support/browser";

/** The API of the demo organization, for what a test needs in it. */
export const demo = () => createClient(site);

/** Opens a page of the console, signed in: `openConsole("#/lots")`. */
export async function openConsole(hash: string, options: BrowserContextOptions = {}, key = site.key) {
  const page = await openPage(`/console#key=${key}`, options);
  await page.locator("main h1").waitFor();
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  return page;
}

/** Waits until nothing of a page is being loaded any more. */
export const isLoaded = (page: Page) => page.locator("main [aria-busy=true]").first().waitFor({ state: "detached" });

/** Opens a page in light and dark, on a phone and on a desk: it has no faults of accessibility, and fits its window. */
export async function expectGoodEverywhere(hash: string, ready: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 1280]) {
      const page = await openConsole(hash, { colorScheme, viewport: { width, height: 800 } });
      await page.locator(ready).first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await fitsItsWidth(page)).toBe(true);
    }
  }
}
