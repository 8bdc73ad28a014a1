import { is, SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { drizzle } from "drizzle-orm/sqlite-proxy";
import { DatabaseUnavailable, type Engine, type Meter, type SqlResult, type SqlStatement } from "../storage/port";

/** A SELECT built by Drizzle, not yet sent. */
export type Query<T = unknown> = { _: { readonly result: T }; toSQL(): SqlStatement };
/** An INSERT, UPDATE or DELETE not yet sent: built by Drizzle, or an SQL template. */
export type Statement = SQL | { toSQL(): SqlStatement };

export type Results<Q extends readonly Query[]> = { -readonly [K in keyof Q]: Q[K]["_"]["result"] };

/** One database as the rest of the program sees it: many reads in one round trip, many writes in one atomic commit. */
export type Database = {
  read<const Q extends readonly Query[]>(queries: Q): Promise<Results<Q>>;
  /** Writes all statements or none; then answers `queries` as of that moment. */
  commit<const Q extends readonly Query[] = []>(statements: readonly Statement[], queries?: Q): Promise<Results<Q>>;
};

type Send = (statements: SqlStatement[]) => Promise<SqlResult[]>;

const dialect = new SQLiteSyncDialect();

const sendNothing: Send = () => {
  throw new Error("Queries are built here and sent by read or commit, which count their round trips");
};

/** Drizzle's query builder, bound to no database. */
export const build = drizzle(sendNothing as never);

/** The database behind `engine`; what it costs is added to `meter`. */
export function openDatabase(engine: Engine, meter: Meter): Database {
  async function execute(statements: SqlStatement[], mode: "read" | "write"): Promise<SqlResult[]> {
    meter.round_trips += 1;
    const results = await engine.execute(statements, mode);
    for (const result of results) {
      meter.rows_read += result.rows_read;
      meter.rows_written += result.rows_written;
    }
    return results;
  }

  return {
    read: (queries) => mapped(queries, (built) => onceMoreIfLost(() => execute(built, "read"))),
    commit: (statements, queries) =>
      mapped(queries ?? ([] as never), async (built) => {
        const results = await execute([...statements.map(toSql), ...built], "write");
        return results.slice(statements.length);
      }),
  };
}

/** Lets Drizzle build the queries and map what `send` brings back to their declared columns. */
async function mapped<Q extends readonly Query[]>(queries: Q, send: Send): Promise<Results<Q>> {
  const session = drizzle(sendNothing as never, (built) => send(built) as never);
  return (await session.batch(queries as never)) as never;
}

function toSql(statement: Statement): SqlStatement {
  const { sql, params } = is(statement, SQL) ? dialect.sqlToQuery(statement) : statement.toSQL();
  return { sql, params };
}

async function onceMoreIfLost<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (error instanceof DatabaseUnavailable && error.worth_a_retry) return attempt();
    throw error;
  }
}
