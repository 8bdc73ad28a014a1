/** What an insight can be about. */
export const INSIGHT_KINDS = [
  "stockout_risk",
  "overstock",
  "dead_stock",
  "expiry_risk",
  "demand_spike",
  "demand_drop",
  "shrinkage",
  "supplier_late",
  "oversold",
  "margin",
] as const;
export type InsightKind = (typeof INSIGHT_KINDS)[number];

/** How urgent an insight is, the least urgent first. */
export const INSIGHT_SEVERITIES = ["info", "warning", "critical"] as const;
export type InsightSeverity = (typeof INSIGHT_SEVERITIES)[number];

export const INSIGHT_STATUSES = ["open", "closed"] as const;
export type InsightStatus = (typeof INSIGHT_STATUSES)[number];

/** A number that an insight is based on; `source` is the path of the API that returns it. */
export type Evidence = { metric: string; value: number | string; unit?: string | undefined; source: string };

/** What can be done about an insight, with the request that does it. */
export type SuggestedAction = {
  text: string;
  method?: string | undefined;
  path?: string | undefined;
  body?: Record<string, unknown> | undefined;
};

/** An earlier time in which a finding lasted; `dismissed_at` if that is what closed it. */
export type Period = { first_seen_at: string; last_seen_at: string; closed_at: string; dismissed_at: string | null };
