import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const purchase = (items: unknown[]) =>
  shop.made("purchase_orders", { supplier_id: shop.supplier, location_id: shop.warehouse, items });
const receive = (id: string, body: unknown = {}) => shop.post(`purchase_orders/${id}/receive`, body);
const costOf = async (sku: string) => (await shop.get(`variants?sku=${sku}`)).body.data[0].cost;
const costsInLedger = async () =>
  (await shop.get("inventory_ledger?type=purchase_received")).body.data.map(
    ({ unit_cost }: { unit_cost: unknown }) => unit_cost,
  );

test("goods are received at the unit cost that the receipt gives, else at that of the order", async () => {
  const { id } = await purchase([{ sku: "MUG", quantity: 10, unit_cost: 4 }]);
  await receive(id, { items: [{ sku: "MUG", quantity: 2, unit_cost: 7 }] });
  expect(await costOf("MUG")).toBe(7);
  await receive(id, { items: [{ sku: "MUG", quantity: 2 }] });
  expect(await costOf("MUG")).toBe(5.5);
  await receive(id);
  expect(await costsInLedger()).toEqual([7, 4, 4]);
  expect(await costOf("MUG")).toBe(4.6);
});

test("what is received at a cost of 0 is a gift, which lowers the variant's cost", async () => {
  const { id } = await purchase([{ sku: "MUG", quantity: 10, unit_cost: 4 }]);
  await receive(id, { items: [{ sku: "MUG", quantity: 2 }] });
  await receive(id, { items: [{ sku: "MUG", quantity: 2, unit_cost: 0 }] });
  expect(await costsInLedger()).toEqual([4, 0]);
  expect(await costOf("MUG")).toBe(2);
  expect(await shop.level("MUG")).toMatchObject({ on_hand: 4 });
});

test("what is rejected is neither stock nor incoming any more, and what is accepted goes to the first line", async () => {
  const line = { sku: "MUG", quantity: 5 };
  const { id } = await purchase([line, line]);
  const answer = await receive(id, { items: [{ sku: "MUG", quantity: 4, rejected_quantity: 3 }] });
  const received = answer.body.data.items.map((item: Record<string, number>) => [
    item.received_quantity,
    item.rejected_quantity,
  ]);
  expect(received).toEqual([
    [4, 1],
    [0, 2],
  ]);
  expect(await shop.level("MUG")).toMatchObject({ on_hand: 4 });
  expect(await shop.incoming("MUG")).toBe(3);
});

test("more than is open is received only where that is allowed, and nothing then is incoming", async () => {
  const { id } = await purchase([{ sku: "MUG", quantity: 5 }]);
  const items = [{ sku: "MUG", quantity: 4, rejected_quantity: 2 }];
  expect(codesOf(await receive(id, { items }))).toEqual(["validation_failed items.0.quantity"]);
  expect((await receive(id, { items, allow_over_receipt: true })).status).toBe(200);
  expect(await shop.level("MUG")).toMatchObject({ on_hand: 4 });
  expect(await shop.incoming("MUG")).toBe(0);
});
