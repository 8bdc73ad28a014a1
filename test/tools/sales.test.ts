import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { codesOf, openShop } from "../support/shop";
import { cells, openTrade, type Trade, tryTool, useTool } from "../support/trade";

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
}, 60_000);

const sales = (args: Parameters<typeof useTool>[2] = {}) => useTool(trade, "sales", args);
const MEASURES = ["units_sold", "units_returned", "net_units", "revenue", "cost_of_goods", "margin"];

const ALL = {
  ...{ units_sold: 10.25, units_returned: 2, net_units: 8.25 },
  ...{ revenue: 154.1666, cost_of_goods: 91, margin: 63.1666 },
};
const ADA = {
  ...{ customer_name: "Ada", units_sold: 5.25, units_returned: 1, net_units: 4.25 },
  ...{ revenue: 79.1666, cost_of_goods: 40, margin: 39.1666, orders: 1 },
};
const BOB = {
  ...{ customer_name: "bob@example.org", units_sold: 3, units_returned: 1, net_units: 2 },
  ...{ revenue: 50, cost_of_goods: 41, margin: 9, orders: 1 },
};
const NOBODY = {
  ...{ customer_name: null, units_sold: 2, units_returned: 0, net_units: 2 },
  ...{ revenue: 25, cost_of_goods: 10, margin: 15, orders: 1 },
};

