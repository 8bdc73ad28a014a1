import { env } from "cloudflare:test";
import { test } from "vitest";
import { parseEnv } from "../../src/env";
import { engineProviders } from "../../src/storage/engines/all";
import { d1Engine } from "../../src/storage/engines/d1";
import type { Engine } from "../../src/storage/port";

const { databases } = parseEnv(env as never);
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

/** A tenant's own database, behind the program's back. */
export async function databaseOf(organization_id: string): Promise<Engine> {
  const [row] = await sql(directory, "SELECT database_address FROM organizations WHERE id = ?", organization_id);
  return providers[ENGINE].open(row?.[0] as string);
}

let spare = Object.keys(databases.pool).length;

/** An empty database that no organization has: of the pool's end, or a new namespace. */
export async function spareDatabase(): Promise<{ engine: Engine; address: string }> {
  const address = ENGINE === "d1" ? `TENANT_${String(spare--).padStart(3, "0")}` : `spare-${crypto.randomUUID()}`;
  if (ENGINE === "libsql") {
    const url = `${databases.libsql?.admin_url}/v1/namespaces/${address}/create`;
    await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });
  }
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
export function testOn(engine: "d1" | "libsql"): typeof test {
  return engine === ENGINE ? test : ((() => {}) as unknown as typeof test);
}
