import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { parseCsv } from "../../support/csv";
import { codesOf, openShop, type Shop } from "../../support/shop";

/** What reports refuse, and what they answer to those who have nothing, or ask for what is another's. */

const REPORTS = ["stock_by_location", "low_stock", "fast_movers", "inventory_aging", "valuation", "movements"];
const FIRST_ROWS = ["fast_movers", "inventory_aging"];

const app = createTestApp();
let shop: Shop;
let other: Shop;
let reader: string;
const report = (path: string) => shop.get(`reports/${path}`);

beforeAll(async () => {
  shop = await openShop(app);
  other = await openShop(app);
  for (const { made, warehouse, supplier, order, post } of [shop, other]) {
    const line = { sku: "MUG", location_id: warehouse, quantity: 9, unit_cost: 2, reason: "initial" };
    await made("inventory_adjustments", line);
    const tea = { sku: "TEA", location_id: warehouse, reorder_point: 1, reorder_quantity: 2, supplier_id: supplier };
    await made("inventory_policies", tea);
    const { id } = await order([{ sku: "MUG", quantity: 2 }]);
    await post(`orders/${id}/fulfill`);
  }
  reader = (await shop.post("api_keys", { name: "Reader", scopes: ["read"] })).body.data.key;
});

describe.each(REPORTS)("%s", (name) => {
  test("refuses parameters that it does not know or that are empty, by name, in every format", async () => {
    for (const format of ["json", "csv", "ndjson"]) {
      const answer = await report(`${name}?format=${format}&location=x&location_id=&cursor=pos_1`);
      expect(answer.status).toBe(422);
      expect(codesOf(answer).toSorted()).toEqual([
        "validation_failed cursor",
        "validation_failed location",
        "validation_failed location_id",
      ]);
    }
    expect(codesOf(await report(`${name}?format=xml`))).toEqual(["validation_failed format"]);
  });

  test("refuses pages that there can't be, and has none beyond its end", async () => {
    for (const size of ["0", "101", "-1", "2.5", "all", ""]) {
      expect(codesOf(await report(`${name}?page=0&per_page=${size}`))).toEqual([
        "validation_failed page",
        "validation_failed per_page",
      ]);
    }
    for (const format of ["csv", "ndjson"]) {
      const whole = await report(`${name}?format=${format}&page=1&per_page=10`);
      expect(codesOf(whole)).toEqual(["validation_failed page", "validation_failed per_page"]);
    }
    const { body } = await report(name);
    const beyond = await report(`${name}?page=1000000&per_page=100`);
    expect(beyond.status).toBe(200);
    expect(beyond.body.data).toEqual([]);
    expect(beyond.body.meta).toEqual({ ...body.meta, page: 1_000_000, per_page: 100, total_pages: 1 });
  });

  test("of an organization without any data is empty, and its totals are 0", async () => {
    const tenant = await app.mintTenant();
    const get = (query: string) => tenant.request("GET", `/api/v1/reports/${name}${query}`);
    const { status, body } = await get("");
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: [], meta: { page: 1, total: 0, total_pages: 0 } });
    const numbers = JSON.stringify(body.meta.totals).match(/-?\d+/g) ?? [];
    expect(numbers.length).toBeGreaterThan(1);
    expect(new Set(numbers)).toEqual(new Set(["0"]));
    expect((await get("?format=ndjson")).text).toBe("");
    expect(parseCsv((await get("?format=csv")).text)).toHaveLength(1);
  });

  test("of another organization's location is that of a location which does not exist", async () => {
    for (const format of ["json", "csv", "ndjson"]) {
      const theirs = await report(`${name}?format=${format}&location_id=${other.warehouse}`);
      const nobodys = await report(`${name}?format=${format}&location_id=loc_00000000000000000000000000`);
      expect(theirs.status).toBe(200);
      expect(theirs.text).toBe(nobodys.text);
    }
    const { body } = await report(`${name}?location_id=${other.warehouse}`);
    expect(body).toMatchObject({ data: [], meta: { total: 0 } });
  });

  test("needs a key that may read, no more, and is kept by no cache", async () => {
    const path = `/api/v1/reports/${name}`;
    expect(codesOf(await app.request("GET", path))).toEqual(["unauthorized"]);
    for (const query of ["", "?format=csv", "?format=ndjson"]) {
      const { status, headers } = await app.request("GET", path + query, { key: reader });
      expect(status).toBe(200);
      expect(headers.get("Cache-Control")).toBe("private, no-store");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
    const posted = await app.request("POST", path, { key: reader, body: {} });
    expect([posted.status, posted.headers.get("Allow")]).toEqual([405, expect.stringContaining("GET")]);
  });

  test("reads the database once, or twice", async () => {
    const { headers } = await report(name);
    expect(headers.get("Server-Timing")).toMatch(/^round_trips;dur=[12],/);
  });
});

