import { beforeAll, describe, expect, it } from "vitest";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  await shop.made("inventory_policies", {
    sku: "TEA",
    location_id: shop.warehouse,
    reorder_point: 2.75,
    reorder_quantity: 4.5,
  });
});

const SHOWN = ["sku", "product_name", "location_name", "on_hand", "available", "incoming", "reorder_point"] as const;
const ADVICE = ["suggested_order_quantity", "days_of_cover", "projected_stockout_date"] as const;
const pick = (row: Record<string, unknown>) => [...SHOWN, ...ADVICE].map((name) => row[name]);

describe("the tool low_stock", () => {
  it("has the rows of GET /reports/low_stock in their order, and their sums", async () => {
    const { data, meta } = (await shop.get("reports/low_stock?per_page=100")).body;
    const result = await shop.use("low_stock", { limit: 100 });
    expect(result.rows.map(pick)).toEqual(data.map(pick));
    expect(result.total).toBe(meta.total);
    for (const [name, sum] of Object.entries(result.summary)) expect(sum).toBe(meta.totals[name]);
    expect(cells(result, "sku", "available", "suggested_order_quantity", "days_of_cover", "supplier_name")[0]).toEqual([
      ...["MUG", 7, 24, 210, "Potter"],
    ]);
    expect(result.rows.find(({ sku }) => sku === "TEA")).toMatchObject({
      ...{ available: 2.5, suggested_order_quantity: 4.5, supplier_name: null, days_of_cover: null },
    });
  });

  it("keeps to suppliers, items, places and exceptions", async () => {
    expect(cells(await shop.use("low_stock", { supplier_id: [shop.supplier] }), "sku")).toEqual([["MUG"]]);
    expect((await shop.refusedBy("low_stock", { supplier_id: ["sup_1"] })).codes).toEqual([
      "validation_failed supplier_id",
    ]);
    const two = await shop.use("low_stock", { sku: ["MUG", "TEA"], location_id: [shop.warehouse, shop.store] });
    expect(cells(two, "sku")).toEqual([["MUG"], ["TEA"]]);
    expect(
      cells(await shop.use("low_stock", { except_sku: ["MUG", "TEA"], location_id: [shop.store] }), "sku"),
    ).toEqual([]);
  });

  it("compares days of cover and the day on which stock runs out", async () => {
    const before = await shop.use("low_stock", {
      where: ["days_of_cover<=210", "projected_stockout_date<=2027-06-21"],
    });
    expect(cells(before, "sku", "projected_stockout_date")).toEqual([["MUG", "2027-06-21"]]);
    expect((await shop.use("low_stock", { where: ["projected_stockout_date<2027-06-21"] })).total).toBe(0);
  });

  it("sums up all rows, not only those shown", async () => {
    const all = await shop.use("low_stock", { limit: 100 });
    const first = await shop.use("low_stock", { limit: 1 });
    expect(first).toMatchObject({ total: all.total, truncated: true, summary: all.summary });
    expect(all.summary.suggested_order_quantity).toBe(sumOf(all.rows, "suggested_order_quantity"));
  });

  it("leaves out what is archived", async () => {
    expect(cells(await shop.use("low_stock"), "sku")).not.toContainEqual(["OLD"]);
  });
});
