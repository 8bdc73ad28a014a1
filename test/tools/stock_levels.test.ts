import { beforeAll, describe, expect, it } from "vitest";
import { openShop } from "../support/shop";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
});

const QUANTITIES = ["on_hand", "reserved", "held", "available", "incoming"] as const;

describe("the tool stock_levels", () => {
  it("has the levels that GET /inventory_levels has, archived variants included", async () => {
    const levels = (await shop.get("inventory_levels?per_page=100")).body.data;
    const result = await shop.use("stock_levels", { limit: 100 });
    const keyOf = (row: Record<string, unknown>) => `${row.sku} ${row.location_name}`;
    const pick = (row: Record<string, unknown>) => [keyOf(row), ...QUANTITIES.map((name) => row[name])];
    expect(result.rows.map(pick).toSorted()).toEqual(levels.map(pick).toSorted());
    expect(result.total).toBe(levels.length);
    expect(cells(result, "sku")).toContainEqual(["OLD"]);
    for (const name of QUANTITIES) expect(result.summary[name]).toBe(sumOf(levels, name));
  });

  it("sums up by variant, product, category and location, and everything in one row", async () => {
    const all = await shop.use("stock_levels");
    for (const [group_by, columns] of [
      ["variant", ["sku", "product_name", "variant_name"]],
      ["product", ["product_name"]],
      ["category", ["category"]],
      ["location", ["location_name"]],
      ["none", []],
    ] as const) {
      const result = await shop.use("stock_levels", { group_by });
      expect(result.columns.map(({ key }) => key)).toEqual([...columns, ...QUANTITIES]);
      expect(result.summary).toEqual(all.summary);
      for (const name of QUANTITIES) expect(sumOf(result.rows, name)).toBe(all.summary[name]);
    }
    expect(
      cells(
        await shop.use("stock_levels", { group_by: "product", product_id: [shop.shirt.id] }),
        "product_name",
        "on_hand",
      ),
    ).toEqual([["Shirt", 8]]);
    expect(
      cells(await shop.use("stock_levels", { group_by: "category", category: ["Kitchen"] }), "category", "on_hand"),
    ).toEqual([["Kitchen", 8]]);
    expect((await shop.use("stock_levels", { group_by: "none" })).total).toBe(1);
  });

  it("shows what is reserved, held and incoming of the variants asked for, wherever they are", async () => {
    const result = await shop.use("stock_levels", { sku: ["MUG", "CUP", "MILK"], group_by: "variant" });
    expect(cells(result, "sku", ...QUANTITIES)).toEqual([
      ["MILK", 15, 0, 5, 10, 0],
      ["MUG", 11, 0, 0, 11, 22],
      ["CUP", 8, 3, 0, 5, 0],
    ]);
  });

  it("takes lists of SKUs and locations, and leaves out what is excepted", async () => {
    const here = await shop.use("stock_levels", { sku: ["MUG", "TEA"], location_id: [shop.warehouse, shop.store] });
    expect(cells(here, "sku", "location_name", "on_hand")).toEqual([
      ["MUG", "Warehouse", 7],
      ["MUG", "Store", 4],
      ["TEA", "Warehouse", 2.5],
    ]);
    const rest = await shop.use("stock_levels", {
      ...{ except_sku: ["MUG", "MILK"], except_category: ["Clothes"], except_location_id: [shop.store] },
      ...{ except_product_id: [shop.cup.id], where: ["on_hand>0"] },
    });
    expect(cells(rest, "sku")).toEqual([["TEA"]]);
  });

  it("keeps to where, sort_by and limit, and sums up more than it shows", async () => {
    const most = await shop.use("stock_levels", { group_by: "variant", sort_by: "-incoming", limit: 1 });
    expect(cells(most, "sku", "incoming")).toEqual([["MUG", 22]]);
    expect(most).toMatchObject({ truncated: true, summary: { incoming: 29.5 } });
    const few = await shop.use("stock_levels", {
      group_by: "variant",
      where: ["available<5", "available>=1"],
      sort_by: "available",
    });
    expect(cells(few, "sku", "available")).toEqual([
      ["SHIRT-M", 1],
      ["TEA", 2.5],
    ]);
    expect(few.summary).toMatchObject({ on_hand: 3.5 });
    expect(cells(await shop.use("stock_levels", { where: ["on_hand=2.5"] }), "sku")).toEqual([["TEA"]]);
  });

  it("has a unit only if all rows share it", async () => {
    const unitOf = async (args: Record<string, unknown>) =>
      (await shop.use("stock_levels", args)).columns.find(({ key }) => key === "on_hand")?.unit;
    expect(await unitOf({ sku: ["TEA"] })).toBe("kg");
    expect(await unitOf({ sku: ["TEA"], group_by: "none" })).toBe("kg");
    expect(await unitOf({ sku: ["TEA", "MUG"] })).toBeUndefined();
    expect(await unitOf({ sku: ["TEA", "MUG"], group_by: "location" })).toBeUndefined();
    expect(await unitOf({ limit: 1 })).toBeUndefined();
  });

  it("names a variant only if its product has others", async () => {
    const result = await shop.use("stock_levels", { sku: ["SHIRT-S", "MUG"], group_by: "variant" });
    expect(cells(result, "product_name", "variant_name")).toEqual([
      ["MUG", null],
      ["Shirt", "S"],
    ]);
  });

  it("refuses what does not exist by the name of the argument", async () => {
    const { codes, messages } = await shop.refusedBy("stock_levels", {
      ...{ sku: ["MUG", "NOPE"], except_product_id: ["prd_1"], category: ["Toys"], location_id: ["loc_1"] },
    });
    expect(codes.toSorted()).toEqual(
      ["category", "except_product_id", "location_id", "sku"].map((field) => `validation_failed ${field}`),
    );
    expect(messages[0]).toContain("SKU NOPE");
    expect((await shop.refusedBy("stock_levels", { where: ["colour>3"] })).messages[0]).toContain("on_hand, reserved");
    expect((await shop.refusedBy("stock_levels", { where: ["on_hand>many"] })).codes).toEqual([
      "validation_failed where",
    ]);
    expect((await shop.refusedBy("stock_levels", { sort_by: "sku" })).codes).toEqual(["validation_failed sort_by"]);
  });

  it("refuses another organization's ids like unknown ones", async () => {
    const other = await openShop(shop.app);
    const refused = await shop.refusedBy("stock_levels", { location_id: [other.store] });
    expect(refused.messages).toEqual([`No location has the id ${other.store}. Find it with the tool find_names.`]);
  });

  it("is a row of zeros for everything where nothing was ever stocked, and no row by level", async () => {
    expect(cells(await shop.use("stock_levels", { sku: ["UNUSED"], group_by: "none" }), ...QUANTITIES)).toEqual([
      [0, 0, 0, 0, 0],
    ]);
    const none = await shop.use("stock_levels", { sku: ["UNUSED"] });
    expect(none).toMatchObject({ rows: [], total: 0, summary: { on_hand: 0 } });
  });
});
