import type { JobName, JobResult } from "../../shared/jobs";
import type { Organization } from "../../shared/organization";
import { classifyDriverError } from "../failures";
import { type Engine, type Mode, plain, type SqlResult, type SqlStatement } from "../port";
import { type EngineProvider, NoRecovery, type RecoveryPoint, type WrapEngine } from "./provider";

/** What came of statements sent to an object: their results, or what its database said when it refused them. */
export type Executed = { results: SqlResult[] } | { failure: string };

/** What came of a recovery: the bookmark that undoes it, or why there was none. */
export type Recovered = { bookmark: string } | { failure: string };

/** The result of running a job in an object: its report, or why there is none. */
export type Worked = { report: JobResult } | { failure: string };

/** An organization's object, as the rest of the deployment reaches it (`src/hosting/tenant_object.ts`). */
type TenantObject = {
  /** Serves a request of the organization, next to its database. */
  fetch(request: Request): Promise<Response>;
  /** Executes statements for those who work on the database from outside: migrations, exports, moves, tests. */
  execute(statements: SqlStatement[], mode: Mode): Promise<Executed>;
  /** Brings the database back to a point of its past. */
  recover(point: RecoveryPoint): Promise<Recovered>;
  /** Runs a job next to the database. */
  runJob(organization: Organization, job: JobName): Promise<Worked>;
  /** Sets the alarm to now. */
  lookAtJobs(): Promise<void>;
  /** Deletes everything that the object has stored, its alarm as well. */
  erase(): Promise<void>;
};

/** The namespace of the organizations' objects, as the deployment binds it. */
export type TenantObjects = DurableObjectNamespace;

/**
 * SQLite-backed Durable Objects: one for each organization, which hosts the organization's API next to its database. They are
 * created at run time. The address is the object's id, which follows from its name.
 */
export function durableObjectProvider(objects: TenantObjects | null, wrapEngine: WrapEngine): EngineProvider {
  const objectAt = (address: string) => {
    if (!objects) throw new Error("The Durable Objects TENANTS are not bound in this deployment");
    return remote(objects.get(objects.idFromString(address)));
  };
  return {
    is_available: objects !== null,
    async create({ name, location_hint }) {
      if (!objects) throw new Error("ENGINE is durable_object, but TENANTS is not bound");
      const id = objects.idFromName(name);
      // An object comes to be where it is first called from, or near the place that is named then.
      const object = objects.get(id, location_hint ? { locationHint: location_hint } : {});
      await execute(remote(object), [plain("SELECT 1")], "read");
      return id.toString();
    },
    open: (address) =>
      wrapEngine({ execute: async (statements, mode) => execute(objectAt(address), statements, mode) }),
    async recover(address, point) {
      const recovered = await classified(objectAt(address).recover(point));
      if ("bookmark" in recovered) return recovered.bookmark;
      if (!/not implement/i.test(recovered.failure))
        throw new NoRecovery("The database can't be recovered to this point. Check the time or the bookmark.");
      throw new NoRecovery("Durable Objects on this machine keep no past. Only those at Cloudflare can be recovered.");
    },
    remove: (address) => classified(objectAt(address).erase()),
    host: (address) => ({
      fetch: (request) => classified(objectAt(address).fetch(request)),
      async runJob(organization, job) {
        const worked = await classified(objectAt(address).runJob(organization, job));
        if ("failure" in worked) throw new Error(worked.failure);
        return worked.report;
      },
      lookAtJobs: () => classified(objectAt(address).lookAtJobs()),
    }),
  };
}

/** A stub by the methods that its class has, which the types of RPC can't express for rows of any kind. */
const remote = (stub: DurableObjectStub) => stub as unknown as TenantObject;

/** Executes statements in an object from outside. */
async function execute(object: TenantObject, statements: SqlStatement[], mode: Mode): Promise<SqlResult[]> {
  const executed = await classified(object.execute(statements, mode));
  if ("failure" in executed) throw classifyDriverError(new Error(executed.failure));
  return executed.results;
}

/** What a call to an object answers; a failure says whether the object could be reached. */
async function classified<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw classifyDriverError(error);
  }
}

/** An object's own database behind the port, for the program in the object. `inCommit` runs as the last part of each commit. */
export function objectEngine(storage: DurableObjectStorage, inCommit: () => void): Engine {
  return {
    async execute(statements, mode) {
      try {
        return executeIn(storage, statements, mode, inCommit);
      } catch (error) {
        throw classifyDriverError(error);
      }
    },
  };
}

/**
 * Executes statements in an object, without waiting for anything: reads see one moment, and of a commit in which one
 * statement fails nothing is left. Others come between a decision and its commit only if they are ready in the same turn.
 */
export function executeIn(
  storage: DurableObjectStorage,
  statements: SqlStatement[],
  mode: Mode,
  inCommit: () => void,
): SqlResult[] {
  const run = () =>
    statements.map(({ sql: text, params }) => {
      const cursor = storage.sql.exec(text, ...params);
      const rows: unknown[][] = [...cursor.raw()];
      return { rows, rows_read: cursor.rowsRead, rows_written: cursor.rowsWritten };
    });
  if (mode !== "write") return run();
  return storage.transactionSync(() => {
    const results = run();
    inCommit();
    return results;
  });
}
