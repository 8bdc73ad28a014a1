import type { EngineName } from "../shared/organization";
import { d1Engine } from "./engines/d1";
import { libsqlEngine } from "./engines/libsql";
import type { Engine } from "./port";

export type LibsqlServer = { url: string; admin_url: string; auth_token?: string | undefined };
export type TursoCloud = {
  api_url: string;
  organization: string;
  group: string;
  api_token: string;
  group_auth_token: string;
};

/** Where databases are: what the deployment binds and names. */
export type DatabaseSettings = {
  /** The kind that new organizations get. */
  engine: EngineName;
  directory: D1Database;
  /** The bound D1 databases that organizations are given, by binding name. */
  pool: Record<string, D1Database>;
  libsql: LibsqlServer | null;
  turso: TursoCloud | null;
};

/** The engine of the tenant database at `address`: a D1 binding, a libSQL namespace, or the URL of a Turso database. */
export function openTenantEngine(settings: DatabaseSettings, engine: EngineName, address: string): Engine {
  if (engine === "d1") {
    const database = settings.pool[address];
    if (!database) throw new Error(`The D1 binding ${address} is not in this deployment`);
    return d1Engine(database);
  }
  if (address.startsWith("https://")) {
    return libsqlEngine({ url: address, auth_token: settings.turso?.group_auth_token });
  }
  if (!settings.libsql) throw new Error("LIBSQL_URL is not set");
  return libsqlEngine({ ...settings.libsql, namespace: address });
}

/** The engine of the directory, which is always a D1 database. */
export function openDirectoryEngine(settings: DatabaseSettings): Engine {
  return d1Engine(settings.directory);
}
