import type { event_lanes } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import type { Statement } from "../data/database";
import type { EventType } from "../shared/event_types";

/** A lane as it is stored. */
export type Lane = typeof event_lanes.$inferSelect;

/** An event as it leaves the outbox; `data` is JSON text. */
export type OutgoingEvent = { sequence: number; type: EventType; data: string; created_at: string };

/** A POST request to somebody's server. */
export type Message = { url: string; headers: Record<string, string>; body: string };

/**
 * What is next on a lane: a message about all of its next events through one, events that it has nothing to say about, or nothing
 * until a time.
 */
export type Parcel = { message: Message; through: number } | { skipped_through: number } | { waits_until: string };

/** One attempt to send a message, and what came of it. */
export type Attempt = {
  /** Which attempt at this message it was: 1 for the first one. */
  number: number;
  outcome: "delivered" | "failed";
  /** The receiver says that it is gone (410): it is not to be tried again. */
  is_gone: boolean;
  response_status: number | null;
  /** The first 1 KiB of the response. */
  response_body: string | null;
  /** Why there was no response, or why it doesn't count; null for a delivered message. */
  error: string | null;
  started_at: string;
  duration_ms: number;
  /** When the next attempt is made; null if there is none, because it was delivered or has failed for the last time. */
  next_attempt_at: string | null;
  /** It has failed for good, or the receiver is gone: the target is to be disabled. Never so for one attempt on request, unless it is gone. */
  disables_target: boolean;
};

/** How the events of one kind of target are sent. The dispatcher keeps the lanes; a carrier knows what is sent, and writes it down. */
export type Carrier = {
  /** How many events it takes at a time. */
  most_events: number;
  /** What is sent next, given the next events of the lane, at least one. It reads and writes nothing else. */
  prepare(ctx: TenantContext, lane: Lane, events: readonly OutgoingEvent[]): Promise<Parcel>;
  /**
   * What is written down of an attempt, in the commit that moves the lane on. If `attempt.disables_target`, the target is to be disabled
   * (its lanes are by the dispatcher).
   */
  record(
    ctx: TenantContext,
    lane: Lane,
    events: readonly OutgoingEvent[],
    attempt: Attempt,
  ): Promise<readonly Statement[]>;
  /** When the lane is due again once it is done with a message; null if at once, as soon as there is a next event. */
  restsUntil(ctx: TenantContext, lane: Lane): Promise<string | null>;
};
