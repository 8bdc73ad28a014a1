import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../../../commands/context";
import { addDays } from "../../../shared/clock";
import type { SuggestedAction } from "../../../shared/insights";
import { fromScaled, type Scaled, unitCostOf } from "../../../shared/quantity";
import { FIRST_CANDIDATES, isInRange, kind } from "../finding";
import { bounded } from "../levels";
import { amount, SOURCES } from "../sources";
import { percent } from "../texts";

type Sales = { quantity: Scaled; revenue: Scaled; cost: Scaled };
type Facts = { variant_id: string; sku: string; price: Scaled | null; recent: Sales; before: Sales };

const DAYS = 30;
const DAYS_BEFORE = 90;
/**
 * Retail keeps 2 to 5 % of its sales as profit, so ten points of margin are all of it, and more than prices and costs vary by
 * themselves.
 */
const POINTS = 0.1;
const WARNING_POINTS = 0.2;

/**
 * A variant was sold below cost in the last 30 days, or its margin fell by ten points from that of the 90 days before. What was
 * sold without a price, or at no known cost, does not count. The cost is what was sold below cost, or what the margin of before
 * would have brought in more.
 */
export const margin = kind<Facts>({
  name: "margin",
  candidates(ctx, range) {
    const date = today(ctx);
    const recent = addDays(date, 1 - DAYS);
    const first = addDays(recent, -DAYS_BEFORE);
    const sum = (column: string, is_recent: boolean): SQL =>
      sql`total(iif(d.day ${sql.raw(is_recent ? ">=" : "<")} ${recent}, d.${sql.raw(column)}, 0))`;
    const sales = (is_recent: boolean) => sql`json_object('quantity', ${sum("quantity_out", is_recent)},
      'revenue', ${sum("revenue", is_recent)}, 'cost', ${sum("value_out", is_recent)})`;
    const share = (is_recent: boolean) =>
      sql`(1 - ${sum("value_out", is_recent)} / nullif(${sum("revenue", is_recent)}, 0))`;
    return sql`SELECT v.id AS subject, json_object('variant_id', v.id, 'sku', v.sku, 'price', v.price, 'recent', ${sales(true)},
        'before', ${sales(false)}) AS facts
      FROM variants v CROSS JOIN level_quantities s ON s.variant_id = v.id
        CROSS JOIN movement_days d ON d.variant_id = s.variant_id AND d.location_id = s.location_id
          AND d.type = 'order_fulfilled' AND d.day >= ${first} AND d.day <= ${date}
      WHERE v.status = 'active' AND ${isInRange(sql`v.id`, range)} AND v.id > ${range.after}
      GROUP BY v.id HAVING ${sum("revenue", true)} > 0 AND (${share(true)} < 0
        OR (${sum("value_out", false)} > 0 AND ${share(true)} <= ${share(false)} - ${sql.raw(String(POINTS))}))
      ORDER BY v.id ${FIRST_CANDIDATES}`;
  },
  find(ctx, { variant_id, sku, price, recent, before }) {
    const to = today(ctx);
    const from = addDays(to, 1 - DAYS);
    const share = shareOf(recent);
    const is_loss = share < 0;
    const fall = before.cost > 0 && before.revenue > 0 ? shareOf(before) - share : 0;
    const of_before = [addDays(from, -DAYS_BEFORE), addDays(from, -1)] as const;
    return {
      severity: is_loss || fall >= WARNING_POINTS ? "warning" : "info",
      title: is_loss ? `${sku} is sold below cost` : `The margin of ${sku} has fallen`,
      detail: `Its margin was ${percent(share, 1)} of revenue in the last ${DAYS} days${fall > 0 ? `, and ${percent(shareOf(before), 1)} in the ${DAYS_BEFORE} days before` : ""}.`,
      evidence: [
        ...salesEvidence(ctx, variant_id, recent, "", [from, to]),
        ...(fall > 0 ? salesEvidence(ctx, variant_id, before, "_before", of_before) : []),
      ],
      amount: bounded(is_loss ? recent.cost - recent.revenue : fall * recent.revenue),
      measure: is_loss ? 1 - share : fall,
      variant_id,
      suggested_action: actionFor(variant_id, sku, price, recent, fall > 0 ? shareOf(before) : 0),
    };
  },
});

/** The margin as a share of revenue. */
function shareOf({ revenue, cost }: Sales): number {
  return 1 - cost / revenue;
}

function salesEvidence(
  { organization }: TenantContext,
  variant_id: string,
  { revenue, cost }: Sales,
  suffix: string,
  days: readonly [string, string],
) {
  const unit = organization.currency;
  return [
    amount(`revenue${suffix}`, revenue, unit, SOURCES.own_demand({ variant_id }, ...days)),
    amount(`cost_of_goods${suffix}`, cost, unit, SOURCES.movements({ variant_id }, ...days)),
  ];
}

/** A price that restores the margin of before or, without one, covers the cost; in whole hundredths. */
function actionFor(
  variant_id: string,
  sku: string,
  price: Scaled | null,
  { cost, quantity }: Sales,
  share_before: number,
): SuggestedAction {
  const unit_cost = unitCostOf(cost, quantity) ?? 0;
  const needed = Math.ceil(unit_cost / Math.max(0.05, 1 - Math.max(0, share_before)) / 100) / 100;
  if (price !== null && fromScaled(price) >= needed) {
    return { text: `Check at which prices ${sku} was sold: its list price would cover the cost.` };
  }
  return {
    text: `Raise the price of ${sku} to ${needed}, or find a cheaper source.`,
    method: "PATCH",
    path: `/api/v1/variants/${variant_id}`,
    body: { price: needed },
  };
}
