import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { codesOf, openShop, type Shop } from "../support/shop";
import { cells, tryTool, useTool } from "../support/trade";

let shop: Shop;
let mill: string;

/**
 * In New York on 20 November 2026, 23:30, which is the 21st in UTC: PO-1 of the potter in dollars is received in part, PO-2 of the
 * mill in euros is expected, PO-3 of the mill has no rate and no date, PO-4 of the potter was cancelled, PO-5 is complete.
 */
beforeAll(async () => {
  const app = createTestApp({ now: "2026-11-02T04:30:00.000Z" });
  shop = await openShop(app, { timezone: "America/New_York", currency: "USD" });
  const { made, post, supplier, warehouse, store } = shop;
  mill = (await made("suppliers", { name: "Mill" })).id;
  await shop.product("LAMP", { category: "Light" });
  const buy = (number: string, supplier_id: string, items: object[], more: object = {}) =>
    made("purchase_orders", { number, supplier_id, location_id: warehouse, currency: "USD", items, ...more });
  const first = await buy(
    "PO-1",
    supplier,
    [
      { sku: "MUG", quantity: 10, unit_cost: 4.5 },
      { sku: "LAMP", quantity: 3, unit_cost: 18 },
    ],
    { expected_at: "2026-11-17" },
  );
  await post(`purchase_orders/${first.id}/receive`, { items: [{ sku: "MUG", quantity: 4, rejected_quantity: 1 }] });
  app.clock.now = new Date("2026-11-05T15:00:00.000Z");
  const tea = { sku: "TEA", quantity: 2.5, unit_cost: 3.3333 };
  const euros = { currency: "EUR", exchange_rate: 1.17, location_id: store };
  await buy("PO-2", mill, [tea], { ...euros, expected_at: "2026-12-01" });
  await buy("PO-3", mill, [{ sku: "MUG", quantity: 5, unit_cost: 1 }], { currency: "EUR" });
  const fourth = await buy("PO-4", supplier, [{ sku: "MUG", quantity: 7, unit_cost: 4 }], {
    expected_at: "2026-11-10",
  });
  await post(`purchase_orders/${fourth.id}/cancel`);
  const fifth = await buy("PO-5", supplier, [{ sku: "MUG", quantity: 2, unit_cost: 4 }], { expected_at: "2026-11-06" });
  await post(`purchase_orders/${fifth.id}/receive`);
  const transfer = await made("stock_transfers", {
    ...{ number: "ST-1", from_location_id: warehouse, to_location_id: store },
    items: [{ sku: "MUG", quantity: 3 }],
  });
  await post(`stock_transfers/${transfer.id}/ship`);
  await made("stock_transfers", {
    ...{ number: "ST-2", from_location_id: warehouse, to_location_id: store },
    items: [{ sku: "MUG", quantity: 1 }],
  });
  app.clock.now = new Date("2026-11-21T04:30:00.000Z");
}, 60_000);

const bought = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "purchase_orders", args);
const numbers = async (args: Parameters<typeof useTool>[2]) =>
  cells((await bought(args)).rows, "number").map(([number]) => number);

