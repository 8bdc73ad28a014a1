import { beforeEach, describe, expect, test } from "vitest";
import { addDays } from "../../../src/shared/clock";
import type { Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { codesOf, openShop, type Shop } from "../../support/shop";

const DAY = 24 * 60 * 60 * 1000;
let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp());
});

const today = () => shop.app.clock.now.toISOString().slice(0, 10);

/** Imports the demand of the days that end yesterday, the oldest first. */
async function sold(quantities: readonly number[], { sku = "MUG", location_id = shop.warehouse } = {}) {
  const rows = quantities.flatMap((quantity, at) =>
    quantity === 0 ? [] : [{ date: addDays(today(), at - quantities.length), sku, location_id, quantity }],
  );
  expect((await shop.post("demand_history", { rows })).status).toBe(201);
}

/** Ships a quantity of what is in stock. */
async function ship(sku: string, quantity: number, location_id = shop.warehouse) {
  const order = await shop.order([{ sku, quantity }], { location_id });
  expect((await shop.post(`orders/${order.id}/fulfill`)).status).toBe(200);
}

const forecasts = async (query = "") => (await shop.get(`ai/forecasts?${query}`)).body;
const forecastOf = async (sku: string, query = "") => (await forecasts(`sku=${sku}&${query}`)).data[0];

