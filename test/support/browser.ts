import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";

export const site = inject("site");

let browser: Browser;
const opened: { page: Page; requested: string[]; faults: string[] }[] = [];

/** Connects the tests of a file to the browser. After each test its pages are closed: none may have asked another host or failed. */
export function useBrowser() {
  beforeAll(async () => {
    browser = await chromium.connect(inject("browser"));
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    for (const { page, requested, faults } of opened.splice(0)) {
      await page.context().close();
      expect(requested.filter((url) => !url.startsWith(`${site.url}/`) && !/^(data|blob):/.test(url))).toEqual([]);
      expect(faults).toEqual([]);
    }
  });
}

/** Opens a page in a browser of its own, without memory of the others: `openPage("/console", { colorScheme: "dark" })`. */
export async function openPage(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // Pages within a network come by plain HTTP, where this is missing; those of this machine count as secure.
  await context.addInitScript("delete Crypto.prototype.randomUUID");
  const page = await context.newPage();
  const kept = { page, requested: [] as string[], faults: [] as string[] };
  opened.push(kept);
  page.on("request", (request) => kept.requested.push(request.url()));
  page.on("pageerror", (error) => kept.faults.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) kept.faults.push(message.text());
  });
  await page.goto(`${site.url}${path}`);
  return page;
}

/** What axe finds wrong with a page as it is now, or with a part of it, by WCAG 2.2 AA and its own best practices. */
export async function accessibilityFaults(page: Page, part?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations } = await (part ? builder.include(part) : builder).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** True if nothing of the page is wider than its window. */
export async function fitsItsWidth(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}
