import { and, eq, type SQL, sql } from "drizzle-orm";
import { event_lanes, event_marks, events } from "../../drizzle/tenant";
import { build, type Query, type Statement } from "../data/database";
import { limitTo } from "../data/limit";
import { onlyIf } from "../data/unchanged";
import { timestamp } from "../shared/clock";
import { EVENT_TYPES } from "../shared/event_types";
import type { Lane, OutgoingEvent } from "./carrier";

/** How long a claim lasts after each step: longer than a request may take, with what is written afterwards. */
const LEASE_MS = 60_000;

/** The clocks of two machines differ by less than this. A claim that lasts longer was made while a clock was wrong. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** Nothing waits longer than a daily digest, or a pause that a receiver has asked for, unless the clock that said so was ahead. */
const LONGEST_REST_MS = 48 * 60 * 60_000;

/** All types of events, by name `t`. */
const TYPES = sql`(SELECT value AS type FROM json_each(${JSON.stringify(EVENT_TYPES)}) LIMIT -1) t`;

/** Whether lane `l` takes events of type `t`. A test is sent on request alone. */
const TAKES = sql`((t.type <> 'webhook_endpoint.tested' OR l.kind = 'request')
  AND (l.event_types IS NULL OR EXISTS (SELECT 1 FROM json_each(l.event_types) p WHERE t.type GLOB p.value)))`;

const LAST = Number.MAX_SAFE_INTEGER;

/** The sequences of the first events of type `t` on lane `l` after one, in their order. */
function followingOf(done_through: SQL, most: number): SQL {
  return sql`SELECT sequence FROM events WHERE type = t.type AND sequence > ${done_through}
    AND sequence <= coalesce(l.ends_with, ${sql.raw(String(LAST))}) ORDER BY sequence ${limitTo(most)}`;
}

/**
 * The sequence of the last event that the feed of a target is done with, also if that was none of its types: the first one that it still
 * has to send comes after it, if there is one.
 */
export function lastDoneOf(target_id: string): SQL<number> {
  const waiting = sql`SELECT min(e.sequence) FROM event_lanes l CROSS JOIN ${TYPES} CROSS JOIN events e
    WHERE l.id = ${target_id} AND ${TAKES} AND e.sequence IN (${followingOf(sql`l.done_through`, 1)})`;
  return sql<number>`coalesce((${waiting}) - 1, (SELECT max(sequence) FROM events), 0)`;
}

/** Selects the lanes of a target on which an event is still to be sent. */
export function selectLanesOf(event: { target_id: SQL; sequence: SQL }): Query<{ id: string }[]> {
  const { target_id, sequence } = event;
  return build
    .select({ id: sql<string>`l.id`.as("id") })
    .from(sql`event_lanes l CROSS JOIN (SELECT sequence, type FROM events WHERE sequence = ${sequence}) t`)
    .where(sql`l.target_id = ${target_id} AND l.done_through < t.sequence
      AND (l.ends_with IS NULL OR l.ends_with >= t.sequence) AND ${TAKES}`);
}

/** Whether lane `l` is held by somebody. */
function isHeld(lane: SQL, now: Date): SQL {
  const longest = timestamp(new Date(now.getTime() + LEASE_MS + CLOCKS_DIFFER_MS));
  return sql`(${lane}.claimed_until > ${timestamp(now)} AND ${lane}.claimed_until <= ${longest})`;
}

/** The latest time until which a lane may rest. */
function furthestOf(now: Date): string {
  return timestamp(new Date(now.getTime() + LONGEST_REST_MS));
}

/** Whether lane `l` can be claimed: it is due, and nobody works on a lane to its target. */
function isClaimable(now: Date): SQL {
  return sql`l.is_active AND l.is_behind
    AND (l.next_attempt_at IS NULL OR l.next_attempt_at <= ${timestamp(now)} OR l.next_attempt_at > ${furthestOf(now)})
    AND NOT EXISTS (SELECT 1 FROM event_lanes o WHERE o.target_id = l.target_id AND ${isHeld(sql`o`, now)})`;
}

/** The statements that note which lanes are behind because of the events since the last time. */
export function markLanes(): Statement[] {
  const through = sql`coalesce((SELECT through FROM event_marks WHERE id = 1), 0)`;
  const news = sql`(SELECT t.type FROM ${TYPES}
    WHERE EXISTS (SELECT 1 FROM events e WHERE e.type = t.type AND e.sequence > ${through}) LIMIT -1) t`;
  return [
    sql`UPDATE event_lanes SET is_behind = 1 WHERE id IN (
      SELECT l.id FROM ${news} CROSS JOIN event_lanes l WHERE l.is_active AND NOT l.is_behind AND ${TAKES})`,
    sql`INSERT INTO event_marks (id, through) SELECT 1, (SELECT coalesce(max(sequence), 0) FROM events) WHERE true
      ON CONFLICT (id) DO UPDATE SET through = excluded.through WHERE through < excluded.through`,
  ];
}

