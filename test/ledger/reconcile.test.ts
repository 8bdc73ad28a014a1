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
  plate: "",
  jam: "",
  pie: "",
  bowl: "",
  sale_line: "",
  returned_line: "",
  damaged_line: "",
  delivery_line: "",
  baking: "",
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
const plate = () => ({ ...mug(), variant_id: ids.plate });
const bowl = () => ({ ...mug(), variant_id: ids.bowl });
const pie = () => ({ ...mug(), variant_id: ids.pie });
const sale = () => ({ ...plate(), line_id: ids.sale_line });
const delivery = () => ({ ...plate(), line_id: ids.delivery_line });

/**
 * Goods with a cost. PLATE is sold in part, comes back in part, one of it damaged, and arrives from the store with a loss; JAM
 * is baked into PIE; and BOWL runs out, comes in, and runs out again.
 */
async function fillWithValues() {
  for (const sku of ["PLATE", "JAM", "PIE", "BOWL"]) await shop.product(sku);
  const variant = async (sku: string) => (await shop.get(`variants?sku=${sku}`)).body.data[0].id;
  [ids.plate, ids.jam] = [await variant("PLATE"), await variant("JAM")];
  [ids.pie, ids.bowl] = [await variant("PIE"), await variant("BOWL")];
  const add = (sku: string, quantity: number, unit_cost: number, location_id = shop.warehouse) =>
    shop.made("inventory_adjustments", { sku, location_id, quantity, unit_cost, reason: "found" });
  await add("PLATE", 10, 4);
  const order = await shop.order([{ sku: "PLATE", quantity: 6, unit_price: 9 }]);
  ids.sale_line = order.items[0].id;
  await shop.post(`orders/${order.id}/fulfill`, { items: [{ sku: "PLATE", quantity: 4 }] });
  const back = ["sellable", "damaged"].map((condition) => ({ sku: "PLATE", quantity: 1, condition }));
  const made = await shop.made("return_authorizations", { order_id: order.id, items: back });
  [ids.returned_line, ids.damaged_line] = made.items.map(({ id }: { id: string }) => id);
  await shop.post(`return_authorizations/${made.id}/receive`);
  await add("PLATE", 5, 6, shop.store);
  const ends = { from_location_id: shop.store, to_location_id: shop.warehouse };
  const transfer = await shop.made("stock_transfers", { ...ends, items: [{ sku: "PLATE", quantity: 3 }] });
  ids.delivery_line = transfer.items[0].id;
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const arrived = { items: [{ sku: "PLATE", quantity: 2 }], close: true };
  await shop.post(`stock_transfers/${transfer.id}/receive`, arrived);
  await add("JAM", 10, 1.5);
  const items = [{ sku: "JAM", quantity: 2 }];
  const recipe = await shop.made("recipes", { name: "Pie", output_sku: "PIE", output_quantity: 1, items });
  const planned = { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 2 };
  ids.baking = (await shop.made("production_batches", planned)).id;
  await shop.post(`production_batches/${ids.baking}/start`);
  await shop.post(`production_batches/${ids.baking}/complete`, { actual_quantity_produced: 2 });
  for (const by of [2, -2, 1, -1]) await shop.stock("BOWL", by);
}

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
  await fillWithValues();
});

test("what nobody has broken has no discrepancy", async () => {
  expect(await report()).toEqual({ checked: 8, entries_without_level: 0, discrepancies: [], has_more: false });
});

const NOW = "2026-11-23T08:30:00.000Z";

