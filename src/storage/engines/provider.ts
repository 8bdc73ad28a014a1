import type { JobName, JobResult } from "../../shared/jobs";
import type { LocationHint, Organization } from "../../shared/organization";
import { DatabaseUnavailable, type Engine } from "../port";

/** A database to be created: a name that no other one ever has, and near which place, if the engine lets one choose. */
type NewDatabase = { name: string; location_hint: LocationHint | null };

/** One kind of database: how an organization gets one, and how it is opened. A further kind is a further file. */
export type EngineProvider = {
  /** False if this deployment has no databases of this kind. */
  is_available: boolean;
  /**
   * Creates a database, or finds the one of that name which an interrupted attempt has created, and returns its address.
   * `taken` are the addresses that organizations have. Throws `NoDatabaseLeft` where none can be had.
   */
  create(wanted: NewDatabase, taken: ReadonlySet<string>): Promise<string>;
  /** Opens the database at an address that `create` has returned. */
  open(address: string): Engine;
  /**
   * Removes a database with all that it holds. One that is gone already is fine. Where that is told apart, one that has a schema and that
   * no move has closed is removed only if it may be `in_use`.
   */
  remove(address: string, in_use?: boolean): Promise<void>;
  /** Brings a database back to a point of its past, and returns the bookmark that undoes it. Throws `NoRecovery`. */
  recover(address: string, point: RecoveryPoint): Promise<string>;
  /** What serves the organization's requests next to its database, where the engine has that. */
  host?(address: string): TenantHost;
};

/** Serves one organization next to its database. */
export type TenantHost = {
  /** Serves a request that the gateway has admitted. */
  fetch(request: Request): Promise<Response>;
  /** Runs a job, also if it isn't due (`src/jobs/run.ts`). */
  runJob(organization: Organization, job: JobName): Promise<JobResult>;
  /** Checks soon which jobs have something to do: what they depend on has changed. */
  lookAtJobs(): Promise<void>;
};

/** Stands between the program and its databases: tests count, break or delay what is sent. */
export type WrapEngine = (engine: Engine) => Engine;

/** A point in a database's past: a time, or a bookmark that the engine has given. */
export type RecoveryPoint = { to: string; bookmark?: undefined } | { to?: undefined; bookmark: string };

/** A database can't be brought back by the program; the message says what to do instead. */
export class NoRecovery extends Error {}

/** Every database of a pool has its organization. */
export class NoDatabaseLeft extends Error {
  constructor() {
    super("Every database of the pool has its organization");
  }
}

export type Reply = { status: number; ok: boolean; text: string };

const TIMEOUT_MS = 20_000;

/** Calls a service that creates databases. One that is unreachable or out of order is 503 `unavailable`. */
export async function callProvider(url: string, init: RequestInit): Promise<Reply> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (response.status !== 429 && response.status < 500) return { status: response.status, ok: response.ok, text };
    throw new Error(`${new URL(url).host} returned ${response.status}: ${text.slice(0, 200)}`);
  } catch (error) {
    throw new DatabaseUnavailable(error, false);
  }
}
