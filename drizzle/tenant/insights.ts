import { sql } from "drizzle-orm";
import { index, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
  type Evidence,
  INSIGHT_KINDS,
  INSIGHT_SEVERITIES,
  INSIGHT_STATUSES,
  type Period,
  type SuggestedAction,
} from "../../src/shared/insights";
import { id, json, scaled, sequence } from "../columns";

/** Findings about an organization's stock, computed by the nightly run. A finding stays one row while it lasts, and if it returns. */
export const insights = sqliteTable(
  "insights",
  {
    sequence: sequence(),
    id: id(),
    /** What the finding is about: its kind and its subject. */
    key: text("key").notNull().unique(),
    kind: text("kind", { enum: INSIGHT_KINDS }).notNull(),
    severity: text("severity", { enum: INSIGHT_SEVERITIES }).notNull(),
    status: text("status", { enum: INSIGHT_STATUSES }).notNull(),
    title: text("title").notNull(),
    detail: text("detail").notNull(),
    evidence: json<Evidence[]>("evidence").notNull(),
    /** What it costs, in stored units of the organization's money; null where nothing has a value. */
    amount: scaled("amount"),
    variant_id: text("variant_id"),
    location_id: text("location_id"),
    lot_id: text("lot_id"),
    supplier_id: text("supplier_id"),
    document_id: text("document_id"),
    suggested_action: json<SuggestedAction>("suggested_action"),
    /** How bad it is, by its kind's own measure, and how bad it was when it was dismissed; null if it was not. */
    measure: real("measure").notNull(),
    dismissed_measure: real("dismissed_measure"),
    /** The earlier times in which it lasted, the latest last. */
    history: json<Period[]>("history").notNull(),
    first_seen_at: text("first_seen_at").notNull(),
    last_seen_at: text("last_seen_at").notNull(),
    closed_at: text("closed_at"),
    computed_at: text("computed_at").notNull(),
  },
  (t) => [
    index("insights_open").on(t.kind, t.key).where(sql`status = 'open'`),
    index("insights_closed").on(t.closed_at).where(sql`status = 'closed'`),
    index("insights_by_variant").on(t.variant_id),
  ],
);
