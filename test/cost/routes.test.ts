import { beforeAll, expect, test } from "vitest";
import { routes } from "../../src/app";
import type { Engine, SqlStatement } from "../../src/storage/port";
import { createTestApp, findRoute } from "../support/app";
import { BIG, fillCompany } from "../support/company";
import { costOf } from "../support/cost";
import { sendToEveryRoute } from "../support/every_route";

/** The rows that a request about one thing, or a page, may read however big the company is. */
const ROWS = 500;

/** What a page of forecasts may read: its total is counted, up to the cap, since it leaves out archived variants. */
const ROWS_OF_FORECASTS = 20_000;
const isOfForecasts = (path: string) => path.startsWith("/api/v1/ai/forecasts");

/** The total of what arrived for one integration is counted, up to the cap. */
const isOfOne = (path: string) => /^integrations\/\w+\/deliveries(\?|$)/.test(path);

/**
 * Reports and tools that sum up everything read more than a page: `reports.test.ts`, `sales_tools.test.ts` and `stock_tools.test.ts` bound
 * what. Reconciliation recomputes everything from the ledger. A question looks for names first: `names.test.ts` bounds that.
 */
const isReport = (path: string) => /^\/api\/v1\/(reports\/|ai\/tools\/|ai\/query$)/.test(path);

/** What a plan may scan: nothing that grows with the company. */
const MAY_SCAN: readonly RegExp[] = [
  /VIRTUAL TABLE|CONSTANT ROW|\(subquery-\d+\)/,
  // JSON, the rows of a common table expression, or of a view that has already been narrowed down.
  /^SCAN (a|b|c|changes|f|g|given|h|j|l|line|n|needed|open_documents|p|page|r|start|w|walk|ways)$/,
  // Walked in the order of its key, up to a LIMIT.
  /^SCAN (idempotency_keys|t)$/,
  /^SCAN x USING INDEX imported_demand_by_day$/,
  /^SCAN t USING INDEX insights_by_urgency$/,
  // Deliveries after the response: the lanes that are behind, up to a LIMIT, and a look at each (`test/cost/lanes.test.ts`).
  /^SCAN l USING INDEX event_lanes_(active|behind)$/,
  // Terms of the view open_documents whose location or supplier is NULL: SQLite plans them, but does not run them.
  /^SCAN i USING INDEX (order_items_open_by_location|purchase_order_items_incoming)$/,
  /^SCAN i USING COVERING INDEX (cycle_count_items_by_variant|recipe_items_by_variant)$/,
];

let engine: Engine;
let sent: SqlStatement[] = [];
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return {
      execute(statements, mode) {
        sent.push(...statements);
        return opened.execute(statements, mode);
      },
    };
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;

