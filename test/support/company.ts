import { type SQL, sql } from "drizzle-orm";
import { openDatabase, type Statement } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { ENGINE } from "./databases";
import { THOROUGH } from "./thorough";

/** A number as SQL text: as a parameter D1 would make it REAL, and divide accordingly. */
const whole = (value: number) => sql.raw(String(Math.floor(value)));

const numbers = (count: number, from = 1) =>
  sql`WITH RECURSIVE n(i) AS (SELECT ${whole(from)} UNION ALL SELECT i + 1 FROM n WHERE i < ${whole(from + count - 1)})`;

const AT = "2025-01-01T00:00:00.000Z";
const DAY = 86_400;

/**
 * How much of everything a big company has, and over how many days; without `days`, an entry every 20 seconds. Each movement
 * is `repeats` entries of the same day, one without it.
 */
export type Size = { variants: number; orders: number; entries: number; days?: number; repeats?: number };

/** What a database must have: one `from_before` money was recorded lacks its columns, and does not trade. */
type Schema = { from_before?: boolean };

/**
 * A company of a size at which a scan would show: what is read must not grow with it. What a query reads is decided by
 * each engine's own planner, so both are asked; but at a tenth of the size a scan shows as well, so that is enough for the
 * second engine while one works.
 */
export const BIG: Size =
  THOROUGH || ENGINE === "d1"
    ? { variants: 100_000, orders: 100_000, entries: 1_000_000, days: 230 }
    : { variants: 20_000, orders: 20_000, entries: 100_000, days: 230 };

/** What the rows of a size are computed from. */
type Plan = ReturnType<typeof planOf>;

/**
 * How a company trades. First each variant comes into the main location. Then each order ships two of the variants that sell
 * most, the second from the shop, and one of the others, while found pieces come in, variant by variant. Every tenth variant
 * is found in the shop, and wasted the next time. Every hundredth order is still pending; its entries are found pieces.
 * Without orders, or with fewer entries than they need, pieces only come in.
 */
function planOf(size: Size) {
  const { variants, orders } = size;
  const simple = notTrading(size);
  const popular = Math.min(1000, Math.floor(variants / 10));
  const openings = variants + popular;
  const spacing = Math.floor((simple.movements - openings) / orders);
  if (orders === 0 || popular < 2 || spacing < 3) return simple;
  return {
    ...{ ...simple, trades: true, popular, openings, spacing },
    opening_of_popular: 10 + Math.ceil(orders / popular),
    opening: 10 + Math.ceil(orders / (variants - popular)),
  };
}

function notTrading({ variants, orders, entries, days, repeats = 1 }: Size) {
  const movements = entries / repeats;
  return {
    ...{ variants, orders, movements, repeats, trades: false },
    seconds: days === undefined ? 20 : (days * DAY) / movements,
    /** So many variants sell most. */
    popular: 0,
    /** So many movements bring in what is there at first: so much of what sells most, and of the others. */
    openings: variants,
    opening_of_popular: 1,
    opening: 1,
    /** As many movements are between an order and the next, the three of its lines included. */
    spacing: movements,
  };
}

/** When the last order of a company is placed. */
export function lastOrderAt(size: Size): string {
  const { openings, orders, spacing, seconds } = planOf(size);
  return new Date(Date.parse(AT) + (openings + orders * spacing) * seconds * 1000).toISOString();
}

/** The time of the movement `of`, as SQL. */
function stampOf({ seconds }: Plan, of: string) {
  return sql.raw(
    `strftime('%Y-%m-%dT%H:%M:%fZ', 1735689600 + CAST(${of} * ${seconds.toFixed(4)} AS INTEGER), 'unixepoch')`,
  );
}

/** The variants and the location of the line `position` of the order `i`, as SQL. */
function lineOf({ variants, popular, trades }: Plan) {
  if (!trades) {
    return { variant: sql.raw(`(i + position) % ${Math.min(1000, variants)} + 1`), location: sql.raw("'loc_1'") };
  }
  return {
    variant: sql.raw(`iif(position = 3, ${popular} + 1 + i % ${variants - popular},
      (i + position) % ${popular} + 1)`),
    location: sql.raw("iif(position = 2, 'loc_2', 'loc_1')"),
  };
}

/** What one of a variant costs and, twice as much, is sold for, in stored units, as SQL. */
const costOf = (variant: string) => sql.raw(`(10000 + ${variant} % 1000 * 100)`);

