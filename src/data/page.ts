import { getTableName, type SQL, sql } from "drizzle-orm";
import { cursorAfter, sequenceIn } from "./cursor";
import { build, type Query } from "./database";
import { directionOf, isWhole, keyOf, type Listing, type Selection, walk } from "./listing";

/** The total of a filtered list is counted up to this many. */
const TOTAL_CAP = 10_000;

/** The rows of a page are, by the estimate of its listing, at most so many bytes; a row that has more is a page of its own. */
const PAGE_BYTES = 4_000_000;

/** A page by its number; or what follows a cursor, which is then all that matters. */
export type PageRequest = { page: number; per_page: number; cursor?: string | undefined };

/** What every list is asked for: a page, of all or of some. */
export type ListRequest = PageRequest & Selection;

/** What of a list's parameters every list has, and the filters of its own. */
export function splitRequest<Query extends ListRequest>(query: Query): [ListRequest, Omit<Query, keyof ListRequest>] {
  const { page, per_page, cursor, ids, updated_since, ...filters } = query;
  return [{ page, per_page, cursor, ids, updated_since }, filters];
}

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

type Counted = { total: number; capped: number };

/**
 * The condition on `sequence` that selects the rows of one page, their order, and the query of the total; after a cursor it is
 * how many rows follow it, up to one more than a page has.
 */
export type PageQueries = { keys: SQL; total: Query<Counted[]>; order: SQL };

/**
 * The queries of one page of a table whose rows are numbered without gaps (`drizzle/columns.ts`). Without conditions, a page
 * is a range of numbers and the total a subtraction, at any depth. With conditions, the rows before the page are skipped
 * one by one, and the total is counted up to the cap.
 */
export function pageQueries(listed: Listing, request: ListRequest): PageQueries {
  const { ids, updated_since } = request;
  const listing = { ...listed, ids, updated_since };
  const { keys, total } = request.cursor === undefined ? numbered(listing, request) : following(listing, request);
  const direction = directionOf(listing);
  const by = listing.order_by ? sql`${sql.identifier(listing.order_by)} ${direction}, ` : sql.raw("");
  const order = sql`${by}sequence ${direction}`;
  return { keys: listing.bytes ? withinBytes(listing, keys, order, listing.bytes) : keys, order, total };
}

function numbered(listing: Listing & Selection, { page, per_page }: PageRequest): Pick<PageQueries, "keys" | "total"> {
  const table = sql.identifier(getTableName(listing.table));
  const offset = (page - 1) * per_page;
  if (isWhole(listing) && !listing.counted) {
    const first = sql`(SELECT coalesce(min(sequence), 1) FROM ${table})`;
    const last = sql`(SELECT coalesce(max(sequence), 0) FROM ${table})`;
    const keys = listing.ascending
      ? sql`sequence BETWEEN ${first} + ${offset} AND ${first} + ${offset + per_page - 1}`
      : sql`sequence BETWEEN ${last} - ${offset + per_page - 1} AND ${last} - ${offset}`;
    return { keys, total: totalQuery(sql`(SELECT ${last} - ${first} + 1 AS total, 0 AS capped)`) };
  }
  return {
    keys: sql`sequence IN (${walk(listing, { ordered: true })} LIMIT ${per_page} OFFSET ${offset})`,
    total:
      listing.counted && isWhole(listing)
        ? totalQuery(
            sql`(SELECT coalesce((SELECT value FROM counters WHERE name = ${getTableName(listing.table)}), 0) AS total, 0 AS capped)`,
          )
        : totalQuery(
            sql`(SELECT min(count(*), ${TOTAL_CAP}) AS total, count(*) > ${TOTAL_CAP} AS capped
        FROM (${walk(listing, { ordered: false })} LIMIT ${TOTAL_CAP + 1}))`,
          ),
  };
}

