import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { codesOf, openShop, type Shop } from "../support/shop";
import { cells, tryTool, useTool } from "../support/trade";

let shop: Shop;

/** In New York on 1 November 2026, 23:30, which is the 2nd in UTC: mugs cost 5, tea 20. The last waste is of 2 November. */
beforeAll(async () => {
  const app = createTestApp({ now: "2026-10-20T15:00:00.000Z" });
  shop = await openShop(app, { timezone: "America/New_York", modules: ["traceability", "manufacturing"] });
  const { made, warehouse, store } = shop;
  const send = async (path: string, body: unknown = {}, method = "POST") => {
    const answer = await shop.tenant.request(method, `/api/v1/${path}`, { body });
    expect([path, answer.status, answer.text]).toEqual([path, expect.toSatisfy((status) => status < 300), answer.text]);
    return answer.body.data;
  };
  const adjust = (sku: string, location_id: string, quantity: number, reason: string, more: object = {}) =>
    made("inventory_adjustments", { sku, location_id, quantity, reason, ...more });
  await adjust("MUG", warehouse, 100, "received", { unit_cost: 5 });
  await adjust("MUG", store, 50, "received", { unit_cost: 5 });
  await adjust("TEA", warehouse, 10, "received", { unit_cost: 20 });
  await adjust("MUG", store, -3, "theft");
  await adjust("MUG", warehouse, -2, "damaged");
  await adjust("TEA", warehouse, -0.125, "shrinkage");
  await adjust("MUG", warehouse, -7, "correction");
  await adjust("MUG", warehouse, 4, "found");
  const count = await made("cycle_counts", { location_id: store, skus: ["MUG"] });
  await send(`cycle_counts/${count.id}/load_inventory`);
  const { items } = await send(`cycle_counts/${count.id}/start`);
  const counted = [{ id: items[0].id, counted_quantity: 46 }];
  await send(`cycle_counts/${count.id}`, { cycle_count_items_attributes: counted }, "PATCH");
  await send(`cycle_counts/${count.id}/complete`);
  const transfer = await made("stock_transfers", {
    ...{ number: "ST-1", from_location_id: warehouse, to_location_id: store },
    items: [{ sku: "MUG", quantity: 10 }],
  });
  await send(`stock_transfers/${transfer.id}/ship`);
  await send(`stock_transfers/${transfer.id}/receive`, { items: [{ sku: "MUG", quantity: 8 }], close: true });
  await shop.product("BUN");
  const items_of_bun = [{ sku: "TEA", quantity: 1 }];
  const recipe = await made("recipes", { name: "BUN", output_sku: "BUN", output_quantity: 1, items: items_of_bun });
  const batch = await made("production_batches", { recipe_id: recipe.id, location_id: warehouse, planned_quantity: 1 });
  await send(`production_batches/${batch.id}/start`);
  const inputs = [{ production_batch_input_id: batch.inputs[0].id, waste_quantity: 0.5 }];
  await send(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 1, inputs });
  const order = await shop.order([{ sku: "MUG", quantity: 5 }], { number: "SO-1", customer: { name: "Ada" } });
  await send(`orders/${order.id}/fulfill`);
  const back = { sku: "MUG", quantity: 1 };
  const rma = await made("return_authorizations", {
    ...{ order_id: order.id, number: "RMA-1", reason: "Chipped" },
    items: [
      { ...back, condition: "damaged" },
      { ...back, quantity: 2 },
    ],
  });
  app.clock.now = new Date("2026-11-02T04:30:00.000Z");
  await send(`return_authorizations/${rma.id}/receive`);
  await made("waste_records", { sku: "TEA", location_id: warehouse, quantity: 0.25, reason: "expired" });
  app.clock.advance(60 * 60 * 1000);
  await made("waste_records", { sku: "MUG", location_id: warehouse, quantity: 1, reason: "damaged" });
  const other = await shop.order([{ sku: "TEA", quantity: 1 }], { number: "SO-2" });
  await send(`orders/${other.id}/fulfill`);
  await made("return_authorizations", { order_id: other.id, number: "RMA-2", items: [{ sku: "TEA", quantity: 0.5 }] });
  await made("stock_transfers", {
    ...{ number: "ST-2", from_location_id: store, to_location_id: warehouse },
    items: [{ sku: "MUG", quantity: 2 }],
  });
}, 60_000);