/** Runs the nightly job as the operator does, and returns what it did. */
async function nightly() {
  const { status, body } = await shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/nightly`);
  expect([status, body.data.status, body.data.failures]).toEqual([200, "finished", []]);
  return body.data;
}

const days = <Of>(count: number, of: (day: number) => Of): Of[] => Array.from({ length: count }, (_, day) => of(day));
const steady = (count: number, quantity = 4) => days(count, (day) => quantity + (day % 3) - 1);

describe("a forecast", () => {
  test("is of the days from tomorrow on, as many as are asked for, each within its interval", async () => {
    await sold(steady(90));
    const { points, total } = await forecastOf("MUG", "horizon=40");
    expect(points.map(({ date }: { date: string }) => date)).toEqual(
      days(40, (day) => day).map((day) => addDays(today(), day + 1)),
    );
    for (const { p10, p50, p90, mean } of [...points, total]) {
      expect(0 <= p10 && p10 <= p50 && p50 <= p90).toBe(true);
      expect(mean).toBeGreaterThan(0);
    }
    expect(total.mean / 40).toBeGreaterThan(3.5);
    expect(total.mean / 40).toBeLessThan(4.5);
    expect((await forecastOf("MUG")).points).toHaveLength(28);
  });

  test("of what was never asked for is 0, of the class none, and advises nothing", async () => {
    const { total, demand_class, accuracy, confidence, recommendation } = await forecastOf("TEA");
    expect([total, demand_class, accuracy, confidence]).toEqual([
      { mean: 0, p10: 0, p50: 0, p90: 0 },
      "none",
      null,
      "low",
    ]);
    expect(recommendation).toMatchObject({ reorder_point: 0, order_quantity: 0, order_by: null, stockout_date: null });
  });

  test("follows the course of the week", async () => {
    await sold(days(120, (day) => (day % 7 === 0 ? 30 : 2)));
    const { points } = await forecastOf("MUG", "horizon=14");
    const busiest = points.toSorted((a: { mean: number }, b: { mean: number }) => b.mean - a.mean).slice(0, 2);
    const weekday = (date: string) => new Date(date).getUTCDay();
    expect(busiest.map(({ date }: { date: string }) => weekday(date))).toEqual([
      weekday(addDays(today(), -120)),
      weekday(addDays(today(), -120)),
    ]);
  });

  test("says how good the method was on the variant's own past", async () => {
    await sold(steady(200));
    const { accuracy, confidence, history_days } = await forecastOf("MUG");
    expect(accuracy).toMatchObject({ basis: "backtest" });
    expect(accuracy.backtest_windows).toBeGreaterThan(0);
    expect([confidence, history_days]).toEqual(["good", 200]);
  });

  test("of a few sales is uncertain, and says so", async () => {
    await sold([3, 0, 0, 2]);
    expect(await forecastOf("MUG")).toMatchObject({ demand_class: "new", confidence: "low", accuracy: null });
  });
});

describe("demand", () => {
  test("of days without stock and sales is unknown, not zero", async () => {
    await sold(steady(60));
    await shop.stock("MUG", 4);
    await ship("MUG", 4);
    shop.app.clock.advance(40 * DAY);
    const { total, history_days } = await forecastOf("MUG", "horizon=10");
    expect(total.mean).toBeGreaterThan(30);
    expect(history_days).toBe(61);
  });

  test("of days with stock and without sales is zero", async () => {
    await sold(steady(60));
    await shop.stock("MUG", 400);
    shop.app.clock.advance(40 * DAY);
    expect((await forecastOf("MUG", "horizon=10")).total.mean).toBeLessThan(10);
  });

  test("at a location is its own, and that of all locations is their sum", async () => {
    await sold(steady(100, 4));
    await sold(steady(100, 8), { location_id: shop.store });
    const mean = async (query: string) => (await forecastOf("MUG", query)).total.mean / 28;
    expect(Math.round(await mean(`location_id=${shop.warehouse}`))).toBe(4);
    expect(Math.round(await mean(`location_id=${shop.store}`))).toBe(8);
    expect(Math.round(await mean(""))).toBe(12);
    expect((await forecastOf("MUG", `location_id=${shop.store}`)).location_id).toBe(shop.store);
  });

  test("is what orders shipped until yesterday: neither adjustments nor transfers nor today count", async () => {
    await shop.stock("MUG", 1000);
    await ship("MUG", 5);
    await shop.stock("MUG", -300);
    expect((await forecastOf("MUG")).demand_class).toBe("none");
    shop.app.clock.advance(DAY);
    const forecast = await forecastOf("MUG");
    expect([forecast.demand_class, forecast.history_days]).toEqual(["new", 1]);
  });
});

describe("the nightly run", () => {
  test("stores what is computed for a response otherwise", async () => {
    await sold(steady(90));
    await sold(steady(50, 9), { location_id: shop.store });
    await nightly();
    shop.app.clock.advance(1000);
    const before = await forecasts();
    expect(before.data[1].computed_at).toBe("2026-11-23T08:30:00.000Z");
    await sold(steady(90));
    shop.app.clock.advance(1000);
    const after = await forecasts();
    expect(after.data[1].computed_at).toBe("2026-11-23T08:30:02.000Z");
    const withoutTime = ({ computed_at, ...rest }: Record<string, unknown>) => rest;
    expect(after.data.map(withoutTime)).toEqual(before.data.map(withoutTime));
  });

  test("is read in one round trip, and one of a day before serves until demand comes", async () => {
    await sold(steady(90));
    await shop.stock("MUG", 1000);
    await nightly();
    shop.app.clock.advance(2 * DAY);
    const answer = await shop.get("ai/forecasts?sku=MUG");
    expect(answer.headers.get("Server-Timing")).toContain("round_trips;dur=1");
    expect(answer.body.data[0].computed_at).toBe("2026-11-23T08:30:00.000Z");
    expect(answer.body.data[0].points[0].date).toBe("2026-11-26");
    await ship("MUG", 3);
    shop.app.clock.advance(DAY);
    expect((await forecastOf("MUG")).computed_at).toBe("2026-11-26T08:30:00.000Z");
  });

  test("is computed anew where history was imported after it", async () => {
    await sold(steady(90));
    await nightly();
    shop.app.clock.advance(1000);
    await sold(steady(90, 20));
    const { total, computed_at } = await forecastOf("MUG");
    expect([Math.round(total.mean / 28), computed_at]).toEqual([20, "2026-11-23T08:30:01.000Z"]);
  });

  test("considers history that is imported while it runs", async () => {
    let during: (() => Promise<unknown>) | null = null;
    const wrapEngine = (engine: Engine): Engine => ({
      async execute(statements, mode) {
        const stores = statements.some(({ sql: text }) => text.startsWith('INSERT INTO "forecasts"'));
        if (mode === "write" && stores) {
          const other = during;
          during = null;
          await other?.();
        }
        return engine.execute(statements, mode);
      },
    });
    shop = await openShop(createTestApp({ wrapEngine }));
    await sold(steady(90));
    for (const quantity of [20, 40]) {
      during = () => sold(steady(90, quantity));
      await nightly();
      shop.app.clock.advance(1000);
      const { total, computed_at } = await forecastOf("MUG");
      expect(Math.round(total.mean / 28)).toBe(quantity);
      expect(computed_at < shop.app.clock.now.toISOString()).toBe(true);
    }
  });

  test("announces forecast.updated once, and twice at the same time is the same", async () => {
    await sold(steady(90));
    const { did } = await nightly();
    expect(did).toMatchObject({ variants: 2, forecasts: 2 });
    const [first] = [await forecasts()];
    await nightly();
    expect(await forecasts()).toEqual(first);
    const events = (await shop.get("events?type=forecast.updated")).body.data;
    expect(events[0].data.forecast).toEqual({
      computed_at: "2026-11-23T08:30:00.000Z",
      through_day: "2026-11-22",
      forecasts: 2,
    });
  });

  test("scores the forecasts of earlier nights, and shows their record once it says something", async () => {
    await sold(steady(120));
    await shop.stock("MUG", 10_000);
    for (let night = 0; night < 22; night++) {
      await nightly();
      await ship("MUG", 3 + (night % 3));
      shop.app.clock.advance(DAY);
    }
    await nightly();
    const { accuracy } = await forecastOf("MUG");
    expect(accuracy).toMatchObject({ basis: "track_record", backtest_windows: 16 });
    expect(accuracy.wape).toBeLessThan(0.3);
  });

  test("forgets the forecasts of what was last sold more than three years ago", async () => {
    await sold(steady(20));
    await nightly();
    shop.app.clock.advance(1100 * DAY);
    await nightly();
    expect((await forecastOf("MUG")).demand_class).toBe("none");
  });

  test("leaves out archived variants, and removes what was stored of them", async () => {
    await sold(steady(90));
    await nightly();
    const { id } = (await shop.get("products?sku=MUG")).body.data[0];
    expect((await shop.tenant.request("DELETE", `/api/v1/products/${id}`)).status).toBe(204);
    shop.app.clock.advance(DAY);
    expect((await nightly()).did).toMatchObject({ variants: 1 });
    expect((await forecasts("sku=MUG")).data).toEqual([]);
    expect(await sql(await databaseOf(shop.tenant.id), "SELECT * FROM forecasts")).toEqual([]);
  });

  test("and a page are read in parts where variants have many locations", async () => {
    const database = await databaseOf(shop.tenant.id);
    await sql(
      database,
      `WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM n WHERE at < 250)
        INSERT INTO locations (id, name, type, status, metadata, created_at, updated_at)
        SELECT 'loc_' || at, 'Store ' || at, 'store', 'active', '{}', '2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z' FROM n`,
    );
    const skus = ["MUG", "TEA", "POT", "CUP"];
    for (const sku of skus.slice(2)) await shop.product(sku);
    for (const [at, sku] of skus.entries()) {
      const rows = days(7 * 250, (row) => ({
        date: addDays(today(), -1 - (row % 7)),
        sku,
        location_id: `loc_${1 + Math.floor(row / 7)}`,
        quantity: at + 1,
      }));
      expect((await shop.post("demand_history", { rows })).status).toBe(201);
    }
    const means = async (round_trips: number) => {
      const { headers, body } = await shop.get("ai/forecasts?horizon=1");
      expect(headers.get("Server-Timing")).toContain(`round_trips;dur=${round_trips}`);
      return body.data.map(({ total }: { total: { mean: number } }) => Math.round(total.mean / 250));
    };
    expect(await means(2)).toEqual([4, 3, 2, 1]);
    expect((await nightly()).did).toMatchObject({ variants: 4, forecasts: 4 * 251 });
    expect(await means(1)).toEqual([4, 3, 2, 1]);
  });
});

describe("the recommendation", () => {
  const recommendation = async (query = "") => (await forecastOf("MUG", query)).recommendation;

  test("has the lead time of the policy, else of the supplier it was last received from, else of the organization", async () => {
    await sold(steady(90));
    expect((await recommendation()).lead_time_days).toBe(7);
    const slow = await shop.made("suppliers", { name: "Slow", currency: "USD", lead_time_days: 30 });
    await receive(slow.id, 0);
    await nightly();
    expect((await recommendation()).lead_time_days).toBe(7);
    await receive(slow.id, 30);
    await nightly();
    expect((await recommendation()).lead_time_days).toBe(30);
    await shop.post("inventory_policies", { sku: "MUG", location_id: shop.store, lead_time_days: 12 });
    // Of 12 days, and of what is left then, one receipt after 30 corrects a fifth.
    expect((await recommendation(`location_id=${shop.store}`)).lead_time_days).toBe(18);
  });

  /** Orders goods and receives them so many days later, in two halves at the same time. */
  async function receive(supplier_id: string, days: number, items = [{ sku: "MUG", quantity: 2, unit_cost: 5 }]) {
    const order = await shop.made("purchase_orders", { supplier_id, location_id: shop.warehouse, items });
    shop.app.clock.advance(days * DAY);
    const halves = items.map(({ sku, quantity }) => ({ sku, quantity: quantity / 2 }));
    for (const half of [halves, halves]) {
      expect((await shop.post(`purchase_orders/${order.id}/receive`, { items: half })).status).toBe(200);
    }
  }

  test("learns lead times from receipts, each counted once however often the night runs", async () => {
    await sold(steady(90));
    for (let time = 0; time < 8; time++) {
      await receive(shop.supplier, 20);
      await nightly();
      await nightly();
    }
    const { lead_time_days } = await recommendation();
    expect(lead_time_days).toBeGreaterThan(14);
    expect(lead_time_days).toBeLessThanOrEqual(20);
  });

  test("counts a receipt once for its supplier, however many lines it has", async () => {
    await sold(steady(90));
    await sold(steady(90), { sku: "TEA" });
    const items = ["POT", "CUP", "JUG", "TEA"].map((sku) => ({ sku, quantity: 2, unit_cost: 1 }));
    for (const { sku } of items.slice(0, -1)) await shop.product(sku);
    await receive(shop.supplier, 17, items);
    await nightly();
    // MUG has this supplier by its policy, and no receipt: of 7 days, one receipt after 17 corrects a fifth.
    await shop.made("inventory_policies", {
      sku: "MUG",
      location_id: shop.store,
      lead_time_days: 7,
      supplier_id: shop.supplier,
    });
    expect((await recommendation(`location_id=${shop.store}`)).lead_time_days).toBe(9);
    // TEA has a receipt of its own, which corrects the rest by a fifth.
    expect((await forecastOf("TEA")).recommendation.lead_time_days).toBe(11);
  });

  test("reads no receipt again that says nothing, since it was entered after the fact", async () => {
    await sold(steady(90));
    await receive(shop.supplier, 0);
    expect((await nightly()).did).toMatchObject({ receipts: 2 });
    expect((await nightly()).did).toMatchObject({ receipts: 0 });
    expect((await recommendation()).lead_time_days).toBe(7);
  });

  test("is by the organization's service level, or by the margin where price and cost are known", async () => {
    await sold(steady(90));
    expect((await recommendation()).service_level).toBe(0.95);
    const { id } = (await shop.get("variants?sku=MUG")).body.data[0];
    await shop.patch(`variants/${id}`, { cost: 5 });
    expect((await recommendation()).service_level).toBe(0.99);
  });

  test("says what to order, and when stock runs out, from what is available and incoming now", async () => {
    await sold(steady(90));
    await shop.stock("MUG", 10);
    const { reorder_point, order_up_to, ...now } = await recommendation();
    expect(now).toMatchObject({ order_quantity: order_up_to - 10, order_by: today() });
    expect(now.stockout_date > today() && now.stockout_date < addDays(today(), 5)).toBe(true);
    expect(now.stockout_probability).toBeGreaterThan(0.9);
    await shop.made("purchase_orders", {
      supplier_id: shop.supplier,
      location_id: shop.warehouse,
      items: [{ sku: "MUG", quantity: reorder_point, unit_cost: 5 }],
    });
    const later = await recommendation();
    expect(later).toMatchObject({ order_quantity: 0, stockout_date: now.stockout_date });
    expect(later.order_by > today()).toBe(true);
    expect(later.stockout_probability).toBeLessThan(0.05);
  });

  test("keeps to a policy's limits at its location, and at all together only if it is sold nowhere else", async () => {
    await sold(steady(90));
    await shop.stock("MUG", 1);
    await shop.post("inventory_policies", {
      sku: "MUG",
      location_id: shop.warehouse,
      max_stock: 5,
      reorder_quantity: 0,
    });
    expect((await recommendation(`location_id=${shop.warehouse}`)).order_quantity).toBe(4);
    expect((await recommendation()).order_quantity).toBe(4);
    await sold(steady(90), { location_id: shop.store });
    expect((await recommendation()).order_quantity).toBeGreaterThan(40);
    expect((await recommendation(`location_id=${shop.warehouse}`)).order_quantity).toBe(4);
  });

  test("counts what is incoming to where nothing was ever stocked", async () => {
    await sold(steady(90), { location_id: shop.store });
    const before = await recommendation(`location_id=${shop.store}`);
    await shop.made("purchase_orders", {
      supplier_id: shop.supplier,
      location_id: shop.store,
      items: [{ sku: "MUG", quantity: 10, unit_cost: 5 }],
    });
    const after = await recommendation(`location_id=${shop.store}`);
    expect(after.order_quantity).toBe(before.order_quantity - 10);
  });

  test("right after a night has the reorder point of low stock, whatever the day of the week", async () => {
    await sold(days(140, (day) => (day % 7 < 2 ? 40 : 12) + ((day * 7) % 5)));
    await shop.app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, {
      body: { settings: { default_lead_time_days: 2 } },
    });
    for (let night = 0; night < 4; night++) {
      await nightly();
      const [row] = (await shop.get("reports/low_stock?source=forecast")).body.data;
      const { reorder_point, safety_stock } = await recommendation(`location_id=${shop.warehouse}`);
      expect([row.reorder_point, row.safety_stock]).toEqual([reorder_point, safety_stock]);
      shop.app.clock.advance(DAY);
    }
  });

  test("is the reorder point of low stock where there is no policy, if it is of fair confidence", async () => {
    await sold(steady(200));
    await sold([1], { sku: "TEA" });
    await shop.stock("MUG", 10);
    await shop.stock("TEA", 1);
    const low = async () => (await shop.get("reports/low_stock")).body.data;
    expect(await low()).toEqual([]);
    await nightly();
    const [row, ...others] = await low();
    expect(others).toEqual([]);
    const { reorder_point, safety_stock, lead_time_days } = await recommendation(`location_id=${shop.warehouse}`);
    expect(row).toMatchObject({ sku: "MUG", source: "forecast", reorder_point, safety_stock, lead_time_days });
    expect(row.suggested_order_quantity).toBe(reorder_point + safety_stock - 10);
    await shop.post("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_point: 12 });
    expect(await low()).toMatchObject([{ sku: "MUG", source: "policy", reorder_point: 12 }]);
  });
});

describe("the list", () => {
  test("is of all active variants, newest first, and at a location of what is stocked or sold there", async () => {
    await sold(steady(30), { location_id: shop.store });
    await shop.stock("TEA", 1);
    const skus = async (query = "") => (await forecasts(query)).data.map(({ sku }: { sku: string }) => sku);
    expect(await skus()).toEqual(["TEA", "MUG"]);
    expect(await skus(`location_id=${shop.store}`)).toEqual(["MUG"]);
    expect(await skus(`location_id=${shop.warehouse}`)).toEqual(["TEA"]);
    expect(await skus("location_id=loc_none")).toEqual([]);
    expect(await skus("sku=NONE")).toEqual([]);
    expect((await forecasts("per_page=1")).meta).toMatchObject({ total: 2, total_pages: 2 });
  });

  test("is filtered by class and by time, whether a forecast is stored or not", async () => {
    await sold(steady(90));
    const skus = async (query: string) => {
      const { data, meta } = await forecasts(query);
      expect(meta.total).toBe(data.length);
      return data.map(({ sku }: { sku: string }) => sku);
    };
    const classes = async () => [
      await skus("demand_class=smooth"),
      await skus("demand_class=none"),
      await skus("demand_class=lumpy"),
    ];
    expect(await classes()).toEqual([["MUG"], ["TEA"], []]);
    await nightly();
    expect(await classes()).toEqual([["MUG"], ["TEA"], []]);
    await sold(steady(90), { sku: "TEA" });
    expect(await classes()).toEqual([["TEA", "MUG"], [], []]);
    shop.app.clock.advance(1000);
    expect(await skus("computed_before=2026-11-23T08:30:00.500Z")).toEqual(["MUG"]);
    expect(await skus("computed_before=2026-11-23T08:30:00.000Z")).toEqual([]);
    expect(await skus("computed_before=2027-01-01T00:00:00Z")).toEqual(["TEA", "MUG"]);
  });

  test("by class keeps what the last night has found while more has been sold than can be computed at once", async () => {
    const skus = days(210, (at) => `S${at}`);
    for (const some of [skus.slice(0, 100), skus.slice(100, 200), skus.slice(200)])
      await shop.made("products", { name: "Set", variants: some.map((sku) => ({ sku })) });
    const rows = skus.flatMap((sku) =>
      days(30, (day) => ({
        date: addDays(today(), day - 30),
        sku,
        location_id: shop.warehouse,
        quantity: 4 + (day % 2),
      })),
    );
    expect((await shop.post("demand_history", { rows })).status).toBe(201);
    const adjustments = skus.map((sku) => ({ sku, location_id: shop.warehouse, quantity: 50, reason: "found" }));
    expect((await shop.post("inventory_adjustments", { adjustments })).status).toBe(201);
    await nightly();
    const smooth = async () => (await forecasts("demand_class=smooth")).meta.total;
    expect(await smooth()).toBe(210);
    const order = await shop.order(skus.map((sku) => ({ sku, quantity: 4 })));
    expect((await shop.post(`orders/${order.id}/fulfill`)).status).toBe(200);
    shop.app.clock.advance(DAY);
    expect(await smooth()).toBe(210);
  });

  test("refuses horizons and classes there are not", async () => {
    for (const query of [
      "horizon=0",
      "horizon=181",
      "horizon=x",
      "demand_class=odd",
      "computed_before=soon",
      "days=3",
    ]) {
      expect(codesOf(await shop.get(`ai/forecasts?${query}`))).toEqual([`validation_failed ${query.split("=")[0]}`]);
    }
    expect((await forecasts("horizon=180")).data[0].points).toHaveLength(180);
  });

  test("is another organization's own", async () => {
    await sold(steady(90));
    await nightly();
    const other = await openShop(shop.app);
    const variant = (await shop.get("variants?sku=MUG")).body.data[0].id;
    expect((await other.get(`ai/forecasts?variant_id=${variant}`)).body.data).toEqual([]);
    expect((await other.get("ai/forecasts?sku=MUG")).body.data[0].demand_class).toBe("none");
  });
});

describe("the chart", () => {
  const chart = async (id: string, query = "") => shop.get(`ai/forecasts/${id}/chart.svg?${query}`);

  test("is an image of the same numbers, of all locations or of one", async () => {
    await sold(steady(200));
    await shop.stock("MUG", 60);
    const { variant_id, recommendation } = await forecastOf("MUG");
    const answer = await chart(variant_id);
    expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "image/svg+xml; charset=utf-8"]);
    expect(answer.headers.get("Server-Timing")).toContain("round_trips;dur=1");
    for (const text of ["MUG", "All locations", String(recommendation.reorder_point)])
      expect(answer.text).toContain(text);
    expect((await chart(variant_id, `location_id=${shop.warehouse}&horizon=180`)).text).toContain("Warehouse");
  });

  test("is also drawn of what was never sold, and not of what does not exist or is another organization's", async () => {
    const { variant_id } = await forecastOf("TEA");
    expect((await chart(variant_id)).status).toBe(200);
    expect(codesOf({ body: JSON.parse((await chart("var_none")).text) })).toEqual(["not_found"]);
    expect((await chart(variant_id, "location_id=loc_none")).status).toBe(404);
    const other = await openShop(shop.app);
    expect((await other.get(`ai/forecasts/${variant_id}/chart.svg`)).status).toBe(404);
  });
});
