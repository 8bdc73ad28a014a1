import { beforeAll, describe, expect, it } from "vitest";
import { around, forecastOf } from "../support/insights";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  for (const location_id of ["", shop.warehouse]) {
    await forecastOf(shop, "MUG", around(1), { location_id });
    await forecastOf(shop, "SHIRT-S", around(3), { location_id });
  }
});

type Forecast = { sku: string; total: Record<string, number>; recommendation: Record<string, unknown> };

/** A forecast of REST as a row of the tool. */
const rowOf = ({ sku, total, recommendation }: Forecast) => ({
  ...{ sku, demand: total.mean, low: total.p10, high: total.p90 },
  reorder_point: recommendation.reorder_point,
  order_quantity: recommendation.order_quantity,
  order_by: recommendation.order_by,
  stockout_date: recommendation.stockout_date,
  stockout_probability: recommendation.stockout_probability,
});

describe("the tool forecasts", () => {
  it("has the forecasts that GET /ai/forecasts has, what runs out first first", async () => {
    const forecasts: Forecast[] = (await shop.get("ai/forecasts?per_page=100&horizon=14")).body.data;
    const result = await shop.use("forecasts", { horizon_days: 14, limit: 100 });
    expect(result.total).toBe(forecasts.length);
    expect(result.summary.variants).toBe(forecasts.length);
    for (const forecast of forecasts) {
      expect(result.rows.find(({ sku }) => sku === forecast.sku)).toMatchObject(rowOf(forecast));
    }
    const dates = result.rows.map(({ stockout_date }) => String(stockout_date ?? "~"));
    expect(dates).toEqual(dates.toSorted());
    expect(result.rows.find(({ sku }) => sku === "MUG")).toMatchObject({ available: 11, incoming: 22 });
    expect(result.summary.demand).toBe(sumOf(result.rows, "demand"));
  });

  it("is of the demand at each of the asked locations", async () => {
    for (const location_id of [shop.warehouse, shop.store]) {
      const [forecast] = (await shop.get(`ai/forecasts?sku=MUG&location_id=${location_id}`)).body.data;
      const { rows } = await shop.use("forecasts", { sku: ["MUG"], location_id: [location_id] });
      expect(rows).toMatchObject([rowOf(forecast)]);
    }
    const both = await shop.use("forecasts", { sku: ["MUG"], location_id: [shop.store, shop.warehouse] });
    expect(cells(both, "location_name").toSorted()).toEqual([["Store"], ["Warehouse"]]);
    expect(both.rows.every(({ product_name }) => product_name === "MUG")).toBe(true);
  });

  it("keeps to where, order, limit, lists and exceptions", async () => {
    const some = await shop.use("forecasts", {
      sku: ["MUG", "SHIRT-S", "CUP"],
      where: ["demand>0"],
      sort_by: "-demand",
      limit: 1,
    });
    expect(cells(some, "sku")).toEqual([["SHIRT-S"]]);
    expect(some).toMatchObject({ total: 2, truncated: true });
    const soon = await shop.use("forecasts", { where: ["stockout_date<=2026-11-30"], except_category: ["Kitchen"] });
    expect(cells(soon, "sku")).toContainEqual(["SHIRT-S"]);
    expect((await shop.refusedBy("forecasts", { location_id: ["loc_1"] })).codes).toEqual([
      "validation_failed location_id",
    ]);
    expect((await shop.refusedBy("forecasts", { where: ["sku=1"] })).codes).toEqual(["validation_failed where"]);
  });

  it("looks at active variants only, and says how many there are", async () => {
    const { rows, summary } = await shop.use("forecasts", { category: ["Kitchen"] });
    expect(rows.map(({ sku }) => sku)).not.toContain("OLD");
    expect(summary.variants).toBe(rows.length);
  });
});

describe("the tool forecasts of more than 200 variants", () => {
  it("looks at those that run out first, and says that there are more", async () => {
    const many = await openToolShop(shop.app);
    const products = Array.from({ length: 205 }, (_, at) => ({ name: `Bead ${at}`, sku: `BEAD-${at}` }));
    for (const product of products) await many.made("products", product);
    await forecastOf(many, "MUG", around(5), { location_id: "" });
    const result = await many.use("forecasts", { limit: 1 });
    expect(cells(result, "sku")).toEqual([["MUG"]]);
    expect(result.total).toBe(result.summary.variants);
    expect(Number(result.summary.variants)).toBeGreaterThan(205);
    const answer = (await many.get("ai/tools/forecasts?where=demand%3E1")).body.data;
    expect(answer).toMatchObject({ total: 1, truncated: true });
  });
});
