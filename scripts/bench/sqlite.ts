import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { SqlStatement } from "../../src/storage/port.ts";

type Row = Record<string, unknown>;

/** A database in this process's memory: the floor that no engine can be below. */
export function openSqlite() {
  const database = new DatabaseSync(":memory:");
  const prepared = new Map<string, StatementSync>();
  let executions = 0;

  function all({ sql, params }: SqlStatement): Row[] {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement.all(...(params as SQLInputValue[])) as Row[];
  }

  /** Executes the statements in one transaction. */
  function execute(statements: readonly SqlStatement[]): Row[][] {
    executions += 1;
    database.exec("BEGIN IMMEDIATE");
    try {
      const results = statements.map(all);
      database.exec("COMMIT");
      return results;
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  }

  return {
    execute,
    /** How often statements have been executed. */
    executions: () => executions,
    /** The database as a binding of D1, as far as the program uses it. */
    asD1(): D1Database {
      const binding = {
        prepare: (sql: string) => ({ bind: (...params: unknown[]): SqlStatement => ({ sql, params }) }),
        batch: async (statements: SqlStatement[]) => execute(statements).map((results) => ({ results, meta: {} })),
      };
      return binding as unknown as D1Database;
    },
    close: () => database.close(),
  };
}
