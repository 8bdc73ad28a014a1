import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { costOf } from "../support/cost";

/** A company of a size at which a scan would show: what is read must not grow with it. */
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
  await fillCompany(engine, { variants: 100_000, orders: 100_000, entries: 1_000_000 });
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

describe("with 100,000 variants, 100,000 orders and 1,000,000 ledger entries", () => {
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
    expect((await get("/api/v1/orders")).body.meta.total).toBe(100_000);
    expect((await get("/api/v1/inventory_ledger")).body.meta.total).toBe(1_000_000);
    expect((await get("/api/v1/variants")).body.meta.total).toBe(100_000);
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
    test(`a cursor page of ${list} reads at most 100 rows, however deep`, async () => {
      const answer = await get(`/api/v1/${list}cursor=cur_${(700_000).toString(36)}`);
      expect(answer.status).toBe(200);
      expect(answer.body.meta.total).toBeUndefined();
      expect(costOf(answer).rows_read).toBeLessThanOrEqual(100);
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
