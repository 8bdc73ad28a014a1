import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { TenantContext } from "../../src/commands/context";
import { openDatabase } from "../../src/data/database";
import { openAllocation, stockFor, stockIn } from "../../src/ledger";
import { type Engine, newMeter } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { openDairy } from "../support/dairy";
import { THOROUGH } from "../support/thorough";

const TODAY = "2026-11-23";
const EVERYTHING = 1_000_000;
/** Days of expiry, some gone by, and none; several lots share one. */
const DAYS = ["2026-11-20", "2026-11-22", TODAY, "2026-12-01", "2027-01-01", null];

let engine: Engine;
const app = createTestApp({
  now: `${TODAY}T09:00:00.000Z`,
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let shop: Awaited<ReturnType<typeof openDairy>>;
let variant_id: string;

beforeAll(async () => {
  shop = await openDairy(app);
  variant_id = (await shop.get("variants?sku=MILK")).body.data[0].id;
});

const level = () => ({ variant_id, location_id: shop.warehouse });
const line = { id: "ord_line_1", sku: "MILK", reserved_quantity: 0, lots: [] };

type Lot = { day: number; on_hand: number; reserved: number; blocked: boolean };

/** Replaces the lots of the level, behind the program's back. */
async function stockLots(lots: readonly Lot[]): Promise<string[]> {
  const number = crypto.randomUUID();
  const rows = lots.map(({ day, on_hand, reserved, blocked }, at) => [
    ...[`lot_${number}_${at}`, DAYS[day] ?? null, blocked ? "quarantine" : "active", on_hand, reserved],
  ]);
  const total = (of: (lot: Lot) => number) => lots.reduce((sum, lot) => sum + of(lot), 0);
  await openDatabase(engine, newMeter()).commit([
    sql`UPDATE lot_stock SET on_hand = 0, reserved = 0 WHERE on_hand > 0 OR reserved > 0`,
    sql`INSERT INTO lots (id, lot_number, variant_id, disposition, expiry_date, quantity_initial, on_hand, source_type, source_id,
        created_at, updated_at)
      SELECT j.value ->> 0, j.value ->> 0, ${variant_id}, 'active', '2030-01-01', 0, 0, 'inventory_adjustment', 'adj_1', ${TODAY}, ${TODAY}
      FROM json_each(${JSON.stringify(rows)}) j`,
    sql`INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, takes_available,
        needs_usable_lot, silent, reorder_point, reference_type, reference_id, today, at)
      SELECT 'adjustment', ${variant_id}, ${shop.warehouse}, j.value ->> 0, 0, 0, 0, 0, 0, 1, 0, 'inventory_adjustment', 'adj_1',
        ${TODAY}, ${TODAY} FROM json_each(${JSON.stringify(rows)}) j`,
    sql`UPDATE lot_stock SET on_hand = j.value ->> 3, reserved = j.value ->> 4 FROM json_each(${JSON.stringify(rows)}) j
      WHERE lot_id = j.value ->> 0`,
    // The place of a lot among the others follows from what is decided about it.
    sql`UPDATE lots SET expiry_date = j.value ->> 1, disposition = j.value ->> 2, version = version + 1
      FROM json_each(${JSON.stringify(rows)}) j WHERE lots.id = j.value ->> 0`,
    sql`UPDATE stock_levels SET on_hand = ${total(({ on_hand }) => on_hand)}, reserved = ${total(({ reserved }) => reserved)}
      WHERE variant_id = ${variant_id} AND location_id = ${shop.warehouse}`,
  ]);
  return rows.map(([id]) => id as string);
}

test("reconciliation names what is kept of unreserved lots where it differs from the lots", async () => {
  const lot_id = await shop.lot("KEPT", 5);
  expect(await shop.discrepancies()).toEqual([]);
  const run = (statement: ReturnType<typeof sql>) => openDatabase(engine, newMeter()).commit([statement]);
  const kept = (level: number, ledger: number) => ({
    ...{ variant_id, location_id: shop.warehouse, lot_id: null, line_id: null, sequence: null },
    ...{ measure: "unreserved_of_lots", level, ledger },
  });
  await run(sql`UPDATE unreserved_lots SET quantity = quantity - 10000`);
  expect(await shop.discrepancies()).toEqual([kept(4, 5)]);
  await run(sql`UPDATE unreserved_lots SET quantity = quantity + 10000`);
  await run(sql`UPDATE lot_stock SET usable_through = '2030-01-01' WHERE lot_id = ${lot_id}`);
  expect(await shop.discrepancies()).toEqual(expect.arrayContaining([kept(0, 5), kept(5, 0)]));
  await run(sql`UPDATE lots SET disposition = 'active', version = version + 1 WHERE id = ${lot_id}`);
  expect(await shop.discrepancies()).toEqual([]);
});

const lots = fc.array(fc.record({ day: fc.nat(5), on_hand: fc.nat(4), reserved: fc.nat(4), blocked: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});
const use = fc.record({
  verb: fc.constantFrom("reserve" as const, "take" as const, "writeOff" as const),
  quantity: fc.integer({ min: 1, max: 12 }),
  named: fc.option(fc.record({ lot: fc.nat(11), quantity: fc.integer({ min: 1, max: 4 }) })),
});

test("of thousands of lots only the first are read, and allocated as if all of them had been", async () => {
  const database = openDatabase(engine, newMeter());
  const ctx = {
    now: app.clock.now,
    read: database.read,
    organization: { timezone: "UTC" },
  } as TenantContext;

  /** What a command takes: of the named lot first, then of any. */
  async function allocate(
    read: number,
    ids: readonly string[],
    { verb, quantity, named }: typeof use extends fc.Arbitrary<infer T> ? T : never,
  ) {
    const { variant_id, location_id } = level();
    const lot_id = named ? ids[named.lot % ids.length] : undefined;
    const rows = await ctx.read(
      stockFor(ctx, {
        levels: sql`SELECT ${variant_id} AS variant_id, ${location_id} AS location_id, CAST(${read} AS INTEGER) AS quantity`,
        lots: sql`SELECT ${lot_id ?? ""} AS lot_id`,
        from: verb === "writeOff" ? "on_hand" : "sellable",
      }),
    );
    const stock = stockIn(rows);
    const allocation = openAllocation(stock, TODAY);
    const of_lot =
      named && lot_id
        ? allocation.take({ ...line, ...level() }, named.quantity, { lot_id, allow_unusable: true })
        : null;
    const parts =
      verb === "reserve"
        ? allocation.reserve(level(), quantity)
        : verb === "take"
          ? allocation.take({ ...line, ...level() }, quantity)
          : allocation.writeOff({ ...line, ...level() }, quantity);
    return { read: stock[0]?.lots?.length ?? 0, taken: { of_lot, parts, problems: allocation.problems } };
  }

  await fc.assert(
    fc.asyncProperty(lots, use, async (some_lots, used) => {
      const ids = await stockLots(some_lots);
      const all = await allocate(EVERYTHING, ids, used);
      const few = await allocate(used.quantity, ids, used);
      expect(few.taken).toEqual(all.taken);
      expect(few.read).toBeLessThanOrEqual(2 * used.quantity + 3);
    }),
    { numRuns: THOROUGH ? 300 : 40 },
  );
}, 120_000);
