import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { useBrowser } from "../../support/browser";
import { demo, expectGoodEverywhere, openConsole } from "./console";

useBrowser();

let made = 0;

/** A lot of honey of its own: 10 received, 4 shipped to a customer, 3 reserved for another order. */
async function honeyLot() {
  const api = demo();
  made += 1;
  const sku = `HONEY-${Date.now()}-${made}`;
  const { data: place } = await api.createLocation({ body: { name: `Larder ${sku}` } });
  const { data: supplier } = await api.createSupplier({ body: { name: "Heather Apiary" } });
  await api.createProduct({ body: { name: "Honey", variants: [{ sku, lot_tracked: true }] } });
  const { data: purchase } = await api.createPurchaseOrder({
    body: { supplier_id: supplier.id, location_id: place.id, items: [{ sku, quantity: 10, unit_cost: 2 }] },
  });
  const lot_number = `HON-${made}-${Date.now()}`;
  await api.receivePurchaseOrder({ id: purchase.id, body: { items: [{ sku, quantity: 10, lot_number }] } });
  const { data: shipped } = await api.createOrder({
    body: {
      ...{ location_id: place.id, reserve: true, items: [{ sku, quantity: 4 }] },
      customer: { name: "=Ada, Lovelace", email: "ada@example.com" },
    },
  });
  await api.fulfillOrder({ id: shipped.id });
  const { data: waiting } = await api.createOrder({
    body: { location_id: place.id, reserve: true, items: [{ sku, quantity: 3 }] },
  });
  const { data } = await api.listLots({ lot_number });
  const [lot] = data;
  if (!lot) throw new Error("There is no lot.");
  return { api, lot, lot_number, shipped, waiting, purchase };
}

test("a lot is found by a part of its number, and recalled once the orders that lose it were shown", async () => {
  const { api, lot, lot_number, waiting } = await honeyLot();
  const page = await openConsole("#/lots");
  await page.getByRole("searchbox").fill(lot_number.toLowerCase().slice(0, -1));
  await page.getByRole("link", { name: lot_number }).click();
  await page.getByRole("heading", { name: `Lot ${lot_number}` }).waitFor();

  await page.getByRole("button", { name: "Recall", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(`Order ${waiting.number}: 3`).waitFor();
  expect((await api.getLot({ id: lot.id })).data.status).toBe("active");

  await dialog.getByLabel("Note").fill("Foreign body");
  await dialog.getByRole("button", { name: "Recall" }).click();
  await page.getByText(`Lot ${lot_number} is now recalled.`).waitFor();
  const { data: after } = await api.getLot({ id: lot.id });
  expect(after).toMatchObject({ status: "recalled", note: "Foreign body", quantity_reserved: 0 });
});

test("a recall that is cancelled leaves the lot as it is", async () => {
  const { api, lot } = await honeyLot();
  const page = await openConsole(`#/lots/${lot.id}`);
  await page.getByRole("button", { name: "Recall", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  expect((await api.getLot({ id: lot.id })).data).toMatchObject({ status: "active", version: lot.version });
});

test("the recall list goes to paper without the rest, and to a file whose values no spreadsheet runs", async () => {
  const { lot, shipped } = await honeyLot();
  const page = await openConsole(`#/lots/${lot.id}`);
  const list = page.getByRole("table");
  await list.waitFor();
  expect(await list.textContent()).toContain(shipped.number);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).click(),
  ]);
  const csv = (await text(await download.createReadStream())).replace("\uFEFF", "");
  const [head, row] = csv.split("\r\n");
  expect(head).toBe("customer,email,phone,document,lot_number,sku,quantity,returned,to_call_back,shipped_at");
  expect(row).toContain(`"'=Ada, Lovelace",ada@example.com,,${shipped.number},${lot.lot_number},${lot.sku},4,0,4,`);

  await page.emulateMedia({ media: "print" });
  expect(await list.isVisible()).toBe(true);
  for (const hidden of [page.getByRole("button", { name: "Recall" }), page.locator("svg"), page.locator("header")]) {
    expect(await hidden.isVisible()).toBe(false);
  }
});

test("the recall graph goes from suppliers through batches to customers, by keyboard as well", async () => {
  const { data } = await demo().listLots({ lot_number: "FL-2207" });
  const page = await openConsole(`#/lots/${data[0]?.id}`);
  const graph = page.getByRole("region", { name: "Recall graph of lot FL-2207" });
  await graph.getByRole("button", { name: "Severn Mill & Dairy Supplier" }).waitFor();
  expect(await graph.getByRole("button", { name: /^The Wharf Café Customer/ }).count()).toBe(1);
  const made = graph.getByRole("link", { name: /^PB-.*Lot of BAK-LOAF/ }).first();
  const name = await made.locator("text.title").textContent();

  await graph.getByRole("button", { name: /^PO-.*Receipt/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Show: PO-/ }).click();
  await page.getByText("GET /api/v1/purchase_orders/").waitFor();

  await made.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `Lot ${name}` }).waitFor();
});

test("lots are good to use in light and dark, on a phone and on a desk", async () => {
  await expectGoodEverywhere("#/lots", ".lots li");
  const { data } = await demo().listLots({ lot_number: "FL-2207" });
  await expectGoodEverywhere(`#/lots/${data[0]?.id}`, ".graph-frame .node");
});
