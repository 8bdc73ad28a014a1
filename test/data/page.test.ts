import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../src/data/database";
import type { Listing } from "../../src/data/listing";
import { pageQueries } from "../../src/data/page";
import { openThings, selectThings, things } from "../support/scratch";

/** The numbers on a page, in order, and what its meta says of the total. */
async function pageOf(database: Database, listing: Omit<Listing, "table">, page: number, per_page = 10) {
  const queries = pageQueries({ table: things, ...listing }, { page, per_page });
  const { rows, counted } = await database.read({
    rows: selectThings().where(queries.keys).orderBy(queries.order),
    counted: queries.total,
  });
  const { data, ...meta } = queries.page(rows, counted, ({ sequence }) => sequence);
  return { numbers: data, meta };
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => (from < to ? from + at : from - at));

describe("without conditions a page is a range of numbers", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openThings(25, 101);
  });

  test("the newest first, or the oldest, whatever number is the first", async () => {
    expect((await pageOf(database, { where: [] }, 1)).numbers).toEqual(range(125, 116));
    expect((await pageOf(database, { where: [] }, 2)).numbers).toEqual(range(115, 106));
    expect((await pageOf(database, { where: [], ascending: true }, 1)).numbers).toEqual(range(101, 110));
    expect((await pageOf(database, { where: [], ascending: true }, 2)).numbers).toEqual(range(111, 120));
  });

  test("the last page has what is left, and the one after it nothing", async () => {
    expect((await pageOf(database, { where: [] }, 3)).numbers).toEqual(range(105, 101));
    expect((await pageOf(database, { where: [], ascending: true }, 3)).numbers).toEqual(range(121, 125));
    for (const ascending of [false, true]) {
      expect(await pageOf(database, { where: [], ascending }, 4)).toEqual({
        numbers: [],
        meta: { page: 4, per_page: 10, total: 25 },
      });
    }
  });

  test("an empty table has empty pages and a total of 0", async () => {
    const empty = await openThings(0);
    for (const ascending of [false, true]) {
      expect(await pageOf(empty, { where: [], ascending }, 1)).toEqual({
        numbers: [],
        meta: { page: 1, per_page: 10, total: 0 },
      });
    }
  });
});

describe("with conditions a page is walked to", () => {
  const even = sql`t.kind = 'even'`;
  const odd = sql`t.kind = 'odd'`;
  let database: Database;
  beforeAll(async () => {
    database = await openThings(15_003);
  });

  test("in both directions, to its end and past it", async () => {
    expect((await pageOf(database, { where: [odd] }, 1, 3)).numbers).toEqual([15_003, 15_000, 14_997]);
    expect((await pageOf(database, { where: [odd], ascending: true }, 2, 3)).numbers).toEqual([12, 15, 18]);
    expect(await pageOf(database, { where: [odd, sql`t.sequence < 10`] }, 2, 2)).toEqual({
      numbers: [3],
      meta: { page: 2, per_page: 2, total: 3 },
    });
    expect((await pageOf(database, { where: [odd, sql`t.sequence < 10`] }, 3, 2)).numbers).toEqual([]);
  });

  test("the total is exact up to 10,000, and says where it stops there", async () => {
    const totalOf = async (where: Listing["where"]) => (await pageOf(database, { where }, 1, 1)).meta;
    expect(await totalOf([odd])).toEqual({ page: 1, per_page: 1, total: 5001 });
    expect(await totalOf([even, sql`t.sequence <= 15000`])).toEqual({ page: 1, per_page: 1, total: 10_000 });
    expect(await totalOf([even])).toEqual({ page: 1, per_page: 1, total: 10_000, total_is_capped: true });
  });

  test("rows found by another table that names them several times come once", async () => {
    const from = sql`(SELECT sequence AS number FROM things UNION ALL SELECT sequence FROM things) f
      JOIN things t ON t.sequence = f.number`;
    const found_by = { from, key: sql`f.number`, repeats: true };
    const { numbers, meta } = await pageOf(database, { where: [sql`f.number < 5`], found_by }, 1);
    expect(numbers).toEqual([4, 3, 2, 1]);
    expect(meta.total).toBe(4);
  });
});

test("a table whose rows may be deleted is walked, and its counter is the total", async () => {
  const database = await openThings(9);
  await database.commit([
    sql`DELETE FROM things WHERE sequence IN (4, 8)`,
    sql`INSERT INTO counters VALUES ('things', 7)`,
  ]);
  expect(await pageOf(database, { where: [], counted: true }, 1, 4)).toEqual({
    numbers: [9, 7, 6, 5],
    meta: { page: 1, per_page: 4, total: 7 },
  });
  const empty = await openThings(0);
  expect((await pageOf(empty, { where: [], counted: true }, 1)).meta.total).toBe(0);
});