describe("the tool purchase_orders", () => {
  test("shows each with the sums of its lines in the organization's currency, the newest first", async () => {
    const { rows, summary } = await bought();
    const columns = ["number", "supplier_name", "status", "ordered_on", "expected_on"];
    expect(cells(rows, ...columns)).toEqual([
      ["PO-5", "Potter", "received", "2026-11-05", "2026-11-06"],
      ["PO-4", "Potter", "cancelled", "2026-11-05", "2026-11-10"],
      ["PO-3", "Mill", "ordered", "2026-11-05", null],
      ["PO-2", "Mill", "ordered", "2026-11-05", "2026-12-01"],
      ["PO-1", "Potter", "partially_received", "2026-11-01", "2026-11-17"],
    ]);
    expect(cells(rows, "quantity", "received_quantity", "open_quantity", "cost", "days_late")).toEqual([
      [2, 2, 0, 8, null],
      [7, 0, 0, 0, null],
      [5, 0, 5, null, null],
      // 3.3333 euros are 3.9 dollars, rounded to four decimals: 2.5 of them.
      [2.5, 0, 2.5, 9.75, null],
      [13, 4, 8, 99, 3],
    ]);
    expect(summary).toEqual({
      purchase_orders: 5,
      ...{ quantity: 29.5, received_quantity: 6, open_quantity: 15.5, cost: 116.75 },
    });
  });

  test("can be line by line", async () => {
    const { rows, total } = await bought({ group_by: "line", is_open: true });
    expect(total).toBe(4);
    expect(cells(rows, "number", "sku", "quantity", "open_quantity", "cost", "days_late")).toEqual([
      ["PO-3", "MUG", 5, 5, null, null],
      ["PO-2", "TEA", 2.5, 2.5, 9.75, null],
      ["PO-1", "MUG", 10, 5, 45, 3],
      ["PO-1", "LAMP", 3, 3, 54, 3],
    ]);
  });

  test("finds those that are open, overdue, of a supplier, of a status, of a number and of days", async () => {
    expect(await numbers({ is_open: true })).toEqual(["PO-3", "PO-2", "PO-1"]);
    expect(await numbers({ is_open: false })).toEqual(["PO-5", "PO-4"]);
    expect(await numbers({ overdue: true })).toEqual(["PO-1"]);
    expect(await numbers({ overdue: false, is_open: true })).toEqual(["PO-3", "PO-2"]);
    expect(await numbers({ supplier_id: mill })).toEqual(["PO-3", "PO-2"]);
    expect(await numbers({ supplier_id: [mill, shop.supplier], status: ["ordered", "received"] })).toEqual([
      ...["PO-5", "PO-3", "PO-2"],
    ]);
    expect(await numbers({ number: ["PO-4", "PO-1"], is_open: true })).toEqual(["PO-1"]);
    expect(await numbers({ to: "2026-11-01" })).toEqual(["PO-1"]);
    expect(await numbers({ from: "2026-11-02", to: "2026-11-05", sku: "TEA" })).toEqual(["PO-2"]);
    expect(await numbers({ except_location_id: shop.warehouse })).toEqual(["PO-2"]);
  });

  test("overdue ones are those of the list of purchase orders", async () => {
    const { data } = (await shop.get("purchase_orders?overdue=true")).body;
    expect(await numbers({ overdue: true })).toEqual(data.map(({ number }: { number: string }) => number));
  });

  test("where and sort_by know the expected day and how late it is", async () => {
    expect(await numbers({ where: "days_late>2" })).toEqual(["PO-1"]);
    expect(await numbers({ where: "days_late>3" })).toEqual([]);
    expect(await numbers({ where: ["days_late<=3", "days_late!=2"] })).toEqual(["PO-1"]);
    expect(await numbers({ where: ["expected_on<=2026-11-17"] })).toEqual(["PO-5", "PO-4", "PO-1"]);
    expect(await numbers({ sort_by: "expected_on", limit: 2 })).toEqual(["PO-5", "PO-4"]);
    expect((await numbers({ sort_by: "-days_late" }))[0]).toBe("PO-1");
    const first = await bought({ sort_by: "-cost", limit: 1 });
    expect(first).toMatchObject({ total: 5, truncated: true, summary: { cost: 116.75 } });
  });

  test("costs that no number of JSON can say are refused", async () => {
    const other = await openShop(shop.app);
    const item = { sku: "MUG", quantity: 900_000, unit_cost: 999_999_999.9999 };
    const head = {
      supplier_id: other.supplier,
      location_id: other.warehouse,
      currency: "XAU",
      exchange_rate: 10_000_000,
    };
    await other.made("purchase_orders", { ...head, items: [item, item] });
    for (const group_by of ["order", "line"]) {
      const answer = await tryTool(other, "purchase_orders", { group_by });
      expect([answer.status, answer.body.errors[0].message]).toEqual([422, expect.stringContaining("total of cost")]);
    }
    const { rows } = await useTool(other, "incoming_stock", { group_by: "none" });
    expect(rows).toMatchObject([{ quantity: 1_800_000 }]);
  });

  test("refuses what does not exist by the name of its argument", async () => {
    const other = await openShop(shop.app);
    for (const [args, field] of [
      [{ number: "PO-9" }, "number"],
      [{ supplier_id: other.supplier }, "supplier_id"],
      [{ status: "sent" }, "status.0"],
      [{ where: "days_late>1.5" }, "where"],
      [{ where: "supplier_name=Mill" }, "where"],
      [{ from: "2026-11-03", to: "2026-11-02" }, "from"],
    ] as const) {
      const answer = await tryTool(shop, "purchase_orders", args);
      expect([args, answer.status, codesOf(answer)]).toEqual([args, 422, [`validation_failed ${field}`]]);
    }
  });
});

