import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MEASURES } from "../../src/ledger";
import type { Engine } from "../../src/storage/port";
import { type Dairy, openDairy } from "../support/dairy";
import { databaseOf, sql, withoutTriggers } from "../support/databases";

/** Everything that reconciliation claims to check is broken here on purpose, behind the program's back, and must be named. */

let shop: Dairy;
let database: Engine;
const ids = {
  mug: "",
  milk: "",
  lot: "",
  line: "",
  milk_line: "",
  transfer_line: "",
  order: "",
  batch: "",
  batch_line: "",
};
const seen = new Set<string>();

type Discrepancy = Record<"variant_id" | "location_id" | "lot_id" | "line_id" | "sequence" | "measure", unknown>;

async function report(query = "") {
  const answer = await shop.get(`reports/reconciliation${query}`);
  expect(answer.status).toBe(200);
  return answer.body.data;
}

/** Runs `statement` without the triggers of its table, answers what is reported then, and undoes it with `undo`. */
async function broken(statement: string, undo: string) {
  await withoutTriggers(database, () => sql(database, statement));
  const reported = {
    all: await report(),
    warehouse: await report(at(shop.warehouse)),
    store: await report(at(shop.store)),
  };
  await withoutTriggers(database, () => sql(database, undo));
  expect((await report()).discrepancies).toEqual([]);
  for (const { measure } of reported.all.discrepancies) seen.add(measure);
  return reported;
}

const at = (location_id: string) => `?location_id=${location_id}`;
const mug = () => ({ variant_id: ids.mug, location_id: shop.warehouse, lot_id: null, line_id: null, sequence: null });
const milk = () => ({ ...mug(), variant_id: ids.milk });
const lot = () => ({ ...milk(), lot_id: ids.lot });

beforeAll(async () => {
  shop = await openDairy();
  database = await databaseOf(shop.tenant.id);
  const variant = async (sku: string) => (await shop.get(`variants?sku=${sku}`)).body.data[0].id;
  ids.mug = await variant("MUG");
  ids.milk = await variant("MILK");
  // MUG at the warehouse: entries 1 to 3. Then MILK: entry 4, 5 is elsewhere, and so on.
  await shop.stock("MUG", 10);
  await shop.stock("MUG", 5);
  await shop.stock("MUG", -3);
  ids.lot = await shop.lot("A", 20, "2027-01-01");
  await shop.lot("B", 7, "2027-02-01", { location_id: shop.store });
  const order = await shop.order(
    [
      { sku: "MUG", quantity: 4 },
      { sku: "MILK", quantity: 6 },
    ],
    { reserve: true },
  );
  ids.order = order.id;
  [ids.line, ids.milk_line] = order.items.map(({ id }: { id: string }) => id);
  const recipe_items = [{ sku: "MUG", quantity: 1 }];
  const recipe = await shop.made("recipes", {
    name: "Tea",
    output_sku: "TEA",
    output_quantity: 1,
    items: recipe_items,
  });
  const planned = { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 2 };
  const batch = await shop.made("production_batches", planned);
  [ids.batch, ids.batch_line] = [batch.id, batch.inputs[0].id];
  await shop.post(`production_batches/${batch.id}/start`);
  const items = [{ sku: "MILK", quantity: 5 }];
  const ends = { from_location_id: shop.warehouse, to_location_id: shop.store };
  const transfer = await shop.made("stock_transfers", { ...ends, items });
  ids.transfer_line = transfer.items[0].id;
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  await shop.post(`stock_transfers/${transfer.id}/receive`, { items: [{ sku: "MILK", quantity: 2 }] });
});

test("what nobody has broken has no discrepancy", async () => {
  expect(await report()).toEqual({ checked: 3, entries_without_level: 0, discrepancies: [], has_more: false });
});

