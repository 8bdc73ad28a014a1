import { sql } from "drizzle-orm";
import { fromScaled } from "../../../shared/quantity";
import { replenish } from "../actions";
import { FIRST_CANDIDATES, kind } from "../finding";
import {
  availableIn,
  availableOf,
  isLevelInRange,
  JOIN_ACTIVE,
  LEVEL_SUBJECT,
  type LevelFacts,
  levelFacts,
  marginIn,
  worthOf,
} from "../levels";
import { type Origin, originOf } from "../origin";
import {
  expectedShortage,
  FORECAST_FACTS,
  type ForecastFacts,
  IS_EXPECTED,
  POLICY_FACTS,
  type PolicyFacts,
  replenishmentOf,
} from "../outlook";
import { SOURCES, stockEvidence } from "../sources";
import { inUnits, percent } from "../texts";

type Facts = { level: LevelFacts; forecast: ForecastFacts; policy: PolicyFacts | null; origin: Origin };

/**
 * From this probability on it is a warning. A reorder point of the usual service levels leaves 1 to 10 % (Silver, Pyke & Thomas,
 * Inventory and Production Management in Supply Chains, chapter 6), so 20 % means that a reorder is overdue, and no longer that
 * it is due.
 */
const WARNING = 0.2;
/** From here on a stock-out is more likely than not, and begins before goods ordered today arrive. */
const CRITICAL = 0.5;

/**
 * A level will probably run out before what is ordered today can arrive: demand over the lead time may exceed what is available
 * and on its way. At risk is the margin of what is expected to be lacking. What is oversold already is a finding of its own.
 * Made goods that expire within the lead time are none: they are made as they are sold, and no stock of them lasts so long.
 */
export const stockoutRisk = kind<Facts>({
  name: "stockout_risk",
  candidates: (ctx, range) => sql`SELECT ${LEVEL_SUBJECT} AS subject,
      json_object('level', ${levelFacts(ctx)}, 'forecast', ${FORECAST_FACTS}, 'policy', json(${POLICY_FACTS}),
        'origin', ${originOf(ctx)}) AS facts
    FROM level_quantities s ${JOIN_ACTIVE}
      CROSS JOIN forecasts f ON f.variant_id = s.variant_id AND f.location_id = s.location_id
    WHERE ${isLevelInRange(range)} AND ${IS_EXPECTED} AND ${availableOf(ctx)} >= 0
      AND ${availableOf(ctx)} <= max(f.reorder_point, f.daily_mean * 20000 * max(1, f.lead_time_days))
    ORDER BY s.variant_id, s.location_id ${FIRST_CANDIDATES}`,
  find(ctx, { level, forecast, policy, origin }) {
    const { lead_time_days } = forecast;
    if (origin.recipe !== null && level.shelf_life_days !== null && level.shelf_life_days < lead_time_days) return null;
    const position = fromScaled(availableIn(level) + level.incoming);
    const { advice, demand } = replenishmentOf(ctx, level, forecast, policy);
    const probability = Number(advice.stockout_probability.toFixed(4));
    if (probability < WARNING) return null;
    const { sku, location_name, variant_id, location_id } = level;
    const shortage = expectedShortage(demand, position);
    const source = SOURCES.forecast(level);
    return {
      severity: probability >= CRITICAL ? "critical" : "warning",
      title: `${sku} may run out at ${location_name}`,
      detail: `The probability is ${probability < 0.995 ? percent(probability) : "over 99%"} that available and incoming stock run out before an order placed today arrives in ${inUnits(lead_time_days, lead_time_days === 1 ? "day" : "days")}.`,
      evidence: [
        ...stockEvidence(level, ["available", "incoming"]),
        { metric: "lead_time_days", value: lead_time_days, unit: "days", source },
        { metric: "stockout_probability", value: probability, source },
      ],
      amount: worthOf(marginIn(level), shortage),
      measure: shortage,
      variant_id,
      location_id,
      suggested_action: advice.order_quantity > 0 ? replenish(origin, level, advice.order_quantity) : null,
    };
  },
});