describe("the tool incoming_stock", () => {
  const incoming = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "incoming_stock", args);

  test("shows what is open of purchase orders and in transit, the first to arrive first", async () => {
    const { rows, summary, total } = await incoming();
    expect(cells(rows, "source", "number", "supplier_name", "sku", "location_name", "quantity", "expected_on")).toEqual(
      [
        ["purchase_order", "PO-1", "Potter", "MUG", "Warehouse", 5, "2026-11-17"],
        ["purchase_order", "PO-1", "Potter", "LAMP", "Warehouse", 3, "2026-11-17"],
        ["purchase_order", "PO-2", "Mill", "TEA", "Store", 2.5, "2026-12-01"],
        ["purchase_order", "PO-3", "Mill", "MUG", "Warehouse", 5, null],
        ["stock_transfer", "ST-1", null, "MUG", "Store", 3, null],
      ],
    );
    expect([summary, total]).toEqual([{ quantity: 18.5 }, 5]);
  });

  test("adds up to what levels have incoming", async () => {
    const levels = (await shop.get("inventory_levels?per_page=100")).body.data;
    const { rows } = await incoming();
    for (const { sku, location_name, incoming: expected } of levels) {
      const here = rows.filter((row) => row.sku === sku && row.location_name === location_name);
      expect([sku, here.reduce((sum, { quantity }) => sum + quantity, 0)]).toEqual([sku, expected]);
    }
  });

  test("is summed up by variant, by location and in one row, with the first date", async () => {
    expect(cells((await incoming({ group_by: "variant" })).rows, "sku", "quantity", "expected_on")).toEqual([
      ["MUG", 13, "2026-11-17"],
      ["LAMP", 3, "2026-11-17"],
      ["TEA", 2.5, "2026-12-01"],
    ]);
    expect(cells((await incoming({ group_by: "location" })).rows, "location_name", "quantity")).toEqual([
      ["Warehouse", 13],
      ["Store", 5.5],
    ]);
    expect((await incoming({ group_by: "none" })).rows).toEqual([{ quantity: 18.5, expected_on: "2026-11-17" }]);
    expect((await incoming({ group_by: "none", from: "2027-01-01" })).rows).toEqual([
      { quantity: 0, expected_on: null },
    ]);
  });

  test("can be of items, places, suppliers and days", async () => {
    const found = async (args: Parameters<typeof useTool>[2]) => cells((await incoming(args)).rows, "number", "sku");
    expect(await found({ sku: "MUG", except_location_id: shop.store })).toEqual([
      ["PO-1", "MUG"],
      ["PO-3", "MUG"],
    ]);
    expect(await found({ except_sku: "MUG" })).toEqual([
      ["PO-1", "LAMP"],
      ["PO-2", "TEA"],
    ]);
    expect(await found({ supplier_id: mill })).toEqual([
      ["PO-2", "TEA"],
      ["PO-3", "MUG"],
    ]);
    expect(await found({ from: "2026-11-18", to: "2026-12-01" })).toEqual([["PO-2", "TEA"]]);
    expect(await found({ to: "2026-11-17", where: "quantity>=5" })).toEqual([["PO-1", "MUG"]]);
    expect(await found({ where: "expected_on>2026-11-17" })).toEqual([["PO-2", "TEA"]]);
  });

  test("refuses another organization's supplier like an unknown one", async () => {
    const other = await openShop(shop.app);
    const answer = await tryTool(shop, "incoming_stock", { supplier_id: other.supplier });
    expect([answer.status, codesOf(answer)]).toEqual([422, ["validation_failed supplier_id"]]);
  });
});