/** Each breakage: what is done, how it is undone, and what must be named, all of it at the warehouse. */
const BREAKAGES: Record<string, () => { statement: string; undo: string; named: Partial<Discrepancy>[] }> = {
  "a level's on hand": () => ({
    statement: `UPDATE stock_levels SET on_hand = on_hand + 10000 WHERE ${level(ids.mug)}`,
    undo: `UPDATE stock_levels SET on_hand = on_hand - 10000 WHERE ${level(ids.mug)}`,
    named: [{ ...mug(), measure: "on_hand", level: 13, ledger: 12 } as Partial<Discrepancy>],
  }),
  "a level's reserved": () => ({
    statement: `UPDATE stock_levels SET reserved = reserved - 10000 WHERE ${level(ids.mug)}`,
    undo: `UPDATE stock_levels SET reserved = reserved + 10000 WHERE ${level(ids.mug)}`,
    named: [
      { ...mug(), measure: "reserved" },
      { ...mug(), measure: "reservations" },
    ],
  }),
  "on hand of a level with lots": () => ({
    statement: `UPDATE stock_levels SET on_hand = on_hand + 10000 WHERE ${level(ids.milk)}`,
    undo: `UPDATE stock_levels SET on_hand = on_hand - 10000 WHERE ${level(ids.milk)}`,
    named: [
      { ...milk(), measure: "on_hand" },
      { ...milk(), measure: "sum_of_lots" },
    ],
  }),
  "a level that no longer says that it has lots": () => ({
    statement: `UPDATE stock_levels SET lot_tracked = 0 WHERE ${level(ids.milk)}`,
    undo: `UPDATE stock_levels SET lot_tracked = 1 WHERE ${level(ids.milk)}`,
    named: [
      { ...milk(), measure: "sum_of_lots" },
      { ...milk(), measure: "reserved_of_lots" },
    ],
  }),
  "a level that is gone": () => ({
    statement: `DELETE FROM stock_levels WHERE ${level(ids.mug)}`,
    undo: `INSERT INTO stock_levels (sequence, variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
      VALUES (1, '${ids.mug}', '${shop.warehouse}', 120000, 60000, 0, '2026-11-23T08:30:00.000Z')`,
    named: [
      { ...mug(), measure: "missing_level" },
      { ...mug(), measure: "on_hand" },
      { ...mug(), measure: "reserved" },
      { ...mug(), measure: "reservations" },
    ],
  }),
  "the change of an entry in the middle": () => ({
    statement: "UPDATE stock_ledger SET on_hand_change = 60000 WHERE sequence = 2",
    undo: "UPDATE stock_ledger SET on_hand_change = 50000 WHERE sequence = 2",
    named: [
      { ...mug(), measure: "on_hand" },
      { ...mug(), sequence: 2, measure: "on_hand_after" },
    ],
  }),
  "the running on hand of an entry in the middle": () => ({
    statement: "UPDATE stock_ledger SET on_hand_after = 160000 WHERE sequence = 2",
    undo: "UPDATE stock_ledger SET on_hand_after = 150000 WHERE sequence = 2",
    named: [{ ...mug(), sequence: 2, measure: "on_hand_after", level: 16, ledger: 15 } as Partial<Discrepancy>],
  }),
  "the running reserved of an entry in the middle": () => ({
    statement: "UPDATE stock_ledger SET reserved_after = 10000 WHERE sequence = 2",
    undo: "UPDATE stock_ledger SET reserved_after = 0 WHERE sequence = 2",
    named: [{ ...mug(), sequence: 2, measure: "reserved_after" }],
  }),
  "the running on hand of a lot": () => ({
    statement: "UPDATE stock_ledger SET lot_on_hand_after = 190000 WHERE sequence = 4",
    undo: "UPDATE stock_ledger SET lot_on_hand_after = 200000 WHERE sequence = 4",
    named: [{ ...lot(), sequence: 4, measure: "lot_on_hand_after" }],
  }),
  "the reserved change of an entry": () => ({
    statement: `UPDATE stock_ledger SET reserved_change = 30000 WHERE line_id = '${ids.line}'`,
    undo: `UPDATE stock_ledger SET reserved_change = 40000 WHERE line_id = '${ids.line}'`,
    named: [
      { ...mug(), measure: "reserved" },
      { ...mug(), line_id: ids.line, measure: "line_reserved" },
      { ...mug(), sequence: 6, measure: "reserved_after" },
    ],
  }),
  "a reservation": () => ({
    statement: `UPDATE reservations SET quantity = 30000 WHERE line_id = '${ids.line}'`,
    undo: `UPDATE reservations SET quantity = 40000 WHERE line_id = '${ids.line}'`,
    named: [
      { ...mug(), measure: "reservations" },
      { ...mug(), line_id: ids.line, measure: "line_reserved" },
    ],
  }),
  "a reservation that is gone": () => ({
    statement: `DELETE FROM reservations WHERE line_id = '${ids.line}'`,
    undo: `INSERT INTO reservations (line_id, lot_id, reference_type, reference_id, variant_id, location_id, quantity, taken, arrived)
      VALUES ('${ids.line}', '', 'order', '${ids.order}', '${ids.mug}', '${shop.warehouse}', 40000, 0, 0)`,
    named: [
      { ...mug(), measure: "reservations" },
      { ...mug(), line_id: ids.line, measure: "line_reserved" },
    ],
  }),
  "a reservation of a lot": () => ({
    statement: `UPDATE reservations SET quantity = 50000 WHERE line_id = '${ids.milk_line}'`,
    undo: `UPDATE reservations SET quantity = 60000 WHERE line_id = '${ids.milk_line}'`,
    named: [
      { ...milk(), measure: "reservations" },
      { ...lot(), measure: "lot_reservations" },
      { ...lot(), line_id: ids.milk_line, measure: "line_reserved" },
    ],
  }),
  "what a line has taken of a lot": () => ({
    statement: `UPDATE reservations SET taken = 40000 WHERE line_id = '${ids.transfer_line}'`,
    undo: `UPDATE reservations SET taken = 50000 WHERE line_id = '${ids.transfer_line}'`,
    named: [
      { ...lot(), line_id: ids.transfer_line, measure: "line_taken", level: 4, ledger: 5 } as Partial<Discrepancy>,
    ],
  }),
  "what a line has delivered of a lot": () => ({
    statement: `UPDATE reservations SET arrived = 30000 WHERE line_id = '${ids.transfer_line}'`,
    undo: `UPDATE reservations SET arrived = 20000 WHERE line_id = '${ids.transfer_line}'`,
    named: [{ ...lot(), line_id: ids.transfer_line, measure: "line_arrived" }],
  }),
  "an order that is closed while it reserves stock": () => ({
    statement: `UPDATE order_items SET cancelled_quantity = quantity WHERE id = '${ids.line}'`,
    undo: `UPDATE order_items SET cancelled_quantity = 0 WHERE id = '${ids.line}'`,
    named: [{ ...mug(), line_id: ids.line, measure: "line_open", level: 4, ledger: 0 } as Partial<Discrepancy>],
  }),
  "a line that is open for less than it reserves": () => ({
    statement: `UPDATE order_items SET quantity = 40000 WHERE id = '${ids.milk_line}'`,
    undo: `UPDATE order_items SET quantity = 60000 WHERE id = '${ids.milk_line}'`,
    named: [{ ...milk(), line_id: ids.milk_line, measure: "line_open", level: 6, ledger: 4 } as Partial<Discrepancy>],
  }),
  "a batch that is closed while it reserves stock": () => ({
    statement: `UPDATE production_batches SET status = 'cancelled' WHERE id = '${ids.batch}'`,
    undo: `UPDATE production_batches SET status = 'in_progress' WHERE id = '${ids.batch}'`,
    named: [{ ...mug(), line_id: ids.batch_line, measure: "line_open", level: 2, ledger: 0 } as Partial<Discrepancy>],
  }),
  "a lot's stock at a location": () => ({
    statement: `UPDATE lot_stock SET on_hand = on_hand - 10000 WHERE ${level(ids.milk)}`,
    undo: `UPDATE lot_stock SET on_hand = on_hand + 10000 WHERE ${level(ids.milk)}`,
    named: [
      { ...milk(), measure: "unreserved_of_lots" },
      { ...milk(), measure: "sum_of_lots" },
      { ...lot(), measure: "lot_on_hand" },
    ],
  }),
  "what is reserved of a lot at a location": () => ({
    statement: `UPDATE lot_stock SET reserved = reserved + 10000 WHERE ${level(ids.milk)}`,
    undo: `UPDATE lot_stock SET reserved = reserved - 10000 WHERE ${level(ids.milk)}`,
    named: [
      { ...milk(), measure: "unreserved_of_lots" },
      { ...milk(), measure: "reserved_of_lots" },
      { ...lot(), measure: "lot_reserved" },
      { ...lot(), measure: "lot_reservations" },
    ],
  }),
  "a lot's stock at a location that is gone": () => ({
    statement: `DELETE FROM lot_stock WHERE ${level(ids.milk)}`,
    undo: `INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved, usable_through, allocation_order)
      SELECT id, '${shop.warehouse}', '${ids.milk}', 150000, 60000, usable_through,
        usable_through || ' ' || expiry_date || printf(' %012d', sequence) FROM lots WHERE id = '${ids.lot}'`,
    named: [
      { ...milk(), measure: "unreserved_of_lots" },
      { ...milk(), measure: "sum_of_lots" },
      { ...milk(), measure: "reserved_of_lots" },
      { ...lot(), measure: "lot_on_hand" },
      { ...lot(), measure: "lot_reserved" },
      { ...lot(), measure: "lot_reservations" },
    ],
  }),
  "lots of a variant that has none": () => ({
    statement: `INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved)
      VALUES ('lot_of_mugs', '${shop.warehouse}', '${ids.mug}', 10000, 0)`,
    undo: "DELETE FROM lot_stock WHERE lot_id = 'lot_of_mugs'",
    named: [
      { ...mug(), measure: "sum_of_lots" },
      { ...mug(), lot_id: "lot_of_mugs", measure: "lot_on_hand" },
    ],
  }),
};