describe("the tool losses", () => {
  const losses = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "losses", args);

  test("adds up what was lost by cause: no correction, no other reason, nothing found", async () => {
    const { rows, summary } = await losses();
    expect(cells(rows, "cause", "quantity", "value")).toEqual([
      ["shrinkage", 5.125, 27.5],
      ["transfer_lost", 2, 10],
      ["waste", 1.25, 10],
      ["production_waste", 0.5, 10],
      ["count", 1, 5],
      ["return_disposed", 1, 5],
    ]);
    expect(summary).toEqual({ quantity: 10.875, value: 67.5 });
  });

  test("by reason, variant, location and month is the same in all", async () => {
    expect(cells((await losses({ group_by: "reason" })).rows, "reason", "quantity", "value")).toEqual([
      [null, 3.5, 25],
      ["damaged", 4, 20],
      ["theft", 3, 15],
      ["expired", 0.25, 5],
      ["shrinkage", 0.125, 2.5],
    ]);
    expect(cells((await losses({ group_by: "variant" })).rows, "sku", "quantity")).toEqual([
      ["MUG", 10],
      ["TEA", 0.875],
    ]);
    expect(cells((await losses({ group_by: "month" })).rows, "month", "quantity", "value")).toEqual([
      ["2026-10", 8.625, 52.5],
      ["2026-11", 2.25, 15],
    ]);
    for (const group_by of ["reason", "variant", "location", "month", "none"]) {
      expect((await losses({ group_by })).summary).toEqual({ quantity: 10.875, value: 67.5 });
    }
  });

  test("can be of causes, reasons, items, places and days, of which both ends count", async () => {
    const of = async (args: Parameters<typeof useTool>[2]) => (await losses(args)).summary;
    expect(await of({ cause: ["waste", "count"] })).toEqual({ quantity: 2.25, value: 15 });
    expect(await of({ reason: "damaged" })).toEqual({ quantity: 4, value: 20 });
    expect(await of({ sku: "TEA" })).toEqual({ quantity: 0.875, value: 17.5 });
    expect(await of({ except_sku: "TEA", location_id: shop.store, cause: ["shrinkage", "count"] })).toMatchObject({
      quantity: 4,
    });
    expect(await of({ from: "2026-11-01", to: "2026-11-01" })).toEqual({ quantity: 1.25, value: 10 });
    expect(await of({ from: "2026-11-02" })).toEqual({ quantity: 1, value: 5 });
    expect(await of({ from: "2026-11-02", sku: "TEA", group_by: "none" })).toEqual({ quantity: 0, value: 0 });
  });

  test("where, sort_by and limit choose rows", async () => {
    const found = await losses({ where: "value>=5", sort_by: "quantity", limit: 1 });
    expect(found).toMatchObject({ total: 6, truncated: true, summary: { value: 67.5 } });
    expect(found.rows).toMatchObject([{ cause: "production_waste", quantity: 0.5 }]);
  });

  test("refuses what does not exist, also another organization's location", async () => {
    const other = await openShop(shop.app);
    for (const [args, field] of [
      [{ cause: "fire" }, "cause.0"],
      [{ reason: "found" }, "reason.0"],
      [{ location_id: other.store }, "location_id"],
      [{ from: "2026-11-03", to: "2026-11-02" }, "from"],
    ] as const) {
      const answer = await tryTool(shop, "losses", args);
      expect([args, answer.status, codesOf(answer)]).toEqual([args, 422, [`validation_failed ${field}`]]);
    }
  });
});

describe("the tool stock_movements", () => {
  const moved = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "stock_movements", args);

  test("adds up what the report of movements has, by type", async () => {
    const { rows, summary } = await moved();
    const report = (await shop.get("reports/movements?from=2026-10-01&per_page=100")).body.meta.totals;
    for (const { type, quantity_in, quantity_out, value_in, value_out } of rows) {
      const nothing = { quantity: 0, value: 0 };
      expect([type, quantity_in, value_in]).toEqual([type, ...Object.values(report.in[type] ?? nothing)]);
      expect([type, quantity_out, value_out]).toEqual([type, ...Object.values(report.out[type] ?? nothing)]);
    }
    expect(rows.map(({ type }) => type).toSorted()).toEqual(
      [...new Set([...Object.keys(report.in), ...Object.keys(report.out)])].toSorted(),
    );
    expect(summary).toMatchObject({ net_change: report.closing.quantity });
    expect(Number(summary.value_in) - Number(summary.value_out)).toBe(report.closing.value);
  });

  test("every grouping adds up to the same, for any filter", async () => {
    for (const filter of [{}, { sku: "MUG" }, { from: "2026-11-01", to: "2026-11-01" }, { location_id: shop.store }]) {
      const { summary } = await moved(filter);
      for (const group_by of ["variant", "product", "location", "day", "none"]) {
        expect([group_by, (await moved({ ...filter, group_by })).summary]).toEqual([group_by, summary]);
      }
    }
  });

  test("can be of types, items and days", async () => {
    const { rows } = await moved({ type: ["waste", "return_received"], group_by: "day" });
    expect(cells(rows, "day", "quantity_in", "quantity_out", "net_change")).toEqual([
      ["2026-11-01", 2, 0.25, 1.75],
      ["2026-11-02", 0, 1, -1],
    ]);
    expect((await moved({ sku: ["MUG", "TEA"], type: "adjustment", group_by: "variant" })).rows).toMatchObject([
      { sku: "MUG", quantity_in: 154, quantity_out: 12 },
      { sku: "TEA", quantity_in: 10, quantity_out: 0.125, value_out: 2.5 },
    ]);
    expect((await moved({ except_sku: "MUG", sort_by: "-quantity_out", limit: 1 })).rows).toMatchObject([
      { type: "order_fulfilled", quantity_out: 1 },
    ]);
  });

  test("refuses an unknown type, SKU and column", async () => {
    for (const [args, field] of [
      [{ type: "sold" }, "type.0"],
      [{ sku: "NOPE" }, "sku"],
      [{ where: "type=waste" }, "where"],
    ] as const) {
      expect(codesOf(await tryTool(shop, "stock_movements", args))).toEqual([`validation_failed ${field}`]);
    }
  });
});

