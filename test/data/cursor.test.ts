import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { followCursor, withCursor } from "../../src/data/cursor";
import type { Database } from "../../src/data/database";
import { DomainError } from "../../src/shared/errors";
import { openThings, selectThings } from "../support/scratch";

let database: Database;
beforeAll(async () => {
  database = await openThings(40);
});

async function follow(cursor: string, per_page: number, { ascending = true, where = [sql`1`] } = {}) {
  const { data, ...meta } = await followCursor(
    database,
    { where, ascending },
    { cursor, per_page },
    (condition, order, limit) => selectThings().where(condition).orderBy(order).limit(limit),
  );
  return { numbers: data.map(({ sequence }) => sequence), ...meta };
}

const at = (sequence: number) => `cur_${sequence.toString(36)}`;

describe("what follows a cursor", () => {
  test("is what has a higher number in ascending order, a lower one in descending order", async () => {
    expect(await follow(at(20), 3)).toMatchObject({ numbers: [21, 22, 23], next_cursor: at(23) });
    expect(await follow(at(20), 3, { ascending: false })).toMatchObject({
      numbers: [19, 18, 17],
      next_cursor: at(17),
    });
  });

  test("is filtered as the list is", async () => {
    expect(await follow(at(20), 3, { where: [sql`kind = 'odd'`] })).toMatchObject({ numbers: [21, 24, 27] });
  });

  test("read page by page is every row once", async () => {
    const seen: number[] = [];
    let cursor: string | null | undefined = at(0);
    while (cursor) {
      const page: Awaited<ReturnType<typeof follow>> = await follow(cursor, 7);
      seen.push(...page.numbers);
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  test("ends with a full page as with a part of one, and can be resumed from there", async () => {
    expect(await follow(at(37), 3)).toEqual({
      numbers: [38, 39, 40],
      per_page: 3,
      next_cursor: null,
      resume_cursor: at(40),
    });
    expect(await follow(at(39), 3)).toMatchObject({ numbers: [40], next_cursor: null, resume_cursor: at(40) });
    expect(await follow(at(40), 3)).toMatchObject({ numbers: [], next_cursor: null, resume_cursor: at(40) });
  });

  test("is refused by its field where the cursor is malformed", async () => {
    for (const cursor of [
      "",
      "5",
      "cur_",
      "cur_A",
      "cur_1 OR 1",
      "cur_-1",
      " cur_1",
      "cur_1\n",
      `cur_${"z".repeat(12)}`,
    ]) {
      const refused = await follow(cursor, 3).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(DomainError);
      expect((refused as DomainError).problems).toMatchObject([{ code: "validation_failed", field: "cursor" }]);
    }
  });
});

test("a numbered page goes on by cursor from its last row where it is full", () => {
  const rows = [{ sequence: 9 }, { sequence: 35 }];
  expect(withCursor({ data: rows, per_page: 2, page: 1 })).toMatchObject({
    next_cursor: at(35),
    resume_cursor: at(35),
  });
  expect(withCursor({ data: rows, per_page: 3, page: 1 })).toMatchObject({ next_cursor: null, resume_cursor: at(35) });
  expect(withCursor({ data: [], per_page: 3, page: 1 })).toMatchObject({ next_cursor: null, resume_cursor: null });
});