beforeAll(async () => {
  tenant = await app.mintTenant({ modules: ["manufacturing", "traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, BIG);
}, 600_000);

/** A file names locations by their names, too, which have no index: all of them are read, once for the whole file. */
const isImport = (path: string) => path.startsWith("products/import");

/** The round trips that a request may take. */
function mostTrips(method: string, path: string): number {
  // What an import changes is found by the SKUs of the file, and read before the levels that its stock would open.
  if (isImport(path)) return path.includes("update") ? 4 : 2;
  // By class, what is not stored is computed first, and the page found before the rest is read.
  // What a delivery wants to have done is known when it has been read.
  if (/demand_class|^integrations.*retry$/.test(path)) return 3;
  return method === "GET" ? 1 : 2;
}

/** What the plans of statements scan that grows with the company. */
async function scansOf(statements: readonly SqlStatement[]): Promise<string[]> {
  if (statements.length === 0) return [];
  const explained = statements.map(({ sql, params }) => ({ sql: `EXPLAIN QUERY PLAN ${sql}`, params }));
  const plans = await engine.execute(explained, "read");
  const steps = plans.flatMap(({ rows }) => rows.map((row) => String(row.at(-1))));
  return steps.filter((step) => step.startsWith("SCAN") && !MAY_SCAN.some((pattern) => pattern.test(step)));
}

test(`every route reads at most ${ROWS} rows with ${BIG.variants} variants and ${BIG.entries} entries, and scans nothing`, async () => {
  const sent_to = new Set<string>();
  const costly: unknown[] = [];
  await sendToEveryRoute(async (method, path, body) => {
    sent = [];
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const answer = await tenant.request(
      method,
      `/api/v1/${path}`,
      method === "GET" ? {} : { headers, body: body ?? {} },
    );
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    const route = `${method} ${findRoute(method, `/api/v1/${path.split("?")[0]}`)?.path}`;
    sent_to.add(route);
    if (isReport(`/api/v1/${path}`)) return answer.body.data;
    const { rows_read = 0, round_trips = 0 } = costOf(answer);
    const scans = (await scansOf(sent)).filter((step) => !(step === "SCAN locations" && isImport(path)));
    const most_trips = mostTrips(method, path);
    const most_rows = isOfForecasts(`/api/v1/${path}`) ? ROWS_OF_FORECASTS : isOfOne(path) ? ROWS_OF_TOTAL : ROWS;
    if (rows_read > most_rows || round_trips > most_trips || scans.length > 0) {
      costly.push({ route, rows_read, round_trips, scans });
    }
    return answer.body?.data;
  });
  expect(costly).toEqual([]);

  // Agents' messages cost what the routes and tools do that they lead to.
  const of_organizations = routes.filter((route) => route.realm === "organization" && !("serve" in route));
  const all = of_organizations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(all.filter((route) => !sent_to.has(route))).toEqual([]);
}, 300_000);

/** What a page of a hundred may read. */
const ROWS_OF_HUNDRED = 3600;

/** What counting the total of a filtered list may read: up to its cap, by an index, and the rows that lead there. */
const ROWS_OF_TOTAL = 22_000;

/** All of the company was there before this time, and only what the test itself did was after it. */
const [BEFORE_ALL, RECENT] = ["2020-01-01T00:00:00Z", "2026-11-23T00:00:00Z"];

test(`every list is bounded by ids, by updated_since and by several statuses with ${BIG.variants} variants`, async () => {
  const costly: unknown[] = [];
  const read = async (path: string, most: number) => {
    sent = [];
    const answer = await tenant.request("GET", path);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    const { rows_read = 0, round_trips = 0 } = costOf(answer);
    const scans = (await scansOf(sent)).filter((step) => !(step === "SCAN locations" && isImport(path)));
    if (rows_read > most || round_trips > 1 || scans.length > 0) costly.push({ path, rows_read, round_trips, scans });
    return answer.body;
  };
  const lists = routes.filter(
    ({ answers, realm, path }) =>
      answers === "collection" && realm === "organization" && !path.includes(":") && !isReport(path),
  );
  for (const { path, query } of lists) {
    const all = await read(`${path}?per_page=100`, isOfForecasts(path) ? ROWS_OF_FORECASTS : ROWS_OF_HUNDRED);
    if ("ids" in query.shape && all.data.length > 0) {
      const ids = all.data.map(({ id }: { id: string }) => id);
      expect((await read(`${path}?per_page=100&ids=${ids}`, ROWS_OF_HUNDRED)).data).toEqual(all.data);
    }
    if ("updated_since" in query.shape) {
      expect((await read(`${path}?per_page=100&updated_since=${BEFORE_ALL}`, ROWS_OF_TOTAL)).data).toEqual(all.data);
      await read(`${path}?per_page=10&updated_since=${RECENT}`, ROWS);
    }
  }
  for (const statuses of [
    "pending,reserved",
    "pending,fulfilled",
    "pending,reserved,fulfilled,cancelled,partially_reserved",
  ]) {
    for (const since of ["", `&updated_since=${BEFORE_ALL}`, `&updated_since=${RECENT}`]) {
      await read(`/api/v1/orders?status=${statuses}${since}`, ROWS_OF_TOTAL);
    }
  }
  await read(`/api/v1/orders?location_id=loc_1&updated_since=${RECENT}`, ROWS);
  expect(costly).toEqual([]);
}, 120_000);
