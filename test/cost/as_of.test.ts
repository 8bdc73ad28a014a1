import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { costOf } from "../support/cost";

/** Each variant has a level in one location; the first one in a hundred more. */
const VARIANTS = 20_000;
const ENTRIES = 100_000;
const LOCATIONS = 100;
const OF_ONE_VARIANT = 20_000;

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;
/** When the first variant's entries in its hundred locations begin, and when half of them are written. */
const BEFORE = "2025-02-01T00:00:00.000Z";
const HALFWAY = "2025-03-01T00:00:00.000Z";

beforeAll(async () => {
  tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, { variants: VARIANTS, orders: 0, entries: ENTRIES });
  await spreadOneVariant();
}, 300_000);

/** Gives the first variant stock in a hundred locations, one after the other: most levels last moved long ago. */
async function spreadOneVariant(): Promise<void> {
  const numbers = (count: number) =>
    sql`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.raw(String(count - 1))})`;
  const each = sql.raw(String(OF_ONE_VARIANT / LOCATIONS));
  const [first, half] = [BEFORE, HALFWAY];
  await openDatabase(engine, newMeter()).commit([
    sql`INSERT INTO locations (id, name, type, status, metadata, created_at, updated_at)
      ${numbers(LOCATIONS)} SELECT 'bin_' || i, 'Bin ' || i, 'other', 'active', '{}', ${first}, ${first} FROM n`,
    sql`INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after,
        reserved_after, reason, reference_type, reference_id, occurred_at, created_at)
      ${numbers(OF_ONE_VARIANT)} SELECT 'adjustment', 'var_1', 'bin_' || (i / ${each}), 10000, 10000, 0,
        10000 * (i % ${each} + 1), 0, 'received', 'inventory_adjustment', 'adj', iif(i < ${sql.raw(String(OF_ONE_VARIANT / 2))}, ${first}, ${half}),
        ${half} FROM n`,
  ]);
}

const levels = async (query: string) => {
  const answer = await tenant.request("GET", `/api/v1/inventory_levels?${query}`);
  expect(answer.status).toBe(200);
  return { ...answer.body, rows_read: costOf(answer).rows_read as number };
};

test("a variant in a hundred locations is found as of a moment by one step for each", async () => {
  const { data, meta, rows_read } = await levels(`sku=SKU-1&as_of=${BEFORE}&per_page=100`);
  expect(meta.total).toBe(LOCATIONS + 1);
  expect(data[0]).toMatchObject({ location_name: "Bin 99", on_hand: 0 });
  expect(data[99]).toMatchObject({ location_name: "Bin 0", on_hand: OF_ONE_VARIANT / LOCATIONS });
  expect(rows_read).toBeLessThanOrEqual(15 * LOCATIONS);
});

test("with below as of a moment, each level is one step", async () => {
  const { data, rows_read } = await levels(`below=0&as_of=${BEFORE}`);
  expect(data).toEqual([]);
  expect(rows_read).toBeLessThanOrEqual(10 * VARIANTS);
});

test("with below as of a recent moment, only what is below now or has moved since is looked at", async () => {
  for (const sku of ["SKU-2", "SKU-3"]) {
    const line = { sku, location_id: "loc_1", quantity: -5, reason: "shrinkage" };
    expect((await tenant.request("POST", "/api/v1/inventory_adjustments", { body: line })).status).toBe(201);
    app.clock.advance(1000);
  }
  const recent = new Date(app.clock.now.getTime() - 1500).toISOString();
  const { data, rows_read } = await levels(`below=1&as_of=${recent}`);
  expect(data).toMatchObject([{ sku: "SKU-2", on_hand: 0 }]);
  expect(rows_read).toBeLessThanOrEqual(500);
  expect((await levels("below=1")).data).toHaveLength(2);
});
