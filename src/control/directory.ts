import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { api_keys, organizations } from "../../drizzle/control";
import { build, type Database, openDatabase, type Results, type Statement } from "../data/database";
import { type Clock, timestamp } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import { refuse } from "../shared/errors";
import type { JobMessage } from "../shared/jobs";
import { keepNewest } from "../shared/keep_newest";
import type { DatabaseAddress, EngineName, Organization, Scope } from "../shared/organization";
import { type DatabaseSettings, engineProviders } from "../storage/engines/all";
import { d1Engine } from "../storage/engines/d1";
import type { EngineProvider, TenantHost } from "../storage/engines/provider";
import { migrate } from "../storage/migrate";
import { CONTROL_MIGRATIONS, TENANT_MIGRATIONS } from "../storage/migrations";
import type { Engine, Meter } from "../storage/port";
import { hashOf, isWellFormed } from "./api_keys/token";
import { type JobQueue, sendAll } from "./job_queue";
import { toOrganization } from "./organizations/settings";

/** The organization of a key, and where its database is. */
export type Caller = {
  organization: Organization;
  api_key: { id: string; scopes: Scope[]; expires_at: string | null };
  database: DatabaseAddress;
};

/** An organization, and where its database is. */
type Tenancy = Pick<Caller, "organization" | "database">;

/** What was read of the directory, and until when it is taken to be so. */
type Cached<T> = { caller: T; schema_version: number; until: number };
type Found<T> = { caller: T; schema_version: number; is_moving: boolean };

/** What one isolate keeps between requests. */
export type DirectoryMemory = {
  /** True once the directory's own schema is known to be current; and the migration that is under way, while there is one. */
  is_current: boolean;
  migration: Promise<unknown> | null;
  callers: Map<string, Cached<Caller>>;
  /** Organizations by their ids. */
  tenancies: Map<string, Cached<Tenancy>>;
  /** Until when a hash is taken to be no key's, or an id no organization's. */
  misses: Map<string, number>;
};

export function newDirectoryMemory(): DirectoryMemory {
  return { is_current: false, migration: null, callers: new Map(), tenancies: new Map(), misses: new Map() };
}

const CACHED_MS = 60_000;
/** For so long while the organization's database is moved: so all isolates leave the old one within a second. */
const CACHED_WHILE_MOVING_MS = 1_000;
const MOST_CACHED = 10_000;

/** What a directory is made from; `wrapEngine` lets tests stand between the program and its databases. */
export type DirectoryParts = {
  databases: DatabaseSettings;
  memory: DirectoryMemory;
  clock: Clock;
  meter: Meter;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
  /** Delivers the messages that start jobs. */
  queue: JobQueue | null;
  deployment: Deployment;
  /** Finishes work after the response is sent. */
  later: (work: Promise<unknown>) => void;
};

export type Directory = {
  /** The kind of database that new organizations get. */
  engine: EngineName;
  clock: Clock;
  deployment: Deployment;
  providers: Record<EngineName, EngineProvider>;
  database: Database;
  /** The caller that a key belongs to; 401 `unauthorized`, or 403 `organization_suspended`. Migrates a tenant that is behind. */
  authenticate(key: string): Promise<Caller>;
  /** An organization by its id, as `authenticate` finds that of a key; null if it does not exist. */
  organizationBy(id: string): Promise<Tenancy | null>;
  /** The engine of a tenant's database. */
  engineOf(address: DatabaseAddress): Engine;
  /** What serves a tenant's requests next to its database; undefined if they are served here. */
  hostOf(address: DatabaseAddress): TenantHost | undefined;
  /** Brings a tenant's database to the current schema, records that in the directory, and returns the schema version. */
  migrateTenant(organization_id: string, address: DatabaseAddress): Promise<number>;
  /**
   * Sends a message for each job, which arrives after so many seconds. One that is lost is sent again when the job is due again
   * (`drizzle/control/organization_jobs.ts`).
   */
  sendJobs(jobs: readonly JobMessage[], delay_seconds?: number): Promise<void>;
  /** Drops what this isolate remembers of keys: after a revocation, a suspension, a change of settings. */
  forget(): void;
};

