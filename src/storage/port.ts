/** One SQL statement with its parameters, as Drizzle builds it. */
export type SqlStatement = { sql: string; params: unknown[] };

/** A statement without parameters. */
export function plain(sql: string): SqlStatement {
  return { sql, params: [] };
}

/** The result of one statement: rows as arrays of column values. */
export type SqlResult = { rows: unknown[][]; rows_read: number; rows_written: number };

/** A read may also wait until every commit that has begun is over, so that none of them is stamped before what it sees. */
export type Mode = "read" | "read after writers" | "write";

/**
 * A database of any kind, reduced to what all do well: a list of statements, sent in one round trip, that takes effect as a
 * whole or not at all. The engine itself never resends a `write`.
 */
export type Engine = {
  execute(statements: SqlStatement[], mode: Mode): Promise<SqlResult[]>;
};

/** A statement broke a named rule of the database: nothing of its batch took effect. */
export class ConstraintViolation extends Error {
  /** A name from `src/data/rules.ts`, or `table.column` for a unique key. */
  readonly rule: string;

  constructor(rule: string) {
    super(`The database refused: ${rule}`);
    this.rule = rule;
  }
}

/** The database could not be reached, or the connection broke: whether a write took effect is unknown. */
export class DatabaseUnavailable extends Error {
  /** True if resending at once is likely to succeed, and does not add to an overload. */
  readonly worth_a_retry: boolean;

  constructor(cause: unknown, worth_a_retry: boolean) {
    super("The database can't be reached", { cause });
    this.worth_a_retry = worth_a_retry;
  }
}

/** What a request has cost so far. */
export type Meter = { round_trips: number; statements: number; rows_read: number; rows_written: number };

export function newMeter(): Meter {
  return { round_trips: 0, statements: 0, rows_read: 0, rows_written: 0 };
}
