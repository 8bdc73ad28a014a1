import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv } from "../../support/csv";
import { databaseOf, ENGINE, sql } from "../../support/databases";
import type { Shop } from "../../support/shop";
import { THOROUGH } from "../../support/thorough";
import { BEGINNING, History, type Step, steps } from "./history";
import { laterDate, Oracle } from "./oracle";

/** Random histories, and every report of each compared with the whole ledger. */

const FULL_RUNS = ENGINE === "d1" ? 25 : 8;
const RUNS = THOROUGH ? FULL_RUNS : 2;
const STEPS = THOROUGH ? 80 : 40;

const DAY = 24 * 60 * 60 * 1000;

type Answer = { rows: object[]; meta: object };
type Query = Record<string, string | number | boolean | undefined>;
type Asked = { name: string; query: Query; expected: Answer };

/** Every report with what it is asked for; dates and moments are some of those at which something happened. */
function questions(oracle: Oracle, locations: readonly string[], supplier: string): Asked[] {
  const places = [undefined, ...locations].map((location_id) => ({ location_id }));
  const moments = oracle.moments.filter((_, at) => at % 7 === 3);
  const as_of = [
    ...[undefined, oracle.today, laterDate(oracle.today, -1), "2020-02-29", laterDate(oracle.today, 3)],
    ...oracle.days().filter((_, at) => at % 4 === 1),
    ...moments.flatMap((moment) => [moment, new Date(Date.parse(moment) - 1).toISOString()]),
  ];
  const groups = ["level", "variant", "location", "category"];
  const stock = places.flatMap((place) => [place, { ...place, detail: true }]);
  const low = [
    ...places,
    { source: "policy" },
    { source: "default" },
    { source: "forecast" },
    { supplier_id: supplier },
  ];
  const movers = periodsOf(oracle).flatMap((days, at) =>
    (["units", "revenue", "margin"] as const).map((by, index) => ({
      ...places[(at + index) % places.length],
      days,
      by,
    })),
  );
  const ages = [...places, ...["0-30", "31-60", "61-90", "90+"].map((age_bucket) => ({ ...places[0], age_bucket }))];
  const values = as_of.map((at, index) => ({ ...places[index % 3], as_of: at, group_by: groups[index % 4] as string }));
  const [early, middle, late] = [1, 2, 3].map((part) => oracle.days().at((part * oracle.days().length) / 4));
  const today = { from: oracle.today, to: oracle.today };
  const periods = [{}, { from: early }, { to: middle }, { from: early, to: late }, { from: middle, to: middle }, today];
  const moved = periods.flatMap((period, at) => [
    { ...period, ...places[at % 4], group_by: "level" },
    { ...period, sku: ["MUG", "OIL", "MILK"][at % 3] as string },
    period,
  ]);
  const ask = <Q extends object>(name: string, answer: (query: Q) => Answer, queries: readonly Q[]) =>
    queries.map((query) => ({ name, query: query as Query, expected: answer.call(oracle, query) }));
  return [
    ...ask("stock_by_location", oracle.stockByLocation, stock),
    ...ask("low_stock", oracle.lowStock, low),
    ...ask("fast_movers", oracle.fastMovers, movers),
    ...ask("inventory_aging", oracle.inventoryAging, ages),
    ...ask("valuation", oracle.valuation, [...values, ...groups.map((group_by) => ({ group_by }))]),
    ...ask("movements", oracle.movements, moved as Parameters<Oracle["movements"]>[0][]),
  ];
}

/** So many days up to today that the first is one on which something was sold, or the day after; and some others. */
function periodsOf(oracle: Oracle): number[] {
  const ago = oracle.days("order_fulfilled").map((day) => (Date.parse(oracle.today) - Date.parse(day)) / DAY);
  return [...new Set([1, 2, 30, 365, ...ago.slice(-3).flatMap((days) => [days, days + 1])])].filter((days) => days > 0);
}

const HAS_LIMIT = ["fast_movers", "inventory_aging"];

function pathOf(name: string, query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return `reports/${name}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

async function ask(shop: Shop, name: string, query: Query) {
  const path = pathOf(name, query);
  const answer = await shop.get(path);
  expect(answer.status, `${path}: ${answer.text}`).toBe(200);
  return answer;
}

/** Expects that a report is what is expected, whole and in part, as JSON and in one of the formats of a whole list. */
async function check(shop: Shop, { name, query, expected: { rows, meta } }: Asked, at: number): Promise<void> {
  const path = pathOf(name, query);
  const sized = (size: number) => (HAS_LIMIT.includes(name) ? { limit: size } : { per_page: size });
  const whole = HAS_LIMIT.includes(name) ? 500 : 100;
  const { body } = await ask(shop, name, { ...query, ...sized(whole) });
  expect(body.data, path).toEqual(rows);
  const pages = { page: 1, per_page: whole, total: rows.length, total_pages: rows.length > 0 ? 1 : 0 };
  expect(body.meta, path).toEqual({ ...pages, ...meta });
  if (at % 3 === 0) {
    const [size, page] = [1 + (at % 2), 1 + (at % 4)];
    const part = await ask(shop, name, { ...query, page, ...sized(size) });
    expect(part.body.data, path).toEqual(rows.slice((page - 1) * size, page * size));
    expect(part.body.meta, path).toMatchObject({ page, per_page: size, total: rows.length, ...meta });
  } else if (at % 3 === 1) {
    const { text } = await ask(shop, name, { ...query, format: "ndjson" });
    expect(text, path).toBe(body.data.map((row: object) => `${JSON.stringify(row)}\n`).join(""));
  } else {
    const csv = await ask(shop, name, { ...query, format: "csv" });
    const [columns = [], ...records] = parseCsv(csv.text);
    expect(records, path).toEqual(body.data.map((row: object) => columns.map((column) => cellOf(row, column))));
  }
}

/** What a cell shows of a row. */
function cellOf(row: object, column: string): string {
  const value = column.split(".").reduce<unknown>((of, member) => (of as Record<string, unknown>)?.[member], row);
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Every report of a history as it is now; `turn` chooses in which parts and formats. */
async function checkAll({ shop, locations }: History, turn: number): Promise<Oracle> {
  const oracle = await Oracle.of(shop);
  const asked = questions(oracle, locations, shop.supplier);
  for (const [at, question] of asked.entries()) await check(shop, question, at + turn);
  return oracle;
}

test("every report, and when stock was out, is what a slow computation over the whole ledger says, field by field and in order", async () => {
  let turn = 0;
  await fc.assert(
    fc.asyncProperty(steps(STEPS), async (taken: Step[]) => {
      const history = await History.begin();
      for (const one of [...BEGINNING, ...taken]) await history.take(one);
      expect(await history.shop.discrepancies()).toEqual([]);
      const oracle = await checkAll(history, turn);
      turn += 1;
      const database = await databaseOf(history.shop.tenant.id);
      const stockouts = await sql(database, "SELECT variant_id, location_id, from_day, until_day FROM stockout_days");
      const inOrder = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row)).toSorted();
      expect(inOrder(stockouts)).toEqual(inOrder(oracle.stockouts()));
      // As time goes by, stock ages, lots expire and days leave the reports, although nothing happens.
      history.shop.app.clock.advance(29 * DAY);
      await checkAll(history, turn);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 900_000);