/**
 * Fills a tenant's database as years of trade would have: the rows are consistent with each other, but written
 * directly, since a million entries through the API would take hours.
 */
export async function fillCompany(engine: Engine, size: Size, { from_before = false }: Schema = {}): Promise<void> {
  const database = openDatabase(engine, newMeter());
  const run = (...statements: Statement[]) => database.commit(statements);
  const plan = from_before ? notTrading(size) : planOf(size);
  await run(
    sql`INSERT INTO locations (id, name, code, type, status, metadata, created_at, updated_at)
      VALUES ('loc_1', 'Main', 'MAIN', 'warehouse', 'active', '{}', ${AT}, ${AT}),
        ('loc_2', 'Shop', 'SHOP', 'store', 'active', '{}', ${AT}, ${AT})`,
  );
  for (const rows of slices(plan.variants)) await run(...catalogue(rows));
  if (from_before) await run(...stockFromBefore(plan));
  else for (const rows of slices(plan.movements, plan.repeats)) await run(ledger(plan, rows));
  for (const rows of slices(plan.orders)) await run(...placedOrders(plan, rows, from_before));
  if (plan.trades) await run(policies(plan));
  if (plan.orders > 0 && !from_before) await run(insights(plan), ...integrations(plan));
}

function catalogue(rows: SQL): SQL[] {
  return [
    sql`INSERT INTO products (id, name, category, status, metadata, created_at, updated_at)
      ${rows} SELECT 'prd_' || i, 'Widget ' || i, 'category ' || (i % 50), CASE WHEN i % 10 = 0 THEN 'archived' ELSE 'active' END,
        '{}', ${AT}, ${AT} FROM n`,
    sql`INSERT INTO variants (id, product_id, sku, name, options, unit, quantity_decimals, lot_tracked, status, metadata,
        created_at, updated_at)
      ${rows} SELECT 'var_' || i, 'prd_' || i, 'SKU-' || i, 'Widget ' || i, '{}', 'unit', 0, 0, 'active', '{}', ${AT}, ${AT} FROM n`,
    sql`INSERT INTO variant_barcodes (barcode, variant_id, position, gtin)
      ${rows} SELECT printf('%013d', i * 10), 'var_' || i, 0, printf('%014d', i * 10) FROM n`,
  ];
}

/**
 * A slice of the ledger. Levels, days and stock-outs follow from its entries by the database's own rules; running values are
 * those of the levels before it, and what it changes itself. All of a variant has the same cost, so its value is that of what
 * is on hand.
 */
function ledger(plan: Plan, rows: SQL): SQL {
  return sql`INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after,
      reserved_after, unit_cost, unit_price, value_change, value_after, first_shipment, reason, reference_type, reference_id,
      line_id, occurred_at, local_date, created_at)
    ${movementsOf(plan, rows)},
    running AS (
      SELECT m.*, 'var_' || m.variant AS variant_id, p.part,
        coalesce(s.on_hand, 0) + 10000 * sum(m.change) OVER (PARTITION BY m.variant, m.location_id ORDER BY m.i, p.part) AS on_hand
      FROM moved m CROSS JOIN parts p
      LEFT JOIN stock_levels s ON s.variant_id = 'var_' || m.variant AND s.location_id = m.location_id)
    SELECT type, variant_id, location_id, 10000 * change, 10000 * change, 0, on_hand, 0, ${costOf("variant")},
      iif(type = 'order_fulfilled', 2 * ${costOf("variant")}, NULL), change * ${costOf("variant")},
      on_hand / 10000 * ${costOf("variant")}, type = 'order_fulfilled' AND part = 1,
      CASE type WHEN 'adjustment' THEN 'received' WHEN 'waste' THEN 'spoilage' END,
      CASE type WHEN 'adjustment' THEN 'inventory_adjustment' WHEN 'purchase_received' THEN 'purchase_order'
        WHEN 'waste' THEN 'waste_record' ELSE 'order' END,
      CASE type WHEN 'adjustment' THEN 'adj_' WHEN 'purchase_received' THEN 'po_' WHEN 'waste' THEN 'wst_' ELSE 'ord_' END
        || iif(type = 'order_fulfilled', placed, i),
      iif(type = 'order_fulfilled', 'ord_line_' || placed || '_' || position, NULL),
      ${stampOf(plan, "i")}, substr(${stampOf(plan, "i")}, 1, 10), ${stampOf(plan, "i")}
    FROM running ORDER BY i, part`;
}

