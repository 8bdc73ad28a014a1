import { beforeAll, describe, expect, test } from "vitest";
import { codesOf, openShop } from "../support/shop";
import { cells, openTrade, type Trade, tryTool, useTool } from "../support/trade";

let trade: Trade;
beforeAll(async () => {
  trade = await openTrade();
  const { product, made, store } = trade;
  await product("MILK", { lot_tracked: true });
  for (const lot_number of ["M-1", "M-2"]) {
    const line = { sku: "MILK", location_id: store, quantity: 5, reason: "received", lot_number };
    await made("inventory_adjustments", { ...line, expiry_date: "2026-12-01" });
  }
  await made("waste_records", { sku: "MILK", location_id: store, quantity: 2, reason: "spoilage" });
}, 60_000);

const entries = (args: Parameters<typeof useTool>[2] = {}) => useTool(trade, "ledger_entries", args);

describe("the tool ledger_entries", () => {
  test("shows the entries of the list of the ledger, the newest first, and how many there are", async () => {
    const { rows, total, truncated } = await entries({ limit: 100 });
    const { data } = (await trade.get("inventory_ledger?order=desc&per_page=100")).body;
    const same = ["occurred_at", "type", "sku", "on_hand_change", "reserved_change", "on_hand_after", "reason"];
    const columns = [...same, "reference_type", "reference_id"];
    expect(cells(rows, ...columns)).toEqual(cells(data, ...columns));
    expect([total, truncated]).toEqual([data.length, false]);
    expect(await entries({ limit: 1 })).toMatchObject({ total, truncated: true, rows: [rows[0]] });
  });

  test("can be of a variant, a lot, a type, a document's type and a location, and of all together", async () => {
    const milk = await entries({ lot_number: "M-1" });
    expect(cells(milk.rows, "type", "lot_number", "on_hand_change", "location_name", "reason")).toEqual([
      ["waste", "M-1", -2, "Store", "spoilage"],
      ["adjustment", "M-1", 5, "Store", "received"],
    ]);
    expect(milk.summary).toEqual({ on_hand_change: 3 });
    expect((await entries({ lot_number: ["M-1", "M-2"], type: "adjustment" })).total).toBe(2);
    expect((await entries({ sku: ["MILK", "LAMP"], type: ["waste", "order_fulfilled"] })).total).toBe(2);
    expect((await entries({ reference_type: "return_authorization" })).total).toBe(2);
    expect((await entries({ reference_type: "order", sku: "MUG", location_id: trade.store })).total).toBe(1);
    expect((await entries({ except_sku: ["MUG", "MILK", "TEA"], except_location_id: trade.warehouse })).total).toBe(3);
  });

  test("sums up what it finds: all of a variant is what is on hand", async () => {
    const { summary } = await entries({ sku: "MUG", location_id: trade.warehouse, limit: 1 });
    expect(summary).toEqual({ on_hand_change: (await trade.level("MUG")).on_hand });
  });

  test("a period is of the organization's days, and where compares the time by its day", async () => {
    const of = async (args: Parameters<typeof useTool>[2]) =>
      cells((await entries({ type: "order_fulfilled", ...args })).rows, "sku", "on_hand_change");
    const on_sunday = [
      ["TEA", -1.25],
      ["MUG", -1],
    ];
    const bySku = (rows: unknown[][]) => rows.toSorted();
    expect(bySku(await of({ from: "2026-11-01", to: "2026-11-01" }))).toEqual(bySku(on_sunday));
    expect(bySku(await of({ where: "occurred_at=2026-11-01" }))).toEqual(bySku(on_sunday));
    expect(await of({ to: "2026-10-31" })).toEqual([["MUG", -3]]);
    expect(await of({ where: "occurred_at<2026-11-01" })).toEqual([["MUG", -3]]);
    expect(await of({ from: "2026-11-02", where: "on_hand_change<-1" })).toHaveLength(2);
  });

  test("refuses what does not exist by the name of its argument", async () => {
    const other = await openShop(trade.app);
    for (const [args, field] of [
      [{ lot_number: ["M-1", "M-9"] }, "lot_number"],
      [{ type: "sold" }, "type.0"],
      [{ reference_type: "invoice" }, "reference_type.0"],
      [{ except_location_id: other.store }, "except_location_id"],
      [{ from: "2026-11-03", to: "2026-11-02" }, "from"],
      [{ sort_by: "sku" }, "sort_by"],
    ] as const) {
      const answer = await tryTool(trade, "ledger_entries", args as never);
      expect([args, answer.status, codesOf(answer)]).toEqual([args, 422, [`validation_failed ${field}`]]);
    }
  });
});
