import { sql } from "drizzle-orm";
import { levelsAtMost } from "../../../ledger";
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
  unitCostIn,
  worthOf,
} from "../levels";
import { type Origin, originOf } from "../origin";
import { stockEvidence } from "../sources";
import { inUnits } from "../texts";

type Facts = { level: LevelFacts; origin: Origin };

/**
 * More of a level is reserved than can be shipped. Any quantity counts: each unit is a promise to a customer that can't be kept.
 * It is critical, unless what is on its way covers it. At risk is the price of what is lacking, or its cost if it has no price.
 */
export const oversold = kind<Facts>({
  name: "oversold",
  whole: true,
  candidates: (ctx, range) => sql`SELECT ${LEVEL_SUBJECT} AS subject,
      json_object('level', ${levelFacts(ctx)}, 'origin', ${originOf(ctx)}) AS facts
    FROM (${levelsAtMost(ctx, -1)}) m CROSS JOIN level_quantities s ON s.sequence = m.sequence ${JOIN_ACTIVE}
    WHERE ${isLevelInRange(range)} AND ${availableOf(ctx)} < 0
    ORDER BY s.variant_id, s.location_id ${FIRST_CANDIDATES}`,
  find(_ctx, { level, origin }) {
    const lacking = -availableIn(level);
    if (lacking <= 0) return null;
    const { sku, location_name, unit, incoming, variant_id, location_id } = level;
    const is_covered = incoming >= lacking;
    const units = fromScaled(lacking);
    const arrives = incoming === 0 ? "nothing" : inUnits(fromScaled(incoming), unit);
    return {
      severity: is_covered ? "warning" : "critical",
      title: `${sku} is oversold at ${location_name}`,
      detail: `Reservations exceed what can be shipped by ${inUnits(units, unit)}, with ${arrives} on the way.`,
      evidence: stockEvidence(level, ["available", "on_hand", "reserved", "held", "incoming"]),
      amount: worthOf(level.price ?? unitCostIn(level), units),
      measure: units,
      variant_id,
      location_id,
      suggested_action: is_covered
        ? { text: `Receive what is on its way as soon as it arrives, or ship ${sku} from another location.` }
        : replenish(origin, level, fromScaled(lacking - incoming)),
    };
  },
});
