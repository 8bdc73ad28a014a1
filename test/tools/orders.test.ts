import { beforeAll, describe, expect, test } from "vitest";
import { codesOf, openShop } from "../support/shop";
import { cells, openTrade, type Trade, tryTool, useTool } from "../support/trade";

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
}, 60_000);

const orders = (args: Parameters<typeof useTool>[2] = {}) => useTool(trade, "orders", args);
const numbers = async (args: Parameters<typeof useTool>[2]) =>
  cells((await orders(args)).rows, "number").map(([number]) => number);
const FAY = 'Fay "Q"  Lee';

describe("the tool orders", () => {
  test("shows each order with the sums of its lines, the newest first", async () => {
    const { rows, summary, total } = await orders();
    expect(
      cells(rows, "number", "status", "customer_name", "channel", "placed_on", "quantity", "open_quantity", "amount"),
    ).toEqual([
      ["SO-F", "pending", FAY, "till", "2026-11-02", 1.5, 1.5, 0],
      ["SO-E", "reserved", "Ada", "webshop", "2026-11-02", 6, 6, 75],
      ["SO-D", "cancelled", "Ada", "webshop", "2026-11-02", 1, 0, 0],
      ["SO-C", "cancelled", null, null, "2026-11-02", 5, 0, 25],
      ["SO-B", "fulfilled", "bob@example.org", "till", "2026-11-02", 3, 0, 90],
      ["SO-A", "fulfilled", "Ada", "webshop", "2026-10-30", 5.25, 0, 91.6666],
    ]);
    expect(summary).toEqual({ orders: 6, quantity: 21.75, open_quantity: 7.5, reserved_quantity: 6, amount: 281.6666 });
    expect(total).toBe(6);
  });

  test("finds those of a customer, a channel, a status and a number, and all that fit every one", async () => {
    expect(await numbers({ customer: "Ada" })).toEqual(["SO-E", "SO-D", "SO-A"]);
    expect(await numbers({ customer: [FAY, "bob@example.org"] })).toEqual(["SO-F", "SO-B"]);
    expect(await numbers({ channel: "till" })).toEqual(["SO-F", "SO-B"]);
    expect(await numbers({ status: ["cancelled", "pending"] })).toEqual(["SO-F", "SO-D", "SO-C"]);
    expect(await numbers({ number: ["SO-A", "SO-C"] })).toEqual(["SO-C", "SO-A"]);
    expect(await numbers({ number: ["SO-A", "SO-C"], customer: "Ada", channel: "webshop" })).toEqual(["SO-A"]);
    expect(await numbers({ customer: "Ada", status: "reserved", is_open: true, sku: "MUG" })).toEqual(["SO-E"]);
  });

  test("knows what is open", async () => {
    expect(await numbers({ is_open: true })).toEqual(["SO-F", "SO-E"]);
    expect(await numbers({ is_open: false, customer: "Ada" })).toEqual(["SO-D", "SO-A"]);
    expect(await numbers({ is_open: true, status: "fulfilled" })).toEqual([]);
    expect((await orders({ is_open: true })).summary).toMatchObject({ orders: 2, open_quantity: 7.5 });
  });

  test("with items or locations sums up only their lines", async () => {
    const of_mugs = await orders({ sku: "MUG" });
    expect(cells(of_mugs.rows, "number", "quantity", "amount")).toEqual([
      ["SO-E", 6, 75],
      ["SO-C", 5, 25],
      ["SO-B", 1, 10],
      ["SO-A", 4, 50],
    ]);
    expect(cells((await orders({ location_id: trade.store })).rows, "number", "quantity")).toEqual([
      ["SO-D", 1],
      ["SO-B", 3],
    ]);
    expect(await numbers({ except_sku: ["MUG"], except_location_id: trade.store })).toEqual(["SO-F", "SO-A"]);
    expect(await numbers({ category: "Light", is_open: false })).toEqual(["SO-D", "SO-B"]);
  });

  test("a period is of the organization's days on which they were placed, both included", async () => {
    expect(await numbers({ to: "2026-11-01" })).toEqual(["SO-A"]);
    expect(await numbers({ from: "2026-10-30", to: "2026-10-30" })).toEqual(["SO-A"]);
    expect(await numbers({ from: "2026-10-31", to: "2026-11-01" })).toEqual([]);
    expect(await numbers({ from: "2026-11-02", channel: "till" })).toEqual(["SO-F", "SO-B"]);
  });

  test("where compares days and amounts, sort_by orders by them, and limit says how many there are", async () => {
    expect(await numbers({ where: "placed_on<2026-11-02" })).toEqual(["SO-A"]);
    expect(await numbers({ where: "placed_on=2026-10-30" })).toEqual(["SO-A"]);
    expect(await numbers({ where: ["placed_on!=2026-10-30", "amount>20"] })).toEqual(["SO-E", "SO-C", "SO-B"]);
    expect(await numbers({ where: "placed_on>2026-10-30", sort_by: "amount" })).toHaveLength(5);
    const most = await orders({ sort_by: "-amount", limit: 2 });
    expect(cells(most.rows, "number")).toEqual([["SO-A"], ["SO-B"]]);
    expect(most).toMatchObject({ total: 6, truncated: true, summary: { orders: 6, amount: 281.6666 } });
    expect((await numbers({ sort_by: "placed_on" }))[0]).toBe("SO-A");
  });

  test("refuses what does not exist by the name of its argument, also what is another organization's", async () => {
    const other = await openShop(trade.app);
    await other.order([{ sku: "MUG", quantity: 1 }], { number: "THEIRS", customer: { name: "Their customer" } });
    for (const [args, field] of [
      [{ number: ["SO-A", "THEIRS"] }, "number"],
      [{ customer: "Their customer" }, "customer"],
      [{ location_id: other.warehouse }, "location_id"],
      [{ sku: "NOPE" }, "sku"],
      [{ status: "shipped" }, "status.0"],
      [{ from: "2026-11-03", to: "2026-11-02" }, "from"],
      [{ where: "placed_on>2026-02-30" }, "where"],
    ] as const) {
      const answer = await tryTool(trade, "orders", args as never);
      expect([args, answer.status, codesOf(answer)]).toEqual([args, 422, [`validation_failed ${field}`]]);
    }
  });

  test("amounts that no number of JSON can say are refused, and a customer of one letter is found", async () => {
    const shop = await openShop(trade.app);
    const line = { sku: "MUG", quantity: 400, unit_price: 1_000_000_000 };
    for (const number of ["RICH-1", "RICH-2"]) await shop.order([line], { number, customer: { name: "X" } });
    await shop.order([{ sku: "MUG", quantity: 1 }], { number: "POOR", customer: { name: "XY" } });
    const answer = await tryTool(shop, "orders");
    expect([answer.status, answer.body.errors[0].message]).toEqual([422, expect.stringContaining("total of amount")]);
    expect((await useTool(shop, "orders", { customer: "XY" })).rows).toMatchObject([{ number: "POOR", amount: 12.5 }]);
    expect((await tryTool(shop, "orders", { customer: "X" })).status).toBe(422);
    expect((await useTool(shop, "sales", { customer: "X" })).rows).toMatchObject([{ units_sold: 0 }]);
  });
});
