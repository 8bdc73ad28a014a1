import { describe, expect, test } from "vitest";
import { addDays } from "../../../src/shared/clock";
import { createTestApp } from "../../support/app";
import { openShop, type Shop } from "../../support/shop";

const HOUR = 60 * 60 * 1000;

const forecastOf = async (shop: Shop, query = "") => (await shop.get(`ai/forecasts?sku=MUG&${query}`)).body.data[0];

/** Imports three months of demand of four mugs a day at the warehouse, through the day before `today`. */
async function sold(shop: Shop, today = "2026-11-23") {
  const rows = Array.from({ length: 90 }, (_, day) => ({
    date: addDays(today, day - 90),
    sku: "MUG",
    location_id: shop.warehouse,
    quantity: 3 + (day % 3),
  }));
  expect((await shop.post("demand_history", { rows })).status).toBe(201);
}

async function ship(shop: Shop, quantity: number) {
  const order = await shop.order([{ sku: "MUG", quantity }]);
  expect((await shop.post(`orders/${order.id}/fulfill`)).status).toBe(200);
  return (await shop.get(`orders/${order.id}`)).body.data;
}

describe("days", () => {
  // The tests begin at 08:30 UTC, which is 22:30 of the same day at the one and 00:30 at the other.
  for (const [timezone, today, later] of [
    ["Pacific/Kiritimati", "2026-11-23", "2026-11-24"],
    ["America/Los_Angeles", "2026-11-23", "2026-11-23"],
  ] as const) {
    test(`end at midnight in ${timezone}`, async () => {
      const shop = await openShop(createTestApp(), { timezone });
      await shop.stock("MUG", 20);
      await ship(shop, 5);
      const shown = async () => {
        const { demand_class, points, history_days } = await forecastOf(shop, "horizon=1");
        return [demand_class, history_days, points[0].date];
      };
      expect(await shown()).toEqual(["none", 0, addDays(today, 1)]);
      shop.app.clock.advance(2 * HOUR);
      expect(await shown()).toEqual(later === today ? ["none", 0, addDays(today, 1)] : ["new", 1, addDays(later, 1)]);
      shop.app.clock.advance(22 * HOUR);
      expect((await shown()).slice(0, 2)).toEqual(["new", 1]);
    });
  }
});

describe("the stock that advice is based on", () => {
  test("counts nothing that is held, and what is in transit once, where it will arrive", async () => {
    const shop = await openShop(createTestApp(), { modules: ["traceability"] });
    await shop.product("JAM", { lot_tracked: true });
    const rows = Array.from({ length: 90 }, (_, day) => ({
      date: addDays("2026-11-23", day - 90),
      sku: "JAM",
      location_id: shop.warehouse,
      quantity: 3 + (day % 3),
    }));
    await shop.post("demand_history", { rows });
    const jam = async (query = "") => (await shop.get(`ai/forecasts?sku=JAM&${query}`)).body.data[0].recommendation;
    const { order_up_to } = await jam();
    const lot = (lot_number: string, quantity: number, expiry_date: string) =>
      shop.made("inventory_adjustments", {
        ...{ sku: "JAM", location_id: shop.warehouse, quantity, reason: "found" },
        ...{ lot_number, expiry_date },
      });
    await lot("OLD", 100, "2026-11-22");
    expect(await jam()).toMatchObject({ order_quantity: order_up_to, stockout_date: "2026-11-23" });
    await lot("NEW", 10, "2027-11-22");
    expect((await jam()).order_quantity).toBe(order_up_to - 10);
    const here = `location_id=${shop.warehouse}`;
    const there = await shop.made("stock_transfers", {
      from_location_id: shop.warehouse,
      to_location_id: shop.store,
      items: [{ sku: "JAM", quantity: 4 }],
    });
    await shop.post(`stock_transfers/${there.id}/ship`);
    expect((await jam()).order_quantity).toBe(order_up_to - 10);
    expect((await jam(here)).order_quantity).toBe(order_up_to - 6);
  });

  test("may be oversold, which is ordered as well, and drawn", async () => {
    const shop = await openShop();
    await sold(shop);
    const { order_up_to } = (await forecastOf(shop)).recommendation;
    await shop.stock("MUG", 8);
    await shop.order([{ sku: "MUG", quantity: 8 }], { reserve: true });
    await shop.stock("MUG", -3);
    const { variant_id, recommendation } = await forecastOf(shop);
    expect(recommendation).toMatchObject({ order_quantity: order_up_to + 3, stockout_date: "2026-11-23" });
    expect((await shop.get(`ai/forecasts/${variant_id}/chart.svg`)).text).toContain("-3 available");
  });

  test("is not changed by returns: demand stays what was shipped", async () => {
    const shop = await openShop();
    await sold(shop);
    await shop.stock("MUG", 50);
    const order = await ship(shop, 5);
    shop.app.clock.advance(24 * HOUR);
    const { points } = await forecastOf(shop);
    const returned = await shop.made("return_authorizations", {
      order_id: order.id,
      items: [{ order_item_id: order.items[0].id, quantity: 5, condition: "sellable" }],
    });
    expect((await shop.post(`return_authorizations/${returned.id}/receive`)).status).toBe(200);
    expect((await forecastOf(shop)).points).toEqual(points);
  });
});
