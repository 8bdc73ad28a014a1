import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import type { EventType } from "../../src/shared/event_types";
import { DELIVERY_STATUSES, ENDPOINT_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, sequence, updated_at, version } from "../columns";

/** Where an organization has its events sent. */
export const webhook_endpoints = sqliteTable(
  "webhook_endpoints",
  {
    sequence: sequence(),
    id: id(),
    url: text("url").notNull(),
    /** Types or patterns, such as `order.*`; null for all. */
    event_types: json<string[]>("event_types"),
    description: text("description"),
    status: text("status", { enum: ENDPOINT_STATUSES }).notNull(),
    /** Why it was disabled by Stockbook, in words; null otherwise. */
    disabled_reason: text("disabled_reason"),
    disabled_at: text("disabled_at"),
    /** Encrypted (`src/shared/secret_box.ts`), as is the one before, which signs as well until it ends. */
    secret: text("secret").notNull(),
    previous_secret: text("previous_secret"),
    previous_secret_until: text("previous_secret_until"),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("webhook_endpoints_by_status").on(t.status, t.sequence),
    index("webhook_endpoints_by_updated_at").on(t.updated_at),
  ],
);

/** The deliveries of events to endpoints: what was tried, and what came of it. Kept for 30 days. */
export const webhook_deliveries = sqliteTable(
  "webhook_deliveries",
  {
    sequence: sequence(),
    id: id(),
    webhook_endpoint_id: text("webhook_endpoint_id").notNull(),
    event_sequence: integer("event_sequence").notNull(),
    event_type: text("event_type").$type<EventType>().notNull(),
    /** How many attempts there have been. */
    attempt: integer("attempt").notNull(),
    status: text("status", { enum: DELIVERY_STATUSES }).notNull(),
    response_status: integer("response_status"),
    /** The first 1 KiB. */
    response_body: text("response_body"),
    /** Why there was no response, or why it does not count. */
    error: text("error"),
    duration_ms: integer("duration_ms"),
    next_attempt_at: text("next_attempt_at"),
    delivered_at: text("delivered_at"),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    unique("webhook_deliveries_of_event").on(t.webhook_endpoint_id, t.event_sequence),
    index("webhook_deliveries_by_endpoint").on(t.webhook_endpoint_id, t.sequence),
    index("webhook_deliveries_by_status").on(t.webhook_endpoint_id, t.status, t.sequence),
    index("webhook_deliveries_by_updated_at").on(t.updated_at),
  ],
);
