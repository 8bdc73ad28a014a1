import { sql } from "drizzle-orm";
import { type TenantContext, today } from "../../../commands/context";
import { expiringStock } from "../../../ledger";
import { addDays, daysBetween } from "../../../shared/clock";
import type { InsightSeverity } from "../../../shared/insights";
import { fromScaled, type Scaled } from "../../../shared/quantity";
import { FIRST_CANDIDATES, isInRange, kind } from "../finding";
import { countable, JOIN_ACTIVE, type LevelFacts, levelFacts, unitCostIn, worthOf } from "../levels";
import { demandOver, FORECAST_FACTS, type ForecastFacts } from "../outlook";
import { amount, forecastAmount, SOURCES } from "../sources";

type Facts = {
  level: LevelFacts;
  lot_id: string;
  lot_number: string;
  expiry_date: string;
  on_hand: Scaled;
  due: Scaled;
  forecast: ForecastFacts | null;
};

/** As far as forecasts reach. */
const DAYS = 180;
/** In the last week there is hardly a way but a lower price. */
const LAST_DAYS = 7;

/**
 * Stock of a lot that will expire: the lots that are sold before it and the lot itself, first expired first out, are more than
 * the median demand takes up to its last day. The median is the threshold, as below it waste is more likely than not. Without a
 * forecast nothing is expected to be sold, which counts only for lots that expire within the organization's
 * `expiry_alert_days`. Stock that has expired is part of it as long as it is on hand. It is critical in the last week, and
 * information before the alert days. At risk is what the quantity has cost.
 */
export const expiryRisk = kind<Facts>({
  name: "expiry_risk",
  module: "traceability",
  candidates(ctx, range) {
    const date = today(ctx);
    const soon = addDays(date, ctx.organization.settings.expiry_alert_days);
    const stock = expiringStock(ctx, addDays(date, DAYS), isInRange(sql`k.variant_id`, range));
    return sql`SELECT subject, facts FROM (
      SELECT e.variant_id || ' ' || e.location_id || ' ' || e.lot_id AS subject, json_object('level', ${levelFacts(ctx)},
        'lot_id', e.lot_id, 'lot_number', t.lot_number, 'expiry_date', e.usable_through, 'on_hand', e.on_hand, 'due', e.due,
        'forecast', iif(f.through_day <> '', ${FORECAST_FACTS}, NULL)) AS facts
      FROM (${stock}) e
        CROSS JOIN level_quantities s ON s.variant_id = e.variant_id AND s.location_id = e.location_id ${JOIN_ACTIVE}
        CROSS JOIN lots t ON t.id = e.lot_id
        LEFT JOIN forecasts f ON f.variant_id = e.variant_id AND f.location_id = e.location_id
      WHERE (e.usable_through <= ${soon} OR f.confidence <> 'low') AND e.due > coalesce(f.daily_mean, 0) * 5000
        * max(0, julianday(e.usable_through) - julianday(${date})))
    WHERE subject > ${range.after} ORDER BY subject ${FIRST_CANDIDATES}`;
  },
  find(ctx, { level, lot_id, lot_number, expiry_date, on_hand, due, forecast }) {
    const date = today(ctx);
    const days = daysBetween(date, expiry_date);
    const sold = forecast && days > 0 ? demandOver(forecast, addDays(date, 1), expiry_date).quantile(0.5) : 0;
    const left = Math.min(fromScaled(on_hand), fromScaled(due) - sold);
    if (left <= 0) return null;
    const { sku, location_name, variant_id, location_id } = level;
    const quantity = countable(left, level);
    const has_expired = days < 0;
    return {
      severity: severityOf(ctx, days),
      title: `Lot ${lot_number} of ${sku} ${has_expired ? "has expired" : "may expire"} at ${location_name}`,
      detail: has_expired
        ? `${quantity} have expired and are still on hand.`
        : `About ${quantity} will not be sold by the expiry date, if the lots that expire earlier are sold first.`,
      evidence: [
        { metric: "expiry_date", value: expiry_date, source: SOURCES.lot(lot_id) },
        amount("quantity", on_hand, level.unit, SOURCES.expiry(lot_id)),
        ...(forecast && days > 0
          ? [forecastAmount("demand_p50", sold, level.unit, SOURCES.forecast(level, days))]
          : []),
      ],
      amount: worthOf(unitCostIn(level), left),
      measure: left,
      variant_id,
      location_id,
      lot_id,
      suggested_action: has_expired
        ? {
            text: `Write off lot ${lot_number} at ${location_name}.`,
            method: "POST",
            path: "/api/v1/waste_records",
            body: { variant_id, location_id, quantity: fromScaled(on_hand), reason: "expired", lot_record_id: lot_id },
          }
        : { text: `Sell lot ${lot_number} of ${sku} first, at a lower price if need be.` },
    };
  },
});

function severityOf(ctx: TenantContext, days: number): InsightSeverity {
  if (days <= LAST_DAYS) return "critical";
  return days <= ctx.organization.settings.expiry_alert_days ? "warning" : "info";
}
