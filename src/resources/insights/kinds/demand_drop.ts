import { today } from "../../../commands/context";
import { addDays } from "../../../shared/clock";
import { fromScaled } from "../../../shared/quantity";
import { kind } from "../finding";
import { worthOf } from "../levels";
import { amount, SOURCES } from "../sources";
import { about, inUnits } from "../texts";
import { DAYS_OF_WEEK, isRarelyAtMost, spreadOf, sumOfWeeks, type WeeklyFacts, weeklyCandidates } from "../weeks";

/** A drop needs longer to be told from chance than a jump, as no week sells less than nothing: four weeks against eight. */
const WEEKS = 4;
const WEEKS_BEFORE = 8;
/** What halves is worth a look; what falls by less, and is no chance, is left to the forecast. */
const SHARE = 0.5;
const WARNING_SHARE = 0.25;

/**
 * A variant sells at most half as much in four weeks as before, and less than chance explains: by the negative binomial
 * distribution of the eight weeks before, such a time comes less than once in 200. What had run out does not count, as then
 * supply has dropped, not demand. What is missed is the price of the difference.
 */
export const demandDrop = kind<WeeklyFacts>({
  name: "demand_drop",
  candidates: (ctx, range) =>
    weeklyCandidates(ctx, range, { recent: WEEKS, before: WEEKS_BEFORE, changed: { at_most: SHARE } }),
  find(ctx, { variant_id, sku, unit, price, weeks }) {
    const recent = sumOfWeeks(weeks, 0, WEEKS);
    const { mean, variance } = spreadOf(weeks, { recent: WEEKS, before: WEEKS_BEFORE });
    const sold = fromScaled(recent);
    if (sold > SHARE * mean || !isRarelyAtMost(sold, mean, variance)) return null;
    const date = today(ctx);
    const before = addDays(date, -WEEKS * DAYS_OF_WEEK);
    const first = addDays(before, 1 - WEEKS_BEFORE * DAYS_OF_WEEK);
    return {
      severity: sold <= WARNING_SHARE * mean ? "warning" : "info",
      title: `Demand for ${sku} has dropped`,
      detail: `${inUnits(sold, unit)} sold in the last ${WEEKS} weeks, where the ${WEEKS_BEFORE} weeks before would suggest ${about(mean, unit)}.`,
      evidence: [
        amount("sold_in_4_weeks", recent, unit, SOURCES.demand({ variant_id }, addDays(before, 1), date)),
        amount(
          "sold_in_8_weeks_before",
          sumOfWeeks(weeks, WEEKS, WEEKS + WEEKS_BEFORE),
          unit,
          SOURCES.demand({ variant_id }, first, before),
        ),
      ],
      amount: worthOf(price, mean - sold),
      measure: mean - sold,
      variant_id,
      suggested_action: { text: `Find out why, and hold back reorders of ${sku} until its forecast has followed.` },
    };
  },
});
