import { expect, test } from "vitest";
import { openDairy } from "../../support/dairy";
import { codesOf } from "../../support/shop";

test("a pending return may be changed to as much of a lot as was shipped of it, less what other returns claim", async () => {
  const shop = await openDairy();
  const lot_id = await shop.lot("A", 4, "2027-01-01");
  await shop.lot("B", 4, "2027-01-02");
  const order = await shop.order([{ sku: "MILK", quantity: 8 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const items = (quantity: number) => [{ sku: "MILK", quantity, lot_id }];
  const made = (quantity: number) =>
    shop.made("return_authorizations", { order_id: order.id, items: items(quantity) }) as Promise<{ id: string }>;
  const [{ id }] = [await made(2), await made(1)];
  const change = (quantity: number) => shop.patch(`return_authorizations/${id}`, { items: items(quantity) });
  expect((await change(3)).status).toBe(200);
  expect(codesOf(await change(4))).toEqual(["validation_failed items.0.lot_id"]);
  expect((await change(1)).status).toBe(200);
  await shop.post(`return_authorizations/${id}/receive`);
  expect((await shop.lotOf(lot_id)).quantity_on_hand).toBe(1);
});
