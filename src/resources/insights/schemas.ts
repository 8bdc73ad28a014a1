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
  .meta({
    id: "Insight",
    examples: [
      {
        id: "ins_01kaf2v7x8p5t9m4q6r3s1w2yz",
        kind: "oversold",
        severity: "critical",
        status: "open",
        title: "MUG-BLUE is oversold at Main warehouse",
        detail: "Reservations exceed what can be shipped by 3 units, with nothing on the way.",
        evidence: [
          {
            metric: "available",
            value: -3,
            source:
              "/api/v1/inventory_levels?variant_id=var_01kaf2v7x8p5t9m4q6r3s1w2yz&location_id=loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
          },
        ],
        impact: { amount: 37.5, currency: "USD" },
        variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
        location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
        lot_id: null,
        supplier_id: null,
        document_id: null,
        suggested_action: {
          text: "Order 3 units of MUG-BLUE for Main warehouse.",
          method: "POST",
          path: "/api/v1/purchase_orders",
          body: {
            supplier_id: "sup_01kaf2v7x8p5t9m4q6r3s1w2yz",
            location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
            items: [{ variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz", quantity: 3 }],
          },
        },
        first_seen_at: "2026-11-23T02:30:00.000Z",
        last_seen_at: "2026-11-24T02:30:00.000Z",
        closed_at: null,
        dismissed_at: null,
        computed_at: "2026-11-24T02:30:00.000Z",
        history: [],
        updated_at: "2026-11-24T02:30:00.000Z",
      },
    ],
  });

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