/** Levels, each with its share of the ledger: as many entries of 1 as it has on hand. */
function stockFromBefore(plan: Plan): SQL[] {
  const { variants, movements } = plan;
  return [
    sql`INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, updated_at)
      ${numbers(variants)} SELECT 'var_' || i, 'loc_1', 10000 * ${whole(movements / variants)}, 0, ${AT} FROM n`,
    sql`INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after,
        reserved_after, reason, reference_type, reference_id, occurred_at, created_at)
      ${numbers(movements)} SELECT 'adjustment', 'var_' || ((i - 1) % ${whole(variants)} + 1), 'loc_1', 10000, 10000, 0,
        10000 * ((i - 1) / ${whole(variants)} + 1), 0, 'received', 'inventory_adjustment', 'adj_' || i, ${stampOf(plan, "i")},
        ${stampOf(plan, "i")} FROM n`,
  ];
}

/** The movements of a slice as common table expressions: `moved`, with the `change` of each entry, and `parts`, how often. */
function movementsOf(plan: Plan, rows: SQL): SQL {
  const { variants, openings, spacing, opening_of_popular, opening, repeats } = plan;
  const orders = plan.trades ? plan.orders : 0;
  const line = lineOf(plan);
  const lines = plan.trades ? 3 : 0;
  return sql`${rows}, parts(part) AS (SELECT value FROM json_each(${JSON.stringify(Array.from({ length: repeats }, (_, at) => at + 1))})),
    slots AS (
      SELECT i AS m, i - ${whole(openings)} - 1 AS at, (i - ${whole(openings)} - 1) / ${whole(spacing)} AS block,
        (i - ${whole(openings)} - 1) % ${whole(spacing)} AS slot FROM n),
    turns AS (
      SELECT m, block + 1 AS i, slot - ${whole(spacing - lines)} + 1 AS position, block * ${whole(spacing - lines)} + slot AS turn,
        CASE WHEN m <= ${whole(openings)} THEN 'opening'
          WHEN block >= ${whole(orders)} THEN 'rest'
          WHEN slot >= ${whole(spacing - lines)} THEN 'line' ELSE 'found' END AS kind FROM slots),
    placed AS (
      SELECT m AS i, i AS placed, position, kind, turn / ${whole(variants)} AS round,
        CASE kind WHEN 'line' THEN ${line.variant} WHEN 'opening' THEN (m - 1) % ${whole(variants)} + 1
          ELSE turn % ${whole(variants)} + 1 END AS variant,
        CASE kind WHEN 'line' THEN ${line.location} WHEN 'opening' THEN iif(m <= ${whole(variants)}, 'loc_1', 'loc_2')
          ELSE iif(kind = 'found' AND turn % 10 = 9, 'loc_2', 'loc_1') END AS location_id FROM turns),
    moved AS (
      SELECT i, placed, position, variant, location_id,
        CASE WHEN kind = 'opening' AND variant % 2 = 0 THEN 'purchase_received'
          WHEN kind = 'line' AND placed % 100 <> 0 THEN 'order_fulfilled'
          WHEN kind = 'found' AND location_id = 'loc_2' AND round % 2 = 1 THEN 'waste' ELSE 'adjustment' END AS type,
        CASE WHEN kind = 'opening' THEN iif(variant <= ${whole(plan.popular)}, ${whole(opening_of_popular)}, ${whole(opening)})
          WHEN kind = 'line' AND placed % 100 <> 0 OR kind = 'found' AND location_id = 'loc_2' AND round % 2 = 1 THEN -1
          ELSE 1 END AS change FROM placed)`;
}

