import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import type { Step } from "../../commands/step";
import { build } from "../../data/database";
import { clearAlarms, isRaised, raiseLevelAlarms } from "../../events/alarms";
import { heldAt } from "../../ledger";
import { toScaled } from "../../shared/quantity";

/** A portion looks at so many levels, and changes the alarms of at most so many. */
const LEVELS = 10_000;
const MOST_CHANGED = 1000;

const From = z.int().nullable();

/**
 * The step of the hourly run that raises the alarms of levels that are low, out of stock or oversold by something else than a
 * movement: a changed policy or default, a forecast, a lot that has expired. Alarms whose cause is over are cleared. Movements
 * keep the alarms of their levels themselves (`drizzle/tenant/rules/stock/availability.sql`).
 */
export const stockAlarms: Step = {
  name: "stock_alarms",
  async run(ctx, from) {
    const after = From.parse(from ?? null) ?? 0;
    const through = after + LEVELS;
    const levels = sql`s.sequence > ${after} AND s.sequence <= ${through}`;
    const { changed, last } = await ctx.read({
      changed: build.select({ sequence: sql<number>`sequence` }).from(sql`(${changedLevels(ctx, levels)})`),
      last: build.select({ sequence: sql<number>`coalesce(max(sequence), 0)`.as("last") }).from(sql`level_quantities`),
    });
    const reached = changed.length < MOST_CHANGED ? through : (changed.at(-1)?.sequence ?? through);
    const next = reached < (last[0]?.sequence ?? 0) ? reached : null;
    if (changed.length === 0) return { statements: [], next, did: {} };
    const ids = JSON.stringify(changed.map(({ sequence }) => sequence));
    const found = sql`s.sequence IN (SELECT value FROM json_each(${ids}))`;
    return { statements: [clear(ctx, found), raise(ctx, found)], next, did: { stock_alarms_changed: changed.length } };
  },
};

/** The most that may be available of a level, `c`, for it to have the alarm `k`. */
const MOST = sql`coalesce(k.most, c.reorder_point)`;
const SUBJECT = sql`c.variant_id || ' ' || c.location_id`;
const IS_OVER = sql`c.available > ${MOST}`;

/** Selects the levels whose alarms are not what they should be. */
function changedLevels(ctx: TenantContext, levels: SQL): SQL {
  return sql`SELECT c.sequence AS sequence FROM (${presentLevels(ctx, levels)}) c
    WHERE EXISTS (SELECT 1 FROM level_alarm_kinds k WHERE iif(${isRaised(sql`k.kind`, SUBJECT)}, ${IS_OVER}, ${isCause(ctx)}))
    ORDER BY c.sequence LIMIT ${sql.raw(String(MOST_CHANGED))}`;
}

/** Levels, `s`, with what is available of them now and their reorder points. */
function presentLevels(ctx: TenantContext, levels: SQL): SQL {
  const default_point = sql.raw(String(toScaled(ctx.organization.settings.default_reorder_point)));
  // Because of the LIMIT, the columns are computed once for each level.
  return sql`SELECT s.sequence, s.variant_id, s.location_id, s.on_hand, s.reserved,
      s.available - ${heldAt("s", today(ctx))} AS available, coalesce(s.reorder_point, ${default_point}) AS reorder_point
    FROM level_reorder_points s WHERE ${levels} ORDER BY s.sequence LIMIT -1`;
}

/**
 * The condition that a level, `c`, has the cause of the alarm `k`: as the report on low stock judges it, so only if the variant and
 * the location are active, and with what is incoming where the organization's `low_stock_includes_incoming` says so.
 */
function isCause({ organization }: TenantContext): SQL {
  const incoming = organization.settings.low_stock_includes_incoming
    ? sql`iif(k.kind = 'low', (SELECT i.incoming FROM inventory_levels i
        WHERE i.variant_id = c.variant_id AND i.location_id = c.location_id), 0)`
    : sql`0`;
  return sql`(c.available <= ${MOST} AND c.available + ${incoming} <= ${MOST}
    AND EXISTS (SELECT 1 FROM variants v WHERE v.id = c.variant_id AND v.status = 'active')
    AND EXISTS (SELECT 1 FROM locations l WHERE l.id = c.location_id AND l.status = 'active'))`;
}

/** Clears the alarms of levels that have recovered. */
function clear(ctx: TenantContext, levels: SQL): SQL {
  return clearAlarms(sql`SELECT k.kind, ${SUBJECT}
    FROM (${presentLevels(ctx, levels)}) c CROSS JOIN level_alarm_kinds k WHERE ${IS_OVER}`);
}

/** Raises the missing alarms of levels, with their events, by what is true at the commit. */
function raise(ctx: TenantContext, levels: SQL): SQL {
  return raiseLevelAlarms(
    ctx,
    sql`SELECT k.kind, c.variant_id, c.location_id, c.on_hand, c.reserved, c.available, c.reorder_point
    FROM (${presentLevels(ctx, levels)}) c CROSS JOIN level_alarm_kinds k WHERE ${isCause(ctx)}`,
  );
}
