import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../../commands/context";
import { heldAt } from "../../ledger";
import { fromScaled, roundedDown, roundedUp, type Scaled, unitCostOf } from "../../shared/quantity";
import { isInRange, type Range } from "./finding";

/** A level as the rules see it, quantities and money in stored units. */
export type LevelFacts = {
  variant_id: string;
  sku: string;
  location_id: string;
  location_name: string;
  unit: string;
  quantity_decimals: number;
  on_hand: Scaled;
  reserved: Scaled;
  held: Scaled;
  incoming: Scaled;
  value: Scaled;
  price: Scaled | null;
  cost: Scaled | null;
  shelf_life_days: number | null;
};

/** What is joined to a level, `s`, whose variant, `v`, and location, `l`, must be active. */
export const JOIN_ACTIVE = sql`CROSS JOIN variants v ON v.id = s.variant_id AND v.status = 'active'
  CROSS JOIN locations l ON l.id = s.location_id AND l.status = 'active'`;

/** What identifies a level, `s`, among the subjects of a portion. */
export const LEVEL_SUBJECT = sql`s.variant_id || ' ' || s.location_id`;

/** The condition that a level, `s`, is among the subjects of a portion. */
export function isLevelInRange(range: Range): SQL {
  return sql`${isInRange(sql`s.variant_id`, range)} AND ${LEVEL_SUBJECT} > ${range.after}`;
}

/** What is available of a level, `s`. */
export function availableOf(ctx: TenantContext): SQL {
  return sql`(s.available - ${heldAt("s", today(ctx))})`;
}

/** The facts of a level, `s`, as JSON. */
export function levelFacts(ctx: TenantContext): SQL {
  return sql`json_object('variant_id', s.variant_id, 'sku', v.sku, 'location_id', s.location_id, 'location_name', l.name,
    'unit', v.unit, 'quantity_decimals', v.quantity_decimals, 'on_hand', s.on_hand, 'reserved', s.reserved, 'held', ${heldAt("s", today(ctx))},
    'incoming', (SELECT i.incoming FROM inventory_levels i WHERE i.variant_id = s.variant_id AND i.location_id = s.location_id),
    'value', s.value, 'price', v.price, 'cost', (SELECT c.current_cost FROM costed_variants c WHERE c.id = v.id),
    'shelf_life_days', v.shelf_life_days)`;
}

/** Another location that can sell more of a variant than it has: `needed`, in stored units. */
export type OtherLocation = { id: string; name: string; needed: Scaled };

/**
 * The other active location that lacks most of a level's variant, `v`, as JSON: there, the forecast of so many days exceeds what
 * is available and on its way. What is transferred there is sold there, and no surplus again.
 */
export function otherLocation(ctx: TenantContext, days: SQL): SQL {
  return sql`(SELECT json_object('id', y.location_id, 'name', y.name, 'needed', y.needed) FROM (
      SELECT x.id AS location_id, x.name, CAST(f.daily_mean * 10000 * ${days} AS INTEGER)
          - coalesce((SELECT a.available - ${heldAt("a", today(ctx))} FROM level_quantities a
            WHERE a.variant_id = f.variant_id AND a.location_id = f.location_id), 0)
          - coalesce((SELECT i.incoming FROM inventory_levels i
            WHERE i.variant_id = f.variant_id AND i.location_id = f.location_id), 0) AS needed
      FROM forecasts f CROSS JOIN locations x ON x.id = f.location_id AND x.status = 'active'
      WHERE f.variant_id = s.variant_id AND f.location_id <> s.location_id AND f.is_reliable) y
    WHERE y.needed > 0 ORDER BY y.needed DESC, y.location_id LIMIT 1)`;
}

export function availableIn({ on_hand, reserved, held }: LevelFacts): Scaled {
  return on_hand - reserved - held;
}

/** What one costs: the level's average, else that of all levels, else what it had cost last; null if that is unknown. */
export function unitCostIn({ value, on_hand, cost }: LevelFacts): Scaled | null {
  return unitCostOf(value, on_hand) ?? cost;
}

/** What one is worth to the organization: its margin, its price if no cost is known, its cost if it has no price. */
export function marginIn(level: LevelFacts): Scaled | null {
  const [price, cost] = [level.price, unitCostIn(level)];
  return price === null || cost === null ? (price ?? cost) : Math.max(0, price - cost);
}

/** What a quantity in units is worth, in stored units of money. */
export function worthOf(unit: Scaled | null, units: number): Scaled | null {
  return unit === null ? null : bounded(unit * units);
}

/** The largest amount that is shown: a number of JSON has four decimals up to there. */
const MOST = 5_000_000_000_000_000;

export function bounded(amount: number): Scaled {
  return Math.min(MOST, Math.round(amount));
}

/** A quantity in units, as many as the variant can be counted in at least that, in the client's numbers. */
export function countable(units: number, { quantity_decimals }: LevelFacts): number {
  return fromScaled(roundedUp(Math.round(units * 10_000), quantity_decimals));
}

/** A quantity in stored units, at most that, as many as the variant can be counted in, in the client's numbers. */
export function countableUpTo(quantity: Scaled, { quantity_decimals }: LevelFacts): number {
  return fromScaled(roundedDown(quantity, quantity_decimals));
}
