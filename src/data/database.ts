import { Column, is, SQL } from "drizzle-orm";
import { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Engine, Meter, Mode, SqlResult, SqlStatement } from "../storage/port";
import { resendOnce } from "../storage/retry";
import { Dialect } from "./dialect";

/** A SELECT of named columns built by Drizzle, not yet sent. */
export type Query<T = unknown> = { _: { readonly result: T }; toSQL(): SqlStatement };
/** An INSERT, UPDATE or DELETE not yet sent: built by Drizzle, or an SQL template. */
export type Statement = SQL | { toSQL(): SqlStatement };

/** The parts of a read by name; a part that is not needed is null. */
export type Queries = Readonly<Record<string, Query | null>>;
/** The rows of each part; one that was left out has none. */
export type Results<Q extends Queries> = { -readonly [K in keyof Q]: NonNullable<Q[K]>["_"]["result"] };

/** One database as the rest of the program sees it: many reads in one round trip, many writes in one atomic commit. */
export type Database = {
  /**
   * Reads all parts as of one moment. With `after_writers` that moment is after the end of every commit that has begun: on
   * libSQL a reader otherwise sees the state before a commit that is under way, and already stamped.
   */
  read<const Q extends Queries>(queries: Q, options?: ReadOptions): Promise<Results<Q>>;
  /**
   * Writes all statements or none; then returns `queries` as of that moment. `repeatable` says that a second commit of
   * the same would be refused, so that it may be sent again after a lost connection.
   */
  commit<const Q extends Queries = Record<never, never>>(
    statements: readonly Statement[],
    queries?: Q,
    repeatable?: boolean,
  ): Promise<Results<Q>>;
};

type ReadOptions = { after_writers?: boolean };

type Send = (statements: SqlStatement[]) => Promise<SqlResult[]>;

const dialect = new Dialect();

/** Drizzle's query builder, bound to no database: queries are sent by `read` and `commit`, which count their round trips. */
export const build = new BaseSQLiteDatabase("async", dialect as never, {} as never, undefined);

/** The database behind `engine`; what it costs is added to `meter`. */
export function openDatabase(engine: Engine, meter: Meter): Database {
  async function execute(statements: SqlStatement[], mode: Mode): Promise<SqlResult[]> {
    meter.round_trips += 1;
    meter.statements += statements.length;
    const results = await engine.execute(statements, mode);
    for (const result of results) {
      meter.rows_read += result.rows_read;
      meter.rows_written += result.rows_written;
    }
    return results;
  }

  return {
    read: (queries, { after_writers = false } = {}) =>
      mapped(queries, async (built) =>
        built.length === 0 ? [] : resendOnce(() => execute(built, after_writers ? "read after writers" : "read")),
      ),
    async commit(statements, queries, repeatable = false) {
      const send: Send = async (built) => {
        const all = [...statements.map(toSql), ...built];
        const results = await (repeatable ? resendOnce(() => execute(all, "write")) : execute(all, "write"));
        return results.slice(statements.length);
      };
      return mapped(queries ?? ({} as never), send);
    },
  };
}

/** Sends the queries, and maps the rows to their declared columns. */
async function mapped<Q extends Queries>(queries: Q, send: Send): Promise<Results<Q>> {
  const wanted = Object.entries(queries).filter((entry): entry is [string, Query] => entry[1] !== null);
  const results = await send(wanted.map(([, query]) => toSql(query)));
  const by_name = new Map(wanted.map(([name, query], at) => [name, rowsOf(query, results[at]?.rows ?? [])]));
  return Object.fromEntries(Object.keys(queries).map((name) => [name, by_name.get(name) ?? []])) as never;
}

type Decoder = { mapFromDriverValue(value: unknown): unknown };

/**
 * The rows of a query as objects. Drizzle's own mapper finds out anew for each value what its column is, which takes longer than
 * anything else in a list; its types do not tell what is selected, and the casts are confined to this function.
 */
function rowsOf(query: Query, rows: readonly unknown[][]): object[] {
  const { selectedFields } = query._ as unknown as { selectedFields: Record<string, object> };
  const columns = Object.entries(selectedFields).map(([name, field]): [string, Decoder] => {
    if (is(field, Column)) return [name, field];
    const selected = is(field, SQL) ? field : (field as SQL.Aliased).sql;
    return [name, (selected as unknown as { decoder: Decoder }).decoder];
  });
  return rows.map((row) => {
    const result: Record<string, unknown> = {};
    for (const [at, [name, decoder]] of columns.entries()) {
      const value = row[at];
      result[name] = value === null ? null : decoder.mapFromDriverValue(value);
    }
    return result;
  });
}

function toSql(statement: Statement): SqlStatement {
  const { sql, params } = is(statement, SQL) ? dialect.sqlToQuery(statement) : statement.toSQL();
  return { sql, params };
}
