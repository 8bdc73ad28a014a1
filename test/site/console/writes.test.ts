import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { accessibilityFaults, useBrowser } from "../../support/browser";
import { demo, isLoaded, openConsole } from "./console";

useBrowser();

/** Something that was purchased and is low. */
async function makeLow(): Promise<void> {
  const api = demo();
  const sku = `LOW-${Date.now()}`;
  const { data: place } = await api.createLocation({ body: { name: `Cellar ${sku}` } });
  const { data: supplier } = await api.createSupplier({ body: { name: "Low Moor Mill" } });
  await api.createProduct({ body: { name: "Bran", sku } });
  const { data: purchase } = await api.createPurchaseOrder({
    body: { supplier_id: supplier.id, location_id: place.id, items: [{ sku, quantity: 1, unit_cost: 2 }] },
  });
  await api.receivePurchaseOrder({ id: purchase.id });
  await api.createInventoryPolicy({
    body: { sku, location_id: place.id, reorder_point: 10, reorder_quantity: 20 },
  });
}

/** A key that may only read, and the writes that the pages would offer to others: their places and the names of their buttons. */
async function reader(): Promise<{ key: string; writes: [place: string, name: RegExp][] }> {
  const api = demo();
  await makeLow();
  const { data } = await api.createApiKey({ body: { name: "Reader", scopes: ["read"] } });
  const { data: lots } = await api.listLots({ lot_number: "FL-2207" });
  const { data: place } = await api.createLocation({ body: { name: `Attic ${Date.now()}` } });
  const { data: planned } = await api.createCycleCount({ body: { location_id: place.id } });
  const { data: begun } = await api.createCycleCount({ body: { location_id: place.id } });
  await api.startCycleCount({ id: begun.id });
  return {
    key: data.key,
    writes: [
      ["low", /^Create a purchase order for/],
      ["counts", /^Start counting$/],
      [`counts/${planned.id}`, /^Start counting$/],
      [`counts/${begun.id}`, /^Review and complete$/],
      [`lots/${lots[0]?.id}`, /^(Quarantine|Recall)$/],
      ["insights", /^(Dismiss|Do this): /],
    ],
  };
}

/** What a page sends that is not a read, and what its console reports as an error. */
function watch(page: Page) {
  const sent: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => request.method() !== "GET" && sent.push(`${request.method()} ${request.url()}`));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  return { sent, errors };
}

const goTo = async (page: Page, place: string) => {
  await page.evaluate(`location.hash = ${JSON.stringify(`#/${place}`)}`);
  await page.locator("main h1").waitFor();
  await isLoaded(page);
};

test("a key that may only read opens every page, and no write is possible with it or sent", async () => {
  const { key, writes } = await reader();
  const page = await openConsole("#/stock", {}, key);
  await page.getByText("Read only").waitFor();
  const { sent, errors } = watch(page);
  for (const [place, name] of writes) {
    await goTo(page, place);
    const buttons = page.getByRole("button", { name });
    await buttons.first().waitFor();
    expect(await page.getByRole("button", { name, disabled: false }).count()).toBe(0);
    const described = await buttons.first().getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described}"]`).textContent()).toBe("This key may only read.");
    await buttons.first().focus();
    await page.keyboard.press("Enter");
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  for (const place of ["stock", "expiry", "lots", "events", "questions"]) await goTo(page, place);
  expect({ sent, errors }).toEqual({ sent: [], errors: [] });
});
