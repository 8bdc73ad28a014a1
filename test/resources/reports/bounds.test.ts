import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { databaseOf, sql, withoutTriggers } from "../../support/databases";
import { codesOf, openShop, type Shop } from "../../support/shop";

/** Sums that JSON can't say exactly, which a report must refuse rather than round. */

const NOW = "2026-11-23T08:30:00.000Z";
const TODAY = "2026-11-23";
let shop: Shop;
const report = (path: string) => shop.get(`reports/${path}`);

/** Expects a report to be refused in every format, for a total, and that the answer says what to do. */
async function expectTooMuch(path: string, total: string) {
  for (const format of ["json", "csv", "ndjson"]) {
    const answer = await report(`${path}${path.includes("?") ? "&" : "?"}format=${format}`);
    expect(answer.status, `${path}: ${answer.text}`).toBe(422);
    expect(codesOf(answer)).toEqual(["validation_failed location_id"]);
    const [{ message }] = answer.body.errors;
    expect(message).toContain(`The total of ${total} exceeds 500,000,000,000, beyond which JSON can't say it exactly.`);
    expect(message).toContain("Filter by location_id");
  }
}

describe("with 300,000,000,000 at each of two locations", () => {
  beforeAll(async () => {
    shop = await openShop(createTestApp({ now: NOW }));
    await shop.product("RING");
    for (const location_id of [shop.warehouse, shop.store]) {
      for (const sku of ["MUG", "RING"]) {
        const line = { sku, location_id, quantity: 300, unit_cost: 1_000_000_000, reason: "initial" };
        if (sku === "RING" || location_id === shop.warehouse) await shop.made("inventory_adjustments", line);
      }
    }
    // The MUG leave, so that 300,000,000,000 of RING is at each.
    const { id } = await shop.order([{ sku: "MUG", quantity: 300, unit_price: 1_000_000_000 }]);
    expect((await shop.post(`orders/${id}/fulfill`)).status).toBe(200);
  });

  test.each([
    ["valuation", "value"],
    ["valuation?group_by=variant", "value"],
    [`valuation?as_of=${TODAY}&group_by=category`, "value"],
    ["stock_by_location", "stock_value"],
    ["stock_by_location?detail=true", "stock_value"],
    ["inventory_aging", "value"],
    ["inventory_aging?age_bucket=0-30", "value"],
    ["inventory_aging?age_bucket=90%2B", "value"],
    ["movements", "value"],
    ["movements?sku=RING&group_by=level", "value"],
    ["movements?from=2026-11-24&to=2026-11-24", "opening_value"],
  ])("%s says that its total is too large, and to filter by location", expectTooMuch);

  test("each location alone is answered", async () => {
    const worth = 300_000_000_000;
    for (const location_id of [shop.warehouse, shop.store]) {
      const at = `location_id=${location_id}`;
      expect((await report(`valuation?${at}`)).body.meta.totals).toMatchObject({ on_hand: 300, value: worth });
      expect((await report(`stock_by_location?${at}`)).body.meta.totals.stock_value).toBe(worth);
      expect((await report(`inventory_aging?${at}`)).body.meta.buckets[0]).toMatchObject({ rows: 1, value: worth });
      const { totals } = (await report(`movements?sku=RING&${at}`)).body.meta;
      expect(totals).toMatchObject({ in: { adjustment: { value: worth } }, closing: { quantity: 300, value: worth } });
      expect((await report(`valuation?${at}&format=csv`)).status).toBe(200);
    }
    expect((await report("movements?sku=MUG")).body.meta.totals.out.order_fulfilled.value).toBe(worth);
  });

  test("what was sold for more than that in all is refused, and answered for each location", async () => {
    expect((await report("fast_movers")).body.meta.totals.revenue).toBe(300_000_000_000);
    const items = [{ sku: "RING", quantity: 300, unit_price: 1_000_000_000, location_id: shop.store }];
    const { id } = await shop.order(items);
    await shop.post(`orders/${id}/fulfill`);
    await expectTooMuch("fast_movers", "revenue");
    const { message } = (await report("fast_movers?limit=1")).body.errors[0];
    expect(message).toContain("or ask for fewer days");
    const { totals } = (await report(`fast_movers?location_id=${shop.store}`)).body.meta;
    expect(totals).toMatchObject({ revenue: 300_000_000_000, margin: 0 });
  });

  test("what is in transit for more than that in all is refused, and answered for each destination", async () => {
    for (const at of [0, 1]) {
      const unit_cost = 1_000_000_000;
      const line = { sku: "MUG", location_id: shop.store, quantity: 300, unit_cost, reason: "found" };
      await shop.made("inventory_adjustments", line);
      const ends = { from_location_id: shop.store, to_location_id: shop.warehouse };
      const transfer = await shop.made("stock_transfers", { ...ends, items: [{ sku: "MUG", quantity: 300 }] });
      expect((await shop.post(`stock_transfers/${transfer.id}/ship`)).status, String(at)).toBe(200);
    }
    await expectTooMuch("valuation", "in_transit_value");
    await expectTooMuch(`valuation?as_of=${TODAY}`, "in_transit_value");
    const totals = async (query: string) => (await report(`valuation?${query}`)).body.meta.totals;
    expect(await totals(`location_id=${shop.store}`)).toMatchObject({ value: 0, in_transit_value: 0 });
    expect(await totals("as_of=2026-11-22")).toEqual({ on_hand: 0, value: 0, in_transit_value: 0 });
  });
});

