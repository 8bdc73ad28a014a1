import { beforeAll, describe, expect, test } from "vitest";
import { DatabaseUnavailable, type Engine, type SqlStatement } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { dump } from "../support/dump";
import { openShop, type Shop } from "../support/shop";

const FAILING: SqlStatement = { sql: "INSERT INTO a_table_that_is_not_there VALUES (1)", params: [] };

/** What happens to the next commit of an organization's database. */
let plan: { fail_at: number } | "lost before" | "lost after" | null = null;
let length = 0;
let database: Engine;

const app = createTestApp({
  through: (engine) => ({
    async execute(statements, mode) {
      if (!statements.some(({ sql }) => sql.includes("organizations") || sql.includes("api_keys"))) database = engine;
      if (mode === "read" || plan === null) return engine.execute(statements, mode);
      const now = plan;
      length = statements.length;
      if (now === "lost before") {
        plan = null;
        throw new DatabaseUnavailable("lost", true);
      }
      if (now === "lost after") {
        plan = null;
        await engine.execute(statements, mode);
        throw new DatabaseUnavailable("lost", true);
      }
      return engine.execute([...statements.slice(0, now.fail_at), FAILING, ...statements.slice(now.fail_at)], mode);
    },
  }),
});

let shop: Shop;
let order: { id: string };
let reserved: { id: string };

beforeAll(async () => {
  shop = await openShop(app);
  await shop.stock("MUG", 100);
  order = await shop.order([{ sku: "MUG", quantity: 2 }]);
  reserved = await shop.order([{ sku: "MUG", quantity: 2 }], { reserve: true });
});

const line = (quantity: number) => ({ sku: "MUG", location_id: shop.warehouse, quantity, reason: "found" });
const items = [{ sku: "MUG", quantity: 1 }];

/** One write of each kind; each leaves its document so that the next can go on from it. */
const WRITES: [string, () => [method: string, path: string, body: unknown]][] = [
  ["a location", () => ["POST", "locations", { name: "Annex" }]],
  ["a change of a location", () => ["PATCH", `locations/${shop.store}`, { name: "Shop" }]],
  ["a product", () => ["POST", "products", { name: "Jug", sku: "JUG", barcode: "B-1" }]],
  ["an adjustment", () => ["POST", "inventory_adjustments", line(5)]],
  [
    "an adjustment of several lines",
    () => ["POST", "inventory_adjustments", { adjustments: [line(1), line(-2), line(3)] }],
  ],
  ["an order", () => ["POST", "orders", { location_id: shop.warehouse, items }]],
  ["an order with its reservation", () => ["POST", "orders", { location_id: shop.warehouse, items, reserve: true }]],
  ["a reservation", () => ["POST", `orders/${order.id}/reserve`, {}]],
  ["a fulfilment", () => ["POST", `orders/${order.id}/fulfill`, {}]],
  ["a cancellation", () => ["POST", `orders/${reserved.id}/cancel`, {}]],
  [
    "a purchase order",
    () => ["POST", "purchase_orders", { supplier_id: shop.supplier, location_id: shop.warehouse, items }],
  ],
  [
    "a transfer",
    () => ["POST", "stock_transfers", { from_location_id: shop.warehouse, to_location_id: shop.store, items }],
  ],
  ["a return", () => ["POST", "return_authorizations", { order_id: order.id, items }]],
  ["a policy", () => ["POST", "inventory_policies", { sku: "MUG", location_id: shop.warehouse }]],
];

const send = (write: () => [string, string, unknown], key?: string) => {
  const [method, path, body] = write();
  const headers: Record<string, string> = key === undefined ? {} : { "Idempotency-Key": key };
  return shop.tenant.request(method, `/api/v1/${path}`, { body, headers });
};

describe("a commit of which any statement fails leaves nothing behind, and can be repeated:", () => {
  for (const [name, write] of WRITES) {
    test(name, async () => {
      const before = await dump(database);
      length = 0;
      for (let fail_at = 0; fail_at === 0 || fail_at <= length; fail_at++) {
        plan = { fail_at };
        const refused = await send(write, name);
        plan = null;
        expect(refused.status).toBe(500);
        expect(refused.text).not.toMatch(/a_table_that|SQLITE|INSERT/i);
        expect(await dump(database)).toEqual(before);
      }
      expect(length).toBeGreaterThan(1);
      const done = await send(write, name);
      expect(done.status).toBeLessThan(300);
      expect(await dump(database)).not.toEqual(before);
      expect(await shop.discrepancies()).toEqual([]);
    });
  }
});

describe("a connection lost around a commit", () => {
  for (const moment of ["lost before", "lost after"] as const) {
    test(`${moment} it: with a key the client gets the one answer, and it happened once`, async () => {
      const { on_hand } = await shop.level("MUG");
      plan = moment;
      const answer = await send(() => ["POST", "inventory_adjustments", line(1)], moment);
      expect(answer.status).toBe(201);
      expect((await send(() => ["POST", "inventory_adjustments", line(1)], moment)).text).toBe(answer.text);
      expect((await shop.level("MUG")).on_hand).toBe(on_hand + 1);
    });

    test(`${moment} it: without a key it is 503, and not repeated for the client`, async () => {
      const { on_hand } = await shop.level("MUG");
      plan = moment;
      const answer = await send(() => ["POST", "inventory_adjustments", line(1)]);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("Retry-After")).not.toBeNull();
      expect((await shop.level("MUG")).on_hand).toBe(on_hand + (moment === "lost after" ? 1 : 0));
    });
  }
});
