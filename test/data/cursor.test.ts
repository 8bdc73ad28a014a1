import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { cursorAfter, positionIn } from "../../src/data/cursor";
import type { Database } from "../../src/data/database";
import type { Listing } from "../../src/data/listing";
import { pageQueries } from "../../src/data/page";
import { DomainError } from "../../src/shared/errors";
import { openThings, selectThings, things } from "../support/scratch";

const FIRST = 101;
const LAST = 140;

let database: Database;
beforeAll(async () => {
  database = await openThings(LAST - FIRST + 1, FIRST);
});

const odd = { where: [sql`t.kind = 'odd'`] };
/** By this estimate, a page ends after seven rows. */
const large = { bytes: sql`550000` };

/** A page of the list after a cursor, or null for its beginning. */
async function follow(cursor: string | null, per_page: number, listing: Partial<Listing> = {}) {
  const list = { table: things, where: [], ascending: true, ...listing };
  const { keys, order, total, page } = pageQueries(list, { page: 1, per_page, cursor });
  const { rows, counted } = await database.read({
    rows: selectThings().where(keys).orderBy(order),
    counted: total,
  });
  const { data, ...meta } = page(rows, counted, ({ sequence }) => sequence);
  return { numbers: data, ...meta };
}

const at = (sequence: number) => `cur_${sequence.toString(36)}`;

const LISTINGS: Record<string, Partial<Listing>> = {
  "the whole table": {},
  "some rows": odd,
  "the whole table of large rows": large,
  "some large rows": { ...odd, ...large },
  "a table whose rows may be deleted": { counted: true },
};

describe("what follows a cursor", () => {
  test("is what has a higher number in ascending order, a lower one in descending order", async () => {
    expect(await follow(at(120), 3)).toMatchObject({ numbers: [121, 122, 123], next_cursor: at(123) });
    expect(await follow(at(120), 3, { ascending: false })).toMatchObject({
      numbers: [119, 118, 117],
      next_cursor: at(117),
    });
  });

  test("is filtered as the list is", async () => {
    expect(await follow(at(120), 3, odd)).toMatchObject({ numbers: [123, 126, 129] });
  });

  for (const [name, listing] of Object.entries(LISTINGS)) {
    test(`from the beginning and page by page, is every row once: ${name}`, async () => {
      for (const ascending of [true, false]) {
        const numbers: number[] = [];
        let cursor: string | null | undefined = null;
        do {
          const page: Awaited<ReturnType<typeof follow>> = await follow(cursor, 8, { ...listing, ascending });
          expect(page.numbers.length).toBeGreaterThan(0);
          numbers.push(...page.numbers);
          cursor = page.next_cursor;
        } while (cursor);
        const all = Array.from({ length: LAST - FIRST + 1 }, (_, index) => FIRST + index);
        const listed = listing.where ? all.filter((number) => number % 3 === 0) : all;
        expect(numbers).toEqual(ascending ? listed : listed.toReversed());
      }
    });

    test(`has nothing past the end, nor before the first row: ${name}`, async () => {
      for (const [cursor, ascending] of [
        [at(LAST), true],
        [at(LAST + 9), true],
        [at(FIRST), false],
        [at(0), false],
      ] as const) {
        expect(await follow(cursor, 3, { ...listing, ascending })).toEqual({
          numbers: [],
          per_page: 3,
          next_cursor: null,
          resume_cursor: cursor,
        });
      }
    });
  }

  test("ends with a full page as with a part of one, and can be resumed from there", async () => {
    expect(await follow(at(137), 3)).toEqual({
      numbers: [138, 139, 140],
      per_page: 3,
      next_cursor: null,
      resume_cursor: at(140),
    });
    expect(await follow(at(139), 3)).toMatchObject({ numbers: [140], next_cursor: null, resume_cursor: at(140) });
  });

  test("of a cursor from before rows were deleted, is the first one that is left", async () => {
    expect(await follow(at(3), 2)).toMatchObject({ numbers: [101, 102], next_cursor: at(102) });
    expect(await follow(at(LAST + 9), 2, { ascending: false })).toMatchObject({ numbers: [140, 139] });
  });

  test("ends early where its rows are large, and goes on from there", async () => {
    expect(await follow(null, 8, large)).toMatchObject({
      numbers: [101, 102, 103, 104, 105, 106, 107],
      next_cursor: at(107),
    });
    expect(await follow(at(133), 8, large)).toMatchObject({
      numbers: [134, 135, 136, 137, 138, 139, 140],
      next_cursor: null,
    });
  });

  test("is measured only in more than a hundred rows where a hundred are always small", async () => {
    expect((await follow(null, 40, { ...large, small: true })).numbers).toHaveLength(40);
    expect((await follow(null, 101, { ...large, small: true })).numbers).toHaveLength(7);
  });

  test("is refused by its field where the cursor is malformed", async () => {
    const malformed = [
      "",
      "5",
      "cur_",
      "cur_A",
      "cur_1 OR 1",
      "cur_-1",
      " cur_1",
      "cur_1\n",
      `cur_${"z".repeat(12)}`,
      "cur_1_9",
    ];
    for (const cursor of malformed) {
      const refused = await follow(cursor, 3).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DomainError);
      expect((refused as DomainError).problems).toMatchObject([{ code: "validation_failed", field: "cursor" }]);
    }
  });
});

test("a cursor of a list that is sorted by a column holds the row's value in it", () => {
  const placed_at = "2026-11-23T08:30:00.000Z";
  expect(positionIn(cursorAfter({ sequence: 40, placed_at }, "placed_at"), "placed_at")).toEqual({
    sequence: 40,
    value: placed_at,
  });
  expect(positionIn(cursorAfter({ sequence: 1, available: -30_000 }, "available"), "available")).toEqual({
    sequence: 1,
    value: -30_000,
  });
  expect(cursorAfter({ sequence: 40, placed_at }, "placed_at")).toBe(
    encodeURIComponent(cursorAfter({ sequence: 40, placed_at }, "placed_at")),
  );
  for (const cursor of ["cur_1", "cur_1_", "cur_1_2026-11-23 OR", "cur_1_1.1.1"]) {
    expect(() => positionIn(cursor, "available")).toThrow(DomainError);
  }
});

test("a numbered page of a list that can be followed goes on by cursor from its last row where it is full", async () => {
  const numbered = async (per_page: number, page: number) => {
    const queries = pageQueries({ table: things, where: [], ascending: true, followed: true }, { page, per_page });
    const { rows, counted } = await database.read({
      rows: selectThings().where(queries.keys).orderBy(queries.order),
      counted: queries.total,
    });
    return queries.page(rows, counted, (row) => row);
  };
  expect(await numbered(2, 1)).toMatchObject({ next_cursor: at(102), resume_cursor: at(102), total: 40 });
  expect(await numbered(39, 2)).toMatchObject({ next_cursor: null, resume_cursor: at(140) });
  expect(await numbered(40, 2)).toMatchObject({ data: [], next_cursor: null, resume_cursor: null });
});
