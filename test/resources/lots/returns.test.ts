import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy, trackLots } from "../../support/dairy";
import { codesOf } from "../../support/shop";

const dairy = () => openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));

test("returned goods go back into the lot they left, while it may be sold", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 2 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const rma = await shop.made("return_authorizations", { order_id: order.id, items: [{ sku: "MILK", quantity: 1 }] });
  expect(rma.items[0].lot_id).toBe(a);
  const received = (await shop.post(`return_authorizations/${rma.id}/receive`)).body.data;
  expect(received.items[0].lot_id).toBe(a);
  expect(await shop.lotOf(a)).toMatchObject({ status: "active", quantity_on_hand: 1 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("returned goods go into quarantine where their lot is not known, or may not be sold", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  const b = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const back = (items: unknown[]) => shop.post("return_authorizations", { order_id: order.id, items });
  const unknown = (await back([{ sku: "MILK", quantity: 1 }])).body.data;
  expect(unknown.items[0].lot_id).toBeNull();
  const received = (await shop.post(`return_authorizations/${unknown.id}/receive`)).body.data;
  expect(await shop.lotOf(received.items[0].lot_id)).toMatchObject({
    status: "quarantine",
    quantity_on_hand: 1,
    parent_lot_id: null,
    source_type: "return_authorization",
    source_id: unknown.id,
  });

  expect(codesOf(await back([{ sku: "MILK", quantity: 3, lot_id: a }]))).toEqual(["validation_failed items.0.lot_id"]);
  expect(codesOf(await back([{ sku: "MILK", quantity: 1, lot_id: "lot_0" }]))).toEqual([
    "validation_failed items.0.lot_id",
  ]);
  await shop.patch(`lots/${a}`, { status: "recall" });
  const recalled = (await back([{ sku: "MILK", quantity: 1, lot_id: a }])).body.data;
  const apart = (await shop.post(`return_authorizations/${recalled.id}/receive`)).body.data.items[0].lot_id;
  expect(await shop.lotOf(apart)).toMatchObject({ status: "quarantine", parent_lot_id: a, expiry_date: "2026-12-01" });
  expect((await shop.lotOf(a)).quantity_on_hand).toBe(0);

  await shop.patch(`lots/${b}`, { status: "quarantine" });
  const held = (await back([{ sku: "MILK", quantity: 1, lot_id: b, condition: "sellable" }])).body.data;
  expect((await shop.post(`return_authorizations/${held.id}/receive`)).body.data.items[0].lot_id).toBe(b);
  const damaged = (await back([{ sku: "MILK", quantity: 1, condition: "damaged" }])).body.data;
  expect((await shop.post(`return_authorizations/${damaged.id}/receive`)).status).toBe(200);
  expect(await shop.held()).toEqual({ on_hand: 6, reserved: 0, held: 6, available: 0 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("a lot that is named finds the line it went with, where several are of one variant", async () => {
  const shop = await dairy();
  await shop.lot("A", 2, "2026-12-01");
  const b = await shop.lot("B", 2, "2026-12-02");
  const line = { sku: "MILK", quantity: 2 };
  const order = await shop.order([line, line], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MILK", quantity: 2, lot_id: b }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, items });
  expect(rma.items).toMatchObject([{ order_item_id: order.items[1].id, lot_id: b, quantity: 2 }]);
  await shop.post(`return_authorizations/${rma.id}/receive`);
  await shop.lot("A", 2);
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const transfer = await shop.made("stock_transfers", { ...ends, items: [line, line] });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const arrived = (await shop.post(`stock_transfers/${transfer.id}/receive`, { items })).body.data;
  expect(arrived.items.map((item: { received_quantity: number }) => item.received_quantity)).toEqual([0, 2]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("a whole line that comes back goes back into all of its lots", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  const b = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const rma = await shop.made("return_authorizations", { order_id: order.id, items: [{ sku: "MILK", quantity: 4 }] });
  await shop.post(`return_authorizations/${rma.id}/receive`);
  expect([(await shop.lotOf(a)).quantity_on_hand, (await shop.lotOf(b)).quantity_on_hand]).toEqual([2, 5]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("of two returns at once of one lot only as much is claimed as was shipped of it", async () => {
  const shop = await dairy();
  const a = await shop.lot("A", 2, "2026-12-01");
  await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  const claims = await Promise.all(
    [1, 2].map(() =>
      shop.post("return_authorizations", { order_id: order.id, items: [{ sku: "MILK", quantity: 2, lot_id: a }] }),
    ),
  );
  expect(claims.map(({ status }) => status).toSorted()).toEqual([201, 422]);
});

test("a return announced while its variant had lots is received once it has none", async () => {
  const shop = await dairy();
  await shop.lot("A", 5);
  const order = await shop.order([{ sku: "MILK", quantity: 5 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MILK", quantity: 2 }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, items });
  await trackLots(shop, "MILK", false);
  expect((await shop.post(`return_authorizations/${rma.id}/receive`)).status).toBe(200);
  expect(await shop.held()).toEqual({ on_hand: 2, reserved: 0, held: 0, available: 2 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("what was shipped before there were lots comes back as from a lot that is not known", async () => {
  const shop = await dairy();
  await shop.stock("MUG", 20);
  const order = await shop.order([{ sku: "MUG", quantity: 10 }]);
  await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "MUG", quantity: 6 }] });
  await trackLots(shop, "MUG", true);
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
