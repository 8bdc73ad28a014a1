import type { Engine } from "./port";

/** What the names of a fence's triggers begin with. */
export const FENCE = "fence_";

/** The rule that a write breaks in a closed database. */
const CLOSED = "database_moving";

const OPERATIONS = ["INSERT", "UPDATE", "DELETE"] as const;

/**
 * The statements that close a database with these tables: every write is refused by the rule `database_moving`, of whoever
 * reaches the database by whichever way, while reads go on.
 */
export function closing(tables: readonly string[]): string[] {
  return tables.flatMap((table) =>
    OPERATIONS.map(
      (
        operation,
      ) => `CREATE TRIGGER IF NOT EXISTS "${FENCE}${table}_${operation.toLowerCase()}" BEFORE ${operation} ON "${table}"
        BEGIN SELECT RAISE(ABORT, '${CLOSED}'); END`,
    ),
  );
}

/** Lets a closed database be written to again. One that is open stays so. */
export async function reopen(engine: Engine): Promise<void> {
  const plain = (sql: string) => ({ sql, params: [] });
  const query = `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '${FENCE}*'`;
  const [triggers] = await engine.execute([plain(query)], "read");
  const drops = (triggers?.rows ?? []).map(([name]) => plain(`DROP TRIGGER IF EXISTS "${name}"`));
  if (drops.length > 0) await engine.execute(drops, "write");
}
