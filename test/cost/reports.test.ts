import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { BIG, fillCompany, lastOrderAt, type Size } from "../support/company";
import { sql } from "../support/databases";

const SMALL: Size = { variants: 1000, orders: 1500, entries: 15_000, days: 230 };
/** On the same levels and days as SMALL. */
const TEN_TIMES: Size = { ...SMALL, entries: 10 * SMALL.entries, repeats: 10 };

/** A level is low by default if at most two of its movements' worth is available. */
const lowBelow = ({ repeats = 1 }: Size) => 2 * repeats;

let small: Company;
let ten_times: Company;
let big: Company;

beforeAll(async () => {
  small = await openCompany(SMALL);
  ten_times = await openCompany(TEN_TIMES);
  big = await openCompany(BIG);
}, 600_000);

type Company = Awaited<ReturnType<typeof openCompany>>;

/** A company of a size on the day of its last order, and what is read of it. */
async function openCompany(size: Size) {
  let engine = undefined as unknown as Engine;
  let reads: number[] = [];
  const now = lastOrderAt(size);
  const app = createTestApp({
    now,
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
  const tenant = await app.mintTenant({
    modules: ["traceability"],
    settings: { default_reorder_point: lowBelow(size) },
  });
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, size);
  await receiveMore(size.repeats ?? 1, async (path, body) => {
    const answer = await tenant.request("POST", `/api/v1/${path}`, { body });
    expect([path, answer.status, answer.text]).toEqual([path, expect.toSatisfy((status) => status < 300), answer.text]);
    return answer.body.data;
  });
  return {
    counts: await countsOf(engine, now.slice(0, 10), lowBelow(size)),
    /** Reads a report or a list, and says how many rows of the database that took in each round trip. */
    async read(path: string) {
      reads = [];
      const answer = await tenant.request("GET", `/api/v1/${path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      return { ...answer, reads };
    },
  };
}

/** Something is incoming, in transit, and held. */
async function receiveMore(
  quantity: number,
  send: (path: string, body: object) => Promise<{ id: string }>,
): Promise<void> {
  const items = Array.from({ length: 50 }, (_, at) => ({ sku: `SKU-${at + 1}`, quantity }));
  const supplier_id = (await send("suppliers", { name: "Potter" })).id;
  await send("purchase_orders", { supplier_id, location_id: "loc_1", items });
  const transfer = await send("stock_transfers", { from_location_id: "loc_1", to_location_id: "loc_2", items });
  await send(`stock_transfers/${transfer.id}/ship`, {});
  await send("products", { name: "Milk", sku: "MILK", lot_tracked: true });
  const line = { sku: "MILK", location_id: "loc_1", quantity: 5 * quantity, reason: "received", lot_number: "M-1" };
  await send("inventory_adjustments", { ...line, expiry_date: "2025-01-01" });
}

/** How many rows there are of what reports read. */
async function countsOf(engine: Engine, today: string, default_reorder_point: number) {
  const count = async (rows: string) => Number((await sql(engine, `SELECT count(*) FROM ${rows}`))[0]?.[0]);
  const days = (length: number, types: string) =>
    count(`daily_movements WHERE ${types} AND day > date('${today}', '-${length} days')`);
  const sold = "type IN ('order_fulfilled', 'return_received', 'return_disposed')";
  return {
    levels: await count("stock_levels"),
    /** Policies, and levels that are low by the default. */
    to_reorder:
      (await count("inventory_policies")) +
      (await count(`stock_levels WHERE available <= ${10_000 * default_reorder_point}`)),
    sold_days: { 30: await days(30, sold), 365: await days(365, sold) },
    moved_days: await days(30, "1"),
  };
}
type Counts = Company["counts"];

/** What a page, with what is looked up for its rows, may add to what a report reads. */
const PAGE = 1000;

type Report = { path: string; reads: string; most: (counts: Counts) => number };

/** The rows that an engine counts are also those of what it keeps meanwhile, so each row that is read counts a few times. */
const REPORTS: readonly Report[] = [
  { path: "stock_by_location", reads: "each level once", most: ({ levels }) => levels },
  { path: "stock_by_location?detail=true", reads: "each level once", most: ({ levels }) => 7 * levels },
  {
    path: "low_stock",
    reads: "policies, levels that are low, and 30 days of these",
    most: ({ to_reorder, sold_days }) => 20 * to_reorder + sold_days[30],
  },
  { path: "fast_movers", reads: "30 days of what is sold", most: ({ sold_days }) => 4 * sold_days[30] },
  {
    path: "fast_movers?days=365",
    reads: "365 days of what is sold, level by level",
    most: ({ levels, sold_days }) => 8 * levels + 4 * sold_days[365],
  },
  { path: "inventory_aging", reads: "each level once", most: ({ levels }) => 7 * levels },
  { path: "valuation", reads: "each level once", most: ({ levels }) => 5 * levels },
  { path: "valuation?group_by=variant", reads: "each level once", most: ({ levels }) => 5 * levels },
  { path: "valuation?group_by=location", reads: "each level once", most: ({ levels }) => levels },
  {
    path: "valuation?group_by=category",
    reads: "each level, its variant and its product",
    most: ({ levels }) => 5 * levels,
  },
  { path: "valuation?as_of=2025-06-01", reads: "each level and its last entry", most: ({ levels }) => 7 * levels },
  {
    path: "valuation?as_of=2025-06-01T12:00:00Z",
    reads: "each level and its last entry",
    most: ({ levels }) => 7 * levels,
  },
  {
    path: "movements",
    reads: "each level, its last entry before, and 30 days",
    most: ({ levels, moved_days }) => 10 * levels + 6 * moved_days,
  },
  {
    path: "movements?group_by=level",
    reads: "each level, its last entry before, and 30 days",
    most: ({ levels, moved_days }) => 10 * levels + 6 * moved_days,
  },
  { path: "movements?sku=SKU-7", reads: "the days and levels of this variant", most: () => 0 },
  { path: "movements?sku=SKU-7&group_by=level", reads: "the days and levels of this variant", most: () => 0 },
];

describe(`reports of a company with ${BIG.variants} variants and ${BIG.entries} ledger entries`, () => {
  for (const { path, reads, most } of REPORTS) {
    test(`${path} reads ${reads}, in one round trip`, async () => {
      const answer = await big.read(`reports/${path}`);
      expect(answer.reads).toEqual([expect.toSatisfy((rows: number) => rows <= most(big.counts) + PAGE)]);
      expect(answer.body.meta.total).toBeGreaterThan(0);
    });
  }

  test("levels as of a moment read their last entries then, for a page at most 500 rows", async () => {
    for (const as_of of ["2025-02-01T00:00:00Z", "2025-06-01T12:00:00Z"]) {
      const { reads } = await big.read(`inventory_levels?as_of=${as_of}`);
      expect(reads).toEqual([expect.toSatisfy((rows: number) => rows <= 500)]);
    }
  });

  test("a report as CSV is read in portions of 5,000 rows, each in one round trip that reads what the report does", async () => {
    const report = "reports/stock_by_location?location_id=loc_2&detail=true";
    const { body, reads: of_page } = await big.read(report);
    const { text, reads } = await big.read(`${report}&format=csv`);
    expect(text.trim().split("\r\n")).toHaveLength(body.meta.total + 1);
    expect(reads).toHaveLength(Math.ceil(body.meta.total / 5000));
    for (const rows of reads) expect(rows).toBeLessThanOrEqual(Number(of_page[0]) + 10 * 5000);
  });
});

/** Entries are looked for by their time or day: as many as lie between one that is indexed and the next, twice. */
const SEARCHED = 32;

describe("with ten times the ledger entries on the same levels and days", () => {
  for (const { path } of REPORTS) {
    test(`${path} reads the same rows`, async () => {
      expect(ten_times.counts).toEqual(small.counts);
      const [[before = 0], [after = 0]] = [
        (await small.read(`reports/${path}`)).reads,
        (await ten_times.read(`reports/${path}`)).reads,
      ];
      expect(before).toBeGreaterThan(0);
      expect(Math.abs(after - before)).toBeLessThanOrEqual(SEARCHED);
    });
  }
});

test("what the big company is made of agrees with its ledger", async () => {
  for (const company of [small, ten_times]) {
    const { data } = (await company.read("reports/reconciliation")).body;
    expect(data).toEqual({
      checked: company.counts.levels,
      entries_without_level: 0,
      discrepancies: [],
      has_more: false,
    });
  }
});
