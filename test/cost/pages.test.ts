import { type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { costOf } from "../support/cost";

/** What the contract bounds a page to, and what a last row may add to it. */
const PAGE_BYTES = 4_000_000;

const AT = "2026-11-23T08:00:00.000Z";

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;

beforeAll(async () => {
  tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, { variants: 500, orders: 0, entries: 5000 });
}, 120_000);

const write = (...statements: SQL[]) => openDatabase(engine, newMeter()).commit(statements);

const numbers = (count: number) =>
  sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.raw(String(count))})`;

/** Follows a list by its cursors to its end: the ids of each page. */
async function pagesOf(list: string): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const answer = await tenant.request("GET", `/api/v1/${list}${cursor && `&cursor=${cursor}`}`);
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeLessThanOrEqual(PAGE_BYTES);
    expect(costOf(answer).round_trips).toBe(1);
    const { next_cursor = null } = answer.body.meta;
    if (next_cursor) expect(answer.headers.get("Link")).toContain(`cursor=${next_cursor}`);
    pages.push(answer.body.data.map(({ id }: { id: string }) => id));
    cursor = next_cursor;
  }
  return pages;
}

test("a page of orders of 500 lines ends early, and its cursor leads on to all of them, however they are filtered", async () => {
  const ORDERS = 60;
  await write(
    sql`INSERT INTO orders (id, number, status, location_id, customer, metadata, placed_at, created_at, updated_at)
      ${numbers(ORDERS)} SELECT 'ord_' || i, 'SO-' || i, 'pending', 'loc_1', json_object('name', 'Customer', 'email', null,
        'phone', null, 'external_id', null), '{}', '2026-11-' || printf('%02d', 1 + i % 20) || 'T08:00:00.000Z', ${AT}, ${AT} FROM n`,
    sql`INSERT INTO order_items (document_sequence, position, id, variant_id, location_id, quantity, unit_price,
        fulfilled_quantity, cancelled_quantity, claimed_quantity, returned_quantity)
      ${numbers(ORDERS)}, l(position) AS (SELECT sequence FROM variants WHERE sequence <= 500)
      SELECT i, position, 'ord_line_01kaf2v7x8p5t9m4q6r3s1w2yz_' || i || '_' || position, 'var_' || position, 'loc_1', 10000,
        10000, 0, 0, 0, 0 FROM n, l`,
  );
  const newest_first = Array.from({ length: ORDERS }, (_, at) => `ord_${ORDERS - at}`);
  for (const filter of ["", "status=pending&", "sku=SKU-7&", "search=Customer&"]) {
    const pages = await pagesOf(`orders?${filter}per_page=100`);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.flat()).toEqual(newest_first);
  }
  const by_time = (await pagesOf("orders?from=2026-11-01T00:00:00Z&per_page=100")).flat();
  expect(by_time.toSorted()).toEqual(newest_first.toSorted());
  expect(by_time.slice(0, 3)).toEqual(["ord_59", "ord_39", "ord_19"]);
}, 120_000);

test("a page that is small does not end early, and has no cursor", async () => {
  const { body } = await tenant.request("GET", "/api/v1/orders?per_page=2");
  expect(body.data).toHaveLength(2);
  expect(body.meta).not.toHaveProperty("next_cursor");
  const last = await tenant.request("GET", "/api/v1/orders?page=60&per_page=1");
  expect(last.body.meta).not.toHaveProperty("next_cursor");
  const refused = await tenant.request("GET", "/api/v1/orders?cursor=nonsense");
  expect(refused.status).toBe(422);
});

test("a page of products ends early by what their variants hold", async () => {
  await write(
    sql`INSERT INTO variants (id, product_id, sku, name, options, unit, quantity_decimals, lot_tracked, status, metadata, created_at,
        updated_at)
      ${numbers(1000)} SELECT 'big_' || i, 'prd_' || (401 + i % 10), 'BIG-' || i, 'Big', '{}', 'unit', 0, 0, 'active',
        json_object('text', hex(zeroblob(7000))), ${AT}, ${AT} FROM n`,
  );
  const pages = await pagesOf("products?per_page=100");
  expect(pages[0]).toHaveLength(92);
  expect(pages.flat()).toEqual(Array.from({ length: 500 }, (_, at) => `prd_${500 - at}`));
});

test("a page of events and of cycle counts ends early by what they hold", async () => {
  await write(
    sql`INSERT INTO events (type, data, created_at) ${numbers(20)}
      SELECT 'order.created', json_object('order', json_object('note', hex(zeroblob(450000)))), ${AT} FROM n`,
    sql`INSERT INTO cycle_counts (id, number, status, location_id, blind, variant_ids, metadata, created_at, updated_at)
      ${numbers(50)} SELECT 'cc_' || i, 'CC-' || i, 'draft', 'loc_1', 0, (SELECT json_group_array(
        'var_01kaf2v7x8p5t9m4q6r3s1w2yz' || v.sequence || '_' || w.sequence) FROM variants v, (SELECT sequence FROM variants LIMIT 10) w
        WHERE v.sequence <= 500), '{}', ${AT}, ${AT} FROM n`,
  );
  const events = await pagesOf("events?per_page=100&type=order.created");
  expect(events.map(({ length }) => length)).toEqual([4, 4, 4, 4, 4]);
  const counts = await pagesOf("cycle_counts?per_page=100");
  expect(counts.length).toBeGreaterThan(1);
  expect(counts.flat()).toEqual(Array.from({ length: 50 }, (_, at) => `cc_${50 - at}`));
});
