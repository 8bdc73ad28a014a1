import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { cursorAfter, type Positioned, positionIn } from "./cursor";
import { build, type Query } from "./database";
import { limitTo } from "./limit";
import { directionOf, isWhole, type Listing, type Selection, walk } from "./listing";

/** The total of a filtered list is counted up to this many. */
export const TOTAL_CAP = 10_000;

/** The rows of a page are, by the estimate of its listing, at most so many bytes; a row that has more is a page of its own. */
const PAGE_BYTES = 4_000_000;

/** So many rows of a listing with small ones never have more. */
const SMALL_ROWS = 100;

/** A page by its number; or what follows a cursor, or null from the beginning, which is then all that matters. */
export type PageRequest = { page: number; per_page: number; cursor?: string | null | undefined };

/** What every list is asked for: a page, of all or of some. */
export type ListRequest = PageRequest & Selection;

/** What of a list's parameters every list has, and the filters of its own. */
export function splitRequest<Query extends ListRequest>(query: Query): [ListRequest, Omit<Query, keyof ListRequest>] {
  const { page, per_page, cursor, ids, updated_since, ...filters } = query;
  return [{ page, per_page, cursor, ids, updated_since }, filters];
}

/**
 * One page of a list: numbered, with a total; or what follows a cursor, without one. `next_cursor` leads on; null or absent
 * after a cursor is the end. What a handler adds to it is shown in `meta`, as its route declares it.
 */
export type Page<T> = {
  data: T[];
  per_page: number;
  page?: number;
  total?: number;
  total_is_capped?: boolean;
  next_cursor?: string | null;
  resume_cursor?: string | null;
};

type Counted = { total: number; capped: number };

/** The rows that a page selects: their condition on `sequence`, and whether it is a range of numbers, cheap to select again. */
type Found = { keys: SQL; is_range: boolean; total: Query<Counted[]> | null };

/** How one page is read, and what is made of it. */
export type PageQueries = {
  /** The condition on `sequence` that selects the rows. */
  keys: SQL;
  /** Their order. */
  order: SQL;
  /** The query of the total; after a cursor that of how many rows follow, or null if the rows themselves show it. */
  total: Query<Counted[]> | null;
  /** The page of the rows that were read, each shown by `render`, with the total that was counted. */
  page<Row extends Positioned, T>(rows: readonly Row[], counted: Counted[], render: (row: Row) => T): Page<T>;
};

/**
 * The queries of one page of a table whose rows are numbered without gaps (`drizzle/columns.ts`). Without conditions, a page
 * is a range of numbers and the total a subtraction, at any depth. With conditions, the rows before a numbered page are
 * skipped one by one, and the total is counted up to the cap; after a cursor no row is skipped.
 */
export function pageQueries(listed: Listing, request: ListRequest): PageQueries {
  const { ids, updated_since, cursor, per_page } = request;
  const { followed = false } = listed;
  const listing = { ...listed, ids, updated_since };
  const bytes = listing.small && per_page <= SMALL_ROWS ? undefined : listing.bytes;
  const found =
    cursor === undefined ? numbered(listing, request) : following(listing, { per_page, cursor }, bytes !== undefined);
  const direction = directionOf(listing);
  const by = listing.order_by ? sql`${sql.identifier(listing.order_by)} ${direction}, ` : sql.raw("");
  const order = sql`${by}sequence ${direction}`;
  return {
    keys: bytes ? withinBytes(listing, found, order, bytes) : found.keys,
    order,
    total: found.total,
    page(rows, [counted], render) {
      const shown = rows.slice(0, per_page);
      const data = shown.map(render);
      const end = shown.at(-1);
      const resume_cursor = end ? cursorAfter(end, listing.order_by) : null;
      if (cursor === undefined) {
        return numberedPage(data, request, counted, { resume_cursor, followed, may_end_early: bytes !== undefined });
      }
      const goes_on = counted ? rows.length < Number(counted.total) : rows.length > per_page;
      return { data, per_page, next_cursor: goes_on ? resume_cursor : null, resume_cursor: resume_cursor ?? cursor };
    },
  };
}

/** A numbered page has a cursor where its list can be followed, and where it ended early because its rows are large. */
function numberedPage<T>(
  data: T[],
  { page, per_page }: PageRequest,
  counted: Counted | undefined,
  list: { resume_cursor: string | null; followed: boolean; may_end_early: boolean },
): Page<T> {
  const { resume_cursor, followed, may_end_early } = list;
  const total = Number(counted?.total ?? 0);
  const expected = counted?.capped ? per_page : Math.min(per_page, total - (page - 1) * per_page);
  const ended_early = may_end_early && data.length > 0 && data.length < expected;
  const next_cursor = ended_early || data.length === per_page ? resume_cursor : null;
  return {
    data,
    page,
    per_page,
    total,
    ...(counted?.capped ? { total_is_capped: true } : {}),
    ...(followed ? { next_cursor, resume_cursor } : ended_early ? { next_cursor } : {}),
  };
}

/** The first and the last number of a table; of an empty one 1 and 0. */
function endsOf(listing: Listing): { first: SQL; last: SQL } {
  const table = sql.identifier(getTableName(listing.table));
  return {
    first: sql`(SELECT coalesce(min(sequence), 1) FROM ${table})`,
    last: sql`(SELECT coalesce(max(sequence), 0) FROM ${table})`,
  };
}

