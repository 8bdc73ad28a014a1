import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AlertChannel, AlertKind } from "../../src/shared/alerts";
import { ALARM_KINDS, ALERT_MODES } from "../../src/shared/alerts";
import { ENDPOINT_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, sequence, updated_at, version } from "../columns";

/**
 * What is the case and has been announced: a level that is low, a lot that has expired. While a row is here its cause is not announced
 * again. Those of levels go when the cause is over; another date of a lot or a purchase order is another subject.
 */
export const alarms = sqliteTable(
  "alarms",
  {
    kind: text("kind", { enum: ALARM_KINDS }).notNull(),
    /** The ids of what it is about, and what makes it another cause: a lot and its expiry date. */
    subject: text("subject").notNull(),
    raised_at: text("raised_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.subject] })],
);

/** Who wants to be told of what, and how. */
export const alert_subscriptions = sqliteTable(
  "alert_subscriptions",
  {
    sequence: sequence(),
    id: id(),
    kinds: json<AlertKind[]>("kinds").notNull(),
    channel: json<AlertChannel>("channel").notNull(),
    mode: text("mode", { enum: ALERT_MODES }).notNull(),
    /** The time of the organization's clocks at which a digest is sent, `08:00`; null if alerts are sent at once. */
    digest_at: text("digest_at"),
    location_id: text("location_id"),
    status: text("status", { enum: ENDPOINT_STATUSES }).notNull(),
    disabled_reason: text("disabled_reason"),
    disabled_at: text("disabled_at"),
    /** What a channel of the type webhook is signed with, encrypted; null for others. */
    secret: text("secret"),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("alert_subscriptions_by_status").on(t.status, t.sequence),
    index("alert_subscriptions_by_updated_at").on(t.updated_at),
  ],
);
