import { type Engine, plain, type SqlStatement } from "./port";

/** What the names of a fence's triggers begin with. */
export const FENCE = "fence_";

/** The rule that a write breaks in a closed database. */
const CLOSED = "database_moving";

const OPERATIONS = ["INSERT", "UPDATE", "DELETE"] as const;

/**
 * The statements that close a database with these tables on behalf of one move: every write is refused by the rule
 * `database_moving`, of whoever reaches the database by whichever way, while reads go on.
 */
export function closing(tables: readonly string[], move_id: string): SqlStatement[] {
  return tables.flatMap((table) =>
    OPERATIONS.map((operation) => {
      const name = `${FENCE}${move_id}_${table}_${operation.toLowerCase()}`;
      return plain(`CREATE TRIGGER IF NOT EXISTS "${name}" BEFORE ${operation} ON "${table}"
        BEGIN SELECT RAISE(ABORT, '${CLOSED}'); END`);
    }),
  );
}

/** The triggers of a database's fences: those of one move, or of any. */
export async function fencesOf(engine: Engine, move_id = "*"): Promise<string[]> {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '${FENCE}${move_id}_*'`;
  const [triggers] = await engine.execute([plain(sql)], "read");
  return (triggers?.rows ?? []).map(([name]) => String(name));
}

/**
 * Lets a database that was closed on behalf of a move, or of any, be written to again. What another move has closed stays
 * closed, so that a late repetition can't open it.
 */
export async function reopen(engine: Engine, move_id?: string): Promise<void> {
  const triggers = await fencesOf(engine, move_id);
  if (triggers.length === 0) return;
  await engine.execute(
    triggers.map((name) => plain(`DROP TRIGGER IF EXISTS "${name}"`)),
    "write",
  );
}
