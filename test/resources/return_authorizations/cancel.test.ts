import { expect, test } from "vitest";
import { openDairy } from "../../support/dairy";
import { codesOf } from "../../support/shop";

test("what a cancelled return claimed, of the line and of its lot, can be returned by another one", async () => {
  const shop = await openDairy();
  const lot_id = await shop.lot("A", 2, "2027-01-01");
  await shop.lot("B", 2, "2027-01-02");
  const order = await shop.order([{ sku: "MILK", quantity: 4 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const body = { order_id: order.id, items: [{ sku: "MILK", quantity: 2, lot_id }] };
  const first = await shop.made("return_authorizations", body);
  expect(codesOf(await shop.post("return_authorizations", body))).toEqual(["validation_failed items.0.lot_id"]);
  await shop.post(`return_authorizations/${first.id}/cancel`);
  const second = await shop.made("return_authorizations", body);
  await shop.post(`return_authorizations/${second.id}/receive`);
  expect((await shop.lotOf(lot_id)).quantity_on_hand).toBe(2);
  expect(await shop.discrepancies()).toEqual([]);
});
