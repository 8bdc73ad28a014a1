import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../../../support/app";
import { databaseOf, sql } from "../../../../support/databases";
import { openShop, type Shop } from "../../../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp({ now: "2026-11-23T22:30:00.000Z" }));
});

const read = async (text: string) => sql(await databaseOf(shop.tenant.id), text);

const setTimezone = async (timezone: string) => {
  const path = `/admin/v1/organizations/${shop.tenant.id}`;
  expect((await shop.app.admin("PATCH", path, { body: { timezone } })).status).toBe(200);
};

test("the day of an entry is stamped by the organization's calendar at that time, and a later timezone changes none of them", async () => {
  await shop.stock("MUG", 5);
  await setTimezone("Asia/Tokyo");
  await shop.stock("MUG", 7);
  const days = () =>
    read(
      "SELECT day, sum(quantity_in) / 10000 FROM daily_movements WHERE type = 'adjustment' GROUP BY day ORDER BY day",
    );
  expect(await days()).toEqual([
    ["2026-11-23", 5],
    ["2026-11-24", 7],
  ]);
  await setTimezone("America/New_York");
  expect(await days()).toEqual([
    ["2026-11-23", 5],
    ["2026-11-24", 7],
  ]);
  expect(await shop.discrepancies()).toEqual([]);
});

test("days never fall: after a move to a timezone where it is still yesterday, entries count for the last day until it is over", async () => {
  await setTimezone("Asia/Tokyo");
  await shop.stock("MUG", 5);
  await setTimezone("America/New_York");
  await shop.stock("MUG", 7);
  shop.app.clock.advance(48 * 3600 * 1000);
  await shop.stock("MUG", 9);
  expect(await read("SELECT day, on_hand_change / 10000 FROM stock_ledger ORDER BY sequence")).toEqual([
    ["2026-11-24", 5],
    ["2026-11-24", 7],
    ["2026-11-25", 9],
  ]);
});

test("an order counts for a variant on the day that first ships it, so sums over days are how many orders shipped it", async () => {
  await shop.stock("MUG", 10);
  const { id } = await shop.order([{ sku: "MUG", quantity: 4 }]);
  const ship = (quantity: number) => shop.post(`orders/${id}/fulfill`, { items: [{ sku: "MUG", quantity }] });
  expect((await ship(1)).status).toBe(200);
  shop.app.clock.advance(24 * 3600 * 1000);
  expect((await ship(3)).status).toBe(200);
  const days =
    "SELECT day, quantity_out / 10000, new_orders FROM daily_movements WHERE type = 'order_fulfilled' ORDER BY day";
  expect(await read(days)).toEqual([
    ["2026-11-23", 1, 1],
    ["2026-11-24", 3, 0],
  ]);
});

test("a level is out of stock from the entry that takes the last of what is available until some is available again", async () => {
  await shop.stock("MUG", 3);
  const { id } = await shop.order([{ sku: "MUG", quantity: 3 }], { reserve: true });
  const stockouts = () => read("SELECT from_sequence, from_day, until_sequence, until_day FROM stockouts");
  expect(await stockouts()).toEqual([[2, "2026-11-23", null, null]]);
  shop.app.clock.advance(24 * 3600 * 1000);
  await shop.post(`orders/${id}/fulfill`);
  await shop.stock("MUG", 1);
  expect(await stockouts()).toEqual([[2, "2026-11-23", 4, "2026-11-24"]]);
});
