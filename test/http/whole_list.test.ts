import { type SQL, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { routes } from "../../src/app";
import { openDatabase } from "../../src/data/database";
import { openApiDocument } from "../../src/http/openapi";
import { type ParsedInput, type Route, route } from "../../src/http/route";
import { PageParameters } from "../../src/http/schemas";
import { sections } from "../../src/platform/sections";
import { type Engine, newMeter } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { parseCsv } from "../support/csv";
import { sendToEveryRoute } from "../support/every_route";
import { codesOf } from "../support/shop";

type Row = Record<string, unknown>;
type App = ReturnType<typeof createTestApp>;
type Tenant = Awaited<ReturnType<App["mintTenant"]>>;

const PORTION_ROWS = 2000;
const AT = "2026-11-23T08:00:00.000Z";

/** A report that pages by position, and adds totals to each page. */
const Numbers = { count: 25, total: (25 * 26) / 2 };
const report = route({
  tag: "Reports",
  method: "get",
  path: "/api/v1/reports/numbers",
  operation: "getNumbers",
  scope: "read",
  summary: "Numbers",
  answers: "collection",
  data: z.strictObject({ number: z.int(), name: z.string() }),
  meta: { totals: z.strictObject({ number: z.int() }) },
  query: PageParameters,
  async handle(_, { query }) {
    const { page, per_page, cursor } = query;
    const first = cursor === undefined ? (page - 1) * per_page : Number(cursor ?? 0);
    const end = Math.min(Numbers.count, first + Math.min(per_page, 10));
    const data = Array.from({ length: Math.max(0, end - first) }, (_, at) => ({
      number: first + at + 1,
      name: `No. ${first + at + 1}`,
    }));
    const totals = { number: Numbers.total };
    if (cursor === undefined) return { data, page, per_page, total: Numbers.count, totals };
    return { data, per_page, next_cursor: end < Numbers.count ? String(end) : null, totals };
  },
});

/** The routes, whose whole lists are read in portions of at most so many rows. */
function inPortionsOf(rows: number): Route[] {
  return (routes as Route[]).map((one) => {
    if (one.answers !== "collection") return one;
    const handle = (context: never, { query, ...input }: ParsedInput) => {
      const asked = "cursor" in query && query.cursor !== undefined ? { ...query, per_page: rows } : query;
      return one.handle(context, { ...input, query: asked });
    };
    return { ...one, handle } as Route;
  });
}

const dataOf = (list: Route) => ("data" in list ? list.data : z.never());

let engine: Engine;
/** The rows that each read of an organization's database has read. */
let reads: number[] = [];
/** What happens before a read. */
let beforeRead: (reads_so_far: number) => Promise<void> = async () => {};

const wrapEngine = (opened: Engine): Engine => {
  engine = opened;
  return {
    async execute(statements, mode) {
      await beforeRead(reads.length);
      const results = await opened.execute(statements, mode);
      reads.push(results.reduce((sum, { rows_read }) => sum + rows_read, 0));
      return results;
    },
  };
};

const app = createTestApp({ wrapEngine, serve: [...(routes as Route[]), report] });
/** The same in small portions. */
const small = createTestApp({ wrapEngine, serve: inPortionsOf(3) });
const single = createTestApp({ wrapEngine, serve: inPortionsOf(1) });
const hundred = createTestApp({ wrapEngine, serve: inPortionsOf(100) });

beforeEach(() => {
  reads = [];
  beforeRead = async () => {};
});

const write = (...statements: SQL[]) => openDatabase(engine, newMeter()).commit(statements);

/** All rows of a list by the pages of JSON. */
async function pagesOf(path: string, get: Tenant["request"]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let page = 1; ; page++) {
    const { status, body, text } = await get("GET", `${path}page=${page}&per_page=100`);
    expect(status, `${path} ${text}`).toBe(200);
    rows.push(...body.data);
    if (page >= body.meta.total_pages) return rows;
  }
}

/** The portions of a response as they come. */
async function* portionsOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield decoder.decode(read.value);
  } finally {
    await reader.cancel();
  }
}

