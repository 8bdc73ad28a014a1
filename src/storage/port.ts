/** One SQL statement with its parameters, as Drizzle builds it. */
export type SqlStatement = { sql: string; params: unknown[] };

/** What one statement answered: rows as arrays of column values. */
export type SqlResult = { rows: unknown[][]; rows_read: number; rows_written: number };

/**
 * A database of either kind, reduced to the one thing both do well: a list of statements sent in one round trip that takes
 * effect whole or not at all. A `read` may be sent again after a lost connection, a `write` never by the engine itself.
 */
export type Engine = {
  execute(statements: SqlStatement[], mode: "read" | "write"): Promise<SqlResult[]>;
};

/** A statement failed a named rule of the database: its whole batch left nothing behind. */
export class ConstraintViolation extends Error {
  /** A name from `constraints.ts`, or `table.column` for a unique key. */
  readonly rule: string;

  constructor(rule: string) {
    super(`The database refused: ${rule}`);
    this.rule = rule;
  }
}

/** The database could not be reached, or broke off: whether a write took effect is unknown. */
export class DatabaseUnavailable extends Error {
  /** True where sending the same again at once is likely to help, rather than add to an overload. */
  readonly worth_a_retry: boolean;

  constructor(cause: unknown, worth_a_retry: boolean) {
    super("The database can't be reached", { cause });
    this.worth_a_retry = worth_a_retry;
  }
}

/** What a request has cost so far. */
export type Meter = { round_trips: number; rows_read: number; rows_written: number };

export function newMeter(): Meter {
  return { round_trips: 0, rows_read: 0, rows_written: 0 };
}