const level = (variant_id: string) => `variant_id = '${variant_id}' AND location_id = '${shop.warehouse}'`;

const sorted = (rows: Partial<Discrepancy>[]) =>
  rows.toSorted((one, other) => String(one.measure).localeCompare(String(other.measure)));

describe("reconciliation names exactly what was broken, at its location only:", () => {
  test.each(Object.keys(BREAKAGES))("%s", async (name) => {
    const { statement, undo, named } = (BREAKAGES[name] as () => ReturnType<(typeof BREAKAGES)[string]>)();
    const { all, warehouse, store } = await broken(statement, undo);
    expect(sorted(all.discrepancies)).toMatchObject(sorted(named));
    expect(all.discrepancies).toHaveLength(named.length);
    expect(warehouse.discrepancies).toEqual(all.discrepancies);
    expect(store.discrepancies).toEqual([]);
    expect(all.has_more).toBe(false);
  });

  test("a lot's total, which is of no location, in the report of each location where the lot ever was", async () => {
    const [empty] = [(await shop.made("locations", { name: "Empty" })).id];
    const change = (by: string) => `UPDATE lots SET on_hand = on_hand ${by} WHERE id = '${ids.lot}'`;
    await withoutTriggers(database, () => sql(database, change("- 10000")));
    const named = [{ ...lot(), location_id: null, measure: "lot_total", level: 16, ledger: 17 }];
    expect((await report()).discrepancies).toEqual(named);
    expect((await report(at(shop.warehouse))).discrepancies).toEqual(named);
    expect((await report(at(shop.store))).discrepancies).toEqual(named);
    expect((await report(at(empty))).discrepancies).toEqual([]);
    await withoutTriggers(database, () => sql(database, change("+ 10000")));
    seen.add("lot_total");
  });
});

