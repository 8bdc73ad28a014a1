import { index, integer, primaryKey, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { INTEGRATION_SOURCES } from "../../src/shared/integrations";
import { ENDPOINT_STATUSES, INBOUND_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, sequence, updated_at, version } from "../columns";

/** Shops and systems whose webhooks become orders, cancellations and returns. */
export const integrations = sqliteTable(
  "integrations",
  {
    sequence: sequence(),
    id: id(),
    source: text("source", { enum: INTEGRATION_SOURCES }).notNull(),
    name: text("name").notNull(),
    /** Where its orders ship from. */
    location_id: text("location_id").notNull(),
    reserve_on_arrival: integer("reserve_on_arrival", { mode: "boolean" }).notNull(),
    status: text("status", { enum: ENDPOINT_STATUSES }).notNull(),
    /** What its webhooks are signed with, encrypted (`src/shared/secret_box.ts`). */
    secret: text("secret").notNull(),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("integrations_by_source").on(t.source, t.sequence),
    index("integrations_by_updated_at").on(t.updated_at),
  ],
);

/** What arrived for an integration, and what came of it. */
export const integration_deliveries = sqliteTable(
  "integration_deliveries",
  {
    sequence: sequence(),
    id: id(),
    integration_id: text("integration_id").notNull(),
    /** The sender's own id of the message, by which a repetition is known. */
    source_id: text("source_id").notNull(),
    topic: text("topic").notNull(),
    status: text("status", { enum: INBOUND_STATUSES }).notNull(),
    /** Why it failed, or why there was nothing to do; null otherwise. */
    reason: text("reason"),
    attempt: integer("attempt").notNull(),
    /** The sender's id of the order that it is about. */
    external_reference: text("external_reference"),
    order_id: text("order_id"),
    return_authorization_id: text("return_authorization_id"),
    /** The body as it came; compressed if it is long. */
    payload: text("payload").notNull(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    unique("integration_deliveries_of_source").on(t.integration_id, t.source_id),
    index("integration_deliveries_by_integration").on(t.integration_id, t.sequence),
    index("integration_deliveries_by_status").on(t.integration_id, t.status, t.sequence),
    index("integration_deliveries_by_updated_at").on(t.updated_at),
  ],
);

/** The documents that a sender's own have become: so none of them becomes two. */
export const integration_documents = sqliteTable(
  "integration_documents",
  {
    integration_id: text("integration_id").notNull(),
    kind: text("kind", { enum: ["order", "refund"] }).notNull(),
    /** The sender's id. */
    external_id: text("external_id").notNull(),
    document_id: text("document_id").notNull(),
    /** The items of the document by the sender's ids of their lines. */
    lines: json<Record<string, string>>("lines").notNull(),
    created_at: created_at(),
  },
  (t) => [primaryKey({ columns: [t.integration_id, t.kind, t.external_id] })],
);
