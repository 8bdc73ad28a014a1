import { beforeAll, describe, expect, it } from "vitest";
import { DAY } from "../support/insights";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  // What TEA and MUG cost is known from here on.
  const line = { location_id: shop.warehouse, reason: "received", unit_cost: 3.3333 };
  await shop.made("inventory_adjustments", { ...line, sku: "TEA", quantity: 1.5 });
  await shop.made("inventory_adjustments", { ...line, sku: "MUG", quantity: 3 });
  shop.app.clock.advance(2 * DAY);
  await shop.made("inventory_adjustments", { ...line, sku: "MUG", quantity: 10, unit_cost: 5 });
});

describe("the tool valuation", () => {
  it("has the rows and totals of GET /reports/valuation, by level, variant, location and category", async () => {
    for (const group_by of ["level", "variant", "location", "category"]) {
      const { data, meta } = (await shop.get(`reports/valuation?per_page=100&group_by=${group_by}`)).body;
      const result = await shop.use("valuation", { group_by, limit: 100 });
      const keys = result.columns.map(({ key }) => key).filter((key) => key !== "variant_name");
      const pick = (row: Record<string, unknown>) => keys.map((key) => row[key]);
      expect([group_by, result.rows.map(pick)]).toEqual([group_by, data.map(pick)]);
      expect(result.summary).toEqual(meta.totals);
    }
  });

  it("is one row for everything unless it is asked to split that up", async () => {
    const { totals } = (await shop.get("reports/valuation")).body.meta;
    const result = await shop.use("valuation");
    expect(cells(result, "on_hand", "value")).toEqual([[totals.on_hand, totals.value]]);
    expect(result.summary).toEqual(totals);
    const products = await shop.use("valuation", { group_by: "product", product_id: [shop.shirt.id] });
    expect(cells(products, "product_name", "on_hand", "unit_cost", "value")).toEqual([["Shirt", 8, 10, 80]]);
    expect(cells(await shop.use("valuation", { sku: ["UNUSED"] }), "on_hand", "unit_cost", "value")).toEqual([
      [0, null, 0],
    ]);
  });

  it("as of a day has what was there at its end, also of some variants and locations", async () => {
    for (const as_of of ["2026-11-22", "2026-11-23", "2026-11-25"]) {
      for (const [path, args] of [
        ["", {}],
        [`&location_id=${shop.warehouse}`, { location_id: [shop.warehouse] }],
      ] as const) {
        const { data, meta } = (await shop.get(`reports/valuation?as_of=${as_of}${path}`)).body;
        const result = await shop.use("valuation", { ...args, as_of, group_by: "level" });
        expect(cells(result, "sku", "on_hand", "value")).toEqual(
          cells({ ...result, rows: data }, "sku", "on_hand", "value"),
        );
        expect(result.summary).toEqual(meta.totals);
      }
    }
    const mug = { sku: ["MUG"], location_id: [shop.warehouse, shop.store] };
    expect(cells(await shop.use("valuation", { ...mug, as_of: "2026-11-23" }), "on_hand", "value")).toEqual([
      [14, 9.9999],
    ]);
    expect(cells(await shop.use("valuation", mug), "on_hand", "value")).toEqual([[24, 59.9999]]);
  });

  it("keeps to where, exceptions, order and limit, and sums up all that it finds", async () => {
    const some = await shop.use("valuation", {
      group_by: "variant",
      where: ["value>=30"],
      except_sku: ["SHIRT-S"],
      sort_by: "-unit_cost",
      limit: 1,
    });
    const all = await shop.use("valuation", { group_by: "variant", where: ["value>=30"], except_sku: ["SHIRT-S"] });
    expect(some).toMatchObject({ total: all.total, truncated: true });
    expect(some.summary.value).toBe(sumOf(all.rows, "value"));
  });
});