test("entries without a level are counted, of one location where that is asked", async () => {
  const { statement, undo } = (BREAKAGES["a level that is gone"] as () => { statement: string; undo: string })();
  const { all, warehouse, store } = await broken(statement, undo);
  expect([all, warehouse, store].map(({ entries_without_level }) => entries_without_level)).toEqual([5, 5, 0]);
  expect([all, warehouse, store].map(({ checked }) => checked)).toEqual([2, 1, 1]);
});

test("a database broken in more than 1,000 places is said to have more than the 1,000 that are listed", async () => {
  await withoutTriggers(database, () =>
    sql(
      database,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
        INSERT INTO reservations (line_id, lot_id, variant_id, location_id, quantity, taken)
        SELECT 'line_' || i, 'lot_of_mugs', '${ids.mug}', '${shop.warehouse}', 0, 10000 FROM n`,
    ),
  );
  const { discrepancies, has_more } = await report();
  expect(discrepancies).toHaveLength(1000);
  expect(has_more).toBe(true);
  await sql(database, "DELETE FROM reservations WHERE line_id = 'line_1'");
  expect(await report()).toMatchObject({ has_more: false });
  await sql(database, "DELETE FROM reservations WHERE line_id LIKE 'line\\_%' ESCAPE '\\'");
  expect((await report()).discrepancies).toEqual([]);
});

afterAll(() => {
  expect([...seen].sort()).toEqual([...MEASURES].sort());
});