describe("the tool sales", () => {
  test("without arguments is one row: what orders shipped of all time, less what came back; nothing cancelled or open", async () => {
    expect(await sales()).toMatchObject({ rows: [ALL], total: 1, truncated: false, summary: ALL });
  });

  test("by variant is what the report of fast movers says", async () => {
    const { rows, summary } = await sales({ group_by: "variant", from: "2026-10-08", to: "2026-11-06" });
    const report = (await trade.get("reports/fast_movers")).body;
    const bySku = (found: unknown[]) => cells(found, "sku", "orders", ...MEASURES).toSorted();
    expect(bySku(rows)).toEqual(bySku(report.data));
    expect(report.data).toHaveLength(3);
    expect(summary).toEqual(report.meta.totals);
  });

  test("by customer a name is its orders', else their e-mail address, and orders of nobody are one row", async () => {
    const { rows, summary } = await sales({ group_by: "customer" });
    expect(rows).toEqual([ADA, BOB, NOBODY]);
    expect(summary).toEqual(ALL);
  });

  test("by channel and by order is what is by customer", async () => {
    const by_channel = await sales({ group_by: "channel" });
    expect(by_channel.rows).toEqual(
      [ADA, BOB, NOBODY].map(({ customer_name, ...row }, at) => ({ channel: ["webshop", "till", null][at], ...row })),
    );
    const by_order = await sales({ group_by: "order" });
    const order = ({ orders, ...row }: Record<string, unknown>, order_number: string, channel: string | null) => ({
      ...{ order_number, channel },
      ...row,
    });
    expect(by_order.rows).toEqual([
      order(ADA, "SO-A", "webshop"),
      order(BOB, "SO-B", "till"),
      order(NOBODY, "SO-C", null),
    ]);
  });

  test("every grouping adds up to the same, to the last decimal, for any filter", async () => {
    const groups = [
      "variant",
      "product",
      "category",
      "location",
      "customer",
      "channel",
      "order",
      "day",
      "week",
      "month",
    ];
    for (const filter of [{}, { sku: "MUG" }, { from: "2026-11-01", to: "2026-11-02" }, { location_id: trade.store }]) {
      const { summary } = await sales(filter);
      for (const group_by of groups) {
        expect([group_by, (await sales({ ...filter, group_by })).summary]).toEqual([group_by, summary]);
      }
    }
  });

  test("by day, week and month is by the organization's calendar, also where the clocks are turned back", async () => {
    const by_day = await sales({ group_by: "day" });
    expect(cells(by_day.rows, "day", "units_sold", "units_returned")).toEqual([
      ["2026-10-30", 3, 0],
      ["2026-11-01", 2.25, 0],
      ["2026-11-02", 5, 0],
      ["2026-11-06", 0, 2],
    ]);
    expect(cells((await sales({ group_by: "week" })).rows, "week", "units_sold")).toEqual([
      ["2026-10-26", 5.25],
      ["2026-11-02", 5],
    ]);
    expect(cells((await sales({ group_by: "month" })).rows, "month", "net_units")).toEqual([
      ["2026-10", 3],
      ["2026-11", 5.25],
    ]);
  });

  test("a period has its first and its last day, also for a customer, and returns count when they came back", async () => {
    for (const filter of [{}, { customer: ["Ada", "bob@example.org"] }]) {
      const of = async (from: string, to: string) => (await sales({ ...filter, from, to })).rows[0];
      expect(await of("2026-11-01", "2026-11-01")).toMatchObject({ units_sold: 2.25, revenue: 54.1666 });
      expect(await of("2026-11-03", "2026-11-06")).toMatchObject({ units_sold: 0, units_returned: 2, revenue: -52.5 });
    }
  });

  test("lists are alternatives, and each named one is a row", async () => {
    expect(cells((await sales({ sku: ["MUG", "LAMP"], group_by: "variant" })).rows, "sku", "units_sold")).toEqual([
      ["MUG", 7],
      ["LAMP", 2],
    ]);
    const of_two = await sales({ customer: ["Ada", "bob@example.org"], group_by: "customer" });
    expect(of_two.rows).toEqual([ADA, BOB]);
    expect((await sales({ customer: "Ada", sku: "TEA" })).rows[0]).toMatchObject({
      units_sold: 1.25,
      revenue: 41.6666,
    });
    expect((await sales({ channel: ["till"], group_by: "product" })).rows).toMatchObject([
      { product_name: "LAMP", units_sold: 2, units_returned: 1 },
      { product_name: "MUG", units_sold: 1 },
    ]);
    expect((await sales({ category: "Light" })).rows).toMatchObject([{ units_sold: 2, revenue: 40 }]);
  });

  test("exceptions leave out what they name", async () => {
    expect((await sales({ except_sku: "MUG" })).rows).toMatchObject([{ units_sold: 3.25 }]);
    expect((await sales({ except_location_id: trade.store })).rows).toMatchObject([{ units_sold: 7.25 }]);
    expect((await sales({ except_category: "Light", group_by: "customer" })).summary).toMatchObject({
      units_sold: 8.25,
    });
  });

  test("what has sold nothing is zero in one row, and no row in a grouping", async () => {
    expect((await sales({ from: "2027-01-01" })).rows).toMatchObject([{ units_sold: 0, revenue: 0, margin: 0 }]);
    expect(await sales({ from: "2027-01-01", group_by: "customer" })).toMatchObject({ rows: [], total: 0 });
    const fay = 'Fay "Q"  Lee';
    expect((await sales({ customer: fay })).rows).toMatchObject([{ units_sold: 0, orders: 0 }]);
  });

  test("where, sort_by and limit choose rows; the summary is of all that meet where", async () => {
    const found = await sales({ group_by: "variant", where: ["units_sold>1.5"], sort_by: "units_sold", limit: 1 });
    expect(found).toMatchObject({ total: 2, truncated: true, summary: { units_sold: 9 } });
    expect(cells(found.rows, "sku", "units_sold")).toEqual([["LAMP", 2]]);
    expect(cells((await sales({ group_by: "day", where: ["day>=2026-11-02"] })).rows, "day")).toEqual([
      ["2026-11-02"],
      ["2026-11-06"],
    ]);
  });

  test("refuses what does not exist by the name of its argument, also what is another organization's", async () => {
    const other = await openShop(trade.app);
    for (const [args, field] of [
      [{ sku: ["MUG", "NOPE"] }, "sku"],
      [{ customer: "Ad" }, "customer"],
      [{ customer: "ada@example.org" }, "customer"],
      [{ channel: "phone" }, "channel"],
      [{ location_id: other.store }, "location_id"],
      [{ except_category: "Lights" }, "except_category"],
      [{ from: "2026-11-02", to: "2026-11-01" }, "from"],
      [{ where: "units<1" }, "where"],
      [{ where: "units_sold<one" }, "where"],
      [{ sort_by: "sku" }, "sort_by"],
      [{ group_by: "year" }, "group_by"],
    ] as const) {
      const answer = await tryTool(trade, "sales", args as never);
      expect([args, answer.status, codesOf(answer)]).toEqual([args, 422, [`validation_failed ${field}`]]);
    }
  });

  test("an organization without sales has one row of zeros", async () => {
    const shop = await openShop(createTestApp());
    expect((await useTool(shop, "sales")).rows).toMatchObject([{ units_sold: 0, revenue: 0 }]);
    expect((await useTool(shop, "sales", { group_by: "customer" })).rows).toEqual([]);
  });
});
