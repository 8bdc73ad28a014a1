import { ConstraintViolation, type Engine, plain, type SqlStatement } from "./port";

const BREAKPOINT = "--> statement-breakpoint";
const END_OF_PORTION = "--> end of the portion";

/**
 * Applies the migrations that a database lacks and returns its schema version. Each migration is one atomic commit that also
 * records itself: an interrupted run is resumed, and of two runs at once each step is committed by one. sqld ends a
 * transaction after five seconds once others wait to write, so a migration must take less at a million ledger entries. One that
 * would take longer first commits portions, as long as the last statement of a portion says that there is more; what has
 * been done must be recorded in the portion itself.
 */
export async function migrate(engine: Engine, migrations: readonly string[]): Promise<number> {
  let version = await schemaVersion(engine);
  while (version < migrations.length) {
    try {
      const migration = migrations[version] as string;
      const [portion, rest] = migration.split(END_OF_PORTION) as [string, string?];
      if (rest !== undefined) await repeatPortion(engine, statementsIn(portion));
      await engine.execute(step(rest ?? portion, version + 1), "write");
      version += 1;
    } catch (error) {
      if (!(error instanceof ConstraintViolation && error.rule === "schema_migrations.version")) throw error;
      version = await schemaVersion(engine);
    }
  }
  return version;
}

/** True for a database that has a schema, the current one or an older one. */
export async function isMigrated(engine: Engine): Promise<boolean> {
  return (await schemaVersion(engine)) > 0;
}

/** Only reads: requests that wait for a migration must not compete with it for the database's write lock. */
async function schemaVersion(engine: Engine): Promise<number> {
  const read = async (sql: string) => (await engine.execute([plain(sql)], "read"))[0]?.rows[0]?.[0];
  const is_new = !(await read("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'"));
  return is_new ? 0 : Number(await read("SELECT coalesce(max(version), 0) FROM schema_migrations"));
}

async function repeatPortion(engine: Engine, portion: SqlStatement[]): Promise<void> {
  let has_more = true;
  while (has_more) {
    const results = await engine.execute(portion, "write");
    has_more = Boolean(results.at(-1)?.rows[0]?.[0]);
  }
}

function step(migration: string, version: number): SqlStatement[] {
  return [
    plain(
      "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT",
    ),
    plain(`INSERT INTO schema_migrations (version, applied_at) VALUES (${version}, strftime('%Y-%m-%dT%H:%M:%fZ'))`),
    ...statementsIn(migration),
  ];
}

function statementsIn(migration: string): SqlStatement[] {
  return migration.split(BREAKPOINT).filter(hasStatement).map(plain);
}

/** False for text that holds only comments, which drivers refuse. */
function hasStatement(text: string): boolean {
  return text.replaceAll(/^\s*--.*$/gm, "").trim() !== "";
}
