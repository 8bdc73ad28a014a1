import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";
import { type Dairy, lotsOf, openDairy } from "../../support/dairy";
import { codesOf } from "../../support/shop";

const NOW = "2026-11-23T09:00:00Z";
const dairy = () => openDairy(createTestApp({ now: NOW }));
const turn = async (shop: Dairy, sku: string, lot_tracked: boolean) => {
  const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
  const answer = await shop.patch(`variants/${variant.id}`, { lot_tracked });
  expect(answer.status).toBe(200);
};

test("a return announced while its variant had lots is received once it has none", async () => {
  const shop = await dairy();
  await shop.lot("A", 5);
  const order = await shop.order([{ sku: "MILK", quantity: 5 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MILK", quantity: 2 }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, items });
  await turn(shop, "MILK", false);
  expect((await shop.post(`return_authorizations/${rma.id}/receive`)).status).toBe(200);
  expect(await shop.held()).toEqual({ on_hand: 2, reserved: 0, held: 0, available: 2 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("what was shipped before there were lots comes back as from a lot that is not known", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 20);
  const order = await shop.order([{ sku: "MUG", quantity: 10 }]);
  await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "MUG", quantity: 6 }] });
  await turn(shop, "MUG", true);
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MUG", quantity: 10 }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, items });
  expect(rma.items).toMatchObject([{ quantity: 10, lot_id: null }]);
  await shop.post(`return_authorizations/${rma.id}/receive`);
  expect(await shop.held("MUG")).toEqual({ on_hand: 20, reserved: 0, held: 10, available: 10 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a lot that one return names twice comes back no more than it was shipped", async () => {
  const shop = await dairy();
  const lot_id = await shop.lot("A", 3, "2026-12-01");
  await shop.lot("B", 3, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 6 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const half = { sku: "MILK", quantity: 3, lot_id };
  const refused = await shop.post("return_authorizations", { order_id: order.id, items: [half, half] });
  expect(codesOf(refused)).toEqual(["validation_failed items.1.lot_id"]);
});

test("what is reserved of a lot that was wasted since is shipped from another", async () => {
  const shop = await dairy();
  const lot_record_id = await shop.lot("A", 5, "2026-12-01");
  const order = await shop.order([{ sku: "MILK", quantity: 5 }], { reserve: true });
  const waste = { sku: "MILK", location_id: shop.warehouse, quantity: 3, reason: "damaged", lot_record_id };
  await shop.made("waste_records", waste);
  await shop.lot("B", 3, "2026-12-10");
  expect(await shop.held()).toEqual({ on_hand: 5, reserved: 5, held: 0, available: 0 });
  const fulfilled = (await shop.post(`orders/${order.id}/fulfill`)).body.data;
  expect(lotsOf(fulfilled.items[0])).toEqual([
    ["A", 2],
    ["B", 3],
  ]);
  expect(await shop.held()).toEqual({ on_hand: 0, reserved: 0, held: 0, available: 0 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("what is owed of a lot is still owed when the lot expires", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 5, "2026-11-23");
  await shop.order([{ sku: "MILK", quantity: 5 }], { reserve: true });
  const less = { sku: "MILK", location_id: shop.warehouse, quantity: -3, reason: "damaged", lot_id: a };
  await shop.made("inventory_adjustments", less);
  await shop.lot("B", 4);
  expect(await shop.held()).toEqual({ on_hand: 6, reserved: 5, held: 0, available: 1 });
  shop.app.clock.advance(24 * 3600_000);
  expect(await shop.held()).toEqual({ on_hand: 6, reserved: 5, held: 0, available: 1 });
  const order = await shop.order([{ sku: "MILK", quantity: 2 }]);
  expect(codesOf(await shop.post(`orders/${order.id}/reserve`))).toEqual(["insufficient_stock"]);
});

test("lots that are named are taken before lines that name none choose theirs", async () => {
  const shop = await dairy();
  const lot_id = await shop.lot("A", 3, "2026-12-01");
  await shop.lot("B", 3, "2026-12-10");
  const items = [
    { sku: "MILK", quantity: 3 },
    { sku: "MILK", quantity: 3, lot_id },
  ];
  const order = await shop.order([{ sku: "MILK", quantity: 6 }]);
  const dry = await shop.post(`orders/${order.id}/fulfill?dry_run=true`, { items });
  expect(lotsOf(dry.body.data.items[0])).toEqual([
    ["A", 3],
    ["B", 3],
  ]);
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const transfer = await shop.made("stock_transfers", { ...ends, items: [{ sku: "MILK", quantity: 6 }] });
  expect((await shop.post(`stock_transfers/${transfer.id}/ship`, { items })).status).toBe(200);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a lot named by SKU means the line that it is reserved for", async () => {
  const shop = await dairy();
  await shop.lot("A", 5, "2026-12-01");
  const lot_id = await shop.lot("B", 5, "2026-12-10");
  const line = { sku: "MILK", quantity: 5 };
  const order = await shop.order([line, line], { reserve: true });
  const shipped = await shop.post(`orders/${order.id}/fulfill`, { items: [{ ...line, lot_id }] });
  expect(shipped.body.data.items).toMatchObject([{ fulfilled_quantity: 0 }, { fulfilled_quantity: 5 }]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a batch that would make one piece cost more than any number may say is refused", async () => {
  const shop = await openBakery(createTestApp({ now: NOW }));
  await shop.product("GOLD", { cost: 1_000_000_000 });
  await shop.product("BAR");
  await shop.stock("GOLD", 1_000_000_000);
  const recipe = await shop.recipe("BAR", 1, [{ sku: "GOLD", quantity: 1_000_000_000 }]);
  const batch = await shop.batch(recipe.id, 1);
  await shop.post(`production_batches/${batch.id}/start`);
  const refused = await shop.post(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 1 });
  expect(codesOf(refused)).toEqual(["validation_failed actual_quantity_produced"]);
});

test("a return whose number is a lot's already still goes into quarantine", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 5, "2026-12-01");
  await shop.lot("R1-1", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 5 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MILK", quantity: 2 }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, number: "R1", items });
  await shop.patch(`lots/${a}`, { status: "recall" });
  const received = (await shop.post(`return_authorizations/${rma.id}/receive`)).body.data;
  const lot = await shop.lotOf(received.items[0].lot_id);
  expect(lot).toMatchObject({ status: "quarantine", quantity_on_hand: 2 });
  expect(lot.lot_number).toMatch(/^R1-1-/);
});

test("a lot begins with what its first document brings in all", async () => {
  const shop = await dairy();
  const line = { sku: "MILK", location_id: shop.warehouse, reason: "received", lot_number: "X" };
  await shop.made("inventory_adjustments", {
    adjustments: [
      { ...line, quantity: 5 },
      { ...line, set_to: 7 },
    ],
  });
  expect(await shop.lots()).toMatchObject([{ quantity_initial: 7, quantity_on_hand: 7 }]);
});

test("a count of a lot from before it was known is refused, so that nothing is counted twice", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 10);
  shop.app.clock.advance(3600_000);
  const before = "2026-11-23T09:30:00.000Z";
  await turn(shop, "MUG", true);
  shop.app.clock.advance(3600_000);
  const [lot] = await shop.lots("&sku=MUG");
  const count = await shop.made("cycle_counts", { location_id: shop.warehouse });
  const loaded = (await shop.post(`cycle_counts/${count.id}/load_inventory`)).body.data;
  await shop.post(`cycle_counts/${count.id}/start`);
  for (const name of [{ sku: "MUG", lot_id: lot.id }, { id: loaded.items[0].id }]) {
    const counted = [{ ...name, counted_quantity: 10, counted_at: before }];
    const refused = await shop.patch(`cycle_counts/${count.id}`, { cycle_count_items_attributes: counted });
    expect(codesOf(refused)).toEqual(["validation_failed cycle_count_items_attributes.0.counted_at"]);
  }
});

test("waste of what is no longer tracked names no lot", async () => {
  const shop = await dairy();
  const lot_record_id = await shop.lot("A", 1);
  const waste = { sku: "MILK", location_id: shop.warehouse, quantity: 1, reason: "expired" };
  await shop.made("waste_records", waste);
  await turn(shop, "MILK", false);
  await shop.stock("MILK", 3);
  expect(codesOf(await shop.post("waste_records", { ...waste, lot_record_id }))).toEqual([
    "validation_failed lot_record_id",
  ]);
  expect((await shop.post("waste_records", waste)).status).toBe(201);
});
