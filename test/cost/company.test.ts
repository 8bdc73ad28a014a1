import { beforeAll, describe, expect, test } from "vitest";
import type { Engine, SqlStatement } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { BIG, fillCompany } from "../support/company";
import { costOf } from "../support/cost";

let engine: Engine;
let commits: SqlStatement[][] = [];
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return {
      execute(statements, mode) {
        if (mode === "write") commits.push(statements);
        return opened.execute(statements, mode);
      },
    };
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;

beforeAll(async () => {
  tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, BIG);
}, 600_000);

const get = (path: string) => tenant.request("GET", path);

const LISTS = [
  "products",
  "variants",
  "inventory_levels",
  "inventory_ledger",
  "orders",
  "locations",
  "suppliers",
  "events",
  "purchase_orders",
  "stock_transfers",
  "cycle_counts",
  "return_authorizations",
  "inventory_policies",
];

const { variants, orders, entries } = BIG;

describe(`reads with ${variants} variants, ${orders} orders and ${entries} ledger entries`, () => {
  for (const list of LISTS) {
    test(`an unfiltered page of ${list} reads at most 500 rows in one round trip, its exact total included`, async () => {
      for (const page of [1, 10]) {
        const answer = await get(`/api/v1/${list}?page=${page}`);
        expect(answer.status).toBe(200);
        expect(costOf(answer)).toMatchObject({ round_trips: 1, directory: 0 });
        expect(costOf(answer).rows_read).toBeLessThanOrEqual(500);
      }
    });
  }

  test("totals without filters are exact at any size", async () => {
    expect((await get("/api/v1/orders")).body.meta.total).toBe(orders);
    expect((await get("/api/v1/inventory_ledger")).body.meta.total).toBe(entries);
    expect((await get("/api/v1/variants")).body.meta.total).toBe(variants);
  });

  const FILTERED = [
    "orders?status=fulfilled",
    "orders?status=pending",
    "orders?location_id=loc_1",
    "orders?channel=webshop",
    "orders?external_reference=ext-5",
    "orders?sku=SKU-7",
    "orders?from=2025-01-01T00:00:00Z",
    "orders?to=2025-01-02T00:00:00Z",
    "orders?from=2025-01-05T00:00:00Z&to=2025-01-06T00:00:00Z",
    "orders?search=Customer",
    "orders?search=SO-9999",
    "orders?search=SO&sku=SKU-7",
    "products?status=archived",
    "products?category=category%207",
    "products?sku=SKU-77",
    "products?search=Widget",
    "products?search=9999",
    "variants?status=active",
    "variants?search=Widget%205",
    "variants?product_id=prd_5",
    "variants?search=Widget&sku=SKU-7",
    "variants?search=Widget&product_id=prd_5",
    "variants?search=Widget&barcode=0000000000770",
    "products?search=Widget&sku=SKU-7",
    "products?search=Widget&barcode=0000000000770",
    "inventory_levels?location_id=loc_1",
    "inventory_levels?sku=SKU-5",
    "inventory_levels?product_id=prd_5",
    "inventory_levels?below=5",
    "inventory_levels?below=5000",
    "inventory_levels?search=9999",
    "inventory_ledger?type=adjustment",
    "inventory_ledger?type=order_reserved",
    "inventory_ledger?reference_type=order",
    "inventory_ledger?reference_type=inventory_adjustment",
    "inventory_ledger?reference_id=adj_77",
    "inventory_ledger?sku=SKU-7",
    "inventory_ledger?location_id=loc_1",
    "inventory_ledger?location_id=loc_2",
    "inventory_ledger?lot_id=lot_1",
    "inventory_ledger?from=2025-03-01T00:00:00Z",
    "inventory_ledger?to=2025-03-01T00:00:00Z",
    "inventory_ledger?from=2025-03-01T00:00:00Z&to=2025-03-02T00:00:00Z",
  ];
  for (const list of FILTERED) {
    test(`the filtered page ${list} reads at most 11,000 rows in one round trip`, async () => {
      const answer = await get(`/api/v1/${list}`);
      expect(answer.status).toBe(200);
      expect(costOf(answer).round_trips).toBe(1);
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(11_000);
    });
  }

  test("a filtered total is counted up to 10,000 and says so", async () => {
    const { meta } = (await get("/api/v1/orders?status=fulfilled")).body;
    expect(meta).toMatchObject({ total: 10_000, total_is_capped: true });
  });

  for (const list of ["inventory_ledger?", "inventory_ledger?order=desc&", "inventory_ledger?sku=SKU-7&", "events?"]) {
    test(`a cursor page of ${list} reads at most 110 rows, however deep`, async () => {
      const answer = await get(`/api/v1/${list}cursor=cur_${((entries * 7) / 10).toString(36)}`);
      expect(answer.status).toBe(200);
      expect(answer.body.meta.total).toBeUndefined();
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(110);
    });
  }

  const LOOKUPS = [
    "orders/ord_77",
    "products/prd_77",
    "variants/var_77",
    "variants?sku=SKU-77",
    "variants?barcode=0000000000770",
    "variants/barcode/0000000000770",
    "locations/loc_1",
  ];
  for (const lookup of LOOKUPS) {
    test(`the look-up ${lookup} reads at most 20 rows in one round trip`, async () => {
      const answer = await get(`/api/v1/${lookup}`);
      expect(answer.status).toBe(200);
      expect(costOf(answer).round_trips).toBe(1);
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(20);
    });
  }

  test("levels as of a moment are found in the ledger without walking it", async () => {
    const answer = await get("/api/v1/inventory_levels?as_of=2025-03-01T00:00:00Z");
    expect(answer.status).toBe(200);
    expect(costOf(answer).rows_read).toBeLessThanOrEqual(1_000);
  });
});