/** Claims one of the lanes that can be claimed: one whose next event hasn't failed, and of these the one that waits longest. */
export function claimLane(token: string, now: Date): Statement {
  return sql`UPDATE event_lanes SET claim = ${token}, claimed_until = ${untilOf(now)} WHERE id = (
    SELECT l.id FROM event_lanes l WHERE ${isClaimable(now)} ORDER BY l.attempts, l.next_attempt_at LIMIT 1)`;
}

function untilOf(now: Date): string {
  return timestamp(new Date(now.getTime() + LEASE_MS));
}

/** Selects whether there is a lane that can be claimed. */
export function selectClaimable(now: Date): Query<{ id: string }[]> {
  return build
    .select({ id: sql<string>`l.id`.as("id") })
    .from(sql`event_lanes l`)
    .where(isClaimable(now))
    .limit(1);
}

/** Selects the lane of a claim, as long as it holds. */
export function selectClaimed(token: string): Query<Lane[]> {
  return build.select().from(event_lanes).where(eq(event_lanes.claim, token));
}

/** Selects the next events of the lane of a claim, at most so many. */
export function selectNext(token: string, most: number): Query<OutgoingEvent[]> {
  const { sequence, type, data, created_at } = events;
  const next = sql`SELECT e.sequence FROM event_lanes l CROSS JOIN ${TYPES} CROSS JOIN events e
    WHERE l.claim = ${token} AND ${TAKES} AND e.sequence IN (${followingOf(sql`l.done_through`, most)})
    ORDER BY e.sequence ${limitTo(most)}`;
  return build
    .select({ sequence, type, data, created_at })
    .from(events)
    .where(sql`${sequence} IN (${next})`)
    .orderBy(sequence);
}

/** Aborts the commit unless the claim still holds. */
export function whileClaimed(token: string): Statement {
  return onlyIf(sql`EXISTS (SELECT 1 FROM event_lanes WHERE claim = ${token})`);
}

/**
 * What a lane is like after a step: `goes_on` keeps the claim if there is another event; otherwise that event may be sent from `next_at`
 * on. `rests_until` applies without another event as well.
 */
type Step = {
  done_through: number;
  attempts: number;
  goes_on: boolean;
  next_at: string | null;
  rests_until: string | null;
};

/** Moves a claimed lane on, never back, and gives it up if its work is done for now. A repetition that has come to its end is closed. */
export function moveLane(token: string, lane: Lane, step: Step, now: Date): Statement[] {
  const { done_through, attempts, goes_on, next_at, rests_until } = step;
  const following = followingOf(sql`${done_through}`, 1);
  const is_behind = sql`EXISTS (SELECT 1 FROM ${TYPES} WHERE ${TAKES} AND EXISTS (${following}))`;
  const keeps = goes_on ? sql`CASE WHEN is_active AND next.is_behind THEN` : sql`CASE WHEN false THEN`;
  // A change of the feed may have taken it further.
  const moved = sql`UPDATE event_lanes SET done_through = max(done_through, ${done_through}), attempts = ${attempts},
    next_attempt_at = coalesce(${rests_until}, CASE WHEN next.is_behind THEN ${next_at} END), is_behind = next.is_behind,
    claim = ${keeps} ${token} END, claimed_until = ${keeps} ${untilOf(now)} END
    FROM (SELECT ${is_behind} AS is_behind FROM event_lanes l WHERE l.claim = ${token}) next WHERE claim = ${token}`;
  const ended = build.delete(event_lanes).where(and(eq(event_lanes.id, lane.id), sql`NOT is_behind`));
  return lane.kind === "feed" ? [moved] : [moved, ended];
}

/** Deletes a lane that was opened for one attempt. */
export function closeLane({ id }: Lane): Statement {
  return build.delete(event_lanes).where(eq(event_lanes.id, id));
}

/** Stops what leads to a target that is disabled. It goes on where it was once the target is enabled again. */
export function stopLanes({ target_id }: Lane): Statement {
  return build
    .update(event_lanes)
    .set({ is_active: false, attempts: 0, next_attempt_at: null, claim: null, claimed_until: null })
    .where(eq(event_lanes.target_id, target_id));
}

/**
 * Selects whether there are lanes at all, and when the next one can be claimed: when it is due, and nobody works on a lane to its target
 * or a claim ends that may have been left behind.
 */
export function selectOutlook(now: Date): Query<{ lanes: number; due_at: string | null }[]> {
  const at = timestamp(now);
  const is_behind = sql`(l.is_behind OR (SELECT coalesce(max(sequence), 0) FROM events)
    > coalesce((SELECT through FROM ${event_marks} WHERE id = 1), 0))`;
  const rests_until = sql`CASE WHEN l.next_attempt_at <= ${furthestOf(now)} THEN l.next_attempt_at ELSE ${at} END`;
  const held_until = sql`(SELECT max(o.claimed_until) FROM event_lanes o WHERE o.target_id = l.target_id
    AND ${isHeld(sql`o`, now)})`;
  const due_at = sql<string | null>`min(CASE WHEN ${is_behind}
    THEN max(${at}, ${rests_until}, coalesce(${held_until}, ${at})) END)`;
  return build
    .select({ lanes: sql<number>`count(*)`.as("lanes"), due_at: due_at.as("due_at") })
    .from(sql`event_lanes l`)
    .where(sql`l.is_active`);
}
