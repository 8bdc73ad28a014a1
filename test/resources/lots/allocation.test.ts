import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { lotsOf, openDairy } from "../../support/dairy";
import { codesOf } from "../../support/shop";

const NOW = "2026-11-23T09:00:00Z";
const dairy = () => openDairy(createTestApp({ now: NOW }));

test("what expires first is reserved first, then what was received first, and one line may take several lots", async () => {
  const shop = await dairy();
  await shop.lot("LATE", 5, "2027-02-01");
  await shop.lot("SOON", 2, "2026-12-01");
  await shop.lot("NEVER", 5);
  await shop.lot("SOON-TOO", 3, "2026-12-01");
  const order = await shop.order([{ sku: "MILK", quantity: 7 }], { reserve: true });
  expect(order.status).toBe("reserved");
  expect(lotsOf(order.items[0])).toEqual([
    ["SOON", 2],
    ["SOON-TOO", 3],
    ["LATE", 2],
  ]);
  expect(await shop.held()).toEqual({ on_hand: 15, reserved: 7, held: 0, available: 8 });
  expect((await shop.get(`orders/${order.id}`)).body.data.items).toEqual(order.items);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a lot may be used through its expiry date and is held from the day after, by the organization's calendar", async () => {
  const app = createTestApp({ now: "2026-11-23T22:30:00Z" });
  const shop = await openDairy(app, { timezone: "Europe/Paris" });
  const id = await shop.lot("TODAY", 4, "2026-11-23");
  expect((await shop.lotOf(id)).expired).toBe(false);
  expect(await shop.held()).toMatchObject({ held: 0, available: 4 });
  app.clock.advance(60 * 60 * 1000);
  expect((await shop.lotOf(id)).expired).toBe(true);
  expect(await shop.held()).toEqual({ on_hand: 4, reserved: 0, held: 4, available: 0 });
  const refused = await shop.post("orders", {
    location_id: shop.warehouse,
    items: [{ sku: "MILK", quantity: 1 }],
    reserve: true,
  });
  expect(codesOf(refused)).toEqual(["insufficient_stock"]);
  expect(refused.body.errors[0].details).toMatchObject({ sku: "MILK", requested: 1, available: 0 });
});

