import { env, reset } from "cloudflare:test";
import { test } from "vitest";
import { parseEnv } from "../../src/env";
import type { EngineName } from "../../src/shared/organization";
import { engineProviders } from "../../src/storage/engines/all";
import { bindingsOf, d1Engine } from "../../src/storage/engines/d1";
import type { Engine } from "../../src/storage/port";

const { databases, deployment: bound } = parseEnv(env as never);

/** What the deployment of the tests decides about other systems. */
export const deployment = bound;
const providers = engineProviders(databases);

/** The kind of database that this run's tenants have. */
export const ENGINE = databases.engine;

/** The directory's database, for a look at what is stored. */
export const directory: Engine = d1Engine(databases.directory);

/** Runs one statement and answers its rows. */
export async function sql(engine: Engine, text: string, ...params: unknown[]): Promise<unknown[][]> {
  const [result] = await engine.execute([{ sql: text, params }], "write");
  return result?.rows ?? [];
}

/** Runs `change` while the database has no triggers, which would refuse or repair what it does. */
export async function withoutTriggers(engine: Engine, change: () => Promise<unknown>): Promise<void> {
  const triggers = await sql(engine, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid");
  const send = (texts: string[]) =>
    engine.execute(
      texts.map((text) => ({ sql: text, params: [] })),
      "write",
    );
  await send(triggers.map(([name]) => `DROP TRIGGER "${name}"`));
  try {
    await change();
  } finally {
    await send(triggers.map(([, text]) => String(text)));
  }
}

/** A tenant's own database, behind the program's back. */
export async function databaseOf(organization_id: string): Promise<Engine> {
  const [row] = await sql(
    directory,
    "SELECT engine, database_address FROM organizations WHERE id = ?",
    organization_id,
  );
  const [engine, address] = row as [EngineName, string];
  return providers[engine].open(address);
}

/** The pool's databases that `spareDatabase` has not given out to the test file that runs. */
let spares = bindingsOf(databases.pool);

/** Empties the directory and the databases of the pool, if any holds something. Under load one `reset` may leave some as they were. */
export async function resetDatabases(): Promise<void> {
  const bound = [databases.directory, ...Object.values(databases.pool)];
  const hasTables = async (database: D1Database) =>
    (await database.prepare("SELECT name FROM sqlite_schema WHERE name NOT LIKE '\\_cf\\_%' ESCAPE '\\'").first()) !==
    null;
  for (let attempt = 1; (await Promise.all(bound.map(hasTables))).includes(true); attempt++) {
    if (attempt > 5) throw new Error("The databases can't be emptied");
    await reset();
  }
  spares = bindingsOf(databases.pool);
}

/** An empty database that no organization has: the last one of the pool, or a new namespace. */
export async function spareDatabase(): Promise<{ engine: Engine; address: string }> {
  const address =
    ENGINE === "d1"
      ? (spares.pop() as string)
      : await providers[ENGINE].create({ name: `spare_${crypto.randomUUID()}`, location_hint: null }, new Set());
  return { address, engine: providers[ENGINE].open(address) };
}

/** Gives an organization another database. */
export async function moveTo(address: string, organization_id: string, schema_version: number): Promise<void> {
  await sql(
    directory,
    "UPDATE organizations SET database_address = ?, schema_version = ?, version = version + 1 WHERE id = ?",
    ...[address, schema_version, organization_id],
  );
}

/** Declares a test of what only one engine has: a pool, or a server that makes databases. */
export function testOn(engine: EngineName): typeof test {
  return engine === ENGINE ? test : ((() => {}) as unknown as typeof test);
}
