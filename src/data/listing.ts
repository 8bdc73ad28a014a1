import { is, SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { indexOn, nameOf } from "./names";
import { writtenSince } from "./written";

/** The condition that a column has one of several values, which has an index on it and the sequence. */
export class AnyOf {
  readonly column: SQL;
  readonly values: readonly string[];

  constructor(column: string, values: readonly string[]) {
    this.column = sql`t.${sql.identifier(column)}`;
    this.values = values;
  }

  get condition(): SQL {
    return sql`${this.column} IN ${this.values}`;
  }
}

/**
 * Conditions of which a row meets one, and no row two, in a list that is sorted by a column: each of them is walked on its own.
 */
export class EitherOf {
  readonly conditions: readonly SQL[];

  constructor(...conditions: readonly SQL[]) {
    this.conditions = conditions;
  }
}

/** Where a row is in a list: its number and, if the list is sorted by a column first, its value there. */
export type Position = { sequence: number; value: string | number | null };

/** A column that a list may be sorted by before the sequence. */
export type OrderColumn = "placed_at" | "available" | "expiry_date" | "urgency";

/** Which rows of a numbered table a list has, and in which order. */
export type Listing = {
  table: SQLiteTable;
  /** Conditions on the table, under the alias `t`. */
  where: readonly (SQL | AnyOf | EitherOf)[];
  /** The FROM clause to use instead of the table; it must expose the table as `t`, and its sequence as `key`. */
  found_by?: { from: SQL; key: SQL; repeats?: boolean } | undefined;
  /** An indexed column of `t` to sort by before the sequence. */
  order_by?: OrderColumn | undefined;
  ascending?: boolean | undefined;
  /**
   * The column that says when a row was written, for a table whose rows never change: `updated_since` looks at it. Its index,
   * `<table>_by_<column>`, has every sixteenth row; that of a table whose rows change is on `updated_at`, and has all.
   */
  written_at?: "created_at" | "recorded_at" | undefined;
  /** How rows changed since a time are found, if neither index is there. */
  changes?: Changes | undefined;
  /** True for a table whose rows may be deleted: its numbers have gaps, and `counters` holds how many rows there are. */
  counted?: boolean | undefined;
  /** About how many bytes of a response a row of `t` takes. Without it thousands of rows are small. */
  bytes?: SQL | undefined;
  /** True if a hundred rows are always small, so that only more of them are measured by `bytes`. */
  small?: boolean | undefined;
  /** True for what grows at its end: its numbered pages, too, say where to go on. */
  followed?: boolean | undefined;
};

/** What a request leaves of any list. */
export type Selection = {
  /** Only those of these ids. */
  ids?: readonly string[] | undefined;
  /** Only those that were created or changed at or after this time. */
  updated_since?: string | undefined;
};

/** True if the list is the whole table. */
export function isWhole({ where, found_by, ids, updated_since }: Listing & Selection): boolean {
  return where.length === 0 && !found_by && !ids && updated_since === undefined;
}

type Walk = {
  /** In the list's order, or in any. */
  ordered: boolean;
  /** The position to begin after. */
  after?: Position | undefined;
  /** Its LIMIT, and an OFFSET if rows are skipped. */
  limit: SQL;
};

/** Selects the sequences of the first rows of a list, or of those that follow a position. */
export function walk(list: Listing & Selection, { ordered, after, limit }: Walk): SQL {
  const { found_by, order_by } = list;
  const [key, direction] = [keyOf(list), directionOf(list)];
  const distinct = sql.raw(found_by?.repeats ? "DISTINCT" : "");
  const place = order_by && sql`t.${sql.identifier(order_by)}`;
  const branches = branchesOf(list, ordered).flatMap(({ from, where }) =>
    (after ? partsAfter(list, after) : [[]]).map((part) => ({ from, where: [...part, ...where] })),
  );
  const selects = branches.map(({ from, where }) => {
    const conditions = where.length > 0 ? sql` WHERE ${sql.join(where, sql` AND `)}` : sql.raw("");
    return sql`SELECT ${distinct} ${key} AS sequence${place ? sql`, ${place} AS place` : sql.raw("")} FROM ${from}${conditions}`;
  });
  const rows = sql.join(selects, sql` UNION ALL `);
  const by = place ? sql`place ${direction}, ` : sql.raw("");
  const last = selects.length > 1 ? sql`sequence` : key;
  const walked = sql`${rows}${ordered ? sql` ORDER BY ${by}${last} ${direction}` : sql.raw("")} ${limit}`;
  return place ? sql`SELECT sequence FROM (${walked})` : walked;
}

/**
 * The rows that follow a position, in parts that one index leads through each; a condition that comes first is where SQLite
 * begins, if there are several bounds. In a list that is sorted by a column, rows with the same value come first: a comparison of
 * both columns at once would read all of these. D1 makes a number REAL where it is a parameter, at which the text indexes can't
 * begin.
 */
function partsAfter(list: Listing & Selection, { sequence, value }: Position): SQL[][] {
  const beyond = sql.raw(list.ascending ? ">" : "<");
  const is_beyond = sql`${keyOf(list)} ${beyond} ${sql.raw(String(sequence))}`;
  if (!list.order_by) return [[is_beyond]];
  const column = sql`t.${sql.identifier(list.order_by)}`;
  return [[sql`${column} = ${value}`, is_beyond], [sql`${column} ${beyond} ${value}`]];
}

/** The sequence of a row that the list walks. */
function keyOf(list: Listing & Selection): SQL {
  return list.found_by?.key ?? sql`t.sequence`;
}

export function directionOf({ ascending }: Pick<Listing, "ascending">): SQL {
  return sql.raw(ascending ? "ASC" : "DESC");
}

type Branch = { from: SQL; where: SQL[] };

/**
 * The two ways to rows changed since a time, of which one finds nothing: if they are few, `recent` finds them; else `others`
 * holds, and those are left that `is_changed` holds for. Which one is decided by the bound where a walk begins, so the other one
 * reads nothing.
 */
export type Changes = { recent: Branch; others: SQL; is_changed: SQL };

/** D1 takes five terms in a compound SELECT, of which `updated_since` needs one. */
const MOST_BRANCHES = 4;

/**
 * What is walked: rows of one branch are in no other. Several values of a column, and `updated_since`, are walked by several
 * indexes at once, each in the list's order, and merged: one index for all would have to be read to its end, and sorted.
 */
function branchesOf(list: Listing & Selection, ordered: boolean): Branch[] {
  const { found_by, order_by, ids, updated_since } = list;
  const plain = list.where.filter((condition) => is(condition, SQL));
  const any = list.where.find((condition) => condition instanceof AnyOf);
  if (found_by || order_by || ids) {
    const either = list.where.find((condition) => condition instanceof EitherOf);
    const others = [...plain, ...(any ? [sql`+${any.condition}`] : [])];
    return either ? either.conditions.map((one) => led(list, [one, ...others])) : [led(list, others)];
  }

  const from = sql`${nameOf(list.table)} t`;
  const ways = waysOf(any, ordered).map((way) => [...plain, ...way]);
  if (updated_since === undefined) return ways.map((where) => ({ from, where }));
  if (list.written_at) {
    const written = writtenSince(list.table, list.written_at, updated_since);
    return ways.map((where) => ({ from, where: [...written, ...where] }));
  }
  const { recent, others, is_changed } = list.changes ?? changesSince(list.table, updated_since);
  return [
    { from: recent.from, where: [...recent.where, ...plain, ...(any ? [any.condition] : [])] },
    ...ways.map((where) => ({ from, where: [others, is_changed, ...where] })),
  ];
}

/** A list that something else than its own order leads through: an index, an order, or ids. */
function led(list: Listing & Selection, where: SQL[]): Branch {
  const { table, found_by, ids, updated_since } = list;
  const key = found_by?.key ?? sql`t.sequence`;
  const given = ids && sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  const by_ids = given && sql`${given} x CROSS JOIN ${nameOf(table)} t ON t.id = x.value`;
  const among_ids = sql`${key} IN (SELECT sequence FROM ${nameOf(table)} WHERE id IN ${given})`;
  return {
    from: found_by?.from ?? by_ids ?? sql`${nameOf(table)} t`,
    where: [
      ...where,
      ...(found_by && given ? [among_ids] : []),
      ...(updated_since === undefined ? [] : [isChanged(list, updated_since, key)]),
    ],
  };
}

/** The condition that a row that something leads to has changed since a time; a search may not expose it as `t`. */
function isChanged({ table, found_by, changes, written_at }: Listing, since: string, key: SQL): SQL {
  if (changes) return changes.is_changed;
  const column = sql.identifier(written_at ?? CHANGED_AT);
  if (!found_by) return sql`+t.${column} >= ${since}`;
  return sql`(SELECT c.${column} FROM ${nameOf(table)} c WHERE c.sequence = ${key}) >= ${since}`;
}

/** The conditions under which each value has a walk of its own; one for all values if there are many, or no order. */
function waysOf(any: AnyOf | undefined, ordered: boolean): SQL[][] {
  if (!any) return [[]];
  if (!ordered) return [[any.condition]];
  if (any.values.length > MOST_BRANCHES) return [[sql`+${any.condition}`]];
  return any.values.map((value) => [sql`${any.column} = ${value}`]);
}

const CHANGED_AT = "updated_at";

/** If more rows than this have changed, they are found in the list's order; else by the time, and sorted. */
const FEW = 1000;

/** The changes of a table that has an index on `updated_at`. */
function changesSince(table: SQLiteTable, since: string): Changes {
  const column = sql.identifier(CHANGED_AT);
  const from = sql`${nameOf(table)} t INDEXED BY ${indexOn(table, CHANGED_AT)}`;
  const are_many = sql`EXISTS (SELECT 1 FROM ${from} WHERE t.${column} >= ${since} LIMIT 1 OFFSET ${sql.raw(String(FEW))})`;
  return {
    recent: { from, where: [sql`t.${column} >= (SELECT iif(${are_many}, '~', ${since}))`] },
    others: sql`t.sequence > (SELECT iif(${are_many}, 0, ${sql.raw(String(Number.MAX_SAFE_INTEGER))}))`,
    is_changed: sql`+t.${column} >= ${since}`,
  };
}
