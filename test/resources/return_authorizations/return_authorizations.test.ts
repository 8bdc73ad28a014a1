import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;
let order: { id: string; items: { id: string }[] };

beforeEach(async () => {
  shop = await openShop();
  await shop.stock("MUG", 10);
  order = await shop.order([
    { sku: "MUG", quantity: 3 },
    { sku: "MUG", quantity: 2 },
  ]);
  await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "MUG", quantity: 4 }] });
});

const announce = (items: unknown[], more: object = {}) =>
  shop.post("return_authorizations", {
    return_authorization: { order_id: order.id, reason: "too small", items, ...more },
  });
const act = (id: string, verb: string) => shop.post(`return_authorizations/${id}/${verb}`);
const returned = async () =>
  (await shop.get(`orders/${order.id}`)).body.data.items.map(
    (item: { returned_quantity: number }) => item.returned_quantity,
  );

test("what is sellable adds stock when it is received; the rest is recorded and adds none", async () => {
  const made = await announce([
    { order_item_id: order.items[0]?.id, quantity: 1, condition: "sellable", unit_refund: 12.5 },
    { order_item_id: order.items[0]?.id, quantity: 1, condition: "damaged" },
    { order_item_id: order.items[1]?.id, quantity: 1, condition: "discarded" },
  ]);
  expect(made.status).toBe(201);
  expect(made.body.data).toMatchObject({ status: "pending", location_id: shop.warehouse, reason: "too small" });
  expect((await shop.level("MUG")).on_hand).toBe(6);
  expect(await returned()).toEqual([0, 0]);
  const received = (await act(made.body.data.id, "receive")).body.data;
  expect(received.status).toBe("received");
  expect((await shop.level("MUG")).on_hand).toBe(7);
  expect(await returned()).toEqual([2, 1]);
  const entries = (await shop.get(`inventory_ledger?reference_id=${received.id}`)).body.data;
  expect(entries).toMatchObject([
    { type: "return_received", quantity: 1, on_hand_change: 1 },
    { type: "return_disposed", quantity: 1, on_hand_change: 0, reason: "damaged" },
    { type: "return_disposed", quantity: 1, on_hand_change: 0, reason: "discarded" },
  ]);
  expect(codesOf(await act(received.id, "receive"))).toEqual(["invalid_status"]);
  expect(codesOf(await act(received.id, "cancel"))).toEqual(["invalid_status"]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("never more comes back than was fulfilled, less what other returns claim", async () => {
  const first = await announce([{ sku: "MUG", quantity: 3 }]);
  expect(first.status).toBe(201);
  const more = await announce([{ sku: "MUG", quantity: 2 }]);
  expect(codesOf(more)).toEqual(["validation_failed items.0.quantity"]);
  const rest = await announce([{ sku: "MUG", quantity: 1 }]);
  expect(rest.status).toBe(201);
  expect(codesOf(await announce([{ sku: "MUG", quantity: 1 }]))).toEqual(["validation_failed items.0.quantity"]);
  await act(first.body.data.id, "cancel");
  expect((await announce([{ sku: "MUG", quantity: 3 }])).status).toBe(201);
});

test("also of two returns announced at once", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => announce([{ sku: "MUG", quantity: 2 }])));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 201, 422]);
});

test("before it is received it can be changed, and its claims follow", async () => {
  const { id } = (await announce([{ sku: "MUG", quantity: 4 }])).body.data;
  const changed = await shop.patch(`return_authorizations/${id}`, {
    return_authorization: {
      note: "two parcels",
      location_id: shop.store,
      items: [{ sku: "MUG", quantity: 1, condition: "sellable" }],
    },
  });
  expect(changed.body.data).toMatchObject({ note: "two parcels", version: 2, items: [{ quantity: 1 }] });
  expect((await announce([{ sku: "MUG", quantity: 3 }])).status).toBe(201);
  const more = await shop.patch(`return_authorizations/${id}`, { items: [{ sku: "MUG", quantity: 2 }] });
  expect(codesOf(more)).toEqual(["validation_failed items.0.quantity"]);
  await act(id, "receive");
  expect((await shop.level("MUG", shop.store)).on_hand).toBe(1);
  expect(codesOf(await shop.patch(`return_authorizations/${id}`, { note: "late" }))).toEqual(["invalid_status"]);
});

test("what does not exist is refused by field, and lists filter", async () => {
  expect(codesOf(await announce([{ sku: "MUG", quantity: 1 }], { order_id: "ord_none" }))).toEqual([
    "validation_failed order_id",
  ]);
  expect(codesOf(await announce([{ sku: "TEA", quantity: 1 }]))).toEqual(["validation_failed items.0.sku"]);
  expect(codesOf(await announce([{ sku: "MUG", quantity: 1, condition: "eaten" }]))).toEqual([
    "validation_failed items.0.condition",
  ]);
  expect(codesOf(await announce([{ sku: "MUG", quantity: 1, lot_id: "lot_1" }]))).toEqual([
    "validation_failed items.0.lot_id",
  ]);
  const made = (await announce([{ sku: "MUG", quantity: 1 }])).body.data;
  expect((await shop.get(`return_authorizations?order_id=${order.id}&status=pending`)).body.data).toEqual([made]);
  expect((await shop.get("return_authorizations?status=received")).body.data).toEqual([]);
  const stranger = await openShop(shop.app);
  expect((await stranger.get(`return_authorizations/${made.id}`)).status).toBe(404);
});

test("the location a return takes over from its order is checked as one that is given", async () => {
  await shop.stock("MUG", -6);
  expect((await shop.patch(`locations/${shop.warehouse}`, { status: "archived" })).status).toBe(422);
  await shop.post(`orders/${order.id}/cancel`);
  expect((await shop.patch(`locations/${shop.warehouse}`, { status: "archived" })).status).toBe(200);
  const items = [{ sku: "MUG", quantity: 1 }];
  expect(codesOf(await announce(items))).toEqual(["validation_failed location_id"]);
  expect(codesOf(await announce(items, { location_id: shop.warehouse }))).toEqual(["validation_failed location_id"]);
  expect((await announce(items, { location_id: shop.store })).body.data.location_id).toBe(shop.store);
});