describe("the tool transfers", () => {
  const transfers = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "transfers", args);

  test("shows each with its locations, quantities and days, the newest first", async () => {
    const { rows, summary } = await transfers();
    const { store, warehouse } = shop;
    expect(rows).toEqual([
      {
        ...{ number: "ST-2", status: "draft", from_location: "Store", to_location: "Warehouse" },
        ...{ quantity: 2, in_transit: 0, shipped_on: null, created_on: "2026-11-02" },
      },
      {
        ...{ number: "ST-1", status: "received", from_location: "Warehouse", to_location: "Store" },
        ...{ quantity: 10, in_transit: 0, shipped_on: "2026-10-20", created_on: "2026-10-20" },
      },
    ]);
    expect(summary).toEqual({ transfers: 2, quantity: 12, in_transit: 0 });
    const numbers = async (args: Parameters<typeof useTool>[2]) => cells((await transfers(args)).rows, "number").flat();
    expect(await numbers({ is_open: true })).toEqual(["ST-2"]);
    expect(await numbers({ is_open: false, status: ["draft", "received"] })).toEqual(["ST-1"]);
    expect(await numbers({ from_location_id: warehouse })).toEqual(["ST-1"]);
    expect(await numbers({ to_location_id: [warehouse, store], number: "ST-2" })).toEqual(["ST-2"]);
    expect(await numbers({ sku: "TEA" })).toEqual([]);
    expect(await numbers({ where: "shipped_on<=2026-10-20" })).toEqual(["ST-1"]);
  });

  test("refuses an unknown number and location by the name of the argument", async () => {
    const other = await openShop(shop.app);
    for (const [args, field] of [
      [{ number: "ST-9" }, "number"],
      [{ from_location_id: other.store }, "from_location_id"],
      [{ to_location_id: [shop.store, "loc_nowhere"] }, "to_location_id"],
    ] as const) {
      expect(codesOf(await tryTool(shop, "transfers", args as never))).toEqual([`validation_failed ${field}`]);
    }
  });
});

describe("the tool returns", () => {
  const returns = (args: Parameters<typeof useTool>[2] = {}) => useTool(shop, "returns", args);

  test("shows each line, the newest return first", async () => {
    const { rows, summary } = await returns();
    const columns = ["number", "status", "order_number", "customer_name", "sku", "quantity", "received_quantity"];
    expect(cells(rows, ...columns, "condition", "reason", "received_on")).toEqual([
      ["RMA-2", "pending", "SO-2", null, "TEA", 0.5, 0, "sellable", null, null],
      ["RMA-1", "received", "SO-1", "Ada", "MUG", 1, 1, "damaged", "Chipped", "2026-11-01"],
      ["RMA-1", "received", "SO-1", "Ada", "MUG", 2, 2, "sellable", "Chipped", "2026-11-01"],
    ]);
    expect(summary).toEqual({ quantity: 3.5, received_quantity: 3 });
  });

  test("can be of a status, a customer, items and the days on which they came back", async () => {
    const total = async (args: Parameters<typeof useTool>[2]) => (await returns(args)).total;
    expect(await total({ status: "pending" })).toBe(1);
    expect(await total({ customer: "Ada", status: ["received", "pending"] })).toBe(2);
    expect(await total({ sku: "TEA" })).toBe(1);
    expect(await total({ from: "2026-11-01", to: "2026-11-01" })).toBe(2);
    expect(await total({ from: "2026-11-02" })).toBe(0);
    expect(await total({ where: "quantity>=1", location_id: shop.warehouse })).toBe(2);
    expect(await total({ condition: "damaged" })).toBe(1);
    expect(codesOf(await tryTool(shop, "returns", { customer: "Eve" }))).toEqual(["validation_failed customer"]);
  });

  test("adds up to the units that sales have as returned", async () => {
    const { summary } = await useTool(shop, "sales", { from: "2026-11-01", to: "2026-11-01" });
    expect(summary.units_returned).toBe((await returns({ from: "2026-11-01", to: "2026-11-01" })).summary.quantity);
  });
});
