import { and, eq, lt, sql } from "drizzle-orm";
import { api_keys, organizations } from "../../drizzle/control";
import { build, type Database, openDatabase } from "../data/database";
import { type Clock, timestamp } from "../shared/clock";
import { refuse } from "../shared/errors";
import type { EngineName, Organization, Scope } from "../shared/organization";
import { type DatabaseSettings, engineProviders } from "../storage/engines/all";
import { d1Engine } from "../storage/engines/d1";
import type { EngineProvider } from "../storage/engines/provider";
import { migrate } from "../storage/migrate";
import { CONTROL_MIGRATIONS, TENANT_MIGRATIONS } from "../storage/migrations";
import type { Engine, Meter } from "../storage/port";
import { hashOf, isWellFormed } from "./api_keys/token";
import { addressOf, type OrganizationRow, toOrganization } from "./organizations/settings";

/** The organization of a key, and where its database is. */
type Caller = {
  organization: Organization;
  api_key: { id: string; scopes: Scope[]; expires_at: string | null };
  database: TenantAddress;
};

export type TenantAddress = { engine: EngineName; address: string };

type Known = { caller: Caller; schema_version: number; until: number };

/** What one isolate keeps between requests. */
export type DirectoryMemory = {
  /** Set once the directory's own schema has been migrated. */
  prepared: Promise<unknown> | null;
  callers: Map<string, Known>;
};

export function newDirectoryMemory(): DirectoryMemory {
  return { prepared: null, callers: new Map() };
}

const REMEMBERED_MS = 60_000;
const REMEMBERED_CALLERS = 10_000;

/** What a directory is made from; `wrapEngine` lets tests stand between the program and its databases. */
export type DirectoryParts = {
  databases: DatabaseSettings;
  memory: DirectoryMemory;
  clock: Clock;
  meter: Meter;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
  /** Finishes work after the response is sent. */
  later: (work: Promise<unknown>) => void;
};

export type Directory = {
  /** The kind of database that new organizations get. */
  engine: EngineName;
  providers: Record<EngineName, EngineProvider>;
  database: Database;
  /** The caller that a key belongs to; 401 `unauthorized`, or 403 `organization_suspended`. Migrates a tenant that is behind. */
  authenticate(key: string): Promise<Caller>;
  /** The engine of a tenant's database. */
  engineOf(address: TenantAddress): Engine;
  /** Brings a tenant's database to the current schema, records that in the directory, and returns the schema version. */
  migrateTenant(organization: Pick<OrganizationRow, "id" | "engine" | "database_address">): Promise<number>;
  /** Drops this isolate's cached callers: after a revocation, a suspension, a change of settings. */
  forget(): void;
};

/** Opens the directory for one request. */
export function openDirectory(parts: DirectoryParts): Directory {
  const { databases, memory, clock, meter, later } = parts;
  const wrapEngine = parts.wrapEngine ?? ((engine: Engine) => engine);
  const providers = engineProviders(databases);
  const engine = wrapEngine(d1Engine(databases.directory));
  const plain = openDatabase(engine, meter);

  async function prepare(): Promise<void> {
    memory.prepared ??= migrate(engine, CONTROL_MIGRATIONS);
    try {
      await memory.prepared;
    } catch (error) {
      memory.prepared = null;
      throw error;
    }
  }

  const database: Database = {
    async read(queries) {
      await prepare();
      return plain.read(queries);
    },
    async commit(...terms) {
      await prepare();
      return plain.commit(...terms);
    },
  };

  const engineOf = ({ engine: kind, address }: TenantAddress) => wrapEngine(providers[kind].open(address));

  async function migrateTenant(organization: Pick<OrganizationRow, "id" | "engine" | "database_address">) {
    const schema_version = await migrate(engineOf(addressOf(organization)), TENANT_MIGRATIONS);
    await database.commit([
      build
        .update(organizations)
        .set({ schema_version, migrated_at: timestamp(clock()), version: sql`version + 1` })
        .where(and(eq(organizations.id, organization.id), lt(organizations.schema_version, schema_version))),
    ]);
    return schema_version;
  }

  async function lookUp(hash: string): Promise<Known> {
    const {
      key: [key],
      organization: [organization],
    } = await database.read({
      key: build.select().from(api_keys).where(eq(api_keys.hash, hash)),
      organization: build
        .select()
        .from(organizations)
        .where(
          eq(
            organizations.id,
            build.select({ id: api_keys.organization_id }).from(api_keys).where(eq(api_keys.hash, hash)),
          ),
        ),
    });
    if (!key || !organization || key.revoked_at !== null || organization.database_address === null)
      throw unauthorized();
    later(
      database.commit([
        build
          .update(api_keys)
          .set({ last_used_at: timestamp(clock()) })
          .where(eq(api_keys.id, key.id)),
      ]),
    );
    return {
      caller: {
        organization: toOrganization(organization),
        api_key: { id: key.id, scopes: key.scopes, expires_at: key.expires_at },
        database: { engine: organization.engine, address: organization.database_address },
      },
      schema_version: organization.schema_version,
      until: clock().getTime() + REMEMBERED_MS,
    };
  }

  return {
    engine: databases.engine,
    providers,
    database,
    engineOf,
    migrateTenant,
    forget: () => memory.callers.clear(),
    async authenticate(key) {
      if (!isWellFormed(key)) throw unauthorized();
      const hash = await hashOf(key);
      let known = memory.callers.get(hash);
      if (!known || known.until <= clock().getTime()) {
        known = await lookUp(hash);
        if (memory.callers.size >= REMEMBERED_CALLERS) memory.callers.clear();
        memory.callers.set(hash, known);
      }
      const { caller } = known;
      if (caller.api_key.expires_at !== null && caller.api_key.expires_at <= timestamp(clock())) throw unauthorized();
      if (caller.organization.status === "suspended") {
        throw refuse("organization_suspended", "This organization is suspended. Ask the operator to activate it.");
      }
      if (known.schema_version < TENANT_MIGRATIONS.length) {
        known.schema_version = await migrateTenant({
          id: caller.organization.id,
          engine: caller.database.engine,
          database_address: caller.database.address,
        });
      }
      return caller;
    },
  };
}

export function unauthorized() {
  return refuse("unauthorized", "Send a valid API key as `Authorization: Bearer sb_live_…`.", {
    headers: { "WWW-Authenticate": 'Bearer realm="Stockbook"' },
  });
}
