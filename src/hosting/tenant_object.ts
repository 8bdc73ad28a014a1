import { DurableObject } from "cloudflare:workers";
import type { JobQueue } from "../control/job_queue";
import { type Database, openDatabase } from "../data/database";
import { bearerOf } from "../http/authenticate";
import { readHostedCall } from "../http/hosted_call";
import { deploymentAt } from "../http/public_url";
import { NO_CREDENTIAL, type ServeTenant } from "../http/tenant_app";
import { deliverSoon, secondsUntilNext } from "../jobs/deliveries";
import { runOwnJobs } from "../jobs/own";
import { runJob, type Workplace } from "../jobs/run";
import type { Clock } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import type { JobName } from "../shared/jobs";
import type { Organization } from "../shared/organization";
import type { DatabaseSettings } from "../storage/engines/all";
import { type Executed, executeIn, objectEngine, type Recovered, type Worked } from "../storage/engines/durable_object";
import type { RecoveryPoint } from "../storage/engines/provider";
import { isMigrated, migrate } from "../storage/migrate";
import { TENANT_MIGRATIONS } from "../storage/migrations";
import { type Engine, type Meter, type Mode, newMeter, type SqlStatement } from "../storage/port";

/** What an object needs of its surroundings; `wrapEngine` lets tests stand between the program and the database. */
export type ObjectPlatform = {
  clock: Clock;
  databases: DatabaseSettings;
  queue: JobQueue | null;
  deployment: Deployment;
  serveTenant: ServeTenant;
  wrapEngine?: ((engine: Engine) => Engine) | undefined;
};

const RESTART_AFTER_MS = 50;
/** The alarm that a commit sets is at the next multiple of this, so that an object isn't woken for each commit. */
const SOON = 5 * 60 * 1000;
/** Events that are being sent are looked for again after this, as by the cron of the other engines. */
const LOOK_AGAIN_SECONDS = 60;
/** Nothing that is scheduled waits longer for the next alarm: what comes later may be due before what was known. */
const DAY = 24 * 60 * 60 * 1000;

/**
 * An organization's object: its database, and next to it the API and the jobs. The gateway sends the requests that it has
 * admitted. Its alarm is the clock of its jobs: every commit sees to it that one is set, in the same transaction, and each
 * alarm sets the next as long as something is scheduled. The platform repeats an alarm that was cut off, and jobs may run
 * twice, so nothing is lost by an eviction, a restart or a deployment.
 */
export abstract class HostingObject<Env> extends DurableObject<Env> {
  readonly #engine = objectEngine(this.ctx.storage, () => this.#ensureAlarm());
  /** The writes of an alarm need no alarm of their own: it sets the next one at its end. */
  readonly #engine_of_alarms = objectEngine(this.ctx.storage, () => {});
  /** Settled once the database has the current schema, and it is known whether an alarm is set. */
  #awake: Promise<void> | null = null;
  #has_alarm = false;

  /** The surroundings of a request, or of an alarm. */
  protected abstract platform(request: Request | null): ObjectPlatform;

