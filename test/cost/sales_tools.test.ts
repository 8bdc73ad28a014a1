import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { BIG, fillCompany, lastOrderAt } from "../support/company";

const NOW = lastOrderAt(BIG);

let use: (tool: string, args: Record<string, string>) => Promise<{ rows: number[]; total: number }>;

beforeAll(async () => {
  let engine = undefined as unknown as Engine;
  let reads: number[] = [];
  const app = createTestApp({
    now: NOW,
    wrapEngine: (opened) => {
      engine = opened;
      return {
        async execute(statements, mode) {
          const results = await opened.execute(statements, mode);
          reads.push(results.reduce((sum, { rows_read }) => sum + rows_read, 0));
          return results;
        },
      };
    },
  });
  const tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, BIG);
  const items = Array.from({ length: 50 }, (_, at) => ({ sku: `SKU-${at + 1}`, quantity: 2 }));
  const { body } = await tenant.request("POST", "/api/v1/suppliers", { body: { name: "Potter" } });
  const order = { supplier_id: body.data.id, location_id: "loc_1", expected_at: "2025-12-31", items };
  expect((await tenant.request("POST", "/api/v1/purchase_orders", { body: order })).status).toBe(201);
  use = async (tool, args) => {
    reads = [];
    const answer = await tenant.request("GET", `/api/v1/ai/tools/${tool}?${new URLSearchParams(args)}`);
    expect([tool, args, answer.status, answer.text]).toEqual([tool, args, 200, answer.text]);
    return { rows: reads, total: answer.body.data.total };
  };
}, 600_000);

const MONTH = { from: "2025-07-01", to: "2025-07-31" };
/** Whose name does not begin another's: the search finds the orders of both, which are then compared. */
const CUSTOMER = `Customer ${BIG.orders - 3}`;
/** Every hundredth order is open. */
const OPEN_ORDERS = BIG.orders / 100;
const ORDERS_OF_TWO_DAYS = Math.ceil(BIG.orders / 60);

/** Of each: what is asked for, and how many rows that reads at most. The rows that an engine keeps meanwhile count as well. */
const READS: readonly [tool: string, args: Record<string, string>, most: number][] = [
  ["sales", { sku: "SKU-7", ...MONTH }, 500],
  ["sales", { sku: "SKU-7", ...MONTH, group_by: "day" }, 500],
  ["sales", { sku: "SKU-7", ...MONTH, group_by: "customer" }, 1500],
  ["sales", { customer: CUSTOMER }, 200],
  ["sales", { customer: CUSTOMER, ...MONTH, group_by: "order" }, 200],
  ["fast_movers", { sku: "SKU-7,SKU-8" }, 1000],
  ["orders", { customer: CUSTOMER }, 100],
  ["orders", { number: "SO-77" }, 100],
  ["orders", { is_open: "true" }, 20 * OPEN_ORDERS],
  ["orders", { from: "2025-07-01", to: "2025-07-02" }, 20 * ORDERS_OF_TWO_DAYS],
  ["orders", { from: "2025-07-01", to: "2025-07-02", status: "fulfilled" }, 20 * ORDERS_OF_TWO_DAYS],
  ["orders", { from: "2025-01-01", status: "pending" }, 20 * OPEN_ORDERS],
  ["orders", { is_open: "true", customer: `Customer ${BIG.orders}` }, 100],
  ["ledger_entries", { sku: "SKU-7", ...MONTH }, 2000],
  ["ledger_entries", { sku: "SKU-99", limit: "5" }, 10_000],
  ["stock_movements", { sku: "SKU-7", ...MONTH }, 2000],
  ["losses", { sku: "SKU-7", ...MONTH }, 500],
  ["unsold_stock", { sku: "SKU-7" }, 100],
  ["incoming_stock", {}, 1000],
  ["incoming_stock", { sku: "SKU-7" }, 100],
  ["purchase_orders", { is_open: "true" }, 1000],
  ["supplier_performance", {}, 1000],
  ["transfers", { is_open: "true" }, 100],
  ["returns", { customer: CUSTOMER }, 100],
];

describe(`tools of a company with ${BIG.orders} orders and ${BIG.entries} ledger entries`, () => {
  for (const [tool, args, most] of READS) {
    test(`${tool} of ${JSON.stringify(args)} reads at most ${most} rows, in one round trip`, async () => {
      const { rows } = await use(tool, args);
      expect(rows).toEqual([expect.toSatisfy((read: number) => read <= most)]);
    });
  }
});