async function all<T>(items: AsyncGenerator<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const linesOf = (text: string): Row[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** What the records of a CSV text must be for these rows. */
function expectRecords(text: string, rows: readonly Row[]): void {
  expect(text).toMatch(/\r\n$/);
  const [header = [], ...records] = parseCsv(text);
  expect(new Set(header).size).toBe(header.length);
  const members = new Set(header.map((name) => name.split(".")[0]));
  for (const row of rows) for (const member of Object.keys(row)) expect(members).toContain(member);
  const cellOf = (row: Row, name: string) => {
    const [member = "", inner] = name.split(".");
    const value = inner === undefined ? row[member] : (row[member] as Row | null | undefined)?.[inner];
    if (value === null || value === undefined) return "";
    if (typeof value !== "string") return JSON.stringify(value);
    return /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  };
  expect(records).toEqual(rows.map((row) => header.map((name) => cellOf(row, name))));
}

/** Expects that a list is the same in pages of JSON, as NDJSON and as CSV; returns the number of its rows and of its portions. */
async function expectSame(path: string, key: string, { served = app, from = app }: { served?: App; from?: App } = {}) {
  const url = `${path}${path.includes("?") ? "&" : "?"}`;
  const rows = await pagesOf(url, (method, asked) => from.request(method, asked, { key }));
  const lines = await all(portionsOf(await served.open("GET", `${url}format=ndjson`, { key })));
  expect(linesOf(lines.join("")), path).toEqual(rows);
  const records = await all(portionsOf(await served.open("GET", `${url}format=csv`, { key })));
  expectRecords(records.join(""), rows);
  expect(records.length, path).toBe(Math.max(lines.length, 1));
  return { rows, portions: records.length };
}

describe("of a company with more rows than two portions", () => {
  const COUNT = 2 * PORTION_ROWS + 150;
  let tenant: Tenant;

  beforeAll(async () => {
    tenant = await app.mintTenant({ modules: ["traceability"] });
    await tenant.request("GET", "/api/v1/locations");
    await fillCompany(engine, { variants: COUNT, orders: COUNT, entries: 2 * COUNT });
    await write(
      sql`UPDATE stock_levels SET on_hand = 10000 * max(1, sequence * 7 % 900 - 600)`,
      sql`INSERT INTO lots (id, lot_number, variant_id, disposition, expiry_date, quantity_initial, on_hand, source_type, source_id,
          note, created_at, updated_at)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${sql.raw(String(COUNT))})
        SELECT 'lot_' || i, 'L-' || i, 'var_1', iif(i % 2 = 0, 'active', 'quarantine'), date('2026-11-01', '+' || (i * 7 % 50 / 20) || ' days'),
          10000, 10000, 'inventory_adjustment', 'adj_' || i, NULL, ${AT}, ${AT} FROM n`,
      sql`INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved)
        SELECT id, 'loc_1', 'var_1', 10000, 0 FROM lots`,
    );
  }, 300_000);

  const SINCE = "updated_since=2025-01-01T00:00:00Z";
  const LISTS = [
    "orders",
    "orders?status=pending,fulfilled",
    `orders?status=pending,fulfilled&${SINCE}`,
    "orders?from=2025-01-01T00:00:00Z",
    "orders?search=Customer&from=2025-01-01T00:00:00Z",
    "orders?location_id=loc_1",
    "inventory_levels",
    "inventory_levels?below=1000",
    `inventory_levels?below=1000&${SINCE}`,
    "inventory_levels?as_of=2025-01-01T20:00:00Z",
    "inventory_levels?as_of=2025-01-01T20:00:00Z&below=2",
    "inventory_levels?search=Widget",
    "inventory_ledger",
    "inventory_ledger?order=desc",
    "inventory_ledger?location_id=loc_1&from=2025-01-01T01:00:00Z",
    "lots",
    "lots?expiring_before=2027-01-01",
    "lots?status=active,quarantine",
    "expiry/alerts?days=60",
    "variants?search=Widget",
    "products",
  ];

  for (const list of LISTS) {
    test(`${list} is the same by JSON, NDJSON and CSV, in its order`, async () => {
      const { rows, portions } = await expectSame(`/api/v1/${list}`, tenant.api_key);
      expect(rows.length).toBeGreaterThan(2 * PORTION_ROWS - 1000);
      expect(portions).toBeGreaterThan(2);
    });
  }

  for (const list of LISTS) {
    test(`a portion of ${list} reads no more rows at the end than at the beginning`, async () => {
      await hundred.request("GET", "/api/v1/locations", { key: tenant.api_key });
      reads = [];
      const url = `/api/v1/${list}${list.includes("?") ? "&" : "?"}format=ndjson`;
      await all(portionsOf(await hundred.open("GET", url, { key: tenant.api_key })));
      expect(reads.length).toBeGreaterThan(30);
      const [first = 0, second = 0, ...others] = reads;
      expect(Math.max(...others)).toBeLessThanOrEqual(1.25 * Math.max(first, second));
    });
  }

  test("a whole list is read as the client takes it: no portion before it is asked for, none after it is cancelled", async () => {
    const response = await app.open("GET", "/api/v1/orders?format=csv", { key: tenant.api_key });
    expect(reads).toHaveLength(1);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    expect(reads).toHaveLength(1);
    await reader.read();
    expect(reads).toHaveLength(2);
    await reader.cancel();
    expect(reads).toHaveLength(2);

    const other = await app.open("GET", "/api/v1/orders?format=csv", { key: tenant.api_key });
    const second = (other.body as ReadableStream<Uint8Array>).getReader();
    await second.read();
    const pending = second.read();
    await second.cancel();
    await pending;
    expect(reads).toHaveLength(4);
  });

  test("HEAD has the headers of a whole list, reads one portion of it, and has no body", async () => {
    const answer = await app.request("HEAD", "/api/v1/orders?format=csv", { key: tenant.api_key });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe("");
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(reads).toHaveLength(1);
  });

  test("a failure after the first portion breaks the response off and is logged; before it, it is refused as ever", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    try {
      beforeRead = async (so_far) => {
        if (so_far >= 1) throw new Error("The disk is gone");
      };
      const headers = { "X-Request-Id": "req-that-breaks" };
      const response = await app.open("GET", "/api/v1/orders?format=ndjson", { key: tenant.api_key, headers });
      expect(response.status).toBe(200);
      await expect(response.arrayBuffer()).rejects.toThrow();
      expect(logged).toHaveBeenCalledTimes(1);
      const entry = JSON.parse(logged.mock.calls[0]?.[0]);
      expect(entry).toMatchObject({ request_id: "req-that-breaks", error: { message: "The disk is gone" } });

      const refused = await app.request("GET", "/api/v1/orders?format=ndjson", { key: tenant.api_key });
      expect(refused.status).toBe(500);
      expect(codesOf(refused)).toEqual(["internal_error"]);
    } finally {
      beforeRead = async () => {};
      logged.mockRestore();
    }
  });
});

/** The portions of a list, with what `between` does after the first of them. */
async function readDuring(path: string, key: string, between: () => Promise<unknown>): Promise<Row[]> {
  const rows: Row[] = [];
  let is_first = true;
  for await (const portion of portionsOf(await small.open("GET", `/api/v1/${path}`, { key }))) {
    rows.push(...linesOf(portion));
    if (is_first) await between();
    is_first = false;
  }
  return rows;
}

describe("of a company that has something in every list", () => {
  const lists = (routes as Route[]).filter(({ answers }) => answers === "collection");
  let tenant: Tenant;
  let operator: { key: string };
  let endpoint_id: string;

  beforeAll(async () => {
    tenant = await app.mintTenant({ modules: ["manufacturing", "traceability"] });
    await app.mintTenant();
    operator = { key: "test-admin-token-0123456789" };
    await tenant.request("GET", "/api/v1/locations");
    await fillCompany(engine, { variants: 90, orders: 20, entries: 90 * 3 });
    await sendToEveryRoute(async (method, path, body) => {
      if (method !== "GET") app.clock.advance(1000);
      const answer = await tenant.request(method, `/api/v1/${path}`, method === "GET" ? {} : { body: body ?? {} });
      return answer.body?.data;
    });
    for (const sku of ["SKU-1", "SKU-2", "SKU-3"]) {
      await tenant.request("POST", "/api/v1/inventory_policies", { body: { sku, location_id: "loc_2" } });
      await tenant.request("POST", "/api/v1/api_keys", { body: { name: sku, scopes: ["read"] } });
    }
    [{ id: endpoint_id }] = (await tenant.request("GET", "/api/v1/webhook_endpoints")).body.data;
    for (const served of [small, single, hundred]) {
      served.clock.now = app.clock.now;
      // A key shows when it was last used, by each of them.
      await served.request("GET", "/api/v1/locations", { key: tenant.api_key });
    }
  }, 120_000);

  for (const one of lists) {
    test(`${one.path} is the same by JSON, NDJSON and CSV, row by row`, async () => {
      const { key } = one.realm === "operator" ? operator : { key: tenant.api_key };
      const path = one.path
        .replace(":product_id", "prd_7")
        .replace("organizations/:id", `organizations/${tenant.id}`)
        .replace("webhook_endpoints/:id", `webhook_endpoints/${endpoint_id}`)
        .replace("integrations/:id", "integrations/int_1");
      const { rows, portions } = await expectSame(path, key, { served: single });
      expect(rows.length).toBeGreaterThan(0);
      // A report decides itself how many rows it answers at once.
      if (one.tag !== "Reports") expect(portions).toBe(rows.length);
      for (const row of rows) dataOf(one).parse(row);
    });
  }

  const FILTERED = [
    "orders?ids=ord_3,ord_7,ord_9,ord_11",
    "orders?status=pending,fulfilled,cancelled&updated_since=2025-01-01T00:05:00Z",
    "orders?sku=SKU-7&from=2025-01-01T00:00:00Z",
    "orders?search=Customer&status=pending,fulfilled",
    "products?search=Widget",
    "products?search=Widget&status=active,archived",
    "products?status=active,archived&updated_since=2025-01-01T00:05:00Z",
    "variants?search=Widget&ids=var_3,var_5,var_9,var_50",
    "inventory_levels?below=5",
    "inventory_levels?below=1000000&search=Widget",
    "inventory_levels?below=5&updated_since=2026-11-23T00:00:00Z",
    "inventory_levels?as_of=2025-01-01T00:20:00Z&below=2",
    "inventory_levels?updated_since=2026-11-23T00:00:00Z",
    "inventory_ledger?ids=led_000000000003,led_000000000005&order=desc",
    "inventory_ledger?sku=SKU-7&order=desc",
    "inventory_ledger?updated_since=2026-11-23T00:00:00Z",
    "events?type=inventory.low",
    "events?updated_since=2026-11-23T08:31:00Z",
    "inventory_policies?location_id=loc_2",
    "waste_records?reason=damaged",
  ];

  for (const list of FILTERED) {
    test(`${list} is the same by JSON, NDJSON and CSV, three rows at a time`, async () => {
      const { rows } = await expectSame(`/api/v1/${list}`, tenant.api_key, { served: small });
      expect(rows.length, list).toBeGreaterThan(0);
    });
  }

  test("levels below a number are the same for an organization without traceability", async () => {
    const plain = await app.mintTenant();
    await plain.request("GET", "/api/v1/locations");
    await fillCompany(engine, { variants: 40, orders: 0, entries: 80 });
    await write(sql`UPDATE stock_levels SET on_hand = 10000 * (1 + sequence * 7 % 11)`);
    const { rows } = await expectSame("/api/v1/inventory_levels?below=8", plain.api_key, { served: small });
    expect(rows.length).toBeGreaterThan(20);
  });

  test("a cursor says where to begin, where a list has it", async () => {
    const { body } = await tenant.request("GET", "/api/v1/inventory_ledger?per_page=100");
    const rest = await pagesOf("/api/v1/inventory_ledger?", tenant.request);
    const begun = await tenant.request("GET", `/api/v1/inventory_ledger?format=ndjson&cursor=${body.meta.next_cursor}`);
    expect(linesOf(begun.text)).toEqual(rest.slice(100));
    const malformed = await tenant.request("GET", "/api/v1/orders?format=csv&cursor=nonsense");
    expect(codesOf(malformed)).toEqual(["validation_failed cursor"]);
    const unknown = await tenant.request("GET", "/api/v1/suppliers?format=csv&cursor=cur_1");
    expect(codesOf(unknown)).toEqual(["validation_failed cursor"]);
  });

  test("what moves while a list is read neither hides nor repeats the others", async () => {
    const path = "inventory_levels?below=1000000&format=ndjson";
    const keyOf = (row: Row) => `${row.sku} ${row.location_id}`;
    const before = await readDuring(path, tenant.api_key, async () => {});
    const moved = before[2] as Row;
    for (const quantity of [500, -1]) {
      const rows = await readDuring(path, tenant.api_key, () =>
        tenant.request("POST", "/api/v1/inventory_adjustments", {
          body: {
            variant_id: moved.variant_id,
            location_id: moved.location_id,
            quantity,
            reason: quantity > 0 ? "found" : "damaged",
          },
        }),
      );
      const others = (list: Row[]) =>
        list
          .filter((row) => keyOf(row) !== keyOf(moved))
          .map(keyOf)
          .toSorted();
      expect(others(rows)).toEqual(others(before));
    }
  });

  test("what is added while a list is read moves nothing, and what is deleted hides only itself", async () => {
    const key = tenant.api_key;
    const before = await readDuring("suppliers?format=ndjson", key, () =>
      tenant.request("POST", "/api/v1/suppliers", { body: { name: "Late" } }),
    );
    expect(before.map(({ name }) => name)).not.toContain("Late");
    const policies = await readDuring("inventory_policies?format=ndjson", key, async () => {});
    const rows = await readDuring("inventory_policies?format=ndjson", key, () =>
      tenant.request("DELETE", `/api/v1/inventory_policies/${policies[2]?.id}`),
    );
    expect(rows).toEqual(policies);
  });
});

describe("a whole list", () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await app.mintTenant({ modules: ["manufacturing", "traceability"] });
  });

  test("without rows has a header in CSV, and nothing in NDJSON", async () => {
    for (const list of ["orders", "inventory_levels", "inventory_ledger", "lots", "expiry/alerts", "events"]) {
      const csv = await tenant.request("GET", `/api/v1/${list}?format=csv`);
      expect(csv.status).toBe(200);
      expect(parseCsv(csv.text)).toHaveLength(1);
      const ndjson = await tenant.request("GET", `/api/v1/${list}?format=ndjson`);
      expect([ndjson.status, ndjson.text]).toEqual([200, ""]);
    }
  });

  test("has the columns of its rows, in their order, those of an object after its name", async () => {
    const { text } = await tenant.request("GET", "/api/v1/orders?format=csv");
    const [header] = parseCsv(text);
    expect(header?.slice(0, 2)).toEqual(["id", "number"]);
    expect(header).toEqual(
      expect.arrayContaining(["customer.name", "customer.external_id", "items", "metadata", "version"]),
    );
    expect(header?.some((name) => /^(items|metadata)\./.test(name) || name === "customer")).toBe(false);
  });

  test("has safe cells, whatever the rows hold", async () => {
    const names = ["=1+1", "-5", "+49 30", 'A "mug"', "one, two", "@cmd", "Käse"];
    const metadata = { formula: "=1+1", list: [1, "a,b"] };
    for (const name of names) {
      const address = name === "Käse" ? { city: "=Leeds" } : '1 Mill\nLane, "Leeds"';
      await tenant.request("POST", "/api/v1/suppliers", { body: { name, address, metadata } });
    }
    const { text } = await tenant.request("GET", "/api/v1/suppliers?format=csv");
    const [header = [], ...records] = parseCsv(text);
    const column = (name: string) => records.map((record) => record[header.indexOf(name)]).toReversed();
    expect(column("name")).toEqual(["'=1+1", "-5", "'+49 30", 'A "mug"', "one, two", "'@cmd", "Käse"]);
    expect(column("metadata").map((cell) => JSON.parse(cell ?? ""))).toEqual(names.map(() => metadata));
    expect(column("address").slice(-2)).toEqual(['1 Mill\nLane, "Leeds"', '{"city":"=Leeds"}']);
    expect(column("email")).toEqual(names.map(() => ""));
  });

  test("takes neither page nor per_page, and says so for each of them", async () => {
    for (const format of ["csv", "ndjson"]) {
      for (const list of ["orders", "inventory_levels", "api_keys", "events"]) {
        const both = await tenant.request("GET", `/api/v1/${list}?format=${format}&page=1&per_page=25`);
        expect(both.status).toBe(422);
        expect(codesOf(both)).toEqual(["validation_failed page", "validation_failed per_page"]);
        expect(both.body.errors[0].message).toContain(`format=${format}`);
      }
    }
    const unknown = await tenant.request("GET", "/api/v1/orders?format=xlsx");
    expect(codesOf(unknown)).toEqual(["validation_failed format"]);
    expect(unknown.body.errors[0].message).toBe("format must be one of json, csv, ndjson.");
    const resource = await tenant.request("GET", "/api/v1/organization?format=csv");
    expect(codesOf(resource)).toEqual(["validation_failed format"]);
  });

  test("is refused as its pages are: without a key, without the module, of what does not exist, and by its filters", async () => {
    const plain = await app.mintTenant();
    expect(codesOf(await app.request("GET", "/api/v1/orders?format=csv"))).toEqual(["unauthorized"]);
    expect(codesOf(await plain.request("GET", "/api/v1/lots?format=csv"))).toEqual(["module_disabled"]);
    expect(codesOf(await plain.request("GET", "/api/v1/products/none/variants?format=csv"))).toEqual(["not_found"]);
    expect(codesOf(await plain.request("GET", "/api/v1/orders?format=csv&from=now"))).toEqual([
      "validation_failed from",
    ]);
    const both = "as_of=2026-01-01T00:00:00Z&updated_since=2026-01-01T00:00:00Z";
    expect(codesOf(await plain.request("GET", `/api/v1/inventory_levels?format=csv&${both}`))).toEqual([
      "validation_failed updated_since",
    ]);
  });

  test("has the headers of a list, the name of a file, and neither Link nor ETag", async () => {
    const headers = { "X-Request-Id": "req-1" };
    const csv = await tenant.request("GET", "/api/v1/orders?format=csv", { headers });
    expect(Object.fromEntries(csv.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="orders.csv"',
      "x-request-id": "req-1",
      "cache-control": "private, no-store",
      "access-control-allow-origin": "*",
    });
    expect(csv.headers.get("Server-Timing")).toMatch(/^round_trips;dur=1, rows_read;dur=\d+/);
    for (const name of ["Link", "ETag"]) expect(csv.headers.has(name)).toBe(false);
    const alerts = await tenant.request("GET", "/api/v1/expiry/alerts?format=ndjson");
    expect(alerts.headers.get("Content-Type")).toBe("application/x-ndjson");
    expect(alerts.headers.get("Content-Disposition")).toBe('attachment; filename="alerts.ndjson"');
    const json = await tenant.request("GET", "/api/v1/orders?format=json");
    expect(json.headers.has("Content-Disposition")).toBe(false);
    expect(json.headers.has("Link")).toBe(true);
    expect(json.text).toBe((await tenant.request("GET", "/api/v1/orders")).text);
  });

  test("counts as one request of the rate limit", async () => {
    const { body } = await app.admin("POST", "/admin/v1/organizations", {
      body: {
        name: "Few",
        slug: `few-${crypto.randomUUID().slice(0, 8)}`,
        settings: { rate_limits: { requests_per_minute: 3 } },
      },
    });
    const { key } = body.data.api_key;
    const left = async () =>
      (await small.request("GET", "/api/v1/locations?format=csv", { key })).headers.get("RateLimit");
    expect(await left()).toContain("r=2");
    expect(await left()).toContain("r=1");
  });
});