const post = (path: string, body: unknown = {}) =>
  tenant.request("POST", `/api/v1/${path}`, { body, headers: { "Idempotency-Key": crypto.randomUUID() } });

const items = (count: number, first = 1) =>
  Array.from({ length: count }, (_, at) => ({ sku: `SKU-${first + at}`, quantity: 1 }));

const adjustments = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    sku: `SKU-${at + 1}`,
    location_id: "loc_1",
    quantity: 1,
    reason: "found",
  }));

test("creating, reserving, fulfilling, cancelling and adjusting take at most 2 round trips and no directory look-up", async () => {
  const first = await post("orders", { location_id: "loc_1", items: items(3) });
  const second = await post("orders", { location_id: "loc_1", items: items(3), reserve: true });
  const answers = [
    first,
    second,
    await post(`orders/${first.body.data.id}/reserve`),
    await post(`orders/${first.body.data.id}/fulfill`),
    await post(`orders/${second.body.data.id}/cancel`),
    await post("inventory_adjustments", { adjustments: adjustments(3) }),
    await post("locations", { name: "Annex" }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBeLessThan(300);
    expect(costOf(answer).round_trips).toBeLessThanOrEqual(2);
    expect(costOf(answer).directory).toBe(0);
  }
});

test("every write of purchasing, transfers, counts, returns and policies takes at most 2 round trips", async () => {
  const supplier_id = (await post("suppliers", { name: "Potter" })).body.data.id;
  const send = async (method: string, path: string, body: unknown = {}) => {
    const answer = await tenant.request(method, `/api/v1/${path}`, {
      body,
      headers: { "Idempotency-Key": crypto.randomUUID() },
    });
    expect([path, answer.status]).toEqual([
      path,
      method === "DELETE" ? 204 : expect.toSatisfy((status) => status < 300),
    ]);
    expect([path, costOf(answer).round_trips]).toEqual([path, expect.toSatisfy((trips) => trips <= 2)]);
    return answer.body?.data;
  };
  const purchase = await send("POST", "purchase_orders", { supplier_id, location_id: "loc_1", items: items(3) });
  await send("PATCH", `purchase_orders/${purchase.id}`, { location_id: "loc_2", items: items(2) });
  await send("POST", `purchase_orders/${purchase.id}/receive`, { items: items(1) });
  await send("POST", `purchase_orders/${purchase.id}/cancel`);
  const transfer = await send("POST", "stock_transfers", {
    from_location_id: "loc_1",
    to_location_id: "loc_2",
    items: items(3),
  });
  await send("POST", `stock_transfers/${transfer.id}/ship`);
  await send("POST", `stock_transfers/${transfer.id}/receive`, { close: true, items: items(1) });
  const count = await send("POST", "cycle_counts", { location_id: "loc_2", skus: ["SKU-1", "SKU-2"] });
  await send("POST", `cycle_counts/${count.id}/load_inventory`);
  await send("POST", `cycle_counts/${count.id}/start`);
  const counted = [{ sku: "SKU-1", counted_quantity: 1 }];
  await send("PATCH", `cycle_counts/${count.id}`, { cycle_count_items_attributes: counted });
  await send("POST", `cycle_counts/${count.id}/complete`);
  const order = await send("POST", "orders", { location_id: "loc_1", items: items(3) });
  await send("POST", `orders/${order.id}/fulfill`);
  const back = await send("POST", "return_authorizations", { order_id: order.id, items: items(2) });
  await send("PATCH", `return_authorizations/${back.id}`, { items: items(1) });
  await send("POST", `return_authorizations/${back.id}/receive`);
  const policy = await send("POST", "inventory_policies", { sku: "SKU-1", location_id: "loc_1" });
  await send("PATCH", `inventory_policies/${policy.id}`, { reorder_point: 3 });
  await send("DELETE", `inventory_policies/${policy.id}`);
});

test("a replay takes at most 2 round trips and writes nothing", async () => {
  const headers = { "Idempotency-Key": "again" };
  const body = { sku: "SKU-1", location_id: "loc_1", quantity: 1, reason: "found" };
  await tenant.request("POST", "/api/v1/inventory_adjustments", { body, headers });
  const replay = await tenant.request("POST", "/api/v1/inventory_adjustments", { body, headers });
  expect(replay.headers.get("Idempotent-Replayed")).toBe("true");
  expect(costOf(replay)).toMatchObject({ rows_written: 0 });
  expect(costOf(replay).round_trips).toBeLessThanOrEqual(2);
});

test("reserving an order of 3 lines reads at most 100 rows and writes at most 41, its idempotency record included", async () => {
  const order = await post("orders", { location_id: "loc_1", items: items(3, 100) });
  const cost = costOf(await post(`orders/${order.body.data.id}/reserve`));
  expect(cost.rows_read).toBeLessThanOrEqual(100);
  // Every sixteenth event has an entry in one more index (`events_by_created_at`).
  expect(cost.rows_written).toBeLessThanOrEqual(41);
});

test("an adjustment or an order that reserves reads no more than where there are few levels", async () => {
  const line = { sku: "SKU-7", location_id: "loc_1", quantity: 1 };
  const answers = [
    await post("inventory_adjustments", { ...line, reason: "found" }),
    await post("orders", { location_id: "loc_1", items: items(1, 8), reserve: true }),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(201);
    expect(costOf(answer).rows_read).toBeLessThanOrEqual(100);
  }
});

test("a commit of 500 order lines is at most 12 statements, placed, reserved, fulfilled or cancelled", async () => {
  commits = [];
  const order = await post("orders", { location_id: "loc_1", items: items(500), reserve: true });
  const other = await post("orders", { location_id: "loc_1", items: items(500) });
  await post(`orders/${other.body.data.id}/reserve`);
  await post(`orders/${other.body.data.id}/fulfill`);
  await post(`orders/${order.body.data.id}/cancel`);
  expect(commits).toHaveLength(5);
  for (const statements of commits) expect(statements.length).toBeLessThanOrEqual(12);
});

test("an adjustment of 1,000 lines is one commit of at most 12 statements with at most 100 parameters each", async () => {
  commits = [];
  const answer = await post("inventory_adjustments", { adjustments: adjustments(1000) });
  expect(answer.status).toBe(201);
  expect(answer.body.data.ledger_entries).toHaveLength(1000);
  expect(commits).toHaveLength(1);
  expect(commits[0]?.length).toBeLessThanOrEqual(12);
  for (const { sql, params } of commits[0] ?? []) {
    expect(params.length).toBeLessThanOrEqual(100);
    expect(sql.length).toBeLessThanOrEqual(100_000);
  }
});
