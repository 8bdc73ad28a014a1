import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openShop, type Shop } from "../../support/shop";

const run = (shop: Shop) => shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/hourly`);

async function announced(shop: Shop): Promise<string[]> {
  const { data } = (await shop.get("events?type=purchase_order.overdue&per_page=100")).body;
  return data.map(({ data }: { data: { purchase_order: { number: string } } }) => data.purchase_order.number);
}

test("an open purchase order is overdue once for its expected time, however often and by how many the hour is run", async () => {
  const shop = await openShop(createTestApp({ now: "2026-11-23T09:00:00Z" }), { timezone: "Europe/Berlin" });
  const order = (number: string, expected_at: string | null) =>
    shop.made("purchase_orders", {
      ...{ number, expected_at, supplier_id: shop.supplier, location_id: shop.warehouse, exchange_rate: 1 },
      items: [{ sku: "MUG", quantity: 10, unit_cost: 1 }],
    });
  const late = await order("LATE", "2026-11-24");
  const received = await order("RECEIVED", "2026-11-24");
  await order("LATER", "2026-11-25T10:00:00Z");
  await order("SOMETIME", null);
  await shop.post(`purchase_orders/${received.id}/receive`);
  shop.app.clock.now = new Date("2026-11-24T22:59:00Z");
  await run(shop);
  expect(await announced(shop)).toEqual([]);
  shop.app.clock.now = new Date("2026-11-24T23:00:00Z");
  await Promise.all([run(shop), run(shop), run(shop)]);
  await run(shop);
  expect(await announced(shop)).toEqual(["LATE"]);
  const [event] = (await shop.get("events?type=purchase_order.overdue")).body.data;
  expect(event.data).toEqual({ purchase_order: (await shop.get(`purchase_orders/${late.id}`)).body.data });
  await shop.patch(`purchase_orders/${late.id}`, { expected_at: "2026-11-26" });
  await run(shop);
  shop.app.clock.now = new Date("2026-11-26T23:30:00Z");
  await run(shop);
  await run(shop);
  expect(await announced(shop)).toEqual(["LATE", "LATER", "LATE"]);
});
