import { beforeAll, describe, expect, it } from "vitest";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  const potter = { location_id: shop.warehouse, supplier_id: shop.supplier };
  await shop.made("inventory_policies", { ...potter, sku: "SHIRT-M", reorder_point: 3, reorder_quantity: 5 });
  await shop.made("inventory_policies", {
    sku: "TEA",
    location_id: shop.warehouse,
    reorder_point: 2.75,
    reorder_quantity: 4.5,
  });
  await shop.product("LAMP");
  await shop.made("inventory_policies", { sku: "LAMP", location_id: shop.store, reorder_quantity: 2 });
});

describe("the tool reorder_advice", () => {
  it("has what GET /reports/low_stock suggests to order, with what it costs", async () => {
    const { data } = (await shop.get("reports/low_stock?per_page=100")).body;
    const suggested = data.filter((row: { suggested_order_quantity: number }) => row.suggested_order_quantity > 0);
    const result = await shop.use("reorder_advice", { limit: 100 });
    const shown = ["sku", "location_name", "suggested_order_quantity", "lead_time_days", "projected_stockout_date"];
    const pick = (row: Record<string, unknown>) => shown.map((name) => row[name]);
    expect(result.rows.map(pick)).toEqual(suggested.map(pick));
    expect(result.rows.find(({ sku }) => sku === "SHIRT-M")).toMatchObject({
      ...{ suggested_order_quantity: 5, unit_cost: 10, estimated_cost: 50, supplier_name: "Potter" },
    });
    expect(result.rows.find(({ sku }) => sku === "TEA")).toMatchObject({
      ...{ suggested_order_quantity: 4.5, unit_cost: 0, estimated_cost: 0, supplier_name: null },
    });
    expect(result.rows.find(({ sku }) => sku === "LAMP")).toMatchObject({ unit_cost: null, estimated_cost: null });
    expect(result.summary.suggested_order_quantity).toBe(sumOf(result.rows, "suggested_order_quantity"));
    expect(result.summary.estimated_cost).toBe(sumOf(result.rows, "estimated_cost"));
  });

  it("sums up by supplier", async () => {
    const all = await shop.use("reorder_advice", { limit: 100 });
    const by_supplier = await shop.use("reorder_advice", { group_by: "supplier" });
    expect(by_supplier.summary).toEqual(all.summary);
    expect(cells(by_supplier, "supplier_name", "items", "suggested_order_quantity")).toContainEqual(["Potter", 2, 29]);
    const potter = await shop.use("reorder_advice", { supplier_id: [shop.supplier], group_by: "supplier" });
    expect(cells(potter, "supplier_name")).toEqual([["Potter"]]);
  });

  it("keeps to where, order, limit and lists", async () => {
    const most = await shop.use("reorder_advice", {
      sku: ["MUG", "SHIRT-M"],
      sort_by: "suggested_order_quantity",
      limit: 1,
    });
    expect(cells(most, "sku")).toEqual([["SHIRT-M"]]);
    expect(most).toMatchObject({ total: 2, truncated: true, summary: { suggested_order_quantity: 29 } });
    expect(
      cells(await shop.use("reorder_advice", { where: ["estimated_cost>=50"], except_sku: ["MUG"] }), "sku"),
    ).toEqual([["SHIRT-M"]]);
  });
});
