import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { type Answer, createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { costOf } from "../support/cost";
import { withinLimits } from "../support/limits";

/** Serial numbers are kept as lots of 1. */
const SERIALS = 29_000;
const HELD = 4000;
const EXPIRED_DAYS = 400;
/** The most lots that a document may have, and that a waste record may have. */
const LOTS_PER_DOCUMENT = 5000;
const LOTS_PER_WASTE = 1000;
/** The most items that a count may have, and that one request may count. */
const COUNT_ITEMS = 20_000;
const COUNTED_AT_ONCE = 5000;
/** As long as a lot number may be, in characters and in bytes, before its last four digits. */
const LONG_NUMBER = "\u6f22".repeat(96);
const AT = "2026-11-23T09:00:00.000Z";

let engine: Engine;
const app = createTestApp({
  now: AT,
  wrapEngine: (opened) => {
    engine = withinLimits(opened);
    return engine;
  },
});
let shop: Awaited<ReturnType<typeof openBakery>>;

const numbers = (count: number) =>
  sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.raw(String(count))})`;

/** Receives lots of 1 of a variant, written directly; `columns` computes disposition and expiry_date from the number `i`. */
async function receive(
  sku: string,
  count: number,
  columns = sql`'active' AS d, null AS e`,
  prefix = "SN-",
): Promise<void> {
  const { id } = (await shop.get(`variants?sku=${sku}`)).body.data[0];
  const commit = openDatabase(engine, newMeter()).commit;
  await commit([
    sql`INSERT INTO lots (id, lot_number, variant_id, disposition, expiry_date, quantity_initial, on_hand, source_type, source_id,
        created_at, updated_at)
      SELECT 'lot_' || ${sku} || printf('%020d', i), ${prefix} || i, ${id}, d, e, 10000, 0, 'inventory_adjustment', 'adj_' || i, ${AT}, ${AT}
      FROM (${numbers(count)} SELECT i, ${columns} FROM n)`,
  ]);
  for (let from = 0; from < count; from += 5000) {
    await commit([
      sql`INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change,
          takes_available, needs_usable_lot, silent, reorder_point, reference_type, reference_id, today, at)
        SELECT 'adjustment', variant_id, ${shop.warehouse}, id, 10000, 10000, 0, 0, 0, 1, 0, 'inventory_adjustment', source_id,
          '2026-11-23', ${AT} FROM lots WHERE variant_id = ${id} ORDER BY sequence LIMIT 5000 OFFSET ${from}`,
    ]);
  }
}

beforeAll(async () => {
  shop = await openBakery(app);
  for (const sku of ["SERIAL", "HELD", "LONG", "COUNTED"]) await shop.product(sku, { lot_tracked: true });
  await receive("SERIAL", SERIALS);
  await receive("COUNTED", COUNT_ITEMS);
  await receive("LONG", LOTS_PER_DOCUMENT, undefined, LONG_NUMBER);
  await receive(
    "HELD",
    HELD,
    sql`iif(i > 3500, 'active', 'quarantine') AS d,
      iif(i > 3500, date('2026-11-23', '-' || (i % ${sql.raw(String(EXPIRED_DAYS))} + 1) || ' days'), null) AS e`,
  );
}, 600_000);

/** The answer of a request that succeeds in at most two round trips and reads at most so many rows. */
function within(rows: number, answer: Answer) {
  expect([answer.status < 300, answer.status < 300 ? "" : answer.text]).toEqual([true, ""]);
  const { rows_read, round_trips } = costOf(answer);
  expect(round_trips).toBeLessThanOrEqual(2);
  expect(rows_read).toBeLessThanOrEqual(rows);
  return answer.body.data;
}

const orderOf = (sku: string, quantity: number) => ({
  location_id: shop.warehouse,
  items: [{ sku, quantity }],
  reserve: true,
});

describe(`with ${SERIALS} lots on one level`, () => {
  test("the level is read by itself", async () => {
    const [level] = within(100, await shop.get("inventory_levels?sku=SERIAL"));
    expect(level).toMatchObject({ on_hand: SERIALS, held: 0, available: SERIALS });
    // Of the other variant, each day on which some of it expired.
    within(6 * EXPIRED_DAYS, await shop.get("inventory_levels?below=1"));
  });

  for (const quantity of [1, 500]) {
    test(`an order of ${quantity} reads in proportion to what it takes: reserve, fulfill, cancel, return`, async () => {
      const most = 200 + 60 * quantity;
      const order = within(most, await shop.post("orders", orderOf("SERIAL", quantity)));
      expect(order.items[0].lots).toHaveLength(quantity);
      within(most, await shop.post(`orders/${order.id}/fulfill`));
      const second = await shop.made("orders", { ...orderOf("SERIAL", quantity), reserve: false });
      within(most, await shop.post(`orders/${second.id}/reserve`));
      within(most, await shop.post(`orders/${second.id}/cancel`));
      within(most, await shop.get(`orders/${order.id}`));
      const returned = {
        order_id: order.id,
        items: [{ order_item_id: order.items[0].id, quantity, condition: "sellable" }],
      };
      const authorization = within(most, await shop.post("return_authorizations", returned));
      within(most, await shop.post(`return_authorizations/${authorization.id}/receive`));
    });
  }

  test("more lots than a document can have are refused as that, not as a lack of stock, and all of them are not read", async () => {
    const many = (answer: Answer) => {
      expect([answer.status, answer.body.errors[0].code]).toEqual([422, "validation_failed"]);
      expect(answer.body.errors[0].message).toMatch(/lots/);
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(150_000);
    };
    many(await shop.post("orders", orderOf("SERIAL", SERIALS)));
    const { id } = await shop.made("orders", { ...orderOf("SERIAL", SERIALS), reserve: false });
    many(await shop.post(`orders/${id}/reserve`));
    many(await shop.post(`orders/${id}/fulfill`));
    const line = { sku: "SERIAL", location_id: shop.warehouse, reason: "damaged" };
    many(await shop.post("waste_records", { ...line, quantity: SERIALS }));
    await shop.post(`orders/${id}/cancel`);
  });

  test("lots are taken first expired, first out, also where thousands are reserved for others", async () => {
    const first = within(200_000, await shop.post("orders", orderOf("SERIAL", 3000)));
    const next = within(300, await shop.post("orders", orderOf("SERIAL", 2)));
    const taken = new Set(first.items[0].lots.map((lot: { lot_id: string }) => lot.lot_id));
    expect(next.items[0].lots.some((lot: { lot_id: string }) => taken.has(lot.lot_id))).toBe(false);
    within(200_000, await shop.post(`orders/${first.id}/cancel`));
    await shop.post(`orders/${next.id}/cancel`);
  });

  test("one is adjusted, wasted, transferred, scanned, traced and made something of", async () => {
    const [lot] = (await shop.get("lots?sku=SERIAL&per_page=1")).body.data;
    const line = { sku: "SERIAL", location_id: shop.warehouse };
    within(300, await shop.post("inventory_adjustments", { ...line, set_to: 0, reason: "damaged", lot_id: lot.id }));
    within(300, await shop.post("waste_records", { ...line, quantity: 2, reason: "expired" }));
    const transfer = await shop.made("stock_transfers", {
      from_location_id: shop.warehouse,
      to_location_id: shop.store,
      items: [{ sku: "SERIAL", quantity: 3 }],
    });
    within(300, await shop.post(`stock_transfers/${transfer.id}/ship`));
    within(300, await shop.post(`stock_transfers/${transfer.id}/receive`));
    within(100, await shop.get(`lots/${lot.id}/trace_forward`));
    const [variant] = (await shop.get("variants?sku=SERIAL")).body.data;
    await shop.patch(`variants/${variant.id}`, { barcode: "4006381333931" });
    within(100, await shop.get("variants/barcode/4006381333931"));
    const recipe = await shop.recipe("BREAD", 1, [{ sku: "SERIAL", quantity: 1 }]);
    const batch = within(
      300,
      await shop.post("production_batches", { recipe_id: recipe.id, location_id: shop.warehouse, planned_quantity: 2 }),
    );
    within(300, await shop.post(`production_batches/${batch.id}/start`));
    within(400, await shop.post(`production_batches/${batch.id}/complete`, { actual_quantity_produced: 2 }));
  });
});

describe("a document of many lots", () => {
  const MOST = 100 * LOTS_PER_DOCUMENT;
  const refusal = { code: "validation_failed", field: "items" };

  /** Expects a refusal that leaves the level as it was. */
  async function refuses(answer: Answer, expected: object = refusal) {
    expect([answer.status, answer.body.errors]).toEqual([422, [expect.objectContaining(expected)]]);
  }

  test(`an order of ${LOTS_PER_DOCUMENT} lots is reserved, read, listed, fulfilled and returned in part`, async () => {
    const order = within(MOST, await shop.post("orders", orderOf("SERIAL", LOTS_PER_DOCUMENT)));
    expect(order.items[0].lots).toHaveLength(LOTS_PER_DOCUMENT);
    within(MOST, await shop.get(`orders/${order.id}`));
    within(MOST, await shop.get("orders?per_page=2"));
    const part = { items: [{ order_item_id: order.items[0].id, quantity: 1000 }] };
    within(MOST, await shop.post(`orders/${order.id}/fulfill`, part));
    within(MOST, await shop.post(`orders/${order.id}/fulfill`));
    const of_lot = { order_item_id: order.items[0].id, quantity: 1, condition: "sellable" };
    await refuses(
      await shop.post("return_authorizations", {
        order_id: order.id,
        items: [{ ...of_lot, quantity: LOTS_PER_DOCUMENT }],
      }),
      {
        code: "validation_failed",
        field: "items",
      },
    );
    const items = order.items[0].lots.slice(0, 500).map(({ lot_id }: { lot_id: string }) => ({ ...of_lot, lot_id }));
    const authorization = within(MOST, await shop.post("return_authorizations", { order_id: order.id, items }));
    within(MOST, await shop.post(`return_authorizations/${authorization.id}/receive`));
  });

  test("one more is refused before anything is written, as a dry run says", async () => {
    const before = await shop.level("SERIAL");
    for (const query of ["?dry_run=true", ""]) {
      await refuses(await shop.post(`orders${query}`, orderOf("SERIAL", LOTS_PER_DOCUMENT + 1)));
    }
    const order = await shop.made("orders", { ...orderOf("SERIAL", 10_000), reserve: false });
    await refuses(await shop.post(`orders/${order.id}/reserve`));
    await refuses(await shop.post(`orders/${order.id}/fulfill`));
    const { status, version } = (await shop.get(`orders/${order.id}`)).body.data;
    expect([status, version]).toEqual(["pending", 1]);
    expect(await shop.level("SERIAL")).toEqual(before);
    const part = { items: [{ order_item_id: order.items[0].id, quantity: 4000 }] };
    within(MOST, await shop.post(`orders/${order.id}/fulfill`, part));
    await refuses(await shop.post(`orders/${order.id}/fulfill`));
    within(MOST, await shop.post(`orders/${order.id}/cancel`));
  });

  test("fewer fit where lot numbers are as long as can be", async () => {
    await refuses(await shop.post("orders", orderOf("LONG", LOTS_PER_DOCUMENT)));
    const order = within(MOST, await shop.post("orders", orderOf("LONG", 3500)));
    within(MOST, await shop.get(`orders/${order.id}`));
    const [event] = (await shop.get("events?type=order.reserved&per_page=1&page=4")).body.data;
    expect(event.data.truncated === true || event.data.order.items.length === 1).toBe(true);
    within(MOST, await shop.post(`orders/${order.id}/cancel`));
  });

  test("transfers, batches and waste have the same bounds", async () => {
    const transferOf = (quantity: number) => ({
      from_location_id: shop.warehouse,
      to_location_id: shop.store,
      items: [{ sku: "SERIAL", quantity }],
    });
    const large = await shop.made("stock_transfers", transferOf(LOTS_PER_DOCUMENT + 1));
    await refuses(await shop.post(`stock_transfers/${large.id}/ship`));
    const transfer = await shop.made("stock_transfers", transferOf(LOTS_PER_DOCUMENT));
    within(MOST, await shop.post(`stock_transfers/${transfer.id}/ship`));
    within(MOST, await shop.post(`stock_transfers/${transfer.id}/receive`));
    within(MOST, await shop.get("stock_transfers?per_page=2"));

    const recipe = await shop.recipe("DOUGH", 1, [{ sku: "SERIAL", quantity: 1 }]);
    const batch = await shop.made("production_batches", {
      recipe_id: recipe.id,
      location_id: shop.warehouse,
      planned_quantity: LOTS_PER_DOCUMENT + 1,
    });
    await refuses(await shop.post(`production_batches/${batch.id}/start`));

    const wasteOf = (quantity: number) => ({ sku: "SERIAL", location_id: shop.store, quantity, reason: "spoilage" });
    await refuses(await shop.post("waste_records", wasteOf(LOTS_PER_WASTE + 1)), {
      code: "validation_failed",
      field: "quantity",
    });
    const waste = within(
      MOST,
      await shop.post("waste_records", { ...wasteOf(LOTS_PER_WASTE), notes: "\u6f22".repeat(2000) }),
    );
    expect(waste.ledger_entries).toHaveLength(LOTS_PER_WASTE);
    within(MOST, await shop.get(`waste_records/${waste.id}`));
  });
}, 120_000);

describe("counts by lot", () => {
  const MOST = 40 * COUNT_ITEMS;
  const loaded = async (skus: string[]) => {
    const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus });
    return { id, answer: await shop.post(`cycle_counts/${id}/load_inventory`) };
  };

  test(`two overlapping counts of ${COUNT_ITEMS} lots are loaded, counted and completed`, async () => {
    const counts: string[] = [];
    for (const counted_quantity of [0, 1]) {
      const { id, answer } = await loaded(["COUNTED"]);
      const { items } = within(MOST, answer);
      expect(items).toHaveLength(COUNT_ITEMS);
      within(MOST, await shop.post(`cycle_counts/${id}/load_inventory`));
      await shop.post(`cycle_counts/${id}/start`);
      const counted = items
        .slice(0, COUNTED_AT_ONCE)
        .map((item: { id: string }) => ({ id: item.id, counted_quantity }));
      within(MOST, await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: counted }));
      app.clock.advance(1000);
      counts.push(id);
    }
    // The second has counted later: once it is completed, the first changes nothing.
    within(MOST, await shop.post(`cycle_counts/${counts[1]}/complete`));
    within(MOST, await shop.post(`cycle_counts/${counts[0]}/complete`));
    expect((await shop.level("COUNTED")).on_hand).toBe(COUNT_ITEMS);
  });

  test("one more item is refused before anything is written", async () => {
    const problem = { code: "validation_failed", details: { max_items: COUNT_ITEMS } };
    const { id, answer } = await loaded(["COUNTED", "LONG"]);
    expect([answer.status, answer.body.errors]).toEqual([422, [expect.objectContaining(problem)]]);
    expect((await shop.get(`cycle_counts/${id}`)).body.data).toMatchObject({ version: 1, items: [] });

    const full = (await loaded(["COUNTED"])).id;
    await shop.post(`cycle_counts/${full}/start`);
    const added = await shop.patch(`cycle_counts/${full}`, {
      cycle_count_items_attributes: [{ sku: "MUG", counted_quantity: 1 }],
    });
    const field = "cycle_count_items_attributes";
    expect([added.status, added.body.errors]).toEqual([422, [expect.objectContaining({ ...problem, field })]]);
  });
}, 120_000);

describe(`with ${HELD} held lots of one variant`, () => {
  test("levels and orders of 500 lots don't read them", async () => {
    const [level] = within(600, await shop.get("inventory_levels?sku=HELD"));
    expect(level).toMatchObject({ on_hand: HELD, held: HELD, available: 0 });
    const lines = Array.from({ length: 500 }, (_, at) => ({
      ...{ sku: "HELD", location_id: shop.warehouse, quantity: 1, reason: "received" },
      lot_number: `GOOD-${at}`,
    }));
    within(2000 * 500, await shop.post("inventory_adjustments", { adjustments: lines }));
    within(2000 * 500, await shop.post("orders", orderOf("HELD", 500)));
  });
});

test("and the books agree", async () => {
  expect(await shop.discrepancies()).toEqual([]);
});