/** Each breakage: what is done, how it is undone, and what must be named, all of it at the warehouse. */
const BREAKAGES: Record<string, () => Breakage> = {
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
    undo: `INSERT INTO stock_levels (sequence, variant_id, location_id, on_hand, reserved, lot_tracked, value,
        last_inbound_at, last_inbound_type, updated_at)
      VALUES (1, '${ids.mug}', '${shop.warehouse}', 120000, 60000, 0, 0, '${NOW}', 'adjustment', '${NOW}')`,
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
      { ...mug(), measure: "day_quantity_in", level: 15, ledger: 16 } as Partial<Discrepancy>,
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

type Breakage = { statement: string; undo: string; named: Partial<Discrepancy>[] };

/** Adds to a column and takes it away again. */
function adding(table: string, where: string, column: string, by: number, named: Partial<Discrepancy>[]): Breakage {
  const change = (sign: number) => `UPDATE ${table} SET ${column} = ${column} + ${sign * by} WHERE ${where}`;
  return { statement: change(1), undo: change(-1), named };
}

/** Sets a column to one value and back to another. */
function setting(
  table: string,
  where: string,
  column: string,
  values: [string, string],
  measure: Partial<Discrepancy>,
) {
  const change = (value: string) => `UPDATE ${table} SET ${column} = ${value} WHERE ${where}`;
  return { statement: change(values[0]), undo: change(values[1]), named: [measure] };
}

/** The ledger's entry of a type at the warehouse: the only one of its variant. */
const entry = (variant_id: string, type: string) => `${level(variant_id)} AND type = '${type}'`;
const differs = (of: Partial<Discrepancy>, measure: string, stored: number, ledger: number) =>
  ({ ...of, measure, level: stored, ledger }) as Partial<Discrepancy>;

const VALUES: Record<string, () => Breakage> = {
  "what a level is worth": () =>
    adding("stock_levels", level(ids.plate), "value", 10_000, [differs(plate(), "value", 41, 40)]),
  "a level that is worth something without stock": () =>
    adding("stock_levels", level(ids.bowl), "value", 1, [
      differs(bowl(), "value", 0.0001, 0),
      differs(bowl(), "value_without_stock", 0.0001, 0),
    ]),
  "the value of an arrival": () =>
    adding("stock_ledger", entry(ids.plate, "adjustment"), "value_change", -10_000, [
      differs(plate(), "value", 40, 39),
      differs({ ...plate(), sequence: 11 }, "value_after", 40, 39),
      differs({ ...plate(), sequence: 11 }, "entry_value", 39, 40),
      differs(plate(), "day_value_in", 40, 39),
    ]),
  "the value of a shipment": () =>
    adding("stock_ledger", entry(ids.plate, "order_fulfilled"), "value_change", -10_000, [
      differs(plate(), "value", 40, 39),
      differs({ ...plate(), sequence: 12 }, "value_after", 24, 23),
      differs({ ...plate(), sequence: 12 }, "entry_value", -17, -16.4),
      differs(plate(), "day_value_out", 16, 17),
      differs(sale(), "line_cost_of_goods", 16, 17),
    ]),
  "the running value of an entry in the middle": () =>
    adding("stock_ledger", entry(ids.plate, "order_fulfilled"), "value_after", 1, [
      differs({ ...plate(), sequence: 12 }, "value_after", 24.0001, 24),
    ]),
  "what was lost of goods that came back damaged": () =>
    adding("stock_ledger", entry(ids.plate, "return_disposed"), "lost_value", 10_000, [
      differs(plate(), "day_lost_value", 4, 5),
      differs(sale(), "line_returned_cost", 8, 9),
      differs({ ...plate(), line_id: ids.damaged_line }, "line_returned_value", 4, 5),
    ]),
  "when stock last came in": () =>
    setting("stock_levels", level(ids.plate), "last_inbound_at", ["NULL", `'${NOW}'`], {
      ...plate(),
      sequence: 17,
      measure: "last_inbound",
    }),
  "by what stock last came in": () =>
    setting("stock_levels", level(ids.bowl), "last_inbound_type", ["'transfer_in'", "'adjustment'"], {
      ...bowl(),
      sequence: 23,
      measure: "last_inbound",
    }),
  "a shipment that no longer says it was the first of its order": () =>
    adding("daily_movements", entry(ids.plate, "order_fulfilled"), "new_orders", -1, [
      differs(plate(), "day_new_orders", 0, 1),
    ]),
  ...Object.fromEntries(
    ["quantity_in", "quantity_out", "value_in", "value_out", "lost_quantity", "lost_value", "revenue"].map(
      (column): [string, () => Breakage] => [
        `${column} of a day`,
        () =>
          adding("daily_movements", entry(ids.plate, "transfer_in"), column, 10_000, [
            { ...plate(), measure: `day_${column}` },
          ]),
      ],
    ),
  ),
  "a day that is gone": () => ({
    statement: `DELETE FROM daily_movements WHERE ${entry(ids.plate, "order_fulfilled")}`,
    undo: `INSERT INTO daily_movements
      VALUES ('${ids.plate}', '${shop.warehouse}', 'order_fulfilled', '2026-11-23', 0, 40000, 0, 160000, 0, 0, 360000, 1)`,
    named: [
      differs(plate(), "day_quantity_out", 0, 4),
      differs(plate(), "day_value_out", 0, 16),
      differs(plate(), "day_revenue", 0, 36),
      differs(plate(), "day_new_orders", 0, 1),
    ],
  }),
  "the price of what was shipped": () =>
    adding("stock_ledger", entry(ids.plate, "order_fulfilled"), "unit_price", 10_000, [
      differs(plate(), "day_revenue", 36, 40),
      differs(sale(), "line_revenue", 36, 40),
    ]),
  "the end of a stock-out": () =>
    adding("stockouts", `${level(ids.bowl)} AND until_sequence IS NOT NULL`, "until_sequence", 1, [
      differs({ ...bowl(), sequence: 24 }, "stockout", 26, 25),
    ]),
  "a stock-out that lasts": () =>
    setting("stockouts", `${level(ids.bowl)} AND from_sequence = 26`, "until_sequence", ["26", "NULL"], {
      ...bowl(),
      sequence: 26,
      measure: "stockout",
    }),
  "a stock-out that is gone": () => ({
    statement: `DELETE FROM stockouts WHERE ${level(ids.bowl)} AND from_sequence = 26`,
    undo: `INSERT INTO stockouts VALUES ('${ids.bowl}', '${shop.warehouse}', 26, '2026-11-23', NULL, NULL)`,
    named: [
      { ...bowl(), sequence: 26, measure: "stockout" },
      { ...bowl(), sequence: 26, measure: "stockout_days" },
    ],
  }),
  "the day on which a stock-out began": () =>
    setting("stockouts", `${level(ids.bowl)} AND from_sequence = 26`, "from_day", ["'2026-11-22'", "'2026-11-23'"], {
      ...bowl(),
      sequence: 26,
      measure: "stockout_days",
    }),
  "the day on which a stock-out ended": () =>
    setting("stockouts", `${level(ids.bowl)} AND from_sequence = 24`, "until_day", ["'2026-11-24'", "'2026-11-23'"], {
      ...bowl(),
      sequence: 24,
      measure: "stockout_days",
    }),
  "what an order's line brought in": () =>
    adding("order_items", `id = '${ids.sale_line}'`, "revenue", 10_000, [differs(sale(), "line_revenue", 37, 36)]),
  "what an order's line has cost": () =>
    adding("order_items", `id = '${ids.sale_line}'`, "cost_of_goods", 10_000, [
      differs(sale(), "line_cost_of_goods", 17, 16),
    ]),
  "what came back of what an order's line has cost": () =>
    adding("order_items", `id = '${ids.sale_line}'`, "returned_cost", 10_000, [
      differs(sale(), "line_returned_cost", 9, 8),
    ]),
  "what the goods of a return's line had cost": () =>
    adding("return_authorization_items", `id = '${ids.returned_line}'`, "value", 10_000, [
      differs({ ...plate(), line_id: ids.returned_line }, "line_returned_value", 5, 4),
    ]),
  ...Object.fromEntries(
    [["shipped_value", 19, 18] as const, ["received_value", 13, 12] as const, ["lost_value", 7, 6] as const].map(
      ([column, stored, ledger]): [string, () => Breakage] => [
        `${column} of a transfer's line`,
        () =>
          adding("stock_transfer_items", `id = '${ids.delivery_line}'`, column, 10_000, [
            differs(delivery(), `line_${column}`, stored, ledger),
          ]),
      ],
    ),
  ),
  "what a batch has consumed": () =>
    adding("production_batches", `id = '${ids.baking}'`, "input_value", 10_000, [
      differs({ ...pie(), line_id: ids.baking }, "batch_input_value", 7, 6),
      differs({ ...pie(), line_id: ids.baking }, "batch_output_value", 7, 6),
    ]),
  "a batch that no longer says what it has consumed": () => ({
    statement: `UPDATE production_batches SET input_value = NULL WHERE id = '${ids.baking}'`,
    undo: `UPDATE production_batches SET input_value = 60000 WHERE id = '${ids.baking}'`,
    named: [
      differs({ ...pie(), line_id: ids.baking }, "batch_input_value", 0, 6),
      differs({ ...pie(), line_id: ids.baking }, "batch_output_value", 0, 6),
    ],
  }),
  "the value of a batch's output": () =>
    adding("stock_ledger", entry(ids.pie, "production_output"), "value_change", 10_000, [
      differs(pie(), "value", 6, 7),
      differs({ ...pie(), sequence: 22 }, "value_after", 6, 7),
      differs({ ...pie(), sequence: 22 }, "entry_value", 7, 6),
      differs(pie(), "day_value_in", 6, 7),
      differs({ ...pie(), line_id: ids.baking }, "batch_output_value", 6, 7),
    ]),
};

const level = (variant_id: string) => `variant_id = '${variant_id}' AND location_id = '${shop.warehouse}'`;

const sorted = (rows: Partial<Discrepancy>[]) =>
  rows.toSorted((one, other) => String(one.measure).localeCompare(String(other.measure)));

describe("reconciliation names exactly what was broken, at its location only:", () => {
  test.each(Object.keys({ ...BREAKAGES, ...VALUES }))("%s", async (name) => {
    const { statement, undo, named } = ({ ...BREAKAGES, ...VALUES }[name] as () => Breakage)();
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
  const { statement, undo } = (BREAKAGES["a level that is gone"] as () => Breakage)();
  const { all, warehouse, store } = await broken(statement, undo);
  expect([all, warehouse, store].map(({ entries_without_level }) => entries_without_level)).toEqual([5, 5, 0]);
  expect([all, warehouse, store].map(({ checked }) => checked)).toEqual([7, 5, 2]);
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
