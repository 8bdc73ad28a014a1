import { type SQL, sql } from "drizzle-orm";
import { type TenantContext, today } from "../commands/context";
import type { Statement } from "../data/database";
import { inPortions } from "../data/rows";
import { timestamp } from "../shared/clock";
import { toScaled } from "../shared/quantity";
import { stockKey } from "./allocation";
import { heldAt } from "./lots";
import { changesOf, type Movement } from "./movements";

/**
 * Emits availability events for every level that holds the lot, whose stock becomes available (`sign` 1) or held
 * (`sign` -1). Must follow the statement that changes the lot. Changes no stock.
 */
export function announceAvailability(ctx: TenantContext, lot_id: string, sign: 1 | -1): SQL {
  return announceChanges(
    ctx,
    sql`${sql.raw(String(sign))} * max(0, k.on_hand - k.reserved)`,
    sql`lot_stock k CROSS JOIN stock_levels s ON s.variant_id = k.variant_id AND s.location_id = k.location_id
      WHERE k.lot_id = ${lot_id} AND (k.on_hand > 0 OR k.reserved > 0)`,
  );
}

/**
 * Movements of one commit that make more of a level available and others that make less, as when an order ships another lot than
 * was reserved. The quantities between them are nobody's: such movements are posted without events, and the statements, which must
 * follow them, emit those of all together.
 */
export function netAvailability(ctx: TenantContext, movements: readonly Movement[]) {
  const by_level = Map.groupBy(
    movements.filter(({ reclassifies }) => !reclassifies),
    stockKey,
  );
  const netted = new Map([...by_level].filter(([, own]) => goBothWays(own)));
  const rows = [...netted.values()].map((own) => {
    const [{ variant_id, location_id }] = own as [Movement, ...Movement[]];
    return [variant_id, location_id, own.map((movement) => [movement.lot?.lot_id ?? null, changeBy(movement)])];
  });
  return {
    isNetted: (movement: Movement) => netted.has(stockKey(movement)),
    statements: inPortions(rows).map((portion) => announceNet(ctx, portion)),
  };
}

/** What a movement changes the available quantity by, unless its lot may not be used. */
function changeBy(movement: Movement): number {
  const { on_hand_change, reserved_change } = changesOf(movement);
  return on_hand_change - reserved_change;
}

function goBothWays(movements: readonly Movement[]): boolean {
  const changes = movements.map(changeBy);
  return changes.some((change) => change > 0) && changes.some((change) => change < 0);
}

function announceNet(ctx: TenantContext, levels: readonly unknown[][]): Statement {
  const given = sql`(SELECT value FROM json_each(${JSON.stringify(levels)}) LIMIT -1)`;
  const change = sql`coalesce((SELECT sum(m.value ->> 1) FROM json_each(j.value, '$[2]') m
    LEFT JOIN lots l ON l.id = m.value ->> 0 WHERE l.id IS NULL OR l.usable_through >= ${today(ctx)}), 0)`;
  return announceChanges(
    ctx,
    change,
    sql`${given} j CROSS JOIN stock_levels s ON s.variant_id = j.value ->> 0 AND s.location_id = j.value ->> 1`,
  );
}

/** Emits the events of changes of what is available of levels, `s`. */
function announceChanges(ctx: TenantContext, change: SQL, levels: SQL): SQL {
  const { organization, actor, now } = ctx;
  const reorder_point = toScaled(organization.settings.default_reorder_point);
  return sql`INSERT INTO availability_changes (variant_id, location_id, change, held, reorder_point, actor_type, actor_id, at)
    SELECT s.variant_id, s.location_id, ${change}, ${heldAt("s", today(ctx))},
      ${reorder_point}, ${actor.type}, ${actor.id}, ${timestamp(now)}
    FROM ${levels}`;
}
