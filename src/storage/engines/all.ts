import type { EngineName } from "../../shared/organization";
import { type D1Pool, d1Provider } from "./d1";
import { durableObjectProvider, type TenantObjects } from "./durable_object";
import { type LibsqlServer, libsqlProvider } from "./libsql";
import type { EngineProvider, WrapEngine } from "./provider";
import type { TursoCloud } from "./turso";

/** Where databases are: what the deployment binds and names. */
export type DatabaseSettings = {
  /** The kind that new organizations get. */
  engine: EngineName;
  directory: D1Database;
  pool: D1Pool;
  libsql: LibsqlServer | null;
  turso: TursoCloud | null;
  objects: TenantObjects | null;
};

/** Every kind of database that an organization may have; what they open is passed through `wrapEngine`. */
export function engineProviders(
  { pool, libsql, turso, objects }: DatabaseSettings,
  wrapEngine: WrapEngine = (engine) => engine,
): Record<EngineName, EngineProvider> {
  return {
    d1: d1Provider(pool, wrapEngine),
    libsql: libsqlProvider(libsql, turso, wrapEngine),
    durable_object: durableObjectProvider(objects, wrapEngine),
  };
}
