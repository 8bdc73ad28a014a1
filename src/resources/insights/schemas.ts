import * as z from "zod";
import { Amount, Currency, Filter, ListParameters, several, Timestamp } from "../../http/schemas";
import { INSIGHT_KINDS, INSIGHT_SEVERITIES, INSIGHT_STATUSES } from "../../shared/insights";

const Evidence = z.strictObject({
  metric: z.string().meta({ description: "What the value says" }),
  value: z.union([z.number(), z.string()]),
  unit: z.string().optional(),
  source: z.string().meta({ description: "The path of this API that returns the value" }),
});

const SuggestedAction = z.strictObject({
  text: z.string(),
  method: z.string().optional().meta({ description: "With `path` and `body`, the request that does it" }),
  path: z.string().optional(),
  body: z.record(z.string(), z.unknown()).optional(),
});

const Period = z.strictObject({
  first_seen_at: Timestamp,
  last_seen_at: Timestamp,
  closed_at: Timestamp,
  dismissed_at: Timestamp.nullable(),
});

export const Insight = z
  .strictObject({
    id: z.string(),
    kind: z.enum(INSIGHT_KINDS),
    severity: z.enum(INSIGHT_SEVERITIES),
    status: z.enum(INSIGHT_STATUSES).meta({
      description: "`closed` once the finding has ended or was dismissed; it opens again under the same id",
    }),
    title: z.string(),
    detail: z.string(),
    evidence: z.array(Evidence),
    impact: z.strictObject({ amount: Amount, currency: Currency }).nullable().meta({
      description: "What it costs or puts at risk, in the organization's money; null where nothing has a value",
    }),
    variant_id: z.string().nullable(),
    location_id: z.string().nullable(),
    lot_id: z.string().nullable(),
    supplier_id: z.string().nullable(),
    document_id: z.string().nullable(),
    suggested_action: SuggestedAction.nullable(),
    first_seen_at: Timestamp.meta({ description: "When the finding was first made, this time" }),
    last_seen_at: Timestamp.meta({ description: "When it was made last" }),
    closed_at: Timestamp.nullable(),
    dismissed_at: Timestamp.nullable().meta({
      description:
        "When it was dismissed, this time; it stays quiet until the finding becomes worse, or ends and returns",
    }),
    computed_at: Timestamp.meta({ description: "When its numbers were computed" }),
    history: z.array(Period).meta({ description: "The earlier times in which it lasted, the latest last" }),
    updated_at: Timestamp,
  })
  .meta({ id: "Insight" });

export const InsightFilters = {
  kind: several(INSIGHT_KINDS).optional().meta({ description: "Only insights of this kind, or of one of several" }),
  severity: several(INSIGHT_SEVERITIES)
    .optional()
    .meta({ description: "Only insights of this severity, or of one of several" }),
  status: several(INSIGHT_STATUSES).optional().meta({ description: "Only open or only closed insights" }),
  variant_id: Filter.meta({ description: "Only insights about this variant" }),
  location_id: Filter.meta({ description: "Only insights about stock at this location" }),
  ...ListParameters,
};
