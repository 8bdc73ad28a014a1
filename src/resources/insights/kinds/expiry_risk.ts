import { sql } from "drizzle-orm";
import { type TenantContext, today } from "../../../commands/context";
import { expiringStock } from "../../../ledger";
import { addDays, daysBetween } from "../../../shared/clock";
import type { Evidence, InsightSeverity, SuggestedAction } from "../../../shared/insights";
import { fromScaled, type Scaled } from "../../../shared/quantity";
import { transferTo } from "../actions";
import { FIRST_CANDIDATES, isInRange, kind } from "../finding";
import {
  availableIn,
  JOIN_ACTIVE,
  type LevelFacts,
  levelFacts,
  type OtherLocation,
  otherLocation,
  unitCostIn,
  worthOf,
} from "../levels";

import { demandOver, FORECAST_FACTS, type ForecastFacts } from "../outlook";
import { amount, forecastAmount, SOURCES } from "../sources";
import { about, inUnits } from "../texts";

type Facts = {
  level: LevelFacts;
  lot_id: string;
  lot_number: string;
  expiry_date: string;
  on_hand: Scaled;
  due: Scaled;
  forecast: ForecastFacts | null;
  other: OtherLocation | null;
  /** What production has consumed of the level in the last days, and on which of them first. */
  used: { quantity: Scaled; first_day: string | null };
};

/** As far as forecasts reach. */
const DAYS = 180;
/** What production uses is judged by so many days: four weeks, or what there is of them, but a week at least. */
const USED_DAYS = 28;
const LEAST_USED_DAYS = 7;
/** In the last week there is hardly a way but a lower price. */
const LAST_DAYS = 7;