/** Opens the directory for one request. */
export function openDirectory(parts: DirectoryParts): Directory {
  const { databases, memory, clock, meter, queue, deployment, later } = parts;
  const { wrapEngine = (engine: Engine) => engine } = parts;
  const providers = engineProviders(databases, wrapEngine);
  const database = openMigrated(wrapEngine(d1Engine(databases.directory)), memory, meter);
  const engineOf = ({ engine, address }: DatabaseAddress) => providers[engine].open(address);

  async function migrateTenant(organization_id: string, address: DatabaseAddress) {
    const schema_version = await migrate(engineOf(address), TENANT_MIGRATIONS);
    await database.commit([recordMigration(organization_id, address, schema_version, clock())]);
    return schema_version;
  }

  async function findCaller(hash: string): Promise<Found<Caller> | null> {
    const found = toCaller(await database.read(selectCaller(hash)));
    if (found) later(database.commit([recordUse(found.caller.api_key.id, clock())]));
    return found;
  }

  /** Refuses a suspended organization with 403 `organization_suspended`, and migrates one that is behind. */
  async function admit<T extends Tenancy>(cached: Cached<T>): Promise<T> {
    const { caller } = cached;
    if (caller.organization.status === "suspended") {
      throw refuse("organization_suspended", "This organization is suspended. Ask the operator to activate it.");
    }
    if (cached.schema_version < TENANT_MIGRATIONS.length) {
      cached.schema_version = await migrateTenant(caller.organization.id, caller.database);
    }
    return caller;
  }

  return {
    engine: databases.engine,
    clock,
    deployment,
    providers,
    database,
    engineOf,
    hostOf: ({ engine, address }) => providers[engine].host?.(address),
    migrateTenant,
    sendJobs: (jobs, delay_seconds = 0) => sendAll(queue, jobs, delay_seconds),
    forget() {
      memory.callers.clear();
      memory.tenancies.clear();
      memory.misses.clear();
    },
    async authenticate(key) {
      if (!isWellFormed(key)) throw unauthorized();
      const hash = await hashOf(key);
      const cached = await lookUp(memory, memory.callers, hash, clock, () => findCaller(hash));
      if (!cached) throw unauthorized();
      const { expires_at } = cached.caller.api_key;
      if (expires_at !== null && expires_at <= timestamp(clock())) throw unauthorized();
      return admit(cached);
    },
    async organizationBy(id) {
      const cached = await lookUp(memory, memory.tenancies, id, clock, async () => {
        const { rows } = await database.read({ rows: selectOrganization(sql`${id}`) });
        return toTenancy(rows);
      });
      return cached && admit(cached);
    },
  };
}

/** What is remembered by a name, or else found now; null if it is not there, which is remembered too. */
async function lookUp<T>(
  { misses }: DirectoryMemory,
  known: Map<string, Cached<T>>,
  name: string,
  clock: Clock,
  find: () => Promise<Found<T> | null>,
): Promise<Cached<T> | null> {
  const now = clock().getTime();
  const cached = known.get(name);
  if (cached && cached.until > now) return cached;
  if ((misses.get(name) ?? 0) > now) return null;
  const found = await find();
  if (!found) {
    keepNewest(misses, name, now + CACHED_MS, MOST_CACHED);
    return null;
  }
  const { caller, schema_version, is_moving } = found;
  const read = { caller, schema_version, until: now + (is_moving ? CACHED_WHILE_MOVING_MS : CACHED_MS) };
  keepNewest(known, name, read, MOST_CACHED);
  return read;
}

/** The directory's own database, brought to its current schema before it is first used. */
function openMigrated(engine: Engine, memory: DirectoryMemory, meter: Meter): Database {
  const database = openDatabase(engine, meter);
  async function prepare(): Promise<void> {
    if (memory.is_current) return;
    memory.migration ??= migrate(engine, CONTROL_MIGRATIONS);
    try {
      await memory.migration;
      memory.is_current = true;
    } finally {
      memory.migration = null;
    }
  }
  return {
    async read(queries) {
      await prepare();
      return database.read(queries);
    },
    async commit(...terms) {
      await prepare();
      return database.commit(...terms);
    },
  };
}

/** Selects the key with this hash, and its organization. */
function selectCaller(hash: string) {
  const key = build.select().from(api_keys).where(eq(api_keys.hash, hash));
  const organization_id = build.select({ id: api_keys.organization_id }).from(api_keys).where(eq(api_keys.hash, hash));
  return { key, organization: selectOrganization(sql`${organization_id}`) };
}

function selectOrganization(id: SQL) {
  return build.select().from(organizations).where(sql`${organizations.id} = ${id}`);
}

/** The organization that was selected; null if it does not exist, or has no database or an incomplete one. */
function toTenancy([row]: Results<{ rows: ReturnType<typeof selectOrganization> }>["rows"]): Found<Tenancy> | null {
  if (!row || row.database_address === null || row.restore !== null) return null;
  return {
    caller: { organization: toOrganization(row), database: { engine: row.engine, address: row.database_address } },
    schema_version: row.schema_version,
    is_moving: row.move !== null,
  };
}

/** The caller that was selected; null if the key does not exist, is revoked, or its organization has no database. */
function toCaller({ key: [key], organization }: Results<ReturnType<typeof selectCaller>>): Found<Caller> | null {
  const found = toTenancy(organization);
  if (!key || !found || key.revoked_at !== null) return null;
  const { id, scopes, expires_at } = key;
  return { ...found, caller: { ...found.caller, api_key: { id, scopes, expires_at } } };
}

function recordUse(api_key_id: string, now: Date): Statement {
  const last_used_at = timestamp(now);
  return build.update(api_keys).set({ last_used_at }).where(eq(api_keys.id, api_key_id));
}

/** Records a migration of a database, unless the organization has left it meanwhile. */
function recordMigration(id: string, { address }: DatabaseAddress, schema_version: number, now: Date): Statement {
  return build
    .update(organizations)
    .set({ schema_version, migrated_at: timestamp(now), version: sql`version + 1` })
    .where(
      and(
        eq(organizations.id, id),
        eq(organizations.database_address, address),
        lt(organizations.schema_version, schema_version),
      ),
    );
}

export function unauthorized() {
  return refuse("unauthorized", "Send a valid API key as `Authorization: Bearer sb_live_…`.", {
    headers: { "WWW-Authenticate": 'Bearer realm="Stockbook"' },
  });
}
