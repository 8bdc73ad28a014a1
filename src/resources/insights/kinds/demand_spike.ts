import { today } from "../../../commands/context";
import { addDays } from "../../../shared/clock";
import { fromScaled } from "../../../shared/quantity";
import { kind } from "../finding";
import { amount, SOURCES } from "../sources";
import { inUnits } from "../texts";
import { DAYS_OF_WEEK, isRarelyAtLeast, spreadOf, sumOfWeeks, type WeeklyFacts, weeklyCandidates } from "../weeks";

/** The week up to today is compared with so many weeks before: enough to see how much weeks differ, and within one season. */
const WEEKS_BEFORE = 8;
/** What doubles is worth a look; what rises by less, and is no chance, is left to the forecast. */
const TIMES = 2;
const WARNING_TIMES = 4;

/**
 * A variant sells at least twice as much in a week as in a usual one, and more than chance explains: by the negative binomial
 * distribution of the weeks before, such a week comes less than once in 200. Weeks of small counts are no spike, and neither is
 * the growth of a variant that is new or seldom asked for (`weeklyCandidates`). It is no cost, so it has no impact.
 */
export const demandSpike = kind<WeeklyFacts>({
  name: "demand_spike",
  candidates: (ctx, range) =>
    weeklyCandidates(ctx, range, { recent: 1, before: WEEKS_BEFORE, changed: { at_least: TIMES } }),
  find(ctx, { variant_id, sku, unit, weeks }) {
    const recent = sumOfWeeks(weeks, 0, 1);
    const { mean, variance } = spreadOf(weeks, { recent: 1, before: WEEKS_BEFORE });
    const sold = fromScaled(recent);
    if (sold < TIMES * mean || !isRarelyAtLeast(sold, mean, variance)) return null;
    const date = today(ctx);
    const before = addDays(date, -DAYS_OF_WEEK);
    const first = addDays(before, 1 - WEEKS_BEFORE * DAYS_OF_WEEK);
    return {
      severity: sold >= WARNING_TIMES * mean ? "warning" : "info",
      title: `Demand for ${sku} has jumped`,
      detail: `${inUnits(sold, unit)} sold in the last ${DAYS_OF_WEEK} days, ${(sold / mean).toFixed(1)} times the average of the ${WEEKS_BEFORE} weeks before.`,
      evidence: [
        amount("sold_in_week", recent, unit, SOURCES.demand({ variant_id }, addDays(before, 1), date)),
        amount(
          "sold_in_8_weeks_before",
          sumOfWeeks(weeks, 1, 1 + WEEKS_BEFORE),
          unit,
          SOURCES.demand({ variant_id }, first, before),
        ),
      ],
      amount: null,
      measure: sold / mean,
      variant_id,
      suggested_action: {
        text: `Find out why, and check whether the stock of ${sku} lasts if it goes on.`,
        method: "GET",
        path: `/api/v1/inventory_levels?variant_id=${variant_id}`,
      },
    };
  },
});
