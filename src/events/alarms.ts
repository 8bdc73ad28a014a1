import { type SQL, sql } from "drizzle-orm";
import { alarms } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import type { Statement } from "../data/database";
import { insertRows } from "../data/rows";
import { onlyIf } from "../data/unchanged";
import type { AlarmKind } from "../shared/alerts";
import { timestamp } from "../shared/clock";

/** The condition that an alarm is raised; its subject, and its kind unless that is known, are given as SQL. */
export function isRaised(kind: AlarmKind | SQL, subject: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM alarms a WHERE a.kind = ${kind} AND a.subject = ${subject})`;
}

/**
 * Raises alarms, in the commit that announces their causes. It is refused (`stale_read`) if one of them was raised meanwhile, so
 * that no cause is announced twice. Alarms of levels are raised by the database (`drizzle/tenant/rules/stock/availability.sql`).
 */
export function raise(ctx: TenantContext, kind: AlarmKind, subjects: readonly string[]): Statement[] {
  const given = sql`(SELECT value FROM json_each(${JSON.stringify(subjects)}))`;
  const raised_at = timestamp(ctx.now);
  return [
    onlyIf(sql`NOT EXISTS (SELECT 1 FROM alarms WHERE kind = ${kind} AND subject IN ${given})`),
    insertRows(
      alarms,
      subjects.map((subject) => ({ kind, subject, raised_at })),
    ),
  ];
}

/** Clears the alarms whose causes are over; `over` selects the kind and the subject of each. */
export function clearAlarms(over: SQL): SQL {
  return sql`DELETE FROM alarms WHERE (kind, subject) IN (${over})`;
}

/**
 * Raises alarms of levels, with their events, unless they are raised. `found` selects the kind, variant_id, location_id, on_hand,
 * reserved, available and reorder_point of each, in stored units, by what is true at the commit.
 */
export function raiseLevelAlarms({ actor, now }: TenantContext, found: SQL): SQL {
  return sql`INSERT INTO level_alarms (change, actor_type, actor_id, at, kind, variant_id, location_id, on_hand, reserved,
      available, reorder_point)
    SELECT 0, ${actor.type}, ${actor.id}, ${timestamp(now)}, f.* FROM (${found}) f`;
}
