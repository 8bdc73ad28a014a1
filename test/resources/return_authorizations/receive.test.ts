import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";

/** Ships two units of a lot that expires on 24 November, where it is 1 o'clock while it is still the day before in UTC. */
async function shipped(now: string) {
  const app = createTestApp({ now: "2026-11-23T09:00:00Z" });
  const shop = await openDairy(app, { timezone: "Asia/Tokyo" });
  const lot = await shop.lot("A", 2, "2026-11-24");
  const order = await shop.order([{ sku: "MILK", quantity: 2 }]);
  await shop.post(`orders/${order.id}/fulfill`);
  const items = [{ sku: "MILK", quantity: 1 }];
  const rma = await shop.made("return_authorizations", { order_id: order.id, items });
  app.clock.now = new Date(now);
  const [item] = (await shop.post(`return_authorizations/${rma.id}/receive`)).body.data.items;
  return { shop, lot, into: await shop.lotOf(item.lot_id) };
}

test("goods returned on the last usable day of their lot go back into it, and are available", async () => {
  const { shop, lot, into } = await shipped("2026-11-24T14:59:59Z");
  expect(into).toMatchObject({ id: lot, status: "active", quantity_on_hand: 1 });
  expect(await shop.held()).toEqual({ on_hand: 1, reserved: 0, held: 0, available: 1 });
});

test("goods returned on the day after the last usable day of their lot go into quarantine", async () => {
  const { shop, lot, into } = await shipped("2026-11-24T15:00:00Z");
  expect(into).toMatchObject({
    parent_lot_id: lot,
    status: "quarantine",
    quantity_on_hand: 1,
    expiry_date: "2026-11-24",
  });
  expect((await shop.lotOf(lot)).quantity_on_hand).toBe(0);
  expect(await shop.held()).toEqual({ on_hand: 1, reserved: 0, held: 1, available: 0 });
});
