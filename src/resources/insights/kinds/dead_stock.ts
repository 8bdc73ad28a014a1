import { sql } from "drizzle-orm";
import { today } from "../../../commands/context";
import { type MovementKind, movesSince } from "../../../ledger";
import { addDays, dateIn, daysBetween, endOfDay, timestamp } from "../../../shared/clock";
import { fromScaled } from "../../../shared/quantity";
import { countStock, transferTo } from "../actions";
import { FIRST_CANDIDATES, kind } from "../finding";
import {
  availableIn,
  isLevelInRange,
  JOIN_ACTIVE,
  LEVEL_SUBJECT,
  type LevelFacts,
  levelFacts,
  type OtherLocation,
  otherLocation,
} from "../levels";
import { amount, SOURCES, stockEvidence, valueEvidence } from "../sources";

type Facts = { level: LevelFacts; last_inbound_at: string; other: OtherLocation | null };

/**
 * Half a year without use is where stock is usually called dead, and where provisions for obsolescence begin; after a year they
 * are often half of its value or more.
 */
const DAYS = 180;
const YEAR = 365;

/** What takes stock for a use: a sale, production, or a location that is supplied from here. */
const USES: readonly MovementKind[] = ["order_fulfilled", "production_consumed", "transfer_out"];

/**
 * Stock that came in half a year ago or earlier, of which nothing was used since: no sale, imported ones included, no production,
 * no transfer. Its value is tied up. It is a warning after a year.
 */
export const deadStock = kind<Facts>({
  name: "dead_stock",
  candidates(ctx, range) {
    const since = addDays(today(ctx), -DAYS);
    return sql`SELECT ${LEVEL_SUBJECT} AS subject, json_object('level', ${levelFacts(ctx)},
        'last_inbound_at', s.last_inbound_at, 'other', json(${otherLocation(ctx, sql.raw(String(DAYS)))})) AS facts
      FROM level_quantities s ${JOIN_ACTIVE}
      WHERE ${isLevelInRange(range)} AND s.on_hand > 0
        AND s.last_inbound_at <= ${timestamp(endOfDay(ctx.organization.timezone, since))}
        AND NOT ${movesSince(since, USES)}
      ORDER BY s.variant_id, s.location_id ${FIRST_CANDIDATES}`;
  },
  find(ctx, { level, last_inbound_at, other }) {
    const date = today(ctx);
    const last_day = dateIn(ctx.organization.timezone, new Date(last_inbound_at));
    const { sku, location_name, variant_id, location_id, on_hand, value } = level;
    return {
      severity: daysBetween(last_day, date) > YEAR ? "warning" : "info",
      title: `${sku} does not move at ${location_name}`,
      detail: `None of it was sold, used or transferred in the last ${DAYS} days, and none has come in since ${last_day}.`,
      evidence: [
        ...stockEvidence(level, ["on_hand"]),
        valueEvidence(ctx, level),
        amount("sold", 0, level.unit, SOURCES.demand({ variant_id, location_id }, addDays(date, 1 - DAYS), date)),
        {
          metric: "last_inbound_at",
          value: last_inbound_at,
          source: SOURCES.entries(level, { from: last_inbound_at, per_page: 1 }),
        },
      ],
      amount: value > 0 ? value : null,
      measure: fromScaled(on_hand),
      variant_id,
      location_id,
      suggested_action:
        transferTo(other, level, availableIn(level)) ??
        countStock(level, "what does not move is often not there. Then sell it at a lower price, or write it off."),
    };
  },
});