function numbered(listing: Listing & Selection, { page, per_page }: PageRequest): Found {
  const offset = (page - 1) * per_page;
  const { first, last } = endsOf(listing);
  const all = totalQuery(sql`(SELECT ${last} - ${first} + 1 AS total, 0 AS capped)`);
  if (isWhole(listing) && !listing.counted && !listing.order_by) {
    const keys = listing.ascending
      ? sql`sequence BETWEEN ${first} + ${offset} AND ${first} + ${offset + per_page - 1}`
      : sql`sequence BETWEEN ${last} - ${offset + per_page - 1} AND ${last} - ${offset}`;
    return { keys, is_range: true, total: all };
  }
  const kept = listing.counted
    ? totalQuery(sql`(SELECT ${counterOf(getTableName(listing.table))} AS total, 0 AS capped)`)
    : all;
  return {
    keys: sql`sequence IN (${walk(listing, { ordered: true, limit: sql`${limitTo(per_page)} OFFSET ${offset}` })})`,
    is_range: false,
    total: isWhole(listing) ? kept : countedTotal(listing),
  };
}

/** Counts the rows of a filtered list, up to the cap. */
function countedTotal(listing: Listing & Selection): Query<Counted[]> {
  return totalQuery(sql`(SELECT min(count(*), ${TOTAL_CAP}) AS total, count(*) > ${TOTAL_CAP} AS capped
    FROM (${walk(listing, { ordered: false, limit: limitTo(TOTAL_CAP + 1) })}))`);
}

/** How many rows a list has whose total is kept in a counter, as SQL. */
export function counterOf(name: string): SQL {
  return sql`coalesce((SELECT value FROM counters WHERE name = ${name}), 0)`;
}

type CursorRequest = { per_page: number; cursor: string | null };

/**
 * What follows a cursor in the order of the list, at the same cost at any depth. One row more than the page has shows that it
 * goes on; but where the page may end early, the rows that follow are counted, up to one more than a page has.
 */
function following(listing: Listing & Selection, { per_page, cursor }: CursorRequest, is_counted: boolean): Found {
  const after = cursor === null ? undefined : positionIn(cursor, listing.order_by);
  const most = is_counted ? per_page : per_page + 1;
  if (isWhole(listing) && !listing.counted && !listing.order_by) {
    const { from, to } = rangeAfter(listing, after?.sequence);
    const keys = listing.ascending
      ? sql`sequence BETWEEN ${from} AND ${from} + ${most - 1}`
      : sql`sequence BETWEEN ${to} - ${most - 1} AND ${to}`;
    const total = is_counted ? totalQuery(sql`(SELECT ${to} - ${from} + 1 AS total, 0 AS capped)`) : null;
    return { keys, is_range: true, total };
  }
  return {
    keys: sql`sequence IN (${walk(listing, { ordered: true, after, limit: limitTo(most) })})`,
    is_range: false,
    total: is_counted
      ? totalQuery(
          sql`(SELECT count(*) AS total, 0 AS capped FROM (${walk(listing, { ordered: false, after, limit: limitTo(per_page + 1) })}))`,
        )
      : null,
  };
}

/** The numbers of a whole table that follow one in the order of the list, or all of them: the first and the last. */
function rangeAfter(listing: Listing, after: number | undefined): { from: SQL; to: SQL } {
  const { first, last } = endsOf(listing);
  if (after === undefined) return { from: first, to: last };
  return listing.ascending
    ? { from: sql`max(${first}, ${after + 1})`, to: last }
    : { from: first, to: sql`min(${last}, ${after - 1})` };
}

/** The condition for the first of the rows of a table whose ids `ids` selects, as many as have so many bytes together. */
export function firstWithin(most: number, table: SQLiteTable, ids: SQL, bytes: SQL): SQL {
  return withinBytes({ table }, { keys: sql`id IN (${ids})`, is_range: false }, sql`sequence`, bytes, most);
}

/**
 * The condition for the first of the rows that `keys` selects, as many as fit into `most` bytes, but at least one. The rows are
 * added up one after the other only if they don't all fit: a running sum reads each of them several times. A range of numbers is
 * cheap to select again; what a walk finds is kept.
 */
function withinBytes(
  listing: Pick<Listing, "table" | "order_by">,
  { keys, is_range }: Pick<Found, "keys" | "is_range">,
  order: SQL,
  bytes: SQL,
  most = PAGE_BYTES,
): SQL {
  const by = listing.order_by ? sql`t.${sql.identifier(listing.order_by)}, ` : sql.raw("");
  const table = sql.identifier(getTableName(listing.table));
  const rows = sql`(SELECT t.sequence, ${by}${bytes} AS own FROM ${table} t WHERE ${keys})`;
  const firstOf = (page: SQL) => sql`SELECT sequence FROM (
      SELECT sequence, own, sum(own) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS so_far FROM ${page})
    WHERE so_far <= ${most} OR so_far = own`;
  if (is_range) {
    const fits = sql`(SELECT coalesce(sum(own), 0) FROM ${rows}) <= ${most}`;
    return sql`${keys} AND (${fits} OR sequence IN (${firstOf(rows)}))`;
  }
  return sql`sequence IN (WITH page AS MATERIALIZED ${rows},
      w(fits) AS MATERIALIZED (SELECT coalesce(sum(own), 0) <= ${most} FROM page)
    SELECT sequence FROM w CROSS JOIN page WHERE fits
    UNION ALL ${firstOf(sql`w CROSS JOIN page WHERE NOT fits`)})`;
}

function totalQuery(source: SQL): Query<Counted[]> {
  return build.select({ total: sql<number>`total`, capped: sql<number>`capped` }).from(source);
}
