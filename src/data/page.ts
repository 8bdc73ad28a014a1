import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { build, type Query } from "./database";

/** The total of a filtered list is counted up to this many. */
const TOTAL_CAP = 10_000;

export type PageRequest = { page: number; per_page: number };

/** One page of a list: numbered, with a total; or what follows a cursor, without one. */
export type Page<T> = {
  data: T[];
  per_page: number;
  page?: number;
  total?: number;
  total_is_capped?: boolean;
  next_cursor?: string | null;
  resume_cursor?: string | null;
};

/** Which rows of a numbered table a list has, and in which order. */
export type Listing = {
  table: SQLiteTable;
  /** Conditions on the table, under the alias `t`. */
  where: SQL[];
  /** The FROM clause to use instead of the table; it must expose the table as `t`, and its sequence as `key`. */
  found_by?: { from: SQL; key: SQL; repeats?: boolean } | undefined;
  /** An indexed column of `t` to sort by before the sequence. */
  order_by?: "placed_at" | "available" | "expiry_date" | undefined;
  ascending?: boolean | undefined;
  /** True for a table whose rows may be deleted: its numbers have gaps, and `counters` holds how many rows there are. */
  counted?: boolean | undefined;
};

type Counted = { total: number; capped: number };

/** The condition on `sequence` that selects the rows of one page, their order, and the query of the total. */
export type PageQueries = { keys: SQL; total: Query<Counted[]>; order: SQL };

/**
 * The queries of one page of a table whose rows are numbered without gaps (`drizzle/columns.ts`). Without conditions, a page
 * is a range of numbers and the total a subtraction, at any depth. With conditions, the rows before the page are skipped
 * one by one, and the total is counted up to the cap.
 */
export function pageQueries(listing: Listing, { page, per_page }: PageRequest): PageQueries {
  const table = sql.identifier(getTableName(listing.table));
  const direction = sql.raw(listing.ascending ? "ASC" : "DESC");
  const offset = (page - 1) * per_page;
  const order = listing.order_by
    ? sql`${sql.identifier(listing.order_by)} ${direction}, sequence ${direction}`
    : sql`sequence ${direction}`;

  if (listing.where.length === 0 && !listing.found_by && !listing.counted) {
    const first = sql`(SELECT coalesce(min(sequence), 1) FROM ${table})`;
    const last = sql`(SELECT coalesce(max(sequence), 0) FROM ${table})`;
    const keys = listing.ascending
      ? sql`sequence BETWEEN ${first} + ${offset} AND ${first} + ${offset + per_page - 1}`
      : sql`sequence BETWEEN ${last} - ${offset + per_page - 1} AND ${last} - ${offset}`;
    return { keys, order, total: totalQuery(sql`(SELECT ${last} - ${first} + 1 AS total, 0 AS capped)`) };
  }

  const key = listing.found_by?.key ?? sql`t.sequence`;
  const distinct = sql.raw(listing.found_by?.repeats ? "DISTINCT" : "");
  const from = listing.found_by?.from ?? sql`${table} t`;
  const where = listing.where.length > 0 ? sql`WHERE ${sql.join(listing.where, sql` AND `)}` : sql.raw("");
  const by = listing.order_by ? sql`t.${sql.identifier(listing.order_by)} ${direction}, ` : sql.raw("");
  return {
    keys: sql`sequence IN (SELECT ${distinct} ${key} FROM ${from} ${where} ORDER BY ${by}${key} ${direction} LIMIT ${per_page} OFFSET ${offset})`,
    order,
    total:
      listing.counted && listing.where.length === 0
        ? totalQuery(
            sql`(SELECT coalesce((SELECT value FROM counters WHERE name = ${getTableName(listing.table)}), 0) AS total, 0 AS capped)`,
          )
        : totalQuery(
            sql`(SELECT min(count(*), ${TOTAL_CAP}) AS total, count(*) > ${TOTAL_CAP} AS capped
        FROM (SELECT ${distinct} ${key} FROM ${from} ${where} LIMIT ${TOTAL_CAP + 1}))`,
          ),
  };
}

/** The page of these rows, with the total that was counted. */
export function asPage<T>(data: T[], request: PageRequest, [counted]: Counted[]): Page<T> {
  const total = Number(counted?.total ?? 0);
  return { data, ...request, total, ...(counted?.capped ? { total_is_capped: true } : {}) };
}

function totalQuery(source: SQL): Query<Counted[]> {
  return build.select({ total: sql<number>`total`, capped: sql<number>`capped` }).from(source);
}
