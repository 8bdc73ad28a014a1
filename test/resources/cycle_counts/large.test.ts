import { beforeAll, expect, test } from "vitest";
import type { Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { fillCompany } from "../../support/company";
import { costOf } from "../../support/cost";
import { codesOf } from "../../support/shop";

/** As many items as a count can have. */
const ITEMS = 20_000;

/** What D1 takes in one value. */
const VALUE_BYTES = 2_000_000;

let engine: Engine;
let largest = 0;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return {
      async execute(statements, mode) {
        const results = await opened.execute(statements, mode);
        const values = [...statements.flatMap(({ params }) => params), ...results.flatMap(({ rows }) => rows.flat())];
        for (const value of values) if (typeof value === "string") largest = Math.max(largest, bytesOf(value));
        return results;
      },
    };
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;

beforeAll(async () => {
  tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, { variants: ITEMS, orders: 0, entries: ITEMS });
}, 120_000);

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** Sends a write twice with one key; returns the first answer, which the second must be to the letter. */
async function twice(method: string, path: string, body: unknown = {}) {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  const [first, second] = [
    await tenant.request(method, `/api/v1/${path}`, { body, headers }),
    await tenant.request(method, `/api/v1/${path}`, { body, headers }),
  ];
  expect(first.status, first.text.slice(0, 500)).toBeLessThan(300);
  expect(second.headers.get("Idempotent-Replayed")).toBe("true");
  expect(second.status).toBe(first.status);
  expect(second.text === first.text).toBe(true);
  return first.body.data;
}

test("a count that would have more items is refused, and can be made in parts", async () => {
  await tenant.request("POST", "/api/v1/products", { body: { name: "One more", sku: "MORE" } });
  const adjust = (quantity: number) => {
    const body = { sku: "MORE", location_id: "loc_1", quantity, reason: "correction" };
    return tenant.request("POST", "/api/v1/inventory_adjustments", { body });
  };
  await adjust(1);
  const whole = await tenant.request("POST", "/api/v1/cycle_counts", { body: { location_id: "loc_1" } });
  const load = (count: string) => tenant.request("POST", `/api/v1/cycle_counts/${count}/load_inventory`);
  const refused = await load(whole.body.data.id);
  expect(codesOf(refused)).toEqual(["validation_failed"]);
  expect(refused.body.errors[0].message).toContain("at most 20,000 items");
  const part = await tenant.request("POST", "/api/v1/cycle_counts", { body: { location_id: "loc_1", skus: ["MORE"] } });
  expect((await load(part.body.data.id)).body.data.items).toHaveLength(1);
  await adjust(-1);
}, 60_000);

test(`a count of ${ITEMS} items is loaded, counted and completed under idempotency keys, and read in pages`, async () => {
  const { id } = await twice("POST", "cycle_counts", { location_id: "loc_1" });
  expect((await twice("POST", `cycle_counts/${id}/load_inventory`)).items).toHaveLength(ITEMS);
  await twice("POST", `cycle_counts/${id}/start`);
  const counted = [{ sku: "SKU-7", counted_quantity: 3 }];
  await twice("PATCH", `cycle_counts/${id}`, { cycle_count_items_attributes: counted });
  const completed = await twice("POST", `cycle_counts/${id}/complete`, { uncounted_as_zero: true });
  expect(completed).toMatchObject({ status: "completed", items_count: ITEMS });

  expect(bytesOf(JSON.stringify(completed))).toBeGreaterThan(VALUE_BYTES);
  expect(largest).toBeLessThan(VALUE_BYTES);

  const page = await tenant.request("GET", `/api/v1/cycle_counts/${id}?page=300&per_page=50`);
  expect(page.body.data.items).toEqual(completed.items.slice(14_950, 15_000));
  expect(page.body.meta).toEqual({ page: 300, per_page: 50, total: ITEMS, total_pages: ITEMS / 50 });
  expect(costOf(page).round_trips).toBe(1);
  expect(costOf(page).rows_read).toBeLessThan(200);
  const list = await tenant.request("GET", "/api/v1/cycle_counts");
  expect(list.body.data).toContainEqual(expect.objectContaining({ id, items_count: ITEMS }));
  expect(costOf(list).rows_read).toBeLessThan(20);
}, 300_000);
