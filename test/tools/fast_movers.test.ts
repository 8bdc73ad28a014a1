import { beforeAll, describe, expect, test } from "vitest";
import { codesOf, openShop } from "../support/shop";
import { cells, openTrade, type Trade, tryTool, useTool } from "../support/trade";

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
}, 60_000);

const movers = (args: Parameters<typeof useTool>[2] = {}) => useTool(trade, "fast_movers", args);

describe("the tool fast_movers", () => {
  test("is the report of fast movers, in its order, for as many days and for a location", async () => {
    for (const [args, query] of [
      [{}, ""],
      [{ days: 5 }, "days=5"],
      [{ days: 90, location_id: trade.store }, `days=90&location_id=${trade.store}`],
      [{ from: "2026-10-08" }, ""],
    ] as const) {
      const { rows, summary } = await movers(args);
      const report = (await trade.get(`reports/fast_movers?${query}`)).body;
      expect(rows.length).toBeGreaterThan(0);
      const same = ["sku", "units_sold", "units_returned", "net_units", "revenue", "cost_of_goods", "margin"];
      const more = ["margin_percent", "velocity_per_day", "available", "days_of_cover"];
      expect(cells(rows, ...same, ...more)).toEqual(cells(report.data, ...same, ...more));
      expect(summary).toEqual(report.meta.totals);
    }
  });

  test("shows pace and cover of the days that are asked for", async () => {
    const { rows } = await movers({ from: "2026-10-30", to: "2026-11-02" });
    expect(cells(rows, "sku", "net_units", "velocity_per_day", "available", "days_of_cover", "margin_percent")).toEqual(
      [
        // 120 came in, 7 were shipped, 1 came back, 6 are reserved.
        ["MUG", 7, 1.75, 108, 61.7143, 58.8235],
        ["LAMP", 2, 0.5, 8, 16, 55],
        ["TEA", 1.25, 0.3125, 9.25, 29.6, 39.9999],
      ],
    );
  });

  test("computes the pace of a period that is not over from the days so far", async () => {
    const so_far = await movers({ from: "2026-11-01", to: "2026-11-06" });
    const month = await movers({ from: "2026-11-01", to: "2026-11-30" });
    expect(month.rows).toEqual(so_far.rows);
    expect(cells(month.rows, "sku", "velocity_per_day")).toContainEqual(["LAMP", 0.1667]);
  });

  test("can be sorted by revenue, and the slowest first; the summary is of all rows", async () => {
    const slowest = await movers({ sort_by: "net_units", limit: 1 });
    expect(slowest).toMatchObject({ total: 3, truncated: true, summary: { net_units: 8.25, revenue: 154.1666 } });
    expect(cells(slowest.rows, "sku")).toEqual([["LAMP"]]);
    expect(cells((await movers({ sort_by: "-revenue", where: "revenue<60" })).rows, "sku")).toEqual([
      ["TEA"],
      ["LAMP"],
    ]);
  });

  test("can be of some products, or of all but some", async () => {
    expect(cells((await movers({ sku: ["MUG", "TEA"] })).rows, "sku")).toEqual([["MUG"], ["TEA"]]);
    expect(cells((await movers({ except_sku: ["MUG", "TEA"] })).rows, "sku")).toEqual([["LAMP"]]);
    expect(cells((await movers({ category: "Light" })).rows, "sku")).toEqual([["LAMP"]]);
  });

  test("refuses days with a beginning, a period that ends before it, and what does not exist", async () => {
    const other = await openShop(trade.app);
    for (const [args, field] of [
      [{ days: 3, from: "2026-11-01" }, "days"],
      [{ from: "2026-11-02", to: "2026-11-01" }, "from"],
      [{ location_id: other.store }, "location_id"],
      [{ except_sku: "NOPE" }, "except_sku"],
      [{ sort_by: "days_of_cover" }, "sort_by"],
    ] as const) {
      const answer = await tryTool(trade, "fast_movers", args);
      expect([args, answer.status, codesOf(answer)]).toEqual([args, 422, [`validation_failed ${field}`]]);
    }
  });
});
