import { gzipSync } from "node:zlib";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, fitsItsWidth, openPage, site, useBrowser } from "../../support/browser";

useBrowser();

const signedIn = (page: Page) => page.getByRole("button", { name: "Forget the key" }).waitFor();

test("a key is entered once, is never in an address, and can be forgotten", async () => {
  const page = await openPage("/playground");
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await page.getByLabel("API key").fill(site.key);
  await page.getByRole("button", { name: "Use key" }).click();
  await signedIn(page);
  await page.reload();
  await signedIn(page);
  expect([page.url(), ...addresses].filter((address) => address.includes(site.key))).toEqual([]);
  await page.getByRole("button", { name: "Forget the key" }).click();
  await page.getByLabel("API key").waitFor();
  expect(await page.evaluate("sessionStorage.length + localStorage.length")).toBe(0);
});

test("a key that is refused is explained, and the reference can be read without one", async () => {
  const page = await openPage("/playground");
  await page.getByRole("heading", { name: "Stockbook" }).waitFor();
  await page.getByLabel("API key").fill("sb_live_nonsense");
  await page.getByRole("button", { name: "Use key" }).click();
  await page.getByText("Send a valid API key").waitFor();
});

test("a remembered key that is no longer valid is explained and forgotten", async () => {
  const page = await openPage("/playground#key=sb_live_nonsense");
  await page.getByText("Send a valid API key").waitFor();
  await page.getByRole("heading", { name: "Stockbook" }).waitFor();
  expect(page.url()).not.toContain("nonsense");
  expect(await page.evaluate("Object.values({ ...sessionStorage, ...localStorage }).join()")).not.toContain("nonsense");
});

