import { type SQL, sql } from "drizzle-orm";
import type { LotName } from "../../drizzle/tenant";
import { stock_levels } from "../../drizzle/tenant/stock";
import { type TenantContext, today } from "../commands/context";
import { build } from "../data/database";
import { limitTo } from "../data/limit";
import { packed } from "../data/packed";
import { heldAt } from "./lots";

/** The stock of one lot at a location. */
type LotStock = LotName & { on_hand: number; reserved: number };

/**
 * The stock of a variant at a location, in stored units: `held` is what is unreserved of lots that can't be sold,
 * and `value` what all that is on hand is worth. `lots` are
 * null if the variant is not lot-tracked, and else those of its lots that were asked for.
 */
export type Stock = {
  variant_id: string;
  location_id: string;
  on_hand: number;
  reserved: number;
  held: number;
  value: number;
  lots: LotStock[] | null;
};

/** What a command may need of the lots of its levels. A level may have thousands of lots, so only these are read. */
type Need = {
  /** Selects variant_id, location_id, and the `quantity` that is to be found there in the lots that are allocated first. */
  levels: SQL;
  /** Selects the lot_id of lots that are read in any case, with their stock at these levels; none if omitted. */
  lots?: SQL | undefined;
  /**
   * Which lots the quantity is found in: those that can be sold, by what is not reserved of them, or all lots, by what is
   * on hand.
   */
  from?: "sellable" | "on_hand";
};

/**
 * A walk ends after so many steps: whoever needs more lots than that takes more than a document can have, and is refused by
 * the allocation.
 */
const MOST_STEPS = 7000;

/** Selects no lots. */
const NO_LOTS = sql`SELECT '' AS lot_id WHERE 0`;

/** Selects the levels of `need`, and of those tracked by lots the lots that it asks for; `stockIn` puts them together. */
export function stockFor(ctx: TenantContext, need: Need) {
  return {
    levels: levelsOf(ctx, sql`SELECT variant_id, location_id FROM (${need.levels})`),
    level_lots: selectLots(ctx, need),
  };
}

/**
 * The same for a document's lines: `lines` selects line_id, variant_id, location_id, and the `quantity` that is taken at
 * most for each. Read are the lots reserved for the lines, those with one of `lot_ids`, and what else the quantity is found
 * in. Of a lot that is reserved more often than it is on hand, a line may find nothing left of its own reservation.
 */
export function stockForLines(ctx: TenantContext, lines: SQL, lot_ids: readonly (string | undefined)[] = []) {
  return stockFor(ctx, {
    levels: sql`SELECT line.variant_id, line.location_id, max(0, line.quantity - coalesce((
        SELECT sum(r.quantity) FROM reservations r
        CROSS JOIN lot_stock k ON k.lot_id = r.lot_id AND k.location_id = r.location_id
        WHERE r.line_id = line.line_id AND r.quantity > 0 AND k.on_hand >= k.reserved), 0)) AS quantity FROM (${lines}) line`,
    lots: sql`SELECT r.lot_id FROM (${lines}) line CROSS JOIN reservations r ON r.line_id = line.line_id
      WHERE r.quantity > 0 AND r.lot_id <> '' UNION SELECT value FROM json_each(${JSON.stringify(lot_ids)})`,
  });
}

/**
 * Selects the levels of the pairs of variant_id and location_id that `pairs` selects, without their lots; a pair that never
 * had stock has none.
 */
export function levelsOf(ctx: TenantContext, pairs: SQL) {
  return build
    .select({
      sequence: stock_levels.sequence,
      variant_id: stock_levels.variant_id,
      location_id: stock_levels.location_id,
      on_hand: stock_levels.on_hand,
      reserved: stock_levels.reserved,
      value: stock_levels.value,
      lot_tracked: stock_levels.lot_tracked,
      held: heldAt("stock_levels", today(ctx)).as("held"),
    })
    .from(stock_levels)
    .where(sql`(variant_id, location_id) IN (${pairs})`);
}

type LevelLot = LotStock & { level: number };

const LOT_COLUMNS: Record<keyof LevelLot, SQL> = {
  level: sql`f.level`,
  lot_id: sql`f.lot_id`,
  lot_number: sql`l.lot_number`,
  expiry_date: sql`l.expiry_date`,
  usable_through: sql`l.usable_through`,
  sequence: sql`l.sequence`,
  on_hand: sql`k.on_hand`,
  reserved: sql`k.reserved`,
};

