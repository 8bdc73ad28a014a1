import type { TenantContext } from "../commands/context";
import { runOnce, type Tenant } from "../commands/run";
import type { Statement } from "../data/database";
import type { Meter } from "../storage/port";
import type { Carrier, Lane, OutgoingEvent } from "./carrier";
import { claimLane, markLanes, selectClaimable, selectClaimed, selectNext } from "./claims";

/**
 * The bounds of one invocation. The platform grants six requests at a time, 1,000 statements, and 30 seconds after a response; the last
 * message may take 16 of them. A lane gives way to others after some messages.
 */
export const BOUNDS = { at_once: 6, statements: 600, ms: 10_000, messages_of_lane: 20 };

/** The carriers of all kinds of targets. */
export type Carriers = Readonly<Record<Lane["consumer"], Carrier>>;

/** What one invocation has done, and what it leaves. */
export type Delivered = {
  did: { delivered: number; failed: number };
  /** True if there is more that is due: it stopped at a bound. */
  is_left: boolean;
  /** The earliest of the further attempts that it has put off; null if there is none. */
  retry_at: string | null;
  /** True if a lane had nothing to send, which is so right after it was opened or changed. */
  has_new_lane: boolean;
};

/** A lane that this invocation has claimed, with its next events. */
export type Held = { token: string; lane: Lane; events: readonly OutgoingEvent[] };

/** One invocation: the tenant, what it has cost, and what it has done. `may_be_more` is false once no lane can be claimed. */
export type Shift = Delivered & {
  tenant: Tenant;
  meter: Meter;
  carriers: Carriers;
  began: number;
  may_be_more: boolean;
  working: Promise<void>[];
  busy: number;
  asked: number;
  answered: number;
};

/** Whether the invocation may go on with another message. */
export function goesOn({ tenant, meter, began }: Shift): boolean {
  return meter.statements < BOUNDS.statements && tenant.clock().getTime() - began < BOUNDS.ms;
}

/** Claims the lane that is next; null if there is none. */
export async function claimNext(shift: Shift): Promise<Held | null> {
  const token = crypto.randomUUID();
  return runOnce(shift.tenant, (ctx) =>
    commitStep(shift, ctx, { token, most: 1 }, [...markLanes(), claimLane(token, ctx.now)]),
  );
}

/** Commits a step, and returns the lane with its next events if it is still held. */
export async function commitStep(
  shift: Shift,
  ctx: TenantContext,
  { token, most }: { token: string; most: number },
  statements: readonly Statement[],
): Promise<Held | null> {
  const asked = ++shift.asked;
  const {
    lanes: [lane],
    events,
    claimable,
  } = await ctx.commitAndRead(statements, "", {
    lanes: selectClaimed(token),
    events: selectNext(token, most),
    claimable: selectClaimable(ctx.now),
  });
  // The database may have worked on several questions in another order: that there is none holds only as the answer to the latest one.
  if (claimable.length > 0) shift.may_be_more = true;
  else if (asked > shift.answered) shift.may_be_more = false;
  shift.answered = Math.max(shift.answered, asked);
  return lane ? { token, lane, events } : null;
}