function placedOrders(plan: Plan, rows: SQL, from_before: boolean): SQL[] {
  const line = lineOf(plan);
  const placed_at = stampOf(plan, plan.trades ? `(${plan.openings} + i * ${plan.spacing})` : "i");
  const amount = (of_one: SQL) => sql`${whole(plan.repeats)} * ${of_one}`;
  const shipped = (of_one: SQL) => sql`iif(i % 100 = 0, 0, ${amount(of_one)})`;
  const worth = (of_one: SQL) => (plan.trades ? shipped(of_one) : sql`0`);
  return [
    sql`INSERT INTO orders (id, number, status, location_id, customer, channel, external_reference, metadata, placed_at, created_at,
        updated_at)
      ${rows} SELECT 'ord_' || i, 'SO-' || i, CASE WHEN i % 100 = 0 THEN 'pending' ELSE 'fulfilled' END, 'loc_1',
        json_object('name', 'Customer ' || i, 'email', null, 'phone', null, 'external_id', null),
        CASE i % 3 WHEN 0 THEN 'webshop' ELSE 'till' END, 'ext-' || i, '{}', ${placed_at}, ${placed_at}, ${placed_at} FROM n`,
    sql`INSERT INTO order_items (document_sequence, position, id, variant_id, location_id, quantity, unit_price, fulfilled_quantity,
        cancelled_quantity, claimed_quantity, returned_quantity${from_before ? sql.raw("") : sql`, revenue, cost_of_goods`})
      ${rows}, p(position) AS (VALUES (1), (2), (3)),
      lines AS (SELECT i, position, ${line.variant} AS variant, ${line.location} AS location_id FROM n, p)
      SELECT i, position, 'ord_line_' || i || '_' || position, 'var_' || variant, location_id, ${amount(sql`10000`)},
        2 * ${costOf("variant")}, ${shipped(sql`10000`)}, 0, 0, 0
        ${from_before ? sql.raw("") : sql`, ${worth(sql`2 * ${costOf("variant")}`)}, ${worth(costOf("variant"))}`} FROM lines`,
  ];
}

/** Every twentieth variant is to be reordered: half of those before they run out, half never. */
function policies({ variants, repeats }: Plan): SQL {
  return sql`INSERT INTO inventory_policies (id, variant_id, location_id, reorder_point, reorder_quantity, lead_time_days,
      safety_stock, created_at, updated_at)
    ${numbers(Math.floor(variants / 20))} SELECT 'pol_' || i, 'var_' || (20 * i - 10), 'loc_1', iif(i % 2 = 0, ${whole(1_000_000 * repeats)}, 0), 500000, 7, 50000,
      ${AT}, ${AT} FROM n`;
}

/** One in thirty variants has an insight, every second of which is still open. */
function insights({ variants }: Plan): SQL {
  return sql`INSERT INTO insights (id, key, kind, severity, status, lasts, title, detail, evidence, amount, variant_id, location_id,
      measure, history, first_seen_at, last_seen_at, closed_at, computed_at, updated_at)
    ${numbers(Math.floor(variants / 30))} SELECT 'ins_' || i, 'dead_stock var_' || i || ' loc_1', 'dead_stock',
      CASE i % 3 WHEN 0 THEN 'warning' ELSE 'info' END, iif(i % 2 = 1, 'open', 'closed'), i % 2, 'Widget ' || i || ' does not move',
      'Nothing of it was sold.', '[]', 10000 * (i % 500), 'var_' || i, 'loc_1', i, '[]', ${AT}, ${AT}, iif(i % 2 = 1, NULL, ${AT}),
      ${AT}, ${AT} FROM n`;
}

/** A shop from which one order in thirty variants has arrived: every third waits because it failed. */
function integrations({ variants }: Plan): SQL[] {
  return [
    sql`INSERT INTO integrations (id, source, name, location_id, reserve_on_arrival, status, secret, created_at, updated_at)
      VALUES ('int_1', 'shopify', 'Web shop', 'loc_1', 0, 'active', 'sealed', ${AT}, ${AT})`,
    sql`INSERT INTO integration_deliveries (id, integration_id, source_id, topic, status, reason, attempt, external_reference,
        payload, created_at, updated_at)
      ${numbers(Math.floor(variants / 30))} SELECT 'ind_' || i, 'int_1', 'message ' || i, 'orders/create',
        CASE i % 3 WHEN 0 THEN 'processed' WHEN 1 THEN 'failed' ELSE 'ignored' END, NULL, 1, 'R' || i,
        json_object('id', 'R' || i, 'line_items', json_array(json_object('id', 1, 'sku', 'SKU-' || i, 'quantity', 1))), ${AT}, ${AT}
      FROM n`,
  ];
}

const SLICE = 25_000;

/** The numbers from 1 to `count`, as common table expressions of rows that make at most so many rows, `of_each` each. */
function slices(count: number, of_each = 1): SQL[] {
  const most = Math.floor(SLICE / of_each);
  return Array.from({ length: Math.ceil(count / most) }, (_, at) =>
    numbers(Math.min(most, count - at * most), at * most + 1),
  );
}
