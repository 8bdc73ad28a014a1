import { sql } from "drizzle-orm";
import { openDatabase, type Statement } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { ENGINE } from "./databases";
import { THOROUGH } from "./thorough";

/** A number as SQL text: as a parameter D1 would make it REAL, and divide accordingly. */
const whole = (value: number) => sql.raw(String(Math.floor(value)));

const numbers = (count: number, from = 1) =>
  sql`WITH RECURSIVE n(i) AS (SELECT ${whole(from)} UNION ALL SELECT i + 1 FROM n WHERE i < ${whole(from + count - 1)})`;

const stamp = sql.raw("strftime('%Y-%m-%dT%H:%M:%fZ', 1735689600 + i * 20, 'unixepoch')");
const AT = "2025-01-01T00:00:00.000Z";

/** How much of everything a big company has. */
export type Size = { variants: number; orders: number; entries: number };

/**
 * A company of a size at which a scan would show: what is read must not grow with it. What a query reads is decided by
 * each engine's own planner, so both are asked; but at a tenth of the size a scan shows as well, so that is enough for the
 * second engine while one works.
 */
export const BIG: Size =
  THOROUGH || ENGINE === "d1"
    ? { variants: 100_000, orders: 100_000, entries: 1_000_000 }
    : { variants: 20_000, orders: 20_000, entries: 100_000 };

/**
 * Fills a tenant's database as years of trade would have: the rows are consistent with each other, but written
 * directly, since a million entries through the API would take hours.
 */
export async function fillCompany(engine: Engine, { variants, orders, entries }: Size): Promise<void> {
  const database = openDatabase(engine, newMeter());
  const run = (...statements: Statement[]) => database.commit(statements);
  await run(
    sql`INSERT INTO locations (id, name, code, type, status, metadata, created_at, updated_at)
      VALUES ('loc_1', 'Main', 'MAIN', 'warehouse', 'active', '{}', ${AT}, ${AT}),
        ('loc_2', 'Shop', 'SHOP', 'store', 'active', '{}', ${AT}, ${AT})`,
  );
  for (const from of slices(variants)) {
    const rows = numbers(Math.min(SLICE, variants - from + 1), from);
    await run(
      sql`INSERT INTO products (id, name, category, status, metadata, created_at, updated_at)
        ${rows} SELECT 'prd_' || i, 'Widget ' || i, 'category ' || (i % 50), CASE WHEN i % 10 = 0 THEN 'archived' ELSE 'active' END,
          '{}', ${AT}, ${AT} FROM n`,
      sql`INSERT INTO variants (id, product_id, sku, name, options, unit, quantity_decimals, lot_tracked, status, metadata,
          created_at, updated_at)
        ${rows} SELECT 'var_' || i, 'prd_' || i, 'SKU-' || i, 'Widget ' || i, '{}', 'unit', 0, 0, 'active', '{}', ${AT}, ${AT} FROM n`,
      sql`INSERT INTO variant_barcodes (barcode, variant_id, position, gtin)
        ${rows} SELECT printf('%013d', i * 10), 'var_' || i, 0, printf('%014d', i * 10) FROM n`,
    );
  }
  // Each level has its share of the ledger: as many entries of 1 as it has on hand.
  const levels = variants;
  for (const from of slices(levels)) {
    await run(
      sql`INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, updated_at)
        ${numbers(Math.min(SLICE, levels - from + 1), from)}
        SELECT 'var_' || i, 'loc_1', 10000 * ${whole(entries / levels)}, 0, ${AT} FROM n`,
    );
  }
  for (const from of slices(entries)) {
    await run(
      sql`INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after,
          reserved_after, reason, reference_type, reference_id, occurred_at, created_at)
        ${numbers(Math.min(SLICE, entries - from + 1), from)}
        SELECT 'adjustment', 'var_' || ((i - 1) % ${whole(levels)} + 1), 'loc_1', 10000, 10000, 0, 10000 * ((i - 1) / ${whole(levels)} + 1), 0,
          'received', 'inventory_adjustment', 'adj_' || i, ${stamp}, ${stamp} FROM n`,
    );
  }
  for (const from of slices(orders)) {
    const rows = numbers(Math.min(SLICE, orders - from + 1), from);
    await run(
      sql`INSERT INTO orders (id, number, status, location_id, customer, channel, external_reference, metadata, placed_at, created_at,
          updated_at)
        ${rows} SELECT 'ord_' || i, 'SO-' || i, CASE WHEN i % 100 = 0 THEN 'pending' ELSE 'fulfilled' END, 'loc_1',
          json_object('name', 'Customer ' || i, 'email', null, 'phone', null, 'external_id', null),
          CASE i % 3 WHEN 0 THEN 'webshop' ELSE 'till' END, 'ext-' || i, '{}', ${stamp}, ${stamp}, ${stamp} FROM n`,
      sql`INSERT INTO order_items (document_sequence, position, id, variant_id, location_id, quantity, unit_price, fulfilled_quantity,
          cancelled_quantity, claimed_quantity, returned_quantity)
        ${rows}, p(position) AS (VALUES (1), (2), (3))
        SELECT i, position, 'ord_line_' || i || '_' || position, 'var_' || ((i + position) % 1000 + 1), 'loc_1', 10000, null,
          CASE WHEN i % 100 = 0 THEN 0 ELSE 10000 END, 0, 0, 0 FROM n, p`,
    );
  }
}

const SLICE = 25_000;

function slices(count: number): number[] {
  return Array.from({ length: Math.ceil(count / SLICE) }, (_, at) => at * SLICE + 1);
}
