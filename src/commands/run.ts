import type { Database } from "../data/database";
import type { IfMatch } from "../data/version";
import type { Actor } from "../shared/actor";
import type { Clock } from "../shared/clock";
import type { Deployment } from "../shared/deployment";
import type { DomainError } from "../shared/errors";
import type { Organization } from "../shared/organization";
import { whileRacesAreLost } from "./attempts";
import { decompress } from "./compression";
import type { TenantContext, UnitOfWork } from "./context";
import {
  AlreadyRecorded,
  type IdempotencyKey,
  isKeyTaken,
  type Recorded,
  readAndEndIfRecorded,
  recordRefusal,
} from "./idempotency";
import { isLasting, toRefusal } from "./refusals";
import { unseal } from "./seal";
import { unitOfWork } from "./unit_of_work";

/** How a caller's responses are written down, so that a repetition gets the first one to the letter. */
export type Rendering = {
  status: number;
  data(data: unknown): string;
  refusal(refusal: DomainError): string;
  /** Set if the response shows a secret: what its record is sealed with. */
  seal_with?: string | undefined;
};

/** Where and how a command runs. */
export type Terms = {
  database: Database;
  /** Whose commands contend with each other: an organization's id, or that of the directory. */
  owner: string;
  clock: Clock;
  rendering: Rendering;
  idempotency?: IdempotencyKey | null | undefined;
  if_match?: IfMatch | undefined;
  dry_run?: boolean | undefined;
  /** Called after a commit if lanes wait for events (`src/commands/wake.ts`). Without it nobody looks. */
  wake?: (() => void) | undefined;
};

export type Command<Context, Result> = {
  handle(context: Context): Promise<Result>;
  /** Renders the immutable resource named by `replay_id`, for a repeated command. */
  replay?: ((context: Context, id: string) => Promise<unknown>) | undefined;
};

/** What came of a command: its result, or the response that its idempotency key has had before. */
export type Outcome<Result> = { result: Result } | { replayed: { status: number; body: string } };

/**
 * Runs a command, without HTTP: it reads, decides and commits. When the database refuses the commit because of a lost
 * race, it is decided again on what is true now, and so either succeeds or finds the true reason to refuse. The response
 * is recorded under the idempotency key in the same commit, a lasting refusal in a commit of its own; a key that has a
 * response ends the command with it. Throws a refusal as a `DomainError`, and a failure as it is.
 */
export async function run<Context, Result>(
  terms: Terms,
  contextOf: (unit: UnitOfWork) => Context,
  command: Command<Context, Result>,
): Promise<Outcome<Result>> {
  const { database, owner, clock, rendering, if_match = null, dry_run = false, wake } = terms;
  const key = dry_run ? null : (terms.idempotency ?? null);
  const attempt = (idempotency: IdempotencyKey | null) =>
    contextOf(unitOfWork({ database, clock, dry_run, if_match, rendering, idempotency, wake }));

  const decide = async () => {
    try {
      return await command.handle(attempt(key));
    } catch (error) {
      if (key && isKeyTaken(error)) await readAndEndIfRecorded(database, key);
      throw error;
    }
  };
  const repeat = async ({ status, body, replay_id }: Recorded) => {
    const { seal_with } = rendering;
    if (replay_id === null) {
      const text = await decompress(body);
      return { status, body: seal_with && status < 300 ? await unseal(text, seal_with) : text };
    }
    return { status, body: rendering.data(await command.replay?.(attempt(null), replay_id)) };
  };

  try {
    try {
      return { result: await whileRacesAreLost(owner, decide) };
    } catch (error) {
      if (error instanceof AlreadyRecorded) throw error;
      const refusal = toRefusal(error);
      if (refusal.status >= 500) throw error;
      if (key && isLasting(error)) {
        const body = rendering.refusal(refusal);
        await recordRefusal(database, key, { status: refusal.status, body, replay_id: null });
      }
      throw refusal;
    }
  } catch (error) {
    if (error instanceof AlreadyRecorded) return { replayed: await repeat(error.recorded) };
    throw error;
  }
}

/** An organization as a command reaches it: its database, who acts, and the deployment. */
export type Tenant = {
  organization: Organization;
  database: Database;
  actor: Actor;
  clock: Clock;
  deployment: Deployment;
  wake?: Terms["wake"];
};

/** The context of a tenant's commands. */
export function tenantContext({
  organization,
  actor,
  deployment,
}: Pick<Tenant, "organization" | "actor" | "deployment">) {
  return (unit: UnitOfWork): TenantContext => ({ ...unit, organization, actor, deployment });
}

const UNRECORDED: Rendering = { status: 200, data: () => "", refusal: () => "" };

/** Runs a command that nobody repeats under a key: a job's. */
export async function runOnce<Result>(
  tenant: Tenant,
  handle: (ctx: TenantContext) => Promise<Result>,
): Promise<Result> {
  const { database, clock, wake } = tenant;
  const outcome = await run(
    { database, owner: tenant.organization.id, clock, rendering: UNRECORDED, wake },
    tenantContext(tenant),
    { handle },
  );
  if ("replayed" in outcome) throw new Error("A command without an idempotency key can't be a repetition");
  return outcome.result;
}
