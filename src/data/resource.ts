import { getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { notFound } from "../shared/errors";
import type { Positioned } from "./cursor";
import type { Database, Queries, Query, Results } from "./database";
import type { Listing } from "./listing";
import { firstWithin, type ListRequest, type Page, pageQueries } from "./page";

type Reader = Pick<Database, "read">;

type Source<Row, Wire, Context extends Reader, Parts extends Queries> = {
  /** What a client calls it: "purchase order". */
  name: string;
  /** The table whose rows its list counts and pages. */
  table: SQLiteTable;
  /** Selects rows by a condition, in an order. */
  select(where: SQL, order: SQL): Query<Row[]>;
  /** What else belongs to the rows whose ids `ids` selects. */
  parts?(ids: SQL): Parts;
  /** About how many bytes of a response a row of its table, `t`, takes; absent if thousands of rows are always small. */
  bytes?: SQL;
  /** True if a hundred rows are always small: then a page of no more is not measured. */
  small?: boolean;
  /** The column that says when a row was written, if rows never change. */
  written_at?: Listing["written_at"];
  /** How the API shows a row, given the parts of all rows that were read with it. */
  render(context: Context, parts: Results<Parts>): (row: Row) => Wire;
};

/** What every resource that is read by id and listed has, made from how it is selected and shown. */
export function resource<
  Row extends Positioned,
  Wire,
  Context extends Reader,
  Parts extends Queries = Record<never, never>,
>(source: Source<Row, Wire, Context, Parts>) {
  const { name, table, select, render } = source;

  /** Selects one by its id. */
  const byId = (id: string | SQL) => select(sql`id = ${id}`, sql`sequence`);

  /** The one that was selected; 404 `not_found` if there was none. */
  function required([row]: readonly Row[]): Row {
    if (!row) throw notFound(name);
    return row;
  }

  async function read<More extends Queries>(ctx: Context, rows: Query<Row[]>, ids: SQL, more: More) {
    const results = await ctx.read({ rows, ...source.parts?.(ids), ...more });
    return { rows: results.rows as Row[], results: results as Results<Parts> & Results<More> };
  }

  return {
    byId,
    required,
    /** Selects the first of those whose ids `ids` selects, as many as have so many bytes together, but at least one. */
    firstWithin: (most: number, ids: SQL) =>
      select(firstWithin(most, table, ids, source.bytes ?? sql.raw("0")), sql`sequence`),
    async get(ctx: Context, id: string): Promise<Wire> {
      const { rows, results } = await read(ctx, byId(id), sql`SELECT ${id}`, {});
      return render(ctx, results)(required(rows));
    },
    /**
     * A page of those that `listing` describes, newest first unless it says otherwise. It ends early, with a cursor, where its
     * rows are large.
     */
    async list(
      ctx: Context,
      request: ListRequest,
      listing: Omit<Listing, "table" | "bytes" | "small" | "written_at">,
    ): Promise<Page<Wire>> {
      const { bytes, small, written_at } = source;
      const { keys, order, total, page } = pageQueries({ table, bytes, small, written_at, ...listing }, request);
      const ids = sql`SELECT id FROM ${sql.identifier(getTableName(table))} WHERE ${keys}`;
      const { rows, results } = await read(ctx, select(keys, order), ids, { counted: total });
      return page(rows, results.counted, render(ctx, results));
    },
  };
}