function selectLots(ctx: TenantContext, need: Need) {
  return build.select({ lot: packed<LevelLot>(LOT_COLUMNS).as("lot") }).from(
    sql`(${found(ctx, need)}) f CROSS JOIN lot_stock k ON k.lot_id = f.lot_id AND k.location_id = f.location_id
        CROSS JOIN lots l ON l.id = f.lot_id`,
  );
}

/** How lots are walked: in which index, counting which quantity, and from which places in `allocation_order` on. */
type Walk = { index: SQL; is_left: SQL; quantity: SQL; starts: SQL };

/** The lots that can be sold on a day, by what is not reserved of them. */
const sellable = (today: string): Walk => ({
  index: sql`lot_stock_unreserved`,
  is_left: sql`n.on_hand > n.reserved`,
  quantity: sql`k.on_hand - k.reserved`,
  starts: sql`SELECT ${today} AS place`,
});

/** All lots by what is on hand of them: those that are quarantined or recalled, and beside them the others, by expiry date. */
const ON_HAND: Walk = {
  index: sql`lot_stock_on_hand`,
  is_left: sql`n.on_hand > 0`,
  quantity: sql`k.on_hand`,
  starts: sql`SELECT '' AS place UNION ALL SELECT '0'`,
};

/**
 * Selects the lots of each level, one after the other in the order of allocation, until their quantities add up to what is
 * needed. The lots that are read in any case don't count: a command may use them up before. Each step is one seek in an index.
 */
function found(ctx: TenantContext, { levels, lots = NO_LOTS, from = "sellable" }: Need): SQL {
  const { index, is_left, quantity, starts } = from === "sellable" ? sellable(today(ctx)) : ON_HAND;
  return sql`
    WITH RECURSIVE needed AS MATERIALIZED (
      SELECT s.sequence AS level, s.variant_id, s.location_id, sum(n.quantity) AS quantity
      FROM (${levels}) n CROSS JOIN stock_levels s ON s.variant_id = n.variant_id AND s.location_id = n.location_id
      WHERE s.lot_tracked GROUP BY s.sequence),
    given AS MATERIALIZED (SELECT lot_id FROM (${lots})),
    walk(level, variant_id, location_id, open, place, lot_id) AS (
      SELECT level, variant_id, location_id, quantity, start.place, NULL
        FROM needed CROSS JOIN (${starts}) start
      UNION ALL
      SELECT w.level, w.variant_id, w.location_id, w.open - iif(k.lot_id IN (SELECT lot_id FROM given), 0, ${quantity}),
          k.allocation_order, k.lot_id
        FROM walk w CROSS JOIN lot_stock k ON k.location_id = w.location_id AND k.lot_id = (
          SELECT n.lot_id FROM lot_stock n INDEXED BY ${index}
          WHERE n.variant_id = w.variant_id AND n.location_id = w.location_id AND ${is_left}
            AND n.allocation_order > w.place
          ORDER BY n.allocation_order LIMIT 1)
        WHERE w.open > 0
      ${limitTo(MOST_STEPS)})
    SELECT level, location_id, lot_id FROM walk WHERE lot_id IS NOT NULL
    UNION SELECT s.sequence, k.location_id, k.lot_id FROM given g CROSS JOIN lot_stock k ON k.lot_id = g.lot_id
      CROSS JOIN stock_levels s ON s.variant_id = k.variant_id AND s.location_id = k.location_id
      WHERE s.sequence IN (SELECT level FROM needed)`;
}

/** The columns of a level, and the lots that were found at it. */
type Rows = {
  levels: readonly (Omit<Stock, "lots"> & { sequence: number; lot_tracked: boolean })[];
  level_lots: readonly { lot: LevelLot }[];
};

/**
 * The stock of levels as if it had no lots: enough to tell what is available, and what would be short.
 */
export function stockWithoutLots(levels: Rows["levels"]): Stock[] {
  return levels.map(({ sequence, lot_tracked, reserved, held, ...level }) => ({
    ...level,
    reserved: reserved + held,
    held: 0,
    lots: null,
  }));
}

/** The stock that `stockFor` selected. */
export function stockIn({ levels, level_lots }: Rows): Stock[] {
  const lots = Map.groupBy(level_lots, ({ lot }) => lot.level);
  return levels.map(({ sequence, lot_tracked, ...level }) => ({
    ...level,
    lots: lot_tracked ? (lots.get(sequence) ?? []).map(({ lot: { level, ...lot } }) => lot) : null,
  }));
}