test.each([
  ["fast_movers?days=0", "days"],
  ["fast_movers?days=366", "days"],
  ["fast_movers?days=1.5", "days"],
  ["fast_movers?days=", "days"],
  ["fast_movers?by=profit", "by"],
  ["fast_movers?limit=0", "limit"],
  ["fast_movers?limit=501", "limit"],
  ["inventory_aging?limit=0", "limit"],
  ["inventory_aging?limit=501", "limit"],
  ["inventory_aging?age_bucket=91-120", "age_bucket"],
  ["valuation?as_of=2026-02-30", "as_of"],
  ["valuation?as_of=2026-13-01", "as_of"],
  ["valuation?as_of=2026-11-23T25:00:00Z", "as_of"],
  ["valuation?as_of=2026-11-23T08:30:00", "as_of"],
  ["valuation?as_of=yesterday", "as_of"],
  ["valuation?as_of=", "as_of"],
  ["valuation?group_by=sku", "group_by"],
  ["valuation?limit=5", "limit"],
  ["movements?from=2026-02-30", "from"],
  ["movements?from=2026-11-23T00:00:00Z", "from"],
  ["movements?to=2026-02-30", "to"],
  ["movements?to=", "to"],
  ["movements?from=2026-11-02&to=2026-11-01", "from"],
  ["movements?from=2026-11-24", "from"],
  ["movements?group_by=category", "group_by"],
  ["movements?sku=", "sku"],
  ["low_stock?source=guess", "source"],
  ["low_stock?supplier_id=", "supplier_id"],
  ["low_stock?days=30", "days"],
  ["stock_by_location?detail=yes", "detail"],
  ["stock_by_location?detail=", "detail"],
  ["reconciliation?location_id=", "location_id"],
  ["reconciliation?page=1", "page"],
])("%s is refused for its parameter", async (path, field) => {
  const answer = await report(path);
  expect(answer.status).toBe(422);
  expect(codesOf(answer)).toEqual([`validation_failed ${field}`]);
  expect(answer.body.errors[0].message.length).toBeGreaterThan(10);
});

test("the least and the most of a parameter are answered", async () => {
  for (const path of [
    ...["fast_movers?days=1&limit=1", "fast_movers?days=365&limit=500", "inventory_aging?limit=500"],
    ...[
      "movements?from=2026-11-23&to=2026-11-23",
      "movements?to=0001-01-01",
      "movements?from=0000-01-01&to=9999-12-31",
    ],
    ...["valuation?as_of=0000-01-01", "valuation?as_of=9999-12-31", "valuation?as_of=9999-12-31T23:59:59.999Z"],
  ]) {
    expect((await report(path)).status, path).toBe(200);
  }
});

test("as_of in the future is now, and before the first entry there is nothing", async () => {
  const now = (await report("valuation")).body;
  for (const as_of of ["2026-11-23", "2026-11-24", "2126-01-01", "2126-01-01T00:00:00%2B02:00"]) {
    expect((await report(`valuation?as_of=${as_of}`)).body).toEqual(now);
  }
  const before = await report("valuation?as_of=2026-11-23T08:29:59.999Z");
  expect(before.body).toMatchObject({ data: [], meta: { totals: { on_hand: 0, value: 0, in_transit_value: 0 } } });
});

test("another organization's variant, SKU or supplier is as one that does not exist", async () => {
  const [variant] = (await other.get("variants?sku=MUG")).body.data;
  for (const [theirs, nobodys] of [
    [`movements?variant_id=${variant.id}`, "movements?variant_id=var_00000000000000000000000000"],
    [`low_stock?supplier_id=${other.supplier}`, "low_stock?supplier_id=sup_00000000000000000000000000"],
  ] as const) {
    const answer = await report(theirs);
    expect(answer.body).toMatchObject({ data: [], meta: { total: 0 } });
    expect(answer.text).toBe((await report(nobodys)).text);
  }
  await other.product("ONLY-THEIRS");
  await other.stock("ONLY-THEIRS", 3);
  expect((await report("movements?sku=ONLY-THEIRS")).body.data).toEqual([]);
  expect((await other.get("reports/movements?sku=ONLY-THEIRS")).body.data).toHaveLength(1);
});

describe("a report of the first rows", () => {
  let many: Shop;
  beforeAll(async () => {
    many = await openShop(app);
    const skus = Array.from({ length: 23 }, (_, at) => `CUP-${10 + at}`);
    for (const sku of skus) await many.product(sku);
    const line = (sku: string) => ({ sku, location_id: many.warehouse, quantity: 5, unit_cost: 1, reason: "found" });
    await many.made("inventory_adjustments", { adjustments: skus.map(line) });
    const { id } = await many.order(skus.map((sku) => ({ sku, quantity: 1 })));
    await many.post(`orders/${id}/fulfill`);
  });

  test.each(FIRST_ROWS)("%s has as many as limit says, else per_page, else its default", async (name) => {
    const sizeOf = async (query: string) => {
      const { body } = await many.get(`reports/${name}${query}`);
      expect(body.meta.total).toBe(23);
      expect(body.meta.total_pages).toBe(Math.ceil(23 / body.meta.per_page));
      return [body.meta.per_page, body.data.length];
    };
    expect(await sizeOf("")).toEqual(name === "fast_movers" ? [20, 20] : [100, 23]);
    expect(await sizeOf("?per_page=22")).toEqual([22, 22]);
    expect(await sizeOf("?limit=7")).toEqual([7, 7]);
    expect(await sizeOf("?limit=7&per_page=22")).toEqual([7, 7]);
    expect(await sizeOf("?limit=7&page=4")).toEqual([7, 2]);
    expect(await sizeOf("?limit=500")).toEqual([500, 23]);
  });

  test.each(FIRST_ROWS)("%s leads to its pages, and is whole in a file unless it is limited", async (name) => {
    const first = await many.get(`reports/${name}?limit=10`);
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    const { pathname, search } = new URL(next);
    const second = await many.tenant.request("GET", pathname + search);
    const all = await many.get(`reports/${name}?limit=500`);
    expect(second.body.data).toEqual(all.body.data.slice(10, 20));
    const lines = async (query: string) =>
      (await many.get(`reports/${name}?format=ndjson${query}`)).text.split("\n").slice(0, -1);
    expect(await lines("")).toHaveLength(23);
    expect((await lines("&limit=6")).map((line) => JSON.parse(line))).toEqual(all.body.data.slice(0, 6));
  });
});
