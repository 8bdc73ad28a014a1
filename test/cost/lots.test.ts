import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { costOf } from "../support/cost";

const SHIPMENTS = 10_000;
const LOTS = 20_000;
const AT = "2026-11-23T09:00:00.000Z";

let engine: Engine;
const app = createTestApp({
  now: AT,
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let shop: Awaited<ReturnType<typeof openBakery>>;
/** The lot that everything is made of, and those it became, level by level. */
let chain: string[];
let milk: string;

beforeAll(async () => {
  shop = await openBakery(app);
  const skus = ["FLOUR", "M1", "M2", "M3", "M4", "M5"];
  for (const sku of skus.slice(1)) await shop.product(sku, { lot_tracked: true });
  chain = [await shop.add("FLOUR", SHIPMENTS, "F1")];
  for (const [at, output] of skus.slice(1).entries()) {
    const recipe = await shop.recipe(output, 1, [{ sku: skus[at], quantity: 1 }]);
    chain.push((await shop.make(recipe.id, SHIPMENTS)).outputs[0].lot_id);
  }
  await shop.get("locations");
  await ship(chain.at(-1) as string);
  milk = (await shop.product("MILK", { lot_tracked: true })).variants[0].id;
  await fillLots();
  await shop.add("MILK", 5, "GOOD", "2027-01-01");
  await shop.add("MILK", 5, "OLD", "2026-11-20");
}, 300_000);

const numbers = (count: number) =>
  sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.raw(String(count))})`;

/** Ships the last lot to thousands of orders, written directly: one each. */
async function ship(lot_id: string): Promise<void> {
  const variant = sql`(SELECT variant_id FROM lots WHERE id = ${lot_id})`;
  const place = sql`${shop.warehouse}`;
  await openDatabase(engine, newMeter()).commit([
    sql`INSERT INTO orders (id, number, status, location_id, customer, metadata, placed_at, created_at, updated_at)
      ${numbers(SHIPMENTS)} SELECT 'ord_' || printf('%026d', i), 'SO-' || i, 'fulfilled', ${place},
        json_object('name', 'Customer ' || i, 'email', null, 'phone', null, 'external_id', null), '{}', ${AT}, ${AT}, ${AT} FROM n`,
    sql`INSERT INTO order_items (document_sequence, position, id, variant_id, location_id, quantity, unit_price, fulfilled_quantity,
        cancelled_quantity, claimed_quantity, returned_quantity)
      SELECT sequence, 1, 'ord_line_' || printf('%026d', sequence) || '_1', ${variant}, ${place}, 10000, null, 10000, 0, 0, 0 FROM orders`,
    sql`INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change,
        takes_available, needs_usable_lot, silent, reorder_point, reference_type, reference_id, line_id, today, at)
      SELECT 'order_fulfilled', ${variant}, ${place}, ${lot_id}, -10000, -10000, 0, 1, 1, 1, 0, 'order', id,
        'ord_line_' || printf('%026d', sequence) || '_1', '2026-11-23', ${AT} FROM orders`,
  ]);
}

/** Lots of years gone by, all exhausted. */
async function fillLots(): Promise<void> {
  await openDatabase(engine, newMeter()).commit([
    sql`INSERT INTO lots (id, lot_number, variant_id, disposition, expiry_date, quantity_initial, on_hand, source_type, source_id,
        created_at, updated_at)
      ${numbers(LOTS)} SELECT 'lot_' || i, 'M-' || i, ${milk}, 'active', '2025-01-01', 10000, 0, 'inventory_adjustment', 'adj_' || i,
        ${AT}, ${AT} FROM n`,
    sql`INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved)
      SELECT id, ${shop.warehouse}, ${milk}, 0, 0 FROM lots WHERE variant_id = ${milk}`,
  ]);
}

test("a lot that went through 5 levels of production into 10,000 shipments is traced forward in one round trip", async () => {
  const answer = await shop.get(`lots/${chain[0]}/trace_forward`);
  expect(costOf(answer).round_trips).toBe(1);
  const { consumed_by, shipped_to } = answer.body.data;
  expect(consumed_by.map((step: { depth: number }) => step.depth)).toEqual([1, 2, 3, 4, 5]);
  expect(consumed_by[4].output_lots[0].lot_id).toBe(chain[5]);
  expect(new Set(shipped_to.map((to: { order_id: string }) => to.order_id)).size).toBe(SHIPMENTS);
  expect(shipped_to.reduce((sum: number, to: { quantity: number }) => sum + to.quantity, 0)).toBe(SHIPMENTS);
  // Each shipment: its entry, its order, what groups them, and three times the sum of the bytes that bounds a read.
  expect(costOf(answer).rows_read).toBeLessThanOrEqual(11 * SHIPMENTS);
});

test("a lot that was itself shipped 10,000 times is traced whole, its ledger by its last 1,000 entries", async () => {
  const answer = await shop.get(`lots/${chain[5]}/trace_forward`);
  expect(costOf(answer).round_trips).toBe(1);
  const { shipped_to, lot_ledger_entries, lot_ledger_entries_total } = answer.body.data;
  expect([shipped_to.length, lot_ledger_entries.length, lot_ledger_entries_total]).toEqual([
    SHIPMENTS,
    1000,
    SHIPMENTS + 1,
  ]);
  expect(lot_ledger_entries.at(-1).on_hand_after).toBe(0);
});

test("also to customers with the longest names, in several reads", async () => {
  const customer = { name: "長".repeat(255), email: "邮".repeat(320), phone: null, external_id: "号".repeat(255) };
  const setCustomer = (value: object) =>
    openDatabase(engine, newMeter()).commit([
      sql`UPDATE orders SET customer = ${JSON.stringify(value)}, version = version + 1`,
    ]);
  await setCustomer(customer);
  const answer = await shop.get(`lots/${chain[5]}/trace_forward`);
  expect(costOf(answer).round_trips).toBeLessThanOrEqual(8);
  const { shipped_to } = answer.body.data;
  expect(new Set(shipped_to.map((to: { order_id: string }) => to.order_id)).size).toBe(SHIPMENTS);
  expect(shipped_to.at(-1).customer).toEqual(customer);
  await setCustomer({ name: "Customer", email: null, phone: null, external_id: null });
});

test("and backward from what was shipped, for the little that went into it", async () => {
  const answer = await shop.get(`lots/${chain[5]}/trace_backward`);
  expect(costOf(answer)).toMatchObject({ round_trips: 1 });
  expect(costOf(answer).rows_read).toBeLessThanOrEqual(500);
  expect(answer.body.data.input_lots.map((lot: { lot_id: string }) => lot.lot_id)).toEqual(chain.slice(0, 5).reverse());
});

test("10,000 orders hit by a recall are answered, released and followed in 2 round trips", async () => {
  await openDatabase(engine, newMeter()).commit([
    sql`UPDATE order_items SET fulfilled_quantity = 0`,
    sql`UPDATE orders SET status = 'reserved', version = version + 1`,
  ]);
  const lot_id = await shop.add("M5", SHIPMENTS, "AGAIN");
  await openDatabase(engine, newMeter()).commit([
    sql`INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change,
        takes_available, needs_usable_lot, silent, reorder_point, reference_type, reference_id, line_id, today, at)
      SELECT 'order_reserved', variant_id, location_id, ${lot_id}, 10000, 0, 10000, 1, 1, 1, 0, 'order',
        'ord_' || printf('%026d', document_sequence), id, '2026-11-23', ${AT} FROM order_items`,
  ]);
  const answer = await shop.patch(`lots/${lot_id}`, { status: "recall" });
  expect(answer.status).toBe(200);
  expect(costOf(answer).round_trips).toBe(2);
  expect(costOf(answer).rows_read).toBeLessThanOrEqual(42 * SHIPMENTS);
  const { orders, quantity_reserved } = answer.body.data;
  expect([quantity_reserved, orders.length, orders[0].status, orders[0].quantity]).toEqual([
    0,
    SHIPMENTS,
    "pending",
    1,
  ]);
  expect((await shop.get("orders?status=pending")).body.meta.total).toBe(SHIPMENTS);
}, 120_000);

describe("with 20,000 lots of one variant gone by", () => {
  const READS: Record<string, number> = {
    lots: 200,
    "lots?sku=MILK": 10_200,
    "lots?status=active&sku=MILK": 200,
    "lots?lot_number=GOOD": 50,
    "lots?page=400": 300,
    "expiry/alerts": 200,
    "inventory_levels?sku=MILK": 100,
    "inventory_levels?below=1": 300,
    waste_records: 100,
    production_batches: 300,
    recipes: 300,
  };
  for (const [path, rows] of Object.entries(READS)) {
    test(`${path} reads at most ${rows} rows in one round trip`, async () => {
      const answer = await shop.get(path);
      expect(answer.status).toBe(200);
      expect(costOf(answer).round_trips).toBe(1);
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(rows);
    });
  }

  test("many lots moved at once read in proportion to how many they are", async () => {
    const lines = (count: number, from: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...{ sku: "MILK", location_id: shop.store, quantity: 1, reason: "received" },
        lot_number: `SERIAL-${from + at}`,
      }));
    const reads = async (count: number, from: number) => {
      const answer = await shop.post("inventory_adjustments", { adjustments: lines(count, from) });
      expect(answer.status).toBe(201);
      return (costOf(answer).rows_read as number) / count;
    };
    const few = await reads(50, 0);
    expect(await reads(1000, 50)).toBeLessThanOrEqual(2 * few);
    const order = { location_id: shop.store, items: [{ sku: "MILK", quantity: 1000 }], reserve: true };
    const reserved = await shop.post("orders", order);
    expect(costOf(reserved).rows_read).toBeLessThanOrEqual(50_000);
    expect(reserved.body.data.items[0].lots).toHaveLength(1000);
  }, 60_000);

  test("reserving, fulfilling and wasting read no more than where there are few", async () => {
    const order = await shop.post("orders", {
      location_id: shop.warehouse,
      items: [{ sku: "MILK", quantity: 2 }],
      reserve: true,
    });
    const answers = [
      order,
      await shop.post(`orders/${order.body.data.id}/fulfill`),
      await shop.post("waste_records", { sku: "MILK", location_id: shop.warehouse, quantity: 2, reason: "expired" }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBeLessThan(300);
      expect(costOf(answer).round_trips).toBe(2);
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(200);
    }
  });
});