const COUNT = 2000;
const MOST = "5000000000000000";
const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${COUNT})`;

/** Rows as 2,000 levels would have that are each worth the most; the sums of all of them are beyond 2^63. */
const ROWS = [
  `INSERT INTO products (id, name, category, status, metadata, created_at, updated_at)
    ${numbers} SELECT 'prd_' || i, 'Gem ' || i, 'Gems', 'active', '{}', '${NOW}', '${NOW}' FROM n`,
  `INSERT INTO variants (id, product_id, sku, name, options, unit, quantity_decimals, lot_tracked, status, metadata,
      created_at, updated_at)
    ${numbers} SELECT 'var_' || i, 'prd_' || i, 'GEM-' || i, 'Gem', '{}', 'unit', 0, 0, 'active', '{}', '${NOW}', '${NOW}' FROM n`,
  `INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, value, last_inbound_at, last_inbound_type,
      updated_at)
    ${numbers} SELECT 'var_' || i, :place, 1000000, 0, ${MOST}, '${NOW}', 'adjustment', '${NOW}' FROM n`,
  `INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after,
      reserved_after, value_change, value_after, reference_type, reference_id, occurred_at, local_date, created_at)
    ${numbers} SELECT 'adjustment', 'var_' || i, :place, 10000000000000, 10000000000000, 0, 1000000, 0, ${MOST},
      ${MOST}, 'inventory_adjustment', 'adj_1', '${NOW}', '${TODAY}', '${NOW}' FROM n`,
  // Sold and brought back, both for the most; also of one variant at as many locations.
  ...["'var_' || i, :place", "'var_1', 'loc_' || i"].flatMap((level) =>
    ["order_fulfilled", "return_received", "adjustment"].map((type) => {
      const moved = { order_fulfilled: [0, MOST, MOST], return_received: [MOST, 0, 0], adjustment: [MOST, 0, 0] }[type];
      const [value_in, value_out, revenue] = moved as (string | number)[];
      return `INSERT INTO daily_movements (variant_id, location_id, type, day, quantity_in, quantity_out, value_in,
          value_out, lost_quantity, lost_value, revenue, new_orders)
        ${numbers} SELECT ${level}, '${type}', '${TODAY}', ${value_in}, ${value_out}, ${value_in}, ${value_out}, 0, 0,
          ${revenue}, 1 FROM n`;
    }),
  ),
  `INSERT INTO stock_transfer_items (document_sequence, position, id, variant_id, to_location_id, quantity,
      shipped_quantity, received_quantity, lost_quantity, shipped_value)
    ${numbers} SELECT 1, i, 'trf_line_' || i, 'var_' || i, :store, 10000, 10000, 0, 0, ${MOST} FROM n`,
];

describe(`with ${COUNT} levels that are worth the most a level may be worth`, () => {
  let database: Engine;
  beforeAll(async () => {
    shop = await openShop(createTestApp({ now: NOW }));
    database = await databaseOf(shop.tenant.id);
    await withoutTriggers(database, async () => {
      for (const row of ROWS) {
        await sql(database, row.replaceAll(":place", `'${shop.warehouse}'`).replaceAll(":store", `'${shop.store}'`));
      }
    });
  });

  test.each([
    ["valuation", "value"],
    ["valuation?group_by=location", "value"],
    ["valuation?group_by=category", "value"],
    [`valuation?as_of=${TODAY}`, "value"],
    [`valuation?as_of=${NOW}&group_by=variant`, "value"],
    ["valuation?as_of=2026-11-22", "in_transit_value"],
    ["stock_by_location", "stock_value"],
    ["stock_by_location?detail=true", "stock_value"],
    ["inventory_aging", "value"],
    ["inventory_aging?age_bucket=0-30", "value"],
    ["inventory_aging?age_bucket=31-60", "value"],
    ["movements", "quantity"],
    ["movements?group_by=level&sku=GEM-1", "quantity"],
    ["movements?from=2026-11-24&to=2026-11-24", "opening_value"],
    ["fast_movers", "units_sold"],
    ["fast_movers?by=margin&days=1", "units_sold"],
  ])("%s is refused, and no error of the server", expectTooMuch);

  test("what is asked of few of them is answered, to the last decimal", async () => {
    const worth = 500_000_000_000;
    expect((await report("low_stock?source=policy")).body.data).toEqual([]);
    const { data, meta } = (await report(`movements?sku=GEM-2&from=2026-11-24&to=2026-11-24`)).body;
    expect(data).toMatchObject([{ sku: "GEM-2", opening: { quantity: 100, value: worth } }]);
    expect(meta.totals.closing).toEqual({ quantity: 100, value: worth });
  });
});