test("without a key nothing is asked of the API, and a first visit transfers less than 1 MB", async () => {
  const page = await openPage("/healthz");
  const sizes: Promise<number>[] = [];
  const asked: string[] = [];
  page.on("response", (response) => {
    asked.push(new URL(response.url()).pathname);
    sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(`${site.url}/playground`, { waitUntil: "networkidle" });
  await page.getByRole("heading", { name: "Stockbook" }).waitFor();
  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
  expect(asked).toContain("/playground/scalar/standalone.esm.js");
  const transferred = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(transferred).toBeGreaterThan(500_000);
  expect(transferred).toBeLessThan(1_000_000);
});

test("a document that can't be read is said, with what to do", async () => {
  const page = await openPage("/playground");
  await page.route("**/openapi.json", (route) => route.fulfill({ status: 503 }));
  await page.reload();
  await page.getByText("The reference can't be loaded: /openapi.json returned 503. Reload the page").waitFor();
});

test("the mode follows the system and can be switched, our bar with it", async () => {
  const page = await openPage("/playground", { colorScheme: "dark" });
  await page.getByRole("heading", { name: "Stockbook" }).waitFor();
  const color = () => page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor");
  await expect.poll(color).toBe("rgb(30, 32, 30)");
  await page.getByRole("button", { name: /light mode/i }).click();
  await expect.poll(color).toBe("rgb(255, 255, 255)");
});

/**
 * Opens an operation, tries it out, and returns the status that is shown, once the body is shown as well. `body` takes the place of
 * the example. What may be left out is not sent.
 */
async function tryOut(page: Page, tag: string, method: string, path: string, body?: object): Promise<string> {
  const dialog = await openClient(page, tag, method, path);
  await signedIn(page);
  if (body) {
    await dialog.locator(".cm-content[contenteditable=true]").last().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(JSON.stringify(body));
  }
  const responded = page.waitForResponse((response) => response.request().method() === method);
  await dialog.getByRole("button", { name: /^Send/ }).first().click();
  const response = await responded;
  expect(new URL(response.url()).search).toBe("");
  const { data } = (await response.json()) as { data: { id: string } | { id: string }[] };
  const status = dialog.getByText(/^\d{3} [A-Z]/).first();
  await status.waitFor();
  await dialog
    .getByText(`"${[data].flat()[0]?.id}"`)
    .first()
    .waitFor();
  return (await status.textContent()) ?? "";
}

test("a newcomer creates a product, receives it, takes an order, reserves, fulfills and reads the ledger", async () => {
  const page = await openPage(`/playground#key=${site.key}`);
  await signedIn(page);
  const headers = { Authorization: `Bearer ${site.key}` };
  const get = async (path: string) => {
    const response = await fetch(`${site.url}/api/v1/${path}`, { headers });
    return (await response.json()) as { data: Record<string, unknown>[] };
  };
  const [location] = (await get("locations?per_page=1")).data;
  const sku = "NEWCOMER-1";
  expect(await tryOut(page, "catalogue", "POST", "/api/v1/products", { name: "Newcomer", sku })).toMatch(/^201/);
  const received = { sku, location_id: location?.id, quantity: 5, reason: "received", unit_cost: 2 };
  expect(await tryOut(page, "stock", "POST", "/api/v1/inventory_adjustments", received)).toMatch(/^201/);
  const order = { location_id: location?.id, items: [{ sku, quantity: 2 }] };
  expect(await tryOut(page, "orders", "POST", "/api/v1/orders", order)).toMatch(/^201/);
  // The examples name the newest order that the action can be done to: the one of before.
  expect(await tryOut(page, "orders", "POST", "/api/v1/orders/{id}/reserve")).toMatch(/^200/);
  expect(await tryOut(page, "orders", "POST", "/api/v1/orders/{id}/fulfill", {})).toMatch(/^200/);
  expect(await tryOut(page, "stock", "GET", "/api/v1/inventory_ledger")).toMatch(/^200/);
  const [level] = (await get(`inventory_levels?sku=${sku}`)).data;
  expect(level).toMatchObject({ on_hand: 3, reserved: 0, available: 3 });
  const ledger = (await get(`inventory_ledger?sku=${sku}`)).data;
  expect(ledger.map(({ type }) => String(type)).toSorted()).toEqual([
    "adjustment",
    "order_fulfilled",
    "order_reserved",
  ]);
});

/** Opens Scalar's client for an operation, on a page of its own. */
async function openClient(page: Page, tag: string, method: string, path: string): Promise<Locator> {
  await page.goto(`${site.url}/playground#tag/${tag}/${method}${path}`);
  await page.reload();
  // Filling the examples afterwards would take the place of what is typed.
  await page.locator("#progress").waitFor({ state: "hidden" });
  const name = new RegExp(`Test Request.*${method.toLowerCase()} ${path.replaceAll(/[{}]/g, "\\$&")}\\)$`);
  await page.getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

test("the reference can be read while its examples wait, and they are filled where it is", async () => {
  const page = await openPage(`/playground#key=${site.key}`);
  await signedIn(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/v1/*?**", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${site.url}/playground#tag/orders/POST/api/v1/orders/{id}/fulfill`);
  await page.reload();
  const section = page.locator("section", { has: page.getByRole("heading", { name: "Fulfill an order" }) }).last();
  await section.getByText("--request POST").first().waitFor();
  expect(await section.getByText("/api/v1/orders/ord_").count()).toBe(0);
  release();
  await section.getByText("/api/v1/orders/ord_").first().waitFor();
});

test.each(["light", "dark"] as const)(
  "it fits a phone, and our bar has no faults of accessibility (%s)",
  async (colorScheme) => {
    const page = await openPage("/playground", { viewport: { width: 390, height: 800 }, colorScheme });
    await page.getByRole("heading", { name: "Stockbook" }).waitFor();
    expect(await fitsItsWidth(page)).toBe(true);
    expect(await accessibilityFaults(page, ".bar")).toEqual([]);
    await openClient(page, "orders", "POST", "/api/v1/orders");
    expect(await fitsItsWidth(page)).toBe(true);
  },
);
