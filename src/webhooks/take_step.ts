import type { TenantContext } from "../commands/context";
import { runOnce, type Tenant } from "../commands/run";
import type { Statement } from "../data/database";
import { timestamp } from "../shared/clock";
import { ConstraintViolation, DatabaseUnavailable } from "../storage/port";
import { attemptOf, notSent, send, type Trial } from "./attempt";
import type { Attempt, Carrier, Lane, OutgoingEvent, Parcel } from "./carrier";
import { closeLane, moveLane, selectClaimed, selectNext, stopLanes, whileClaimed } from "./claims";
import { commitStep, goesOn, type Held, type Shift } from "./shift";

/** The claim was taken over, or its lane is gone. */
const LOST = "lost";

/** Sends the next message of a lane, if there is one, and commits what came of it. Null once the lane is no longer held. */
export async function takeStep(shift: Shift, held: Held, may_go_on: boolean): Promise<Held | null> {
  const { tenant, carriers } = shift;
  const carrier = carriers[held.lane.consumer];
  const { lane, events } = await withAllEvents(tenant, held, carrier.most_events);
  if (events.length === 0) {
    shift.has_new_lane = true;
    return moveOn(shift, held, { done_through: lane.done_through }, may_go_on);
  }
  const sent = await sendNext(tenant, carrier, lane, events);
  if ("skipped_through" in sent) return moveOn(shift, held, { done_through: sent.skipped_through }, may_go_on);
  if ("waits_until" in sent) {
    return moveOn(shift, held, { done_through: lane.done_through, rests_until: sent.waits_until }, false);
  }
  return settle(shift, { ...held, events }, sent, may_go_on);
}

/** The lane with as many events as its carrier takes: a claim reads only one. */
async function withAllEvents(tenant: Tenant, held: Held, most: number): Promise<Pick<Held, "lane" | "events">> {
  if (most === 1 || held.events.length !== 1) return held;
  const { events } = await tenant.database.read({ events: selectNext(held.token, most) });
  return { lane: held.lane, events };
}

type Sent = { trial: Trial; through: number } | Exclude<Parcel, { through: number }>;

/** Prepares and sends a message. What can't be prepared, as without the key of its secret, has failed; a database that fails is thrown. */
async function sendNext(tenant: Tenant, carrier: Carrier, lane: Lane, events: readonly OutgoingEvent[]): Promise<Sent> {
  const { clock, deployment } = tenant;
  const started_at = clock();
  try {
    const parcel = await runOnce(tenant, (ctx) => carrier.prepare(ctx, lane, events));
    if (!("message" in parcel)) return parcel;
    return { trial: await send({ deployment, clock }, parcel.message), through: parcel.through };
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof ConstraintViolation) throw error;
    console.error(JSON.stringify({ lane: lane.id, organization_id: tenant.organization.id, error: String(error) }));
    const trial = { ...notSent("The message could not be prepared"), started_at, ended_at: clock() };
    return { trial, through: (events.at(-1) as OutgoingEvent).sequence };
  }
}

/** Commits that a lane is done with events without a message, or that it rests. */
async function moveOn(
  shift: Shift,
  { token, lane }: Held,
  { done_through, rests_until = null }: { done_through: number; rests_until?: string | null },
  may_go_on: boolean,
) {
  const next = await whileHeld(shift, token, lane, (ctx) => {
    const goes_on = may_go_on && goesOn(shift);
    const step = { done_through, attempts: 0, goes_on, next_at: timestamp(ctx.now), rests_until };
    const most = shift.carriers[lane.consumer].most_events;
    return commitStep(shift, ctx, { token, most }, [whileClaimed(token), ...moveLane(token, lane, step, ctx.now)]);
  });
  return next === LOST ? null : next;
}

/** Commits what came of a message, in one commit with the position of its lane. */
async function settle(
  shift: Shift,
  held: Held,
  { trial, through }: Extract<Sent, { trial: Trial }>,
  may_go_on: boolean,
): Promise<Held | null> {
  const { token, events } = held;
  const carrier = shift.carriers[held.lane.consumer];
  let attempt: Attempt | null = null;
  const next = await whileHeld(shift, token, trial.error === null ? held.lane : null, async (ctx, lane) => {
    attempt = attemptOf(lane, trial);
    const covered = events.filter(({ sequence }) => sequence <= through);
    const record = await carrier.record(ctx, lane, covered, attempt);
    const is_delivered = attempt.outcome === "delivered";
    const rests_until = is_delivered ? await carrier.restsUntil(ctx, lane) : null;
    const goes_on = may_go_on && rests_until === null && is_delivered && goesOn(shift);
    const moved = stepAfter(lane, attempt, { through, rests_until, goes_on }, token, ctx.now);
    return commitStep(shift, ctx, { token, most: carrier.most_events }, [whileClaimed(token), ...moved, ...record]);
  });
  if (next !== LOST) count(shift, attempt);
  return next === LOST ? null : next;
}

type After = { through: number; rests_until: string | null; goes_on: boolean };

/** What becomes of a lane after an attempt. */
function stepAfter(lane: Lane, attempt: Attempt, after: After, token: string, now: Date): Statement[] {
  const { done_through } = lane;
  if (attempt.disables_target) return [...(lane.kind === "request" ? [closeLane(lane)] : []), stopLanes(lane)];
  if (lane.kind === "request") return [closeLane(lane)];
  if (attempt.outcome === "failed") {
    const { number: attempts, next_attempt_at: next_at } = attempt;
    return moveLane(token, lane, { done_through, attempts, goes_on: false, next_at, rests_until: null }, now);
  }
  const { through, rests_until, goes_on } = after;
  // A lane that gives way, with more to send, takes its place behind those that wait.
  const next_at = goes_on ? null : timestamp(now);
  return moveLane(token, lane, { done_through: through, attempts: 0, goes_on, next_at, rests_until }, now);
}

function count(shift: Shift, attempt: Attempt | null): void {
  if (!attempt) return;
  shift.did[attempt.outcome]++;
  // A target that was disabled is an event, for which others may wait.
  if (attempt.disables_target) shift.may_be_more = true;
  const at = attempt.next_attempt_at;
  if (at && (shift.retry_at === null || at < shift.retry_at)) shift.retry_at = at;
}

/**
 * Decides and commits for a held lane; `LOST` if the claim is lost, and with it what was to be written. The lane is read again if it
 * isn't given, or if the commit was refused: it may have been changed while the message was under way.
 */
function whileHeld<T>(
  { tenant }: Shift,
  token: string,
  given: Lane | null,
  handle: (ctx: TenantContext, lane: Lane) => Promise<T>,
): Promise<T | typeof LOST> {
  let current = given;
  return runOnce(tenant, async (ctx) => {
    const lane = current ?? (await ctx.read({ lanes: selectClaimed(token) })).lanes[0];
    current = null;
    return lane ? handle(ctx, lane) : LOST;
  });
}
