import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { json } from "../columns";

/** What receives events: an endpoint of the organization's own, or whoever is alerted. */
export const LANE_CONSUMERS = ["webhook_endpoint", "alert_subscription"] as const;

/** `feed` follows the events as they come, `replay` repeats a range of them, `request` is one attempt that somebody has asked for. */
export const LANE_KINDS = ["feed", "replay", "request"] as const;

/**
 * The ways along which events leave: each is a position in the outbox, and who works on it. Events are sent one after the other along
 * a lane, and along one lane of a target at a time.
 */
export const event_lanes = sqliteTable(
  "event_lanes",
  {
    /** Of a feed, the id of its target; of a request, the id of the delivery. */
    id: text("id").primaryKey(),
    /** The endpoint or subscription that it leads to. */
    target_id: text("target_id").notNull(),
    consumer: text("consumer", { enum: LANE_CONSUMERS }).notNull(),
    kind: text("kind", { enum: LANE_KINDS }).notNull(),
    /** False while its target is disabled. */
    is_active: integer("is_active", { mode: "boolean" }).notNull(),
    /** Patterns of the types that it takes, such as `order.*`; null for all. */
    event_types: json<string[]>("event_types"),
    /** The sequence of the last event that it is done with. */
    done_through: integer("done_through").notNull(),
    /** The sequence of the last event that it takes; null without end. */
    ends_with: integer("ends_with"),
    /**
     * False if there was nothing for it when the outbox was last looked through (`event_marks`): so a wake-up doesn't look into each
     * lane of an organization. A lane that is opened or changed has to be looked into.
     */
    is_behind: integer("is_behind", { mode: "boolean" }).notNull().default(true),
    /** How often in a row the next event was sent in vain. */
    attempts: integer("attempts").notNull().default(0),
    /** Nothing is sent before; null if it may be at once. */
    next_attempt_at: text("next_attempt_at"),
    /** Until then somebody works on it, whose token `claim` is; null while nobody does. */
    claimed_until: text("claimed_until"),
    claim: text("claim"),
  },
  (t) => [
    index("event_lanes_active").on(t.next_attempt_at).where(sql`is_active`),
    index("event_lanes_behind").on(t.attempts, t.next_attempt_at).where(sql`is_active AND is_behind`),
    index("event_lanes_by_claim").on(t.claim).where(sql`claim IS NOT NULL`),
    index("event_lanes_by_target").on(t.target_id),
  ],
);

/** One row, once there was a lane: the sequence of the last event of which it is known which lanes are behind because of it. */
export const event_marks = sqliteTable("event_marks", {
  id: integer("id").primaryKey(),
  through: integer("through").notNull(),
});
