import { sql } from "drizzle-orm";
import { today } from "../../../commands/context";
import { addDays } from "../../../shared/clock";
import type { SuggestedAction } from "../../../shared/insights";
import { fromScaled, type Scaled } from "../../../shared/quantity";
import { transferTo } from "../actions";
import { FIRST_CANDIDATES, kind } from "../finding";
import {
  availableIn,
  availableOf,
  countable,
  isLevelInRange,
  JOIN_ACTIVE,
  LEVEL_SUBJECT,
  type LevelFacts,
  levelFacts,
  type OtherLocation,
  otherLocation,
  unitCostIn,
  worthOf,
} from "../levels";
import { demandOver, FORECAST_FACTS, type ForecastFacts, IS_EXPECTED } from "../outlook";
import { forecastAmount, SOURCES, stockEvidence, valueEvidence } from "../sources";
import { about, inUnits } from "../texts";

type Facts = { level: LevelFacts; forecast: ForecastFacts; policy: Policy | null; other: OtherLocation | null };
type Policy = { id: string; max_stock: Scaled | null };

/**
 * Half a year: retail turns its stock over 4 to 12 times a year, so what lasts for more than 180 days is slow by any of these, and
 * is what inventory aging and provisions for slow-moving stock usually begin with. It is also as far as forecasts reach.
 */
const DAYS = 180;
/** Goods that take long to come are stocked for longer: for three lead times, as one order is sold, one is on its way, and one is a reserve. */
const LEAD_TIMES = 3;
/** Cover may be exceeded by chance; a tenth of all levels would exceed the 90 % quantile if they were stocked exactly for it. */
const LEVEL = 0.9;
/** A smaller excess, as a share of that demand, is less than what a forecast of half a year can tell. */
const LEAST_EXCESS = 0.1;

/**
 * A tenth more is available than even high demand takes in half a year, or in three lead times if they are longer. What is tied up is the
 * value of the excess. It is a warning if the excess is more than that demand itself.
 */
export const overstock = kind<Facts>({
  name: "overstock",
  candidates: (ctx, range) => sql`SELECT ${LEVEL_SUBJECT} AS subject,
      json_object('level', ${levelFacts(ctx)}, 'forecast', ${FORECAST_FACTS}, 'other', json(${otherLocation(ctx, sql.raw(String(DAYS)))}),
        'policy', (SELECT json_object('id', o.id, 'max_stock', o.max_stock) FROM inventory_policies o
          WHERE o.variant_id = s.variant_id AND o.location_id = s.location_id)) AS facts
    FROM level_quantities s ${JOIN_ACTIVE}
      CROSS JOIN forecasts f ON f.variant_id = s.variant_id AND f.location_id = s.location_id
    WHERE ${isLevelInRange(range)} AND ${IS_EXPECTED}
      AND ${availableOf(ctx)} > f.daily_mean * 10000 * max(${sql.raw(String(DAYS))}, ${sql.raw(String(LEAD_TIMES))} * f.lead_time_days)
    ORDER BY s.variant_id, s.location_id ${FIRST_CANDIDATES}`,
  find(ctx, { level, forecast, policy, other }) {
    const date = today(ctx);
    const demand = (days: number) => demandOver(forecast, addDays(date, 1), addDays(date, days)).quantile(LEVEL);
    const high = demand(DAYS);
    const longest = LEAD_TIMES * forecast.lead_time_days;
    const enough = longest > DAYS ? Math.max(high, demand(longest)) : high;
    const available = fromScaled(availableIn(level));
    const excess = available - enough;
    if (excess <= LEAST_EXCESS * enough) return null;
    const { sku, location_name, variant_id, location_id } = level;
    return {
      severity: excess > enough ? "warning" : "info",
      title: `${sku} is overstocked at ${location_name}`,
      detail: `Available stock exceeds even a high demand of the next ${Math.max(DAYS, longest)} days by about ${about(excess, level.unit)}.`,
      evidence: [
        ...stockEvidence(level, ["available", "on_hand"]),
        valueEvidence(ctx, level),
        forecastAmount("demand_p90", high, level.unit, SOURCES.forecast(level, DAYS)),
      ],
      amount: worthOf(unitCostIn(level), excess),
      measure: excess,
      variant_id,
      location_id,
      suggested_action: actionFor(level, { enough, excess, policy, other }),
    };
  },
});

type Excess = Pick<Facts, "policy" | "other"> & { enough: number; excess: number };

function actionFor(level: LevelFacts, { enough, excess, policy, other }: Excess): SuggestedAction {
  const { sku, location_name } = level;
  const max_stock = countable(enough, level);
  if (policy !== null && (policy.max_stock === null || fromScaled(policy.max_stock) > max_stock)) {
    return {
      text: `Don't reorder ${sku} for ${location_name} beyond ${inUnits(max_stock, level.unit)}: limit its policy's maximum stock.`,
      method: "PATCH",
      path: `/api/v1/inventory_policies/${policy.id}`,
      body: { max_stock },
    };
  }
  const transfer = transferTo(other, level, Math.round(excess * 10_000));
  return (
    transfer ?? {
      text: `Don't reorder ${sku} for ${location_name} until it has been sold down, or sell it at a lower price.`,
    }
  );
}
