import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openShop, type Shop } from "../../support/shop";

/** A shop whose clock goes through some weeks, and what each report says of it, by hand. */

let shop: Shop;
const ids: Record<string, string> = {};
const report = async (path: string) => {
  const answer = await shop.get(`reports/${path}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const DAY = 24 * 60 * 60 * 1000;

async function purchase(sku: string, quantity: number, unit_cost: number, location_id = shop.warehouse) {
  const items = [{ sku, quantity, unit_cost }];
  const order = { supplier_id: shop.supplier, location_id, currency: "USD", items };
  const { id } = await shop.made("purchase_orders", order);
  await shop.post(`purchase_orders/${id}/receive`);
}

async function sell(sku: string, quantity: number, unit_price: number, location_id = shop.warehouse) {
  const { id } = await shop.order([{ sku, quantity, unit_price, location_id }]);
  await shop.post(`orders/${id}/fulfill`);
  return id;
}

/** The clock starts on Monday, 2026-11-23; the shop is opened 100 days before. */
beforeAll(async () => {
  const app = createTestApp();
  const now = app.clock.now.getTime();
  app.clock.advance(-100 * DAY);
  shop = await openShop(app, { settings: { default_reorder_point: 3, default_reorder_quantity: 5 } });
  const variants = (await shop.get("variants")).body.data as { sku: string; id: string }[];
  for (const { sku, id } of variants) ids[sku] = id;
  ids.CUP = (await shop.product("CUP", { category: "Kitchen" })).variants[0].id;
  await shop.patch(`products/${(await shop.get("variants?sku=MUG")).body.data[0].product_id}`, { category: "Kitchen" });
  await purchase("MUG", 40, 4);
  await shop.stock("TEA", 2.5);
  app.clock.advance(60 * DAY); // 40 days ago
  await purchase("CUP", 10, 2, shop.store);
  app.clock.advance(20 * DAY); // 20 days ago
  await sell("MUG", 10, 12.5);
  await purchase("MUG", 30, 8);
  app.clock.advance(15 * DAY); // 5 days ago
  const order = await sell("MUG", 6, 10);
  await sell("CUP", 4, 3, shop.store);
  app.clock.advance(4 * DAY); // yesterday
  const returned = { order_id: order, items: [{ sku: "MUG", quantity: 2, condition: "sellable" }] };
  const { id } = await shop.made("return_authorizations", returned);
  await shop.post(`return_authorizations/${id}/receive`);
  app.clock.advance(now - app.clock.now.getTime()); // today
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.warehouse,
    to_location_id: shop.store,
    items: [{ sku: "MUG", quantity: 5 }],
  });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
});

// MUG: 40 × 4 − 10 × 4 = 30 worth 120; + 30 × 8 = 60 worth 360 (6 each); − 6 × 6 = 54 worth 324; + 2 × 6 = 56 worth 336;
// − 5 × 6 in transit = 51 worth 306. CUP: 10 × 2 − 4 × 2 = 6 worth 12. TEA: 2.5 worth nothing.

test("stock_by_location says what is where, what it is worth, and the sums of all", async () => {
  const { data, meta } = await report("stock_by_location");
  expect(data).toEqual([
    {
      ...{ location_id: shop.store, location_name: "Store", location_code: "ST", location_type: "store", variants: 1 },
      ...{ on_hand: 6, reserved: 0, held: 0, available: 6, incoming: 5, stock_value: 12 },
    },
    {
      ...{ location_id: shop.warehouse, location_name: "Warehouse", location_code: "WH", location_type: "warehouse" },
      ...{ variants: 2, on_hand: 53.5, reserved: 0, held: 0, available: 53.5, incoming: 0, stock_value: 306 },
    },
  ]);
  expect(meta.totals).toEqual({ on_hand: 59.5, reserved: 0, held: 0, available: 59.5, incoming: 5, stock_value: 318 });
  const detail = await report("stock_by_location?detail=true");
  expect(
    detail.data.map((row: Record<string, unknown>) => [
      row.sku,
      row.location_name,
      row.on_hand,
      row.incoming,
      row.unit_cost,
      row.stock_value,
    ]),
  ).toEqual([
    ["MUG", "Warehouse", 51, 0, 6, 306],
    ["TEA", "Warehouse", 2.5, 0, 0, 0],
    ["CUP", "Store", 6, 0, 2, 12],
    ["MUG", "Store", 0, 5, null, 0],
  ]);
  expect(detail.meta).toMatchObject({ total: 4, totals: meta.totals });
});

test("fast_movers ranks what orders shipped, net of returns, with revenue, cost, margin and cover", async () => {
  const { data, meta } = await report("fast_movers");
  expect(data).toEqual([
    {
      ...{ rank: 1, variant_id: ids.MUG, sku: "MUG", product_id: expect.any(String), product_name: "MUG" },
      ...{ units_sold: 16, units_returned: 2, net_units: 14, orders: 2, velocity_per_day: 0.4667 },
      ...{ revenue: 165, cost_of_goods: 64, margin: 101, margin_percent: 61.2121 },
      ...{ on_hand: 51, available: 51, days_of_cover: 109.2857, share_of_units: 0.7778 },
    },
    {
      ...{ rank: 2, variant_id: ids.CUP, sku: "CUP", product_id: expect.any(String), product_name: "CUP" },
      ...{ units_sold: 4, units_returned: 0, net_units: 4, orders: 1, velocity_per_day: 0.1333 },
      ...{ revenue: 12, cost_of_goods: 8, margin: 4, margin_percent: 33.3333 },
      ...{ on_hand: 6, available: 6, days_of_cover: 45, share_of_units: 0.2222 },
    },
  ]);
  expect(meta).toMatchObject({
    total: 2,
    per_page: 20,
    totals: { units_sold: 20, net_units: 18, revenue: 177, margin: 105 },
  });
  const week = await report("fast_movers?days=7&by=margin&limit=1");
  expect(week.data).toMatchObject([{ sku: "MUG", units_sold: 6, net_units: 4, revenue: 40, cost_of_goods: 24 }]);
  expect((await report(`fast_movers?location_id=${shop.store}`)).data).toMatchObject([{ sku: "CUP", rank: 1 }]);
});

test("inventory_aging says since when stock lies, and sums up the four ages whatever the filter", async () => {
  const { data, meta } = await report("inventory_aging");
  const short = (row: Record<string, unknown>) => [
    row.sku,
    row.age_days,
    row.age_bucket,
    row.last_inbound_type,
    row.value,
  ];
  expect(data.map(short)).toEqual([
    ["TEA", 100, "90+", "adjustment", 0],
    ["CUP", 40, "31-60", "purchase_received", 12],
    ["MUG", 1, "0-30", "return_received", 306],
  ]);
  const buckets = [
    { age_bucket: "0-30", rows: 1, on_hand: 51, value: 306 },
    { age_bucket: "31-60", rows: 1, on_hand: 6, value: 12 },
    { age_bucket: "61-90", rows: 0, on_hand: 0, value: 0 },
    { age_bucket: "90+", rows: 1, on_hand: 2.5, value: 0 },
  ];
  expect(meta).toMatchObject({ total: 3, totals: { on_hand: 59.5, value: 318 }, buckets });
  for (const bucket of ["90+", "90%2B"]) {
    expect((await report(`inventory_aging?age_bucket=${bucket}`)).data.map(short)).toEqual([
      ["TEA", 100, "90+", "adjustment", 0],
    ]);
  }
  const old = await report("inventory_aging?age_bucket=31-60");
  expect(old.data.map(short)).toEqual([["CUP", 40, "31-60", "purchase_received", 12]]);
  expect(old.meta).toMatchObject({ total: 1, totals: { on_hand: 6, value: 12 }, buckets });
});

describe("valuation", () => {
  test("ties to the ledger by level, variant, location and category, with what is in transit beside it", async () => {
    const { data, meta } = await report("valuation");
    expect(
      data.map((row: Record<string, unknown>) => [
        row.sku,
        row.location_name,
        row.category,
        row.on_hand,
        row.unit_cost,
        row.value,
      ]),
    ).toEqual([
      ["MUG", "Warehouse", "Kitchen", 51, 6, 306],
      ["CUP", "Store", "Kitchen", 6, 2, 12],
      ["TEA", "Warehouse", null, 2.5, 0, 0],
    ]);
    expect(meta.totals).toEqual({ on_hand: 59.5, value: 318, in_transit_value: 30 });
    const entries = (await shop.get("inventory_ledger?per_page=100")).body.data;
    const sum = entries.reduce((total: number, entry: { value_change: number }) => total + entry.value_change, 0);
    expect(sum).toBe(318);
    const categories = await report("valuation?group_by=category");
    expect(categories.data.map((row: Record<string, unknown>) => [row.category, row.on_hand, row.value])).toEqual([
      ["Kitchen", 57, 318],
      [null, 2.5, 0],
    ]);
    expect((await report("valuation?group_by=location")).data).toMatchObject([
      { location_id: shop.warehouse, sku: null, on_hand: 53.5, value: 306 },
      { location_id: shop.store, sku: null, on_hand: 6, value: 12 },
    ]);
    expect((await report("valuation?group_by=variant")).data).toMatchObject([
      { sku: "MUG", location_id: null, value: 306 },
      { sku: "CUP", location_id: null, value: 12 },
      { sku: "TEA", location_id: null, value: 0 },
    ]);
  });

  test("as of a date is the end of that day, and of a location only its own", async () => {
    const totals = async (query: string) => (await report(`valuation?${query}`)).meta.totals;
    expect(await totals("as_of=2026-08-14")).toEqual({ on_hand: 0, value: 0, in_transit_value: 0 });
    expect(await totals("as_of=2026-08-15")).toEqual({ on_hand: 42.5, value: 160, in_transit_value: 0 });
    expect(await totals("as_of=2026-11-03")).toEqual({ on_hand: 72.5, value: 380, in_transit_value: 0 });
    expect(await totals("as_of=2026-11-22T12:00:00Z")).toEqual({ on_hand: 64.5, value: 348, in_transit_value: 0 });
    expect(await totals("as_of=2026-11-23")).toEqual({ on_hand: 59.5, value: 318, in_transit_value: 30 });
    expect(await totals(`location_id=${shop.store}`)).toEqual({ on_hand: 6, value: 12, in_transit_value: 30 });
    expect(await totals(`location_id=${shop.warehouse}&as_of=2026-11-23`)).toEqual({
      on_hand: 53.5,
      value: 306,
      in_transit_value: 0,
    });
  });
});

describe("movements", () => {
  test("opening, in and out by type, and closing of each variant, and of all", async () => {
    const { data, meta } = await report("movements?from=2026-11-03&to=2026-11-18");
    const identity = { product_id: expect.any(String), location_id: null, location_name: null };
    expect(data).toEqual([
      {
        ...{ variant_id: ids.CUP, sku: "CUP", product_name: "CUP", ...identity },
        opening: { quantity: 10, value: 20 },
        in: {},
        out: { order_fulfilled: { quantity: 4, value: 8 } },
        closing: { quantity: 6, value: 12 },
      },
      {
        ...{ variant_id: ids.MUG, sku: "MUG", product_name: "MUG", ...identity },
        opening: { quantity: 40, value: 160 },
        in: { purchase_received: { quantity: 30, value: 240 } },
        out: { order_fulfilled: { quantity: 16, value: 76 } },
        closing: { quantity: 54, value: 324 },
      },
      {
        ...{ variant_id: ids.TEA, sku: "TEA", product_name: "TEA", ...identity },
        ...{ opening: { quantity: 2.5, value: 0 }, in: {}, out: {}, closing: { quantity: 2.5, value: 0 } },
      },
    ]);
    expect(meta.totals).toEqual({
      opening: { quantity: 52.5, value: 180 },
      in: { purchase_received: { quantity: 30, value: 240 } },
      out: { order_fulfilled: { quantity: 20, value: 84 } },
      closing: { quantity: 62.5, value: 336 },
    });
  });

  test("the closing of one period is the opening of the next, and that of today what is on hand", async () => {
    const periods = ["from=2026-08-01&to=2026-11-03", "from=2026-11-04&to=2026-11-22", "from=2026-11-23&to=2026-11-23"];
    let opening = { quantity: 0, value: 0 };
    for (const period of periods) {
      const { totals } = (await report(`movements?${period}&group_by=level`)).meta;
      expect(totals.opening).toEqual(opening);
      opening = totals.closing;
    }
    expect(opening).toEqual({ quantity: 59.5, value: 318 });
  });

  test("of a location and of a SKU only their own", async () => {
    const { data, meta } = await report(`movements?from=2026-08-01&group_by=level&sku=CUP&location_id=${shop.store}`);
    expect(data).toMatchObject([{ sku: "CUP", location_id: shop.store, closing: { quantity: 6, value: 12 } }]);
    expect(meta.totals.closing).toEqual({ quantity: 6, value: 12 });
    expect((await report(`movements?sku=CUP&location_id=${shop.warehouse}`)).data).toEqual([]);
  });
});

test("low_stock lists what is at or below its reorder point, the shortest cover first, and what to order", async () => {
  const before = await report("low_stock");
  const short = (row: Record<string, unknown>) => [
    ...[row.sku, row.location_name, row.source, row.available, row.reorder_point],
    ...[row.suggested_order_quantity, row.days_of_cover, row.projected_stockout_date],
  ];
  // MUG was never at the store, but 5 are on their way; TEA is counted in thousandths.
  expect(before.data.map(short)).toEqual([
    ["MUG", "Store", "default", 0, 3, 5, null, null],
    ["TEA", "Warehouse", "default", 2.5, 3, 5, null, null],
  ]);
  const policy = { sku: "CUP", location_id: shop.store, reorder_point: 8, reorder_quantity: 2, safety_stock: 3 };
  const cup = await shop.made("inventory_policies", { ...policy, lead_time_days: 9, supplier_id: shop.supplier });
  await shop.made("inventory_policies", {
    sku: "TEA",
    location_id: shop.store,
    reorder_point: 1,
    reorder_quantity: 9,
    max_stock: 4.25,
  });
  const { data, meta } = await report("low_stock");
  expect(data.map(short)).toEqual([
    ["CUP", "Store", "policy", 6, 8, 5, 45, "2027-01-07"],
    ["MUG", "Store", "default", 0, 3, 5, null, null],
    ["TEA", "Store", "policy", 0, 1, 4.25, null, null],
    ["TEA", "Warehouse", "default", 2.5, 3, 5, null, null],
  ]);
  expect(data[0]).toMatchObject({ policy_id: cup.id, safety_stock: 3, lead_time_days: 9, supplier_id: shop.supplier });
  expect(meta.totals).toEqual({
    on_hand: 8.5,
    reserved: 0,
    held: 0,
    available: 8.5,
    incoming: 5,
    suggested_order_quantity: 19.25,
  });
  expect((await report("low_stock?source=policy")).meta.total).toBe(2);
  expect((await report(`low_stock?supplier_id=${shop.supplier}`)).data.map(short)).toEqual([data.map(short)[0]]);
});
