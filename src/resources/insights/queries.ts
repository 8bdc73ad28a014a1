import { type SQL, sql } from "drizzle-orm";
import { insights } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import type { InsightKind, InsightSeverity, InsightStatus } from "../../shared/insights";
import { fromScaled } from "../../shared/quantity";

export type StoredInsight = typeof insights.$inferSelect;
/** An insight as it is written: the database numbers it, and computes its urgency. */
export type NewInsight = Omit<StoredInsight, "sequence" | "urgency">;

/** An insight as the API returns it. */
export function toInsight({ organization }: Pick<TenantContext, "organization">, insight: NewInsight) {
  const { amount } = insight;
  return {
    id: insight.id,
    kind: insight.kind,
    severity: insight.severity,
    status: insight.status,
    title: insight.title,
    detail: insight.detail,
    evidence: insight.evidence,
    impact: amount === null ? null : { amount: fromScaled(amount), currency: organization.currency },
    variant_id: insight.variant_id,
    location_id: insight.location_id,
    lot_id: insight.lot_id,
    supplier_id: insight.supplier_id,
    document_id: insight.document_id,
    suggested_action: insight.suggested_action,
    first_seen_at: insight.first_seen_at,
    last_seen_at: insight.last_seen_at,
    closed_at: insight.closed_at,
    dismissed_at: insight.dismissed_at,
    computed_at: insight.computed_at,
    history: insight.history,
    updated_at: insight.updated_at,
  };
}

export const insightResource = resource({
  name: "insight",
  table: insights,
  bytes: bytesOfRow(["detail", "evidence", "suggested_action", "history"]),
  small: true,
  select: (where, order) => build.select().from(insights).where(where).orderBy(order),
  render: (ctx: TenantContext) => (row) => toInsight(ctx, row),
});

type Filters = {
  kind?: InsightKind[] | undefined;
  severity?: InsightSeverity[] | undefined;
  status?: InsightStatus[] | undefined;
  variant_id?: string | undefined;
  location_id?: string | undefined;
};

/** A page of the insights that match all filters: open before closed, then the most severe, the most costly and the latest first. */
export function listInsights(ctx: TenantContext, query: Filters & ListRequest) {
  const [{ updated_since, ...request }, filters] = splitRequest(query);
  const where = [...equalTo(filters), ...(updated_since === undefined ? [] : [sql`t.updated_at >= ${updated_since}`])];
  const found_by = updated_since === undefined || request.ids ? undefined : CHANGED;
  return insightResource.list(ctx, request, { where, found_by, order_by: "urgency" });
}

/** Those that have changed since a time are few: they are read, and sorted. */
const CHANGED = { from: sql`insights t INDEXED BY insights_by_updated_at`, key: sql`t.sequence` };

/** Selects the sequence, subject, urgency, impact and age of the insights that a condition on `t` is true of. */
export function insightRows(condition: SQL): SQL {
  return sql`SELECT t.sequence, t.urgency, t.variant_id, t.location_id, t.amount AS impact, t.first_seen_at AS first_seen_on
    FROM insights t WHERE ${condition}`;
}

/** What is joined to such a row, `p`, to show it, and their order. */
export const JOIN_INSIGHT = sql`JOIN insights t ON t.sequence = p.sequence`;
export const MOST_URGENT_FIRST = sql`p.urgency DESC, p.sequence DESC`;