/** What follows the row of a cursor in the order of the list. */
function following(
  listing: Listing & Selection,
  { cursor = "", per_page }: PageRequest,
): Pick<PageQueries, "keys" | "total"> {
  const { order_by, table } = listing;
  const [after, beyond] = [sequenceIn(cursor), sql.raw(listing.ascending ? ">" : "<")];
  const column = order_by && sql.identifier(order_by);
  const follows = column
    ? sql`(t.${column}, t.sequence) ${beyond} (SELECT ${column}, sequence FROM ${sql.identifier(getTableName(table))} WHERE sequence = ${after})`
    : sql`${keyOf(listing)} ${beyond} ${after}`;
  const rest = { ...listing, where: [...listing.where, follows] };
  return {
    keys: sql`sequence IN (${walk(rest, { ordered: true })} LIMIT ${per_page})`,
    total: totalQuery(
      sql`(SELECT count(*) AS total, 0 AS capped FROM (${walk(rest, { ordered: false })} LIMIT ${per_page + 1}))`,
    ),
  };
}

/**
 * The condition for the first of the rows that `keys` selects, as many as fit into `PAGE_BYTES`, but at least one. The rows are
 * added up one after the other only if they don't all fit: a running sum reads each of them several times. A range of numbers is
 * cheap to select again; what a walk finds is kept.
 */
function withinBytes(listing: Listing & Selection, keys: SQL, order: SQL, bytes: SQL): SQL {
  const by = listing.order_by ? sql`t.${sql.identifier(listing.order_by)}, ` : sql.raw("");
  const table = sql.identifier(getTableName(listing.table));
  const rows = sql`(SELECT t.sequence, ${by}${bytes} AS own FROM ${table} t WHERE ${keys})`;
  const firstOf = (page: SQL) => sql`SELECT sequence FROM (
      SELECT sequence, own, sum(own) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS so_far FROM ${page})
    WHERE so_far <= ${PAGE_BYTES} OR so_far = own`;
  if (isWhole(listing)) {
    const fits = sql`(SELECT coalesce(sum(own), 0) FROM ${rows}) <= ${PAGE_BYTES}`;
    return sql`${keys} AND (${fits} OR sequence IN (${firstOf(rows)}))`;
  }
  return sql`sequence IN (WITH page AS MATERIALIZED ${rows},
      w(fits) AS MATERIALIZED (SELECT coalesce(sum(own), 0) <= ${PAGE_BYTES} FROM page)
    SELECT sequence FROM w CROSS JOIN page WHERE fits
    UNION ALL ${firstOf(sql`w CROSS JOIN page WHERE NOT fits`)})`;
}

/**
 * The cursor that continues a page of these rows: if it ended early because its rows are large, and after a cursor also if more
 * rows follow. A page by its number has none otherwise.
 */
export function cursorsOf<T>(
  rows: readonly { sequence: number }[],
  { page, per_page, cursor }: PageRequest,
  [counted]: Counted[],
): Pick<Page<T>, "next_cursor" | "resume_cursor"> {
  const total = Number(counted?.total ?? 0);
  const last = rows.at(-1);
  const next_cursor = last ? cursorAfter(last.sequence) : null;
  if (cursor !== undefined) {
    return { next_cursor: rows.length < total ? next_cursor : null, resume_cursor: next_cursor ?? cursor };
  }
  const expected = counted?.capped ? per_page : Math.min(per_page, total - (page - 1) * per_page);
  return next_cursor !== null && rows.length < expected ? { next_cursor } : {};
}

/** The page of these rows, with the total that was counted; after a cursor without one. */
export function asPage<T>(data: T[], { page, per_page, cursor }: PageRequest, [counted]: Counted[]): Page<T> {
  if (cursor !== undefined) return { data, per_page };
  const total = Number(counted?.total ?? 0);
  return { data, page, per_page, total, ...(counted?.capped ? { total_is_capped: true } : {}) };
}

function totalQuery(source: SQL): Query<Counted[]> {
  return build.select({ total: sql<number>`total`, capped: sql<number>`capped` }).from(source);
}
