import { beforeEach, expect, test } from "vitest";
import { openShop, type Shop } from "../support/shop";

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const costOf = async () => (await shop.get("variants?sku=MUG")).body.data[0].cost;

async function receive(quantity: number, unit_cost: number | null, location_id = shop.warehouse): Promise<number> {
  const items = [{ sku: "MUG", quantity, ...(unit_cost === null ? {} : { unit_cost }) }];
  const { id } = await shop.made("purchase_orders", { supplier_id: shop.supplier, location_id, items });
  await shop.post(`purchase_orders/${id}/receive`);
  return costOf();
}

test("a receipt is averaged with what is on hand in all locations", async () => {
  expect(await receive(10, 4, shop.store)).toBe(4);
  expect(await receive(10, 8)).toBe(6);
  expect(await receive(20, 9)).toBe(7.5);
});

test("the cost becomes that of the receipt where nothing is on hand, or no cost was known", async () => {
  expect(await receive(10, 4)).toBe(4);
  await shop.stock("MUG", -10);
  expect(await receive(10, 8)).toBe(8);

  const { variants } = await shop.product("CUP");
  await shop.stock("CUP", 10);
  const items = [{ sku: "CUP", quantity: 10, unit_cost: 8 }];
  const { id } = await shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items,
  });
  await shop.post(`purchase_orders/${id}/receive`);
  expect((await shop.get(`variants/${variants[0].id}`)).body.data.cost).toBe(8);
});

test("several lines of one receipt are averaged among themselves first, half rounded up to four decimals", async () => {
  const line = (quantity: number, unit_cost: number) => ({ sku: "MUG", quantity, unit_cost });
  const items = [line(1, 0.0001), line(1, 0.0002)];
  const { id } = await shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items,
  });
  await shop.post(`purchase_orders/${id}/receive`);
  expect(await costOf()).toBe(0.0002);
  expect(await receive(1, 0.0001)).toBe(0.0002);
  expect(await receive(2, 0.0001)).toBe(0.0002);
  expect(await receive(9, 0.0001)).toBe(0.0001);
});
