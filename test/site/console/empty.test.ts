import { expect, test } from "vitest";
import { ADMIN_TOKEN } from "../../scripts/server.ts";
import { accessibilityFaults, fitsItsWidth, site, useBrowser } from "../../support/browser";
import { isLoaded, openConsole } from "./console";

useBrowser();

/** The key of an organization that was created just now. */
async function newcomer(modules: readonly string[]): Promise<string> {
  const headers = { Authorization: `Bearer ${ADMIN_TOKEN}`, "Content-Type": "application/json" };
  const post = async (path: string, body: object) => {
    const response = await fetch(`${site.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    return ((await response.json()) as { data: { id: string; key: string } }).data;
  };
  const slug = `newcomer-${Date.now()}`;
  const { id } = await post("/admin/v1/organizations", { name: "Newcomer", slug, modules });
  return (await post(`/admin/v1/organizations/${id}/api_keys`, { name: "Owner", scopes: ["admin"] })).key;
}

test.each([
  ["without modules", []],
  ["with all modules", ["manufacturing", "traceability"]],
])("a new organization %s finds on every page what to do first, and no error", async (_, modules) => {
  const key = await newcomer(modules);
  const page = await openConsole("#/stock", { viewport: { width: 390, height: 844 } }, key);
  const errors: string[] = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  for (const place of ["low", "expiry", "lots", "counts", "insights", "events", "questions", "stock"]) {
    await page.evaluate(`location.hash = "#/${place}"`);
    await page.locator(`nav [aria-current=page][href="#/${place}"]`).waitFor();
    await isLoaded(page);
    await page.locator("main .empty h2").waitFor();
    expect([place, await page.locator("main .empty p").count()]).not.toEqual([place, 0]);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await fitsItsWidth(page)).toBe(true);
  }
  expect(errors).toEqual([]);
});