test("expired, quarantined and recalled lots are never reserved nor fulfilled", async () => {
  const shop = await dairy();
  await shop.lot("EXPIRED", 5, "2026-11-22");
  const quarantined = await shop.lot("QUARANTINED", 5, "2026-12-01");
  const recalled = await shop.lot("RECALLED", 5, "2026-12-01");
  await shop.patch(`lots/${quarantined}`, { status: "quarantine" });
  await shop.patch(`lots/${recalled}`, { status: "recall" });
  await shop.lot("GOOD", 2, "2027-01-01");
  expect(await shop.held()).toEqual({ on_hand: 17, reserved: 0, held: 15, available: 2 });
  const order = await shop.order([{ sku: "MILK", quantity: 3 }]);
  expect(codesOf(await shop.post(`orders/${order.id}/reserve`))).toEqual(["insufficient_stock"]);
  expect(codesOf(await shop.post(`orders/${order.id}/fulfill`))).toEqual(["insufficient_stock"]);
  for (const lot_id of [quarantined, recalled]) {
    const items = [{ sku: "MILK", quantity: 1, lot_id }];
    expect(codesOf(await shop.post(`orders/${order.id}/fulfill`, { items }))).toEqual(["insufficient_stock"]);
  }
  const partly = await shop.post(`orders/${order.id}/reserve`, { allow_partial: true });
  expect(partly.body.data.shortages).toMatchObject([{ requested: 3, available: 2 }]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("fulfilling takes the reserved lots, and the entries name them", async () => {
  const shop = await dairy();
  const first = await shop.lot("A", 2, "2026-12-01");
  const second = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  const fulfilled = (await shop.post(`orders/${order.id}/fulfill`)).body.data;
  expect(fulfilled.status).toBe("fulfilled");
  expect(lotsOf(fulfilled.items[0])).toEqual([
    ["A", 2],
    ["B", 2],
  ]);
  const { data } = (await shop.get(`inventory_ledger?type=order_fulfilled`)).body;
  expect(data.map((entry: { lot_id: string; quantity: number }) => [entry.lot_id, entry.quantity])).toEqual([
    [first, -2],
    [second, -2],
  ]);
  expect((await shop.lotOf(first)).status).toBe("exhausted");
  expect(await shop.held()).toEqual({ on_hand: 3, reserved: 0, held: 0, available: 3 });
  expect((await shop.get(`orders/${order.id}`)).body.data.items).toEqual(fulfilled.items);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a named lot is shipped instead of the reserved one, which is released", async () => {
  const shop = await dairy();
  await shop.lot("A", 5, "2026-12-01");
  const other = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  const items = [{ sku: "MILK", quantity: 4, lot_id: other }];
  const fulfilled = (await shop.post(`orders/${order.id}/fulfill`, { items })).body.data;
  expect(fulfilled.status).toBe("fulfilled");
  expect(fulfilled.items[0].reserved_quantity).toBe(0);
  expect(lotsOf(fulfilled.items[0])).toEqual([["B", 4]]);
  expect(await shop.held()).toEqual({ on_hand: 6, reserved: 0, held: 0, available: 6 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("what was reserved in a lot that has expired since is refused, and can be had from another lot", async () => {
  const shop = await dairy();
  const expiring = await shop.lot("A", 5, "2026-11-23");
  const order = await shop.order([{ sku: "MILK", quantity: 3 }], { reserve: true });
  shop.app.clock.advance(24 * 60 * 60 * 1000);
  await shop.lot("B", 5, "2026-12-02");
  expect(await shop.held()).toEqual({ on_hand: 10, reserved: 3, held: 2, available: 5 });
  const refused = await shop.post(`orders/${order.id}/fulfill`);
  expect(codesOf(refused)).toEqual(["insufficient_stock"]);
  expect(refused.body.errors[0].message).toContain("expired or blocked");

  const answer = (await shop.patch(`lots/${expiring}`, { status: "quarantine" })).body.data;
  expect(answer.orders).toEqual([{ order_id: order.id, number: order.number, status: "pending", quantity: 3 }]);
  const fulfilled = (await shop.post(`orders/${order.id}/fulfill`)).body.data;
  expect(lotsOf(fulfilled.items[0])).toEqual([["B", 3]]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("quarantine and recall release what is reserved and say for whom; release brings the lot back", async () => {
  const shop = await dairy();
  const bad = await shop.lot("BAD", 6, "2026-12-01");
  await shop.lot("GOOD", 2, "2026-12-02");
  const whole = await shop.order([{ sku: "MILK", quantity: 2 }], { reserve: true });
  const mixed = await shop.order([{ sku: "MILK", quantity: 5 }], { reserve: true });
  const untouched = await shop.order([{ sku: "MILK", quantity: 1 }], { reserve: true });
  expect(lotsOf(untouched.items[0])).toEqual([["GOOD", 1]]);

  const { body } = await shop.patch(`lots/${bad}`, { status: "recall", note: "glass" });
  expect(body.data).toMatchObject({ status: "recalled", note: "glass", quantity_on_hand: 6, quantity_reserved: 0 });
  expect(
    body.data.orders.map((order: { order_id: string; status: string; quantity: number }) => [
      order.order_id,
      order.status,
      order.quantity,
    ]),
  ).toEqual([
    [whole.id, "pending", 2],
    [mixed.id, "partially_reserved", 4],
  ]);
  expect((await shop.lotOf(bad)).status).toBe("recalled");
  const after = (await shop.get(`orders/${mixed.id}`)).body.data;
  expect([after.status, after.items[0].reserved_quantity, after.version]).toEqual(["partially_reserved", 1, 2]);
  expect(await shop.held()).toEqual({ on_hand: 8, reserved: 2, held: 6, available: 0 });
  expect((await shop.events()).filter((type) => type.startsWith("lot."))).toEqual(["lot.recalled"]);

  expect(codesOf(await shop.post(`orders/${whole.id}/reserve`))).toEqual(["insufficient_stock"]);
  await shop.patch(`lots/${bad}`, { status: "release" });
  expect((await shop.post(`orders/${whole.id}/reserve`)).body.data.status).toBe("reserved");
  expect(await shop.discrepancies()).toEqual([]);
});

test("blocking and releasing a lot tells those who watch what is available", async () => {
  const shop = await dairy();
  const id = await shop.lot("A", 6, "2026-12-01");
  const before = (await shop.events()).length;
  await shop.patch(`lots/${id}`, { status: "quarantine" });
  await shop.patch(`lots/${id}`, { status: "release" });
  expect((await shop.events()).slice(before)).toEqual([
    ...["inventory.out", "inventory.low", "lot.updated"],
    ...["inventory.restocked", "lot.updated"],
  ]);
});

test("a lot is exhausted while none of it is left, and active again when some comes back", async () => {
  const shop = await dairy();
  const id = await shop.lot("A", 2, "2026-12-01");
  await shop.made("inventory_adjustments", {
    sku: "MILK",
    location_id: shop.warehouse,
    quantity: -2,
    lot_id: id,
    reason: "damaged",
  });
  expect(await shop.lotOf(id)).toMatchObject({ status: "exhausted", quantity_on_hand: 0, quantity_initial: 2 });
  await shop.lot("A", 1);
  expect(await shop.lotOf(id)).toMatchObject({ status: "active", quantity_on_hand: 1, quantity_initial: 2 });
  expect((await shop.lots("&status=active")).map((lot: { id: string }) => lot.id)).toEqual([id]);
});

test("turning tracking on puts all stock into one opening lot, and what is reserved stays reserved", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 5);
  await shop.stock("MUG", 3, shop.store);
  const order = await shop.order([{ sku: "MUG", quantity: 2 }], { reserve: true });
  const events = (await shop.events()).length;
  const [variant] = (await shop.get("variants?sku=MUG")).body.data;
  const tracked = await shop.patch(`variants/${variant.id}`, { lot_tracked: true });
  expect(tracked.body.data.lot_tracked).toBe(true);
  const [lot] = await shop.lots("&sku=MUG");
  expect(lot).toMatchObject({ quantity_on_hand: 8, quantity_initial: 8, quantity_reserved: 2, status: "active" });
  expect(await shop.held("MUG")).toEqual({ on_hand: 5, reserved: 2, held: 0, available: 3 });
  expect((await shop.events()).slice(events)).toEqual(["product.updated"]);
  const source = (await shop.get(`inventory_adjustments/${lot.source_id}`)).body.data;
  expect(source.ledger_entries).toHaveLength(4);
  expect(await shop.discrepancies()).toEqual([]);
  const fulfilled = (await shop.post(`orders/${order.id}/fulfill`)).body.data;
  expect(lotsOf(fulfilled.items[0])).toEqual([[lot.lot_number, 2]]);
  expect(await shop.discrepancies()).toEqual([]);

  expect(codesOf(await shop.patch(`variants/${variant.id}`, { lot_tracked: false }))).toEqual(["in_use lot_tracked"]);
});

test("tracking is turned on even where more is promised than there is, and off once nothing is left", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 5);
  const order = await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
  await shop.stock("MUG", -3);
  const [variant] = (await shop.get("variants?sku=MUG")).body.data;
  expect((await shop.patch(`variants/${variant.id}`, { lot_tracked: true })).status).toBe(200);
  expect(await shop.held("MUG")).toEqual({ on_hand: 2, reserved: 5, held: 0, available: -3 });
  await shop.post(`orders/${order.id}/cancel`);
  await shop.made("waste_records", { sku: "MUG", location_id: shop.warehouse, quantity: 2, reason: "damaged" });
  expect((await shop.patch(`variants/${variant.id}`, { lot_tracked: false })).status).toBe(200);
  await shop.stock("MUG", 4);
  expect(await shop.held("MUG")).toEqual({ on_hand: 4, reserved: 0, held: 0, available: 4 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("tracking is not turned on while a transfer or a count knows the variant without lots", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 5);
  const [variant] = (await shop.get("variants?sku=MUG")).body.data;
  const turn = () => shop.patch(`variants/${variant.id}`, { lot_tracked: true });
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const transfer = await shop.made("stock_transfers", { ...ends, items: [{ sku: "MUG", quantity: 2 }] });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  expect(codesOf(await turn())).toEqual(["in_use lot_tracked"]);
  await shop.post(`stock_transfers/${transfer.id}/receive`);
  const count = await shop.made("cycle_counts", { location_id: shop.warehouse });
  await shop.post(`cycle_counts/${count.id}/load_inventory`);
  expect((await turn()).body.errors[0].details).toEqual({ numbers: [count.number] });
  await shop.post(`cycle_counts/${count.id}/cancel`);
  expect((await turn()).status).toBe(200);
  expect(await shop.discrepancies()).toEqual([]);
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
