import { beforeAll, describe, expect, it } from "vitest";
import { cells, openToolShop, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  await shop.made("locations", { name: "Attic" });
});

describe("the tool stock_by_location", () => {
  it("has the rows and totals of GET /reports/stock_by_location, locations without stock included", async () => {
    const { data, meta } = (await shop.get("reports/stock_by_location")).body;
    const result = await shop.use("stock_by_location");
    const shown = data.map(({ location_id: _, ...row }: { location_id: string }) => row);
    expect(result.rows).toEqual(shown);
    expect(result.summary).toEqual(meta.totals);
    expect(cells(result, "location_name")[0]).toEqual(["Attic"]);
  });

  it("counts only what is asked for", async () => {
    const mug = await shop.use("stock_by_location", { sku: ["MUG", "TEA"], except_location_id: [shop.store] });
    expect(cells(mug, "location_name", "variants", "on_hand", "incoming")).toEqual([
      ["Attic", 0, 0, 0],
      ["Warehouse", 2, 9.5, 21.5],
    ]);
    const both = await shop.use("stock_by_location", {
      location_id: [shop.warehouse, shop.store],
      except_sku: ["MUG"],
    });
    expect(both.total).toBe(2);
  });

  it("keeps to locations of a type", async () => {
    const all = await shop.use("stock_by_location");
    for (const location_type of ["store", "warehouse"]) {
      const some = await shop.use("stock_by_location", { location_type });
      expect(some.rows).toEqual(all.rows.filter((row) => row.location_type === location_type));
    }
    expect((await shop.use("stock_by_location", { location_type: "transit" })).rows).toEqual([]);
  });

  it("keeps to where, order and limit", async () => {
    const most = await shop.use("stock_by_location", { where: ["on_hand>0"], sort_by: "-on_hand", limit: 1 });
    expect(cells(most, "location_name")).toEqual([["Warehouse"]]);
    expect(most).toMatchObject({ total: 2, truncated: true });
  });
});