describe("a report", () => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await app.mintTenant();
  });

  test("shows in meta what its route declares, and its schema describes it", async () => {
    const { body } = await tenant.request("GET", "/api/v1/reports/numbers?per_page=10&page=3");
    expect(body.meta).toEqual({ page: 3, per_page: 10, total: 25, total_pages: 3, totals: { number: Numbers.total } });
    expect(body.data).toHaveLength(5);
    const document = openApiDocument([report], sections, "1");
    expect(JSON.stringify(document)).toContain('"totals":{"type":"object"');
  });

  test("is sent whole by the cursors that its handler gives, without its totals", async () => {
    const ndjson = await tenant.request("GET", "/api/v1/reports/numbers?format=ndjson");
    const numbers = Array.from({ length: Numbers.count }, (_, at) => at + 1);
    expect(linesOf(ndjson.text).map(({ number }) => number)).toEqual(numbers);
    const csv = await tenant.request("GET", "/api/v1/reports/numbers?format=csv");
    expect(parseCsv(csv.text)).toEqual([
      ["number", "name"],
      ...numbers.map((number) => [String(number), `No. ${number}`]),
    ]);
    expect(csv.headers.get("Content-Disposition")).toBe('attachment; filename="numbers.csv"');
  });
});

test("every list describes its formats and their content types", () => {
  const { paths } = openApiDocument(routes, sections, "1") as {
    paths: Record<
      string,
      Record<string, { parameters: { name: string }[]; responses: Record<string, { content?: object }> }>
    >;
  };
  for (const { path, method, answers } of routes) {
    const operation = paths[path.replaceAll(/:([a-z_]+)/g, "{$1}")]?.[method];
    const is_list = answers === "collection";
    expect(
      operation?.parameters.some(({ name }) => name === "format"),
      path,
    ).toBe(is_list);
    const types = Object.keys(operation?.responses[200]?.content ?? {});
    if (is_list) expect(types).toEqual(["application/json", "text/csv", "application/x-ndjson"]);
  }
});
