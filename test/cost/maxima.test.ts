import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { type Answer, createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { withinLimits } from "../support/limits";
import { codesOf } from "../support/shop";

/** As many bytes as a body may have, less what surrounds the text that fills it. */
const BODY = 1024 * 1024 - 100;
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

beforeAll(async () => {
  shop = await openBakery(app);
});

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** What is stored is answered, and can be read again by id and in the list. */
async function readable(answer: Answer, path: string): Promise<Answer["body"]["data"]> {
  expect([answer.status, answer.status < 300 ? "" : answer.text.slice(0, 500)]).toEqual([
    expect.toSatisfy((status) => status < 300),
    "",
  ]);
  const { id } = answer.body.data;
  expect((await shop.get(`${path}/${id}`)).status).toBe(200);
  expect((await shop.get(`${path}?per_page=1`)).status).toBe(200);
  return answer.body.data;
}

/** The last event; each is at most 1 MB, so that a few fit into a response. */
async function lastEvent(type: string) {
  const { total } = (await shop.get(`events?type=${type}&per_page=1`)).body.meta;
  const [event] = (await shop.get(`events?type=${type}&per_page=1&page=${total}`)).body.data;
  expect(bytes(event.data)).toBeLessThanOrEqual(1_000_100);
  return event.data;
}

/** Items whose notes fill a body of the largest size with a text. */
function filled<T extends object>(count: number, text: string, item: (note: string, at: number) => T): T[] {
  const empty = bytes(Array.from({ length: count }, (_, at) => item("", at)));
  const room = Math.floor((BODY - empty) / count / (bytes(text) - 2));
  return Array.from({ length: count }, (_, at) => item(text.repeat(room), at));
}

test("an adjustment of 1,000 lines whose notes fill the body, in letters of three bytes and in quotes", async () => {
  for (const text of ["\u6f22", '"']) {
    const adjustments = filled(1000, text, (note) => ({
      ...{ sku: "MUG", location_id: shop.warehouse, quantity: 1, reason: "found" },
      note,
    }));
    const { ledger_entries } = await readable(
      await shop.post("inventory_adjustments", { adjustments }),
      "inventory_adjustments",
    );
    expect(ledger_entries).toHaveLength(1000);
    expect(await lastEvent("inventory.adjusted")).toMatchObject({ inventory_adjustment: expect.anything() });
  }
});

test("an adjustment of 1,000 lines that is stored with the longest SKU and lot number, which the body names by ids", async () => {
  const long = "\u6f22".repeat(99);
  const { variants } = await shop.product(long, { lot_tracked: true });
  const place = { variant_id: variants[0].id, location_id: shop.warehouse };
  const lot = await shop.made("inventory_adjustments", { ...place, quantity: 1, reason: "found", lot_number: long });
  const adjustments = filled(1000, "\u6f22", (note) => ({
    ...{ ...place, quantity: 1, reason: "found", lot_id: lot.lot_id },
    note,
  }));
  await readable(await shop.post("inventory_adjustments", { adjustments }), "inventory_adjustments");
});

test("a product of 100 variants whose metadata fill the body with quotes, and some grow to 16 KiB", async () => {
  const variants = filled(100, '",', (note, at) => ({ sku: `META-${at}`, metadata: { note } }));
  const product = await readable(await shop.post("products", { name: "Meta", variants }), "products");
  const metadata = { note: '"'.repeat(8000) };
  for (const { id } of product.variants.slice(-20)) await shop.patch(`variants/${id}`, { metadata });
  expect((await shop.get(`products/${product.id}`)).body.data.variants[99].metadata).toEqual(metadata);
  const event = await lastEvent("product.updated");
  expect([event.truncated, event.product.variants.length]).toEqual([true, 20]);
}, 120_000);

test("an order of 500 lines with long SKUs, and the largest note and metadata", async () => {
  const name = "\u6f22".repeat(90);
  await shop.made("products", {
    name: "Long",
    variants: Array.from({ length: 100 }, (_, at) => ({ sku: `${name}${at}` })),
  });
  const adjustments = Array.from({ length: 100 }, (_, at) => ({
    ...{ sku: `${name}${at}`, location_id: shop.warehouse, quantity: 100, reason: "found" },
  }));
  await shop.made("inventory_adjustments", { adjustments });
  const order = {
    location_id: shop.warehouse,
    items: Array.from({ length: 500 }, (_, at) => ({ sku: `${name}${at % 100}`, quantity: 1 })),
    note: "\u6f22".repeat(2000),
    metadata: { note: "\u6f22".repeat(5400) },
    reserve: true,
  };
  const { id } = await readable(await shop.post("orders", order), "orders");
  expect((await lastEvent("order.reserved")).order.items).toHaveLength(500);
  await readable(await shop.post(`orders/${id}/fulfill`), "orders");
});

test("a receipt of 1,000 lots with the longest numbers", async () => {
  const order = await shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items: [{ sku: "FLOUR", quantity: 1000 }],
  });
  const number = "\u6f22".repeat(96);
  const items = Array.from({ length: 1000 }, (_, at) => ({ sku: "FLOUR", quantity: 1, lot_number: `${number}${at}` }));
  await readable(await shop.post(`purchase_orders/${order.id}/receive`, { items }), "purchase_orders");
});

