import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.stock("MUG", 5);
  await shop.stock("MUG", 3, shop.store);
});

const items = (here: number, there: number) => [
  { sku: "MUG", quantity: here },
  { sku: "MUG", quantity: there, location_id: shop.store },
];

test("lines of one variant at two locations are reserved and shipped each from its own", async () => {
  const { id } = await shop.order(items(5, 3), { reserve: true });
  expect(await shop.level("MUG")).toEqual({ on_hand: 5, reserved: 5, available: 0 });
  expect(await shop.level("MUG", shop.store)).toEqual({ on_hand: 3, reserved: 3, available: 0 });
  await shop.post(`orders/${id}/fulfill`);
  expect((await shop.level("MUG")).on_hand).toBe(0);
  expect((await shop.level("MUG", shop.store)).on_hand).toBe(0);
});

test("what one location lacks is not reserved from another", async () => {
  const body = { location_id: shop.warehouse, items: items(4, 4), reserve: true };
  const refused = await shop.post("orders", body);
  expect(codesOf(refused)).toEqual(["insufficient_stock"]);
  expect(refused.body.errors[0].details).toMatchObject({ location_id: shop.store, requested: 4, available: 3 });
  const order = (await shop.post("orders", { ...body, allow_partial: true })).body.data;
  expect(order.items.map((item: { reserved_quantity: number }) => item.reserved_quantity)).toEqual([4, 3]);
});

test("two lines of one variant at one location share what it has, the first line first", async () => {
  const line = { sku: "MUG", quantity: 3 };
  const order = await shop.order([line, line], { reserve: true, allow_partial: true });
  expect(order.items.map((item: { reserved_quantity: number }) => item.reserved_quantity)).toEqual([3, 2]);
});
