import * as z from "zod";
import { Amount, Filter, Instant, PageParameters, Timestamp, wholeParameter } from "../../http/schemas";
import { CONFIDENCES, DEMAND_CLASSES } from "../../shared/demand";

const GRANULARITIES = ["day", "week"] as const;
const BASES = ["track_record", "backtest"] as const;

const Day = z.iso.date();
const Probability = z.number().min(0).max(1);

const range = { p10: Amount, p50: Amount, p90: Amount };
const Range = z
  .strictObject({ mean: Amount, ...range })
  .meta({ description: "The mean, the median (`p50`), and the interval that holds with a probability of 80 %" });

const Accuracy = z
  .strictObject({
    mase: z.number().nullable().meta({ description: "Mean absolute error over that of repeating the demand before" }),
    wape: z.number().nullable().meta({ description: "Sum of absolute errors over the sum of demand" }),
    bias: z.number().nullable().meta({ description: "Sum of errors over the sum of demand; positive if too high" }),
    coverage_80: Probability.nullable().meta({ description: "How often demand was within the 80 % interval" }),
    backtest_windows: z.int().meta({ description: "How many periods of the past were forecast and compared" }),
    basis: z.enum(BASES).meta({
      description: "Forecasts of past nights against what came, or the method tried on the variant's own past",
    }),
  })
  .meta({ id: "ForecastAccuracy" });

const Recommendation = z
  .strictObject({
    service_level: Probability.meta({
      description:
        "The probability that demand is met until an order arrives: from the margin where price and cost are known, else the organization's `default_service_level`",
    }),
    lead_time_days: z.int().meta({
      description: "The policy's, else the supplier's, else the organization's, corrected by past receipts",
    }),
    lead_time_demand: z.strictObject({ mean: Amount, p50: Amount, p90: Amount }),
    reorder_point: Amount.meta({
      description: "The quantity that lasts for the lead time with the probability `service_level`",
    }),
    safety_stock: Amount.meta({ description: "What of the reorder point exceeds the mean demand of the lead time" }),
    order_up_to: Amount.meta({
      description:
        "The quantity that lasts for the lead time and a week more, after which one orders again, with the probability `service_level`; no more than is sold before it expires, which may be below the reorder point",
    }),
    order_quantity: Amount.meta({
      description:
        "What to order today: 0 while available and incoming are above the reorder point. At least the policy's `reorder_quantity`, at most its `max_stock`, and no more than is sold before it expires",
    }),
    order_by: Day.nullable().meta({ description: "When the reorder point is reached; null beyond 180 days" }),
    stockout_date: Day.nullable().meta({
      description: "When what is available runs out by the median; null beyond 180 days",
    }),
    stockout_probability: Probability.meta({
      description: "The probability that available and incoming do not last until an order of today arrives",
    }),
  })
  .meta({ id: "ReplenishmentAdvice" });

export const Forecast = z
  .strictObject({
    variant_id: z.string(),
    sku: z.string(),
    location_id: z.string().nullable().meta({ description: "Null for the demand of all locations together" }),
    method: z.string().meta({ description: "How the mean was forecast" }),
    granularity: z.enum(GRANULARITIES).meta({ description: "Whether days or weeks were modelled" }),
    history_days: z.int().meta({ description: "Days whose demand is known; without stock and sales, it is not" }),
    points: z.array(z.strictObject({ date: Day, mean: Amount, ...range })),
    total: Range,
    accuracy: Accuracy.nullable(),
    demand_class: z.enum(DEMAND_CLASSES),
    confidence: z.enum(CONFIDENCES),
    recommendation: Recommendation,
    computed_at: Timestamp,
  })
  .meta({ id: "Forecast" });

const DEFAULT_HORIZON = 28;
const LONGEST_HORIZON = 180;

export const ForecastScope = {
  location_id: Filter.meta({ description: "Of the demand at this location; without it, of all locations together" }),
  horizon: wholeParameter(1, LONGEST_HORIZON)
    .default(DEFAULT_HORIZON)
    .meta({ description: "How many days are forecast" }),
};

export const ForecastFilters = {
  variant_id: Filter.meta({ description: "Only the forecast of this variant" }),
  sku: Filter.meta({ description: "Only the forecast of the variant with exactly this SKU" }),
  ...ForecastScope,
  demand_class: z.enum(DEMAND_CLASSES).optional().meta({
    description: "Only demand of this class, by the last nightly run; before the first one, of 200 variants at most",
  }),
  computed_before: Instant.optional().meta({ description: "Only forecasts that were computed before this time" }),
  ...PageParameters,
};
