import { beforeAll, describe, expect, test } from "vitest";
import { migrate } from "../../src/storage/migrate";
import { TENANT_MIGRATIONS } from "../../src/storage/migrations";
import { DatabaseUnavailable, type Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { moveTo, spareDatabase, sql } from "../support/databases";

/** What becomes of stock from before values, days and stock-outs were recorded (migrations 0012 to 0016). */

const BEFORE_VALUES = 12;
const CURRENT = TENANT_MIGRATIONS.length;
/** More than two portions of levels, and of entries. */
const VARIANTS = 2_050;
const BULK = 45_000;
const AT = "2026-10-01T12:00:00.000Z";

const app = createTestApp({ now: "2030-01-01T00:00:00.000Z" });
let engine: Engine;
let send: (method: string, path: string, body?: unknown) => ReturnType<typeof app.request>;

type Posting = {
  type: string;
  on: number;
  variant: number;
  by?: number;
  reserved?: number;
  quantity?: number;
  loc?: 1 | 2;
  line?: string;
  reference?: string;
  lot?: string;
  /** What one of it costs, in stored units. */
  cost?: number;
};

/** Posts one movement as it was done before, by whole pieces; `on` is the day, counted from the last of September. */
async function post({ type, on, variant, by = 0, reserved = 0, loc = 1, ...more }: Posting): Promise<void> {
  const { quantity = by || reserved, line = null, reference = "doc_1", lot = null, cost = null } = more;
  const at = new Date(Date.UTC(2026, 9, on, 12)).toISOString();
  await sql(
    engine,
    `INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, arrives,
        takes_available, needs_usable_lot, silent, reorder_point, unit_cost, reference_type, reference_id, line_id, actor_type, actor_id, today, at)
      VALUES ('${type}', 'var_${variant}', 'loc_${loc}', ?, ${quantity * 10_000}, ${by * 10_000}, ${reserved * 10_000},
        ${type === "transfer_in"}, 0, 0, 1, 0, ${cost}, '${REFERENCES[type] ?? "order"}', '${reference}', ?, 'job', 'tester',
        '${at.slice(0, 10)}', '${at}')`,
    ...[lot, line],
  );
}

const REFERENCES: Record<string, string> = {
  adjustment: "inventory_adjustment",
  purchase_received: "purchase_order",
  transfer_out: "stock_transfer",
  transfer_in: "stock_transfer",
  return_received: "return_authorization",
  return_disposed: "return_authorization",
};

/** An order shipped in two parts, one of which came back; a transfer of which some is in transit; and what runs out. */
const MOVEMENTS: readonly Posting[] = [
  { type: "adjustment", on: 1, variant: 1, by: 12 },
  { type: "order_reserved", on: 2, variant: 1, reserved: 10, line: "ord_line_old_1", reference: "ord_old" },
  { type: "order_fulfilled", on: 3, variant: 1, by: -3, reserved: -3, line: "ord_line_old_1", reference: "ord_old" },
  { type: "order_fulfilled", on: 3, variant: 1, by: -1, reserved: -1, line: "ord_line_old_1", reference: "ord_old" },
  { type: "order_fulfilled", on: 4, variant: 1, by: -3, reserved: -3, line: "ord_line_old_1", reference: "ord_old" },
  { type: "return_received", on: 5, variant: 1, by: 1, line: "ret_line_old_1", reference: "ret_old" },
  { type: "return_disposed", on: 5, variant: 1, quantity: 1, line: "ret_line_old_1", reference: "ret_old" },
  { type: "purchase_received", on: 6, variant: 2, by: 5 },
  { type: "adjustment", on: 6, variant: 2, by: 4 },
  { type: "transfer_out", on: 6, variant: 2, by: -4, line: "st_line_old_1", reference: "st_old" },
  { type: "transfer_in", on: 7, variant: 2, by: 1, loc: 2, line: "st_line_old_1", reference: "st_old" },
  { type: "adjustment", on: 7, variant: 3, by: 2 },
  { type: "adjustment", on: 8, variant: 3, by: -2 },
  { type: "adjustment", on: 9, variant: 3, by: 1 },
  { type: "adjustment", on: 10, variant: 3, by: -1 },
  { type: "adjustment", on: 10, variant: 4, by: 5 },
  { type: "order_reserved", on: 11, variant: 4, reserved: 5, line: "ord_line_4", reference: "ord_4" },
  { type: "order_released", on: 12, variant: 4, reserved: -5, line: "ord_line_4", reference: "ord_4" },
  { type: "adjustment", on: 12, variant: 5, by: 3, lot: "lot_1" },
  { type: "adjustment", on: 12, variant: 6, by: 1_000_000_000 },
  { type: "adjustment", on: 12, variant: 7, by: 6 },
  { type: "adjustment", on: 13, variant: 8, by: 3 },
];

/** The last that came before, and what a program of before still posts between the portions, long after. */
const LAST_MOVEMENTS: readonly Posting[] = [
  { type: "purchase_received", on: 41, variant: 4, by: 1 },
  { type: "purchase_received", on: 41, variant: 10, by: 1 },
];
const MEANWHILE: readonly Posting[] = [
  { type: "purchase_received", on: 10_000, variant: 4, by: 4 },
  { type: "adjustment", on: 10_000, variant: 10, by: 1 },
  { type: "adjustment", on: 10_000, variant: 9, by: 1 },
  { type: "adjustment", on: 10_000, variant: 9, by: -1 },
  { type: "purchase_received", on: 10_000, variant: 2045, by: 1, cost: 50_000 },
];

const DOCUMENTS = [
  // What one costs, in stored units: of 2 nothing is known, of 3 a third of nothing, and 6 is dearer than a value can say.
  ...[
    [1, 42_500],
    [3, 3_333],
    [4, 10_000],
    [5, 20_000],
    [6, 10_000_000_000_000],
    [7, 0],
    [8, 3],
  ].map(([variant, cost]) => `UPDATE variants SET cost = ${cost}, version = version + 1 WHERE id = 'var_${variant}'`),
  "UPDATE variants SET cost = 10001, version = version + 1 WHERE sequence > 10",
  "UPDATE variants SET lot_tracked = 1, version = version + 1 WHERE id = 'var_5'",
  `INSERT INTO lots (id, lot_number, variant_id, disposition, quantity_initial, on_hand, source_type, source_id, created_at, updated_at)
    VALUES ('lot_1', 'A', 'var_5', 'active', 30000, 0, 'inventory_adjustment', 'adj_1', '${AT}', '${AT}')`,
  `INSERT INTO orders (id, number, status, location_id, customer, metadata, placed_at, created_at, updated_at)
    VALUES ('ord_old', 'SO-1', 'partially_fulfilled', 'loc_1',
      json_object('name', null, 'email', null, 'phone', null, 'external_id', null), '{}', '${AT}', '${AT}', '${AT}')`,
  `INSERT INTO order_items (document_sequence, position, id, variant_id, location_id, quantity, unit_price, fulfilled_quantity,
      cancelled_quantity, claimed_quantity, returned_quantity)
    VALUES (1, 1, 'ord_line_old_1', 'var_1', 'loc_1', 100000, 90000, 70000, 0, 20000, 20000)`,
  `INSERT INTO stock_transfers (id, number, status, from_location_id, to_location_id, metadata, created_at, updated_at)
    VALUES ('st_old', 'ST-1', 'partially_received', 'loc_1', 'loc_2', '{}', '${AT}', '${AT}')`,
  `INSERT INTO stock_transfer_items (document_sequence, position, id, variant_id, to_location_id, quantity, shipped_quantity,
      received_quantity, lost_quantity, unit_cost)
    VALUES (1, 1, 'st_line_old_1', 'var_2', 'loc_2', 40000, 40000, 10000, 0, 25000)`,
];

/** The rest is many: each variant comes in once, and one of them goes in and out for weeks, shipped for orders of 20 parts. */
async function fillBulk(): Promise<void> {
  await sql(
    engine,
    `INSERT INTO stock_posting (type, variant_id, location_id, quantity, on_hand_change, reserved_change, arrives, takes_available,
        needs_usable_lot, silent, reorder_point, reference_type, reference_id, today, at)
      SELECT 'adjustment', id, 'loc_1', 30000, 30000, 0, 0, 0, 0, 1, 0, 'inventory_adjustment', 'adj_2', '2026-10-13',
        '2026-10-13T13:00:00.000Z' FROM variants WHERE sequence > 10 AND status = 'active'`,
  );
  await sql(
    engine,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${BULK})
      INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after,
        reserved_after, reference_type, reference_id, occurred_at, created_at)
      SELECT iif(i % 2, 'adjustment', 'order_fulfilled'), 'var_9', 'loc_1', iif(i % 2, 10000, -10000), iif(i % 2, 10000, -10000),
        0, i % 2 * 10000, 0, iif(i % 2, 'inventory_adjustment', 'order'), iif(i % 2, 'adj_' || i, 'ord_bulk_' || (i / 40)),
        strftime('%Y-%m-%dT%H:%M:%fZ', 1792000000 + i * 40, 'unixepoch'), '${AT}' FROM n`,
  );
}

const isPortion = (statements: readonly { sql: string }[]) =>
  statements.at(-1)?.sql.includes("SELECT coalesce((SELECT value FROM counters WHERE name = 'entries_with_day')") ??
  false;

let portions = 0;

/** Counts the portions; with a number, it fails at that one, after or before it takes effect. */
function failing(at = 0, when: "after" | "before" = "after"): Engine {
  let own = 0;
  return {
    async execute(statements, mode) {
      if (!isPortion(statements)) return engine.execute(statements, mode);
      own += 1;
      const fails = own === at;
      if (fails && when === "before") throw new DatabaseUnavailable("lost on the way", false);
      const results = await engine.execute(statements, mode);
      portions += 1;
      if (fails) throw new DatabaseUnavailable("lost on the way back", false);
      return results;
    },
  };
}

beforeAll(async () => {
  const tenant = await app.mintTenant({ modules: ["traceability"] });
  const spare = await spareDatabase();
  engine = spare.engine;
  await migrate(engine, TENANT_MIGRATIONS.slice(0, BEFORE_VALUES));
  await fillCompany(engine, { variants: VARIANTS, orders: 0, entries: 0 });
  for (const statement of DOCUMENTS) await sql(engine, statement);
  for (const movement of MOVEMENTS) await post(movement);
  await fillBulk();
  for (const movement of LAST_MOVEMENTS) await post(movement);

  await expect(migrate(failing(2), TENANT_MIGRATIONS)).rejects.toThrow(DatabaseUnavailable);
  await expect(migrate(failing(1, "before"), TENANT_MIGRATIONS)).rejects.toThrow(DatabaseUnavailable);
  expect(portions).toBe(2);
  for (const movement of MEANWHILE) await post(movement);
  const versions = await Promise.all([migrate(failing(), TENANT_MIGRATIONS), migrate(failing(), TENANT_MIGRATIONS)]);
  expect(versions).toEqual([CURRENT, CURRENT]);
  expect(portions).toBeGreaterThan(2);
  await moveTo(spare.address, tenant.id, CURRENT);
  send = (method, path, body) =>
    app.request(method, `/api/v1/${path}`, { key: tenant.api_key, ...(body ? { body } : {}) });
}, 300_000);

describe("stock from before values were recorded, migrated in portions of which one fails, and then by two at once,", () => {
  test("is worth on hand times cost at each level, by one revaluation each", async () => {
    const named = await sql(
      engine,
      `SELECT variant_id, location_id, unit_cost, value_change, value_after, quantity, on_hand_after FROM stock_ledger
        WHERE type = 'revaluation' AND variant_id IN ('var_1', 'var_2', 'var_3', 'var_4', 'var_5', 'var_6', 'var_7', 'var_8', 'var_9')
        ORDER BY variant_id`,
    );
    expect(named).toEqual([
      ["var_1", "loc_1", 42_500, 255_000, 255_000, 0, 60_000],
      ["var_4", "loc_1", 10_000, 60_000, 60_000, 0, 60_000],
      ["var_5", "loc_1", 20_000, 60_000, 60_000, 0, 30_000],
      // At most what a level can be worth: a tenant must not be locked out by it.
      ["var_6", "loc_1", 5_000_000, 5_000_000_000_000_000, 5_000_000_000_000_000, 0, 10_000_000_000_000],
      ["var_8", "loc_1", 3, 9, 9, 0, 30_000],
    ]);
    const rest = await sql(
      engine,
      `SELECT count(*), count(DISTINCT variant_id), min(value_change), max(value_change) FROM stock_ledger e
        WHERE type = 'revaluation' AND variant_id NOT IN ('var_1', 'var_4', 'var_2045', 'var_5', 'var_6', 'var_8')`,
    );
    // Of this one something has come in before it had its value.
    const mixed =
      "SELECT value_change, value_after FROM stock_ledger WHERE type = 'revaluation' AND variant_id = 'var_2045'";
    expect(await sql(engine, mixed)).toEqual([[4 * 10_001 - 50_000, 4 * 10_001]]);
    const [[active] = []] = await sql(
      engine,
      "SELECT count(*) FROM variants WHERE sequence > 10 AND status = 'active'",
    );
    expect(rest).toEqual([[Number(active) - 1, Number(active) - 1, 30_003, 30_003]]);
    expect(await sql(engine, "SELECT value FROM stock_levels WHERE variant_id = 'var_2' ORDER BY location_id")).toEqual(
      [[0], [0]],
    );
  });

  test("keeps the law, and every day and stock-out is what the ledger says", async () => {
    const { data } = (await send("GET", "reports/reconciliation")).body;
    expect(data).toMatchObject({ entries_without_level: 0, discrepancies: [] });
    expect(await sql(engine, "SELECT name FROM counters WHERE name LIKE '%\\_with%' ESCAPE '\\'")).toEqual([]);
  });

  test("has days with what moved, and an order counts on the day it was first shipped", async () => {
    const days = await sql(
      engine,
      `SELECT type, day, quantity_in, quantity_out, value_in, value_out, lost_quantity, lost_value, revenue, new_orders
        FROM daily_movements WHERE variant_id = 'var_1' AND type <> 'revaluation' ORDER BY day, type`,
    );
    expect(days).toEqual([
      ["adjustment", "2026-10-01", 120_000, 0, 0, 0, 0, 0, 0, 0],
      ["order_fulfilled", "2026-10-03", 0, 40_000, 0, 0, 0, 0, 0, 1],
      ["order_fulfilled", "2026-10-04", 0, 30_000, 0, 0, 0, 0, 0, 0],
      ["return_disposed", "2026-10-05", 0, 0, 0, 0, 10_000, 0, 0, 0],
      ["return_received", "2026-10-05", 10_000, 0, 0, 0, 0, 0, 0, 0],
    ]);
    const bulk = await sql(
      engine,
      `SELECT type, sum(quantity_in), sum(quantity_out), sum(new_orders), count(*) > 20 FROM daily_movements
        WHERE variant_id = 'var_9' GROUP BY type ORDER BY type`,
    );
    const orders = Math.floor(BULK / 40) + 1;
    expect(bulk).toEqual([
      ["adjustment", (BULK / 2 + 1) * 10_000, 10_000, 0, 1],
      ["order_fulfilled", 0, (BULK / 2) * 10_000, orders, 1],
    ]);
  });

  test("has its stock-outs: those that ended, and those that last", async () => {
    const out = await sql(
      engine,
      `SELECT variant_id, from_day, until_day FROM stockouts WHERE variant_id IN ('var_1', 'var_2', 'var_3', 'var_4')
        ORDER BY variant_id, from_day`,
    );
    expect(out).toEqual([
      ["var_3", "2026-10-08", "2026-10-09"],
      ["var_3", "2026-10-10", null],
      ["var_4", "2026-10-11", "2026-10-12"],
    ]);
    const bulk = "SELECT count(*), count(until_sequence) FROM stockouts WHERE variant_id = 'var_9'";
    expect(await sql(engine, bulk)).toEqual([[BULK / 2 + 1, BULK / 2]]);
  });

  test("last came in with its last receipt, else when it first came to be there", async () => {
    const inbound = await sql(
      engine,
      `SELECT variant_id, location_id, substr(last_inbound_at, 1, 10), last_inbound_type FROM stock_levels
        WHERE variant_id IN ('var_1', 'var_2', 'var_3', 'var_4', 'var_10') ORDER BY variant_id, location_id`,
    );
    expect(inbound).toEqual([
      ["var_1", "loc_1", "2026-10-05", "return_received"],
      ["var_10", "loc_1", "2026-11-10", "purchase_received"],
      ["var_2", "loc_1", "2026-10-06", "purchase_received"],
      ["var_2", "loc_2", "2026-10-07", "transfer_in"],
      ["var_3", "loc_1", "2026-10-07", "adjustment"],
      ["var_4", "loc_1", "2054-02-15", "purchase_received"],
    ]);
  });

  test("goes on: what is in transit arrives at its cost, and of what was shipped before no cost is claimed", async () => {
    const transfer = (await send("GET", "stock_transfers/st_old")).body.data;
    expect(transfer.items[0]).toMatchObject({ shipped_value: 10, received_value: 2.5, lost_value: 0 });
    const arrived = { items: [{ sku: "SKU-2", quantity: 2 }], close: true };
    const received = (await send("POST", "stock_transfers/st_old/receive", arrived)).body.data;
    expect(received.items[0]).toMatchObject({ shipped_value: 10, received_value: 7.5, lost_value: 2.5 });
    const [level] = (await send("GET", "inventory_levels?variant_id=var_2&location_id=loc_2")).body.data;
    expect(level).toMatchObject({ on_hand: 3, value: 5 });

    const shipped = (await send("POST", "orders/ord_old/fulfill", { items: [{ sku: "SKU-1", quantity: 1 }] })).body
      .data;
    expect(shipped).toMatchObject({ status: "partially_fulfilled", cost_of_goods: null, margin: null });
    const items = [{ sku: "SKU-1", quantity: 2 }];
    const back = (await send("POST", "return_authorizations", { order_id: "ord_old", items })).body.data;
    const returned = (await send("POST", `return_authorizations/${back.id}/receive`)).body.data;
    expect(returned.items[0].value).toBeNull();
    const [mug] = (await send("GET", "inventory_levels?variant_id=var_1")).body.data;
    expect(mug).toMatchObject({ on_hand: 7, value: 29.75, unit_cost: 4.25 });
    expect((await send("GET", "reports/reconciliation")).body.data.discrepancies).toEqual([]);
  });

  test("is not migrated again", async () => {
    const count = () => sql(engine, "SELECT max(sequence), (SELECT count(*) FROM stockouts) FROM stock_ledger");
    const before = await count();
    portions = 0;
    expect(await migrate(failing(), TENANT_MIGRATIONS)).toBe(CURRENT);
    expect([portions, await count()]).toEqual([0, before]);
  });
});