test("more received and rejected in all than a number can say is refused", async () => {
  const { id } = await shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items: [{ sku: "MUG", quantity: 1 }],
  });
  const rejecting = (count: number) => ({
    items: Array.from({ length: count }, () => ({ sku: "MUG", quantity: 0, rejected_quantity: 1_000_000_000 })),
    allow_over_receipt: true,
  });
  const refused = await shop.post(`purchase_orders/${id}/receive`, rejecting(901));
  expect([refused.status, codesOf(refused)]).toEqual([422, ["validation_failed items"]]);
  await readable(await shop.post(`purchase_orders/${id}/receive`, rejecting(900)), "purchase_orders");
});

test("a recall of 20,000 reservations is released and answered; one of more is refused, and changes nothing", async () => {
  const most = 20_000;
  const lot_id = await shop.add("BREAD", most + 1, "RECALLED");
  const reserve = (from: number, count: number) =>
    openDatabase(engine, newMeter()).commit([
      sql`INSERT INTO orders (id, number, status, location_id, customer, metadata, placed_at, created_at, updated_at)
        WITH RECURSIVE n(i) AS (SELECT ${sql.raw(String(from))} UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.raw(String(from + count - 1))})
        SELECT 'ord_' || printf('%026d', i), 'BULK-' || i, 'reserved', ${shop.warehouse},
          '{"name":null,"email":null,"phone":null,"external_id":null}', '{}', ${AT}, ${AT}, ${AT} FROM n`,
      sql`INSERT INTO order_items (document_sequence, position, id, variant_id, location_id, quantity, unit_price, fulfilled_quantity,
          cancelled_quantity, claimed_quantity, returned_quantity)
        SELECT o.sequence, 1, 'ord_line_' || substr(o.id, 5) || '_1', l.variant_id, ${shop.warehouse}, 10000, null, 0, 0, 0, 0
        FROM orders o CROSS JOIN lots l WHERE o.number LIKE 'BULK-%' AND l.id = ${lot_id}
          AND CAST(substr(o.number, 6) AS INTEGER) >= ${sql.raw(String(from))}`,
      sql`INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, takes_available,
          needs_usable_lot, silent, reorder_point, reference_type, reference_id, line_id, today, at)
        SELECT 'order_reserved', i.variant_id, i.location_id, ${lot_id}, 10000, 0, 10000, 1, 1, 1, 0, 'order', o.id, i.id, '2026-11-23', ${AT}
        FROM orders o CROSS JOIN order_items i ON i.document_sequence = o.sequence WHERE o.number LIKE 'BULK-%'
          AND CAST(substr(o.number, 6) AS INTEGER) >= ${sql.raw(String(from))}`,
    ]);
  for (let from = 1; from <= most; from += 5000) await reserve(from, 5000);
  await reserve(most + 1, 1);
  const refused = await shop.patch(`lots/${lot_id}`, { status: "recall" });
  expect([refused.status, codesOf(refused)]).toEqual([422, ["in_use status"]]);
  expect((await shop.get(`lots/${lot_id}`)).body.data).toMatchObject({ status: "active", quantity_reserved: most + 1 });

  await shop.post(`orders/ord_${String(most + 1).padStart(26, "0")}/cancel`);
  const recalled = await shop.patch(`lots/${lot_id}`, { status: "recall" });
  expect(recalled.status).toBe(200);
  expect(recalled.body.data).toMatchObject({ status: "recalled", quantity_reserved: 0 });
  expect(recalled.body.data.orders).toHaveLength(most);
  expect(await lastEvent("lot.recalled")).toMatchObject({ lot: { id: lot_id } });
  expect(await shop.discrepancies()).toEqual([]);
}, 120_000);

test("an import of the largest size, with long SKUs, descriptions and metadata, and again as an update", async () => {
  const letter = "\u6f22";
  const rows = Array.from({ length: 2000 }, (_, at) => ({
    name: letter.repeat(200),
    sku: `${at}-${letter.repeat(40)}`,
    description: at % 4 === 0 ? '"'.repeat(4000) : letter.repeat(600),
    metadata: { text: letter.repeat(100) },
    stock: [
      { location_id: shop.warehouse, quantity: 1 },
      { location_id: shop.store, quantity: 2, unit_cost: 3 },
    ],
  }));
  const body = rows.map((row) => JSON.stringify({ ...row, name: `${row.sku.slice(0, 6)}${row.name}` })).join("\n");
  expect(new TextEncoder().encode(body).length).toBeGreaterThan(7_500_000);
  const headers = { "Content-Type": "application/x-ndjson" };
  for (const [query, levels] of [
    ["?dry_run=true", 4000],
    ["", 4000],
    ["?update=true", 0],
  ] as const) {
    const answer = await shop.tenant.request("POST", `/api/v1/products/import${query}`, { body, headers });
    expect([answer.status, answer.body.data?.opening_stock.levels], answer.text.slice(0, 300)).toEqual([201, levels]);
  }
  expect(await shop.discrepancies()).toEqual([]);
});