  override async fetch(request: Request): Promise<Response> {
    await this.#wake();
    const platform = this.platform(request);
    const { organization, actor, scopes, request_id } = readHostedCall(request);
    const credential =
      actor.type === "api_key" ? bearerOf(request.headers.get("Authorization") ?? undefined) : NO_CREDENTIAL;
    const meter = newMeter();
    const deployment = deploymentAt(platform.deployment, new URL(request.url));
    const { clock } = platform;
    const wake = () =>
      this.ctx.waitUntil(this.#deliver({ organization, engine: this.#reach(platform), clock, deployment }));
    const tenant = { organization, database: this.#open(platform, meter), actor, clock, deployment, wake };
    const finish = (work: Promise<unknown>) => this.ctx.waitUntil(work);
    return platform.serveTenant(request, { tenant, scopes, credential, request_id, meter, finish });
  }

  /** Executes statements for those who work on the database from outside, also on one that can't be migrated. */
  async execute(statements: SqlStatement[], mode: Mode): Promise<Executed> {
    try {
      await this.#lookForAlarm();
      return { results: executeIn(this.ctx.storage, statements, mode, () => this.#ensureAlarm()) };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Runs a job for the operator. The alarm continues an unfinished run. */
  async runJob(organization: Organization, job: JobName): Promise<Worked> {
    try {
      await this.#wake();
      const platform = this.platform(null);
      const { clock, deployment } = platform;
      const again = (delay_seconds: number) => this.#setAlarmIn(delay_seconds);
      const workplace = { organization, engine: this.#reach(platform), clock, deployment, again };
      const report = await runJob(workplace, job, true);
      if (report.status !== "finished") await this.lookAtJobs();
      const delay_seconds = secondsUntilNext(report, clock());
      if (delay_seconds !== null) await this.#setAlarmIn(delay_seconds);
      return { report };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Sends events after a commit. The alarm takes over what is left, also if the object ends meanwhile. */
  async #deliver(workplace: Workplace): Promise<void> {
    await this.#setAlarmIn(LOOK_AGAIN_SECONDS);
    await deliverSoon(workplace, (delay_seconds) => this.#setAlarmIn(delay_seconds));
  }

  /** Sets the alarm to now. */
  async lookAtJobs(): Promise<void> {
    this.#setAlarm(Date.now());
  }

  /** Deletes everything that the object has stored: the organization has another database. */
  async erase(): Promise<void> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.#awake = null;
    this.#has_alarm = false;
  }

  /**
   * Brings the database back to a point of the last 30 days and returns the bookmark that undoes it. The object restarts with
   * it: requests that are under way fail as by a lost connection.
   */
  async recover({ to, bookmark }: RecoveryPoint): Promise<Recovered> {
    const { storage } = this.ctx;
    try {
      const wanted = bookmark ?? (await storage.getBookmarkForTime(new Date(to as string)));
      const undo = await storage.onNextSessionRestoreBookmark(wanted);
      // The answer has to leave first.
      setTimeout(() => this.ctx.abort("Network connection lost: recovered"), RESTART_AFTER_MS);
      return { bookmark: undo };
    } catch (error) {
      return { failure: String(error) };
    }
  }

  override async alarm(): Promise<void> {
    const platform = this.platform(null);
    const now = platform.clock().getTime();
    const next = await this.#runJobs(platform).catch((error) => {
      console.error(JSON.stringify({ object: this.ctx.id.toString(), error: String(error) }));
      this.#has_alarm = false;
      return new Date(now + SOON);
    });
    // A request that was served meanwhile may have set another one.
    const delay = next && Math.min(DAY, Math.max(0, next.getTime() - now));
    if (this.#has_alarm) {
      if (delay !== null) await this.#setAlarmIn(delay / 1000);
    } else if (delay !== null) this.#setAlarm(Date.now() + delay);
    else await this.ctx.storage.deleteAlarm();
  }

  /** Runs the jobs that are due, and returns when the next ones will be. */
  async #runJobs(platform: ObjectPlatform): Promise<Date | null> {
    await this.#wake();
    this.#has_alarm = false;
    return runOwnJobs(this.ctx.id.toString(), this.#reach(platform, this.#engine_of_alarms), platform);
  }

  #reach({ wrapEngine }: ObjectPlatform, engine = this.#engine): Engine {
    return wrapEngine?.(engine) ?? engine;
  }

  #open(platform: ObjectPlatform, meter: Meter): Database {
    return openDatabase(this.#reach(platform), meter);
  }

  /** Migrates a database that is behind, once in the life of the object; one without any schema is left to whoever creates it. */
  #wake(): Promise<void> {
    this.#awake ??= (async () => {
      await this.#lookForAlarm();
      if (!(await isMigrated(this.#engine))) return;
      await migrate(this.#engine, TENANT_MIGRATIONS);
      this.#ensureAlarm();
    })().catch((error) => {
      this.#awake = null;
      throw error;
    });
    return this.#awake;
  }

  async #lookForAlarm(): Promise<void> {
    if (this.#has_alarm) return;
    const at = await this.ctx.storage.getAlarm();
    // One that is further away was set while the clock was ahead.
    this.#has_alarm = at !== null && at <= Date.now() + DAY;
  }

  #ensureAlarm(): void {
    if (!this.#has_alarm) this.#setAlarm((Math.floor(Date.now() / SOON) + 1) * SOON);
  }

  /** Sees to it that the alarm comes in so many seconds, or earlier. */
  async #setAlarmIn(seconds: number): Promise<void> {
    const at = Date.now() + seconds * 1000;
    const set = await this.ctx.storage.getAlarm();
    if (set === null || set > at) this.#setAlarm(at);
    this.#has_alarm = true;
  }

  #setAlarm(at: number): void {
    void this.ctx.storage.setAlarm(at);
    this.#has_alarm = true;
  }
}