/**
 * Stock of a lot that will expire: the lots that are sold before it and the lot itself, first expired first out, are more than
 * the median demand takes up to its last day, today included, and than what production uses at the rate of the last four weeks.
 * The median is the threshold, as below it waste is more likely than not. Without a forecast nothing is expected to be sold, which counts only for lots that expire within the organization's
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
    const days_left = sql`max(0, julianday(e.usable_through) - julianday(${date}))`;
    const lots = sql`SELECT e.variant_id || ' ' || e.location_id || ' ' || e.lot_id AS subject, e.*
      FROM (${stock}) e
        CROSS JOIN variants v ON v.id = e.variant_id AND v.status = 'active'
        CROSS JOIN locations l ON l.id = e.location_id AND l.status = 'active'
        LEFT JOIN forecasts f ON f.variant_id = e.variant_id AND f.location_id = e.location_id
      WHERE (e.usable_through <= ${soon} OR f.confidence <> 'low')
        AND e.due > coalesce(f.daily_mean, 0) * 5000 * ${days_left}
        AND e.variant_id || ' ' || e.location_id || ' ' || e.lot_id > ${range.after}
      ORDER BY subject ${FIRST_CANDIDATES}`;
    return sql`SELECT e.subject, json_object('level', ${levelFacts(ctx)}, 'lot_id', e.lot_id, 'lot_number', t.lot_number,
        'expiry_date', e.usable_through, 'on_hand', e.on_hand, 'due', e.due,
        'forecast', iif(f.through_day <> '', ${FORECAST_FACTS}, NULL), 'other', json(${otherLocation(ctx, sql`(${days_left} + 1)`)}),
        'used', (SELECT json_object('quantity', total(d.quantity_out), 'first_day', min(d.day)) FROM movement_days d
          WHERE d.variant_id = e.variant_id AND d.location_id = e.location_id AND d.type = 'production_consumed'
            AND d.day >= ${addDays(date, -USED_DAYS)} AND d.day < ${date})) AS facts
      FROM (${lots}) e
        CROSS JOIN level_quantities s ON s.variant_id = e.variant_id AND s.location_id = e.location_id ${JOIN_ACTIVE}
        CROSS JOIN lots t ON t.id = e.lot_id
        LEFT JOIN forecasts f ON f.variant_id = e.variant_id AND f.location_id = e.location_id`;
  },
  find(ctx, facts) {
    const { level, lot_id, lot_number, expiry_date, on_hand, due, forecast, used } = facts;
    const date = today(ctx);
    const days = daysBetween(date, expiry_date);
    const sold = forecast && days >= 0 ? demandOver(forecast, date, expiry_date).quantile(0.5) : 0;
    const left = Math.min(fromScaled(on_hand), fromScaled(due) - sold - usedUntil(used, date, days));
    if (left <= 0) return null;
    const { sku, location_name, variant_id, location_id, unit } = level;
    const has_expired = days < 0;
    const use = used.quantity > 0 ? "used or sold" : "sold";
    const others = due > on_hand ? ", as lots that expire earlier go first" : "";
    return {
      severity: severityOf(ctx, days),
      title: `Lot ${lot_number} of ${sku} ${has_expired ? "has expired" : "may expire"} at ${location_name}`,
      detail: has_expired
        ? `${inUnits(fromScaled(on_hand), unit)} past the expiry date still on hand.`
        : `About ${about(left, unit)} will probably not be ${use} by ${expiry_date}${others}.`,
      evidence: evidenceOf(ctx, facts, days),
      amount: worthOf(unitCostIn(level), left),
      measure: left,
      variant_id,
      location_id,
      lot_id,
      suggested_action: has_expired ? writeOff(facts) : sellOrUse(facts, left),
    };
  },
});

function evidenceOf(ctx: TenantContext, { level, lot_id, expiry_date, on_hand, forecast, used }: Facts, days: number) {
  const { variant_id, location_id, unit } = level;
  const date = today(ctx);
  const evidence: Evidence[] = [
    { metric: "expiry_date", value: expiry_date, source: SOURCES.lot(lot_id) },
    amount("quantity", on_hand, unit, SOURCES.expiry(lot_id)),
  ];
  if (forecast && days > 0) {
    const sold = demandOver(forecast, addDays(date, 1), expiry_date).quantile(0.5);
    evidence.push(forecastAmount("demand_p50", sold, unit, SOURCES.forecast(level, days)));
  }
  if (used.quantity > 0 && days >= 0) {
    const source = SOURCES.movements({ variant_id, location_id }, addDays(date, -USED_DAYS), addDays(date, -1));
    evidence.push(amount("used_in_28_days", used.quantity, unit, source));
  }
  return evidence;
}

function writeOff({ level, lot_id, lot_number, on_hand }: Facts): SuggestedAction {
  const { variant_id, location_id, location_name } = level;
  return {
    text: `Write off lot ${lot_number} at ${location_name}.`,
    method: "POST",
    path: "/api/v1/waste_records",
    body: { variant_id, location_id, quantity: fromScaled(on_hand), reason: "expired", lot_record_id: lot_id },
  };
}

function sellOrUse({ level, lot_number, other, used }: Facts, left: number): SuggestedAction {
  if (used.quantity > 0) {
    return { text: `Use lot ${lot_number} of ${level.sku} first, and order no more of it until then.` };
  }
  const surplus = Math.min(availableIn(level), Math.round(left * 10_000));
  const text = `Sell lot ${lot_number} of ${level.sku} first, at a lower price if need be.`;
  return transferTo(other, level, surplus) ?? { text };
}

/** What production uses from a day on, that day included, in units. */
function usedUntil({ quantity, first_day }: Facts["used"], date: string, days: number): number {
  if (first_day === null || days < 0) return 0;
  return (fromScaled(quantity) / Math.max(LEAST_USED_DAYS, daysBetween(first_day, date))) * (days + 1);
}

function severityOf(ctx: TenantContext, days: number): InsightSeverity {
  if (days <= LAST_DAYS) return "critical";
  return days <= ctx.organization.settings.expiry_alert_days ? "warning" : "info";
}
