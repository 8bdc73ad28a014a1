import { beforeAll, describe, expect, test } from "vitest";
import { codesOf, openShop } from "../support/shop";
import { cells, openTrade, type Trade, tryTool, useTool } from "../support/trade";

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
  const { product, made, store } = trade;
  await product("VASE");
  await made("inventory_adjustments", { sku: "VASE", location_id: store, quantity: 2, reason: "found", unit_cost: 7 });
  await product("BOWL");
}, 60_000);

describe("the tool unsold_stock", () => {
  const unsold = (args: Parameters<typeof useTool>[2] = {}) => useTool(trade, "unsold_stock", args);

  test("shows what is on hand of which orders shipped nothing in the last days, today included", async () => {
    expect(await unsold()).toMatchObject({
      rows: [{ sku: "VASE", product_name: "VASE", on_hand: 2, value: 14, last_sold_on: null }],
      summary: { on_hand: 2, value: 14 },
    });
    // The last of the tea was shipped on 1 November, the last lamp and mugs on the 2nd, and it is the 6th.
    expect(cells((await unsold({ days: 6 })).rows, "sku")).toEqual([["VASE"]]);
    expect(cells((await unsold({ days: 5 })).rows, "sku", "on_hand", "value", "last_sold_on")).toEqual([
      ["TEA", 9.25, 185, "2026-11-01"],
      ["VASE", 2, 14, null],
    ]);
    expect(cells((await unsold({ days: 4 })).rows, "sku", "on_hand", "value")).toEqual([
      ["MUG", 114, 570],
      ["TEA", 9.25, 185],
      ["LAMP", 8, 144],
      ["VASE", 2, 14],
    ]);
  });

  test("is of the locations that are asked for, and of the items", async () => {
    expect(cells((await unsold({ location_id: trade.warehouse, days: 90 })).rows, "sku")).toEqual([]);
    expect(cells((await unsold({ days: 5, except_sku: "VASE" })).rows, "sku")).toEqual([["TEA"]]);
    expect(cells((await unsold({ days: 1, category: "Light" })).rows, "sku")).toEqual([["LAMP"]]);
    await trade.made("inventory_adjustments", {
      ...{ sku: "LAMP", location_id: trade.warehouse, quantity: 1, reason: "found", unit_cost: 18 },
    });
    expect((await unsold({ location_id: trade.warehouse })).rows).toMatchObject([
      { sku: "LAMP", on_hand: 1, value: 18, last_sold_on: null },
    ]);
    expect((await unsold({ sku: ["LAMP", "VASE"] })).rows).toMatchObject([{ sku: "VASE" }]);
  });

  test("where, sort_by and limit choose rows, and what does not exist is refused", async () => {
    const found = await unsold({ days: 1, sort_by: "value", limit: 1, where: "last_sold_on>=2026-11-01" });
    expect(found).toMatchObject({ total: 3, truncated: true, rows: [{ sku: "LAMP" }] });
    const other = await openShop(trade.app);
    for (const [args, field] of [
      [{ location_id: other.store }, "location_id"],
      [{ except_product_id: "prd_none" }, "except_product_id"],
      [{ days: 0 }, "days"],
    ] as const) {
      expect(codesOf(await tryTool(trade, "unsold_stock", args))).toEqual([`validation_failed ${field}`]);
    }
  });
});
