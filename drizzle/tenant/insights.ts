import { sql } from "drizzle-orm";
import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
  type Evidence,
  INSIGHT_KINDS,
  INSIGHT_SEVERITIES,
  INSIGHT_STATUSES,
  type Period,
  type SuggestedAction,
} from "../../src/shared/insights";
import { id, json, scaled, sequence, updated_at } from "../columns";

/** Findings about an organization's stock, computed by the nightly run. A finding stays one row while it lasts, and if it returns. */
export const insights = sqliteTable(
  "insights",
  {
    sequence: sequence(),
    id: id(),
    /** What the finding is about: its kind, and the ids of its subject. */
    key: text("key").notNull().unique(),
    kind: text("kind", { enum: INSIGHT_KINDS }).notNull(),
    severity: text("severity", { enum: INSIGHT_SEVERITIES }).notNull(),
    status: text("status", { enum: INSIGHT_STATUSES }).notNull(),
    /** True while the nightly run finds it: of an open insight, and of a dismissed one until the finding ends. */
    lasts: integer("lasts", { mode: "boolean" }).notNull(),
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
    /** How bad it is, by its kind's own measure. A dismissed insight keeps what it had when it was dismissed. */
    measure: real("measure").notNull(),
    /** The earlier times in which it lasted, the latest last. */
    history: json<Period[]>("history").notNull(),
    first_seen_at: text("first_seen_at").notNull(),
    last_seen_at: text("last_seen_at").notNull(),
    closed_at: text("closed_at"),
    dismissed_at: text("dismissed_at"),
    computed_at: text("computed_at").notNull(),
    /** Sorts the most urgent last: closed before open, then by severity, then by amount. */
    urgency: text("urgency").generatedAlwaysAs(
      sql`iif(status = 'open', 1, 0) || CASE severity WHEN 'critical' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END
        || printf('%016d', coalesce(amount, 0))`,
      { mode: "virtual" },
    ),
    updated_at: updated_at(),
  },
  (t) => [
    index("insights_lasting").on(t.key).where(sql`lasts`),
    index("insights_by_urgency").on(t.urgency, t.sequence),
    index("insights_by_kind").on(t.kind, t.urgency, t.sequence),
    index("insights_by_variant").on(t.variant_id),
    index("insights_by_updated_at").on(t.updated_at),
  ],
);
