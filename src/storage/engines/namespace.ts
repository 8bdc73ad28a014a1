import type { DatabaseSettings, LibsqlServer } from "../engines";
import { reach } from "./call_provider";
import { createTursoDatabase } from "./turso";

/**
 * Creates the libSQL database of an organization, unless it is there already, and answers its address. Its name follows
 * from the organization's id, so that a repetition finds what an interrupted attempt has made.
 */
export async function createLibsqlDatabase(settings: DatabaseSettings, organization_id: string): Promise<string> {
  const name = organization_id.replaceAll("_", "-");
  if (settings.turso) return createTursoDatabase(settings.turso, name);
  if (settings.libsql) return createNamespace(settings.libsql, name);
  throw new Error("ENGINE is libsql, but neither LIBSQL_URL nor TURSO_ORGANIZATION is set");
}

/** The names of the bound D1 databases, the lowest number first. */
export function poolOf({ pool }: DatabaseSettings): string[] {
  const number = (binding: string) => Number(binding.replaceAll(/\D/g, ""));
  return Object.keys(pool).sort((a, b) => number(a) - number(b));
}

async function createNamespace({ admin_url, auth_token }: LibsqlServer, name: string): Promise<string> {
  const { ok, status, text } = await reach(`${admin_url.replace(/\/$/, "")}/v1/namespaces/${name}/create`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(auth_token ? { Authorization: `Bearer ${auth_token}` } : {}) },
    body: "{}",
  });
  if (ok || text.includes("already exists")) return name;
  throw new Error(`The libSQL server's admin API answered ${status}: ${text.slice(0, 200)}`);
}
