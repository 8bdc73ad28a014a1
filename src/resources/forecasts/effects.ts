import { type SQL, sql } from "drizzle-orm";
import { forecasts } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import { inPortions, insertRows } from "../../data/rows";
import { onlyIf } from "../../data/unchanged";
import { timestamp } from "../../shared/clock";
import { ALL_LOCATIONS } from "./sources";

type Level = { variant_id: string; location_id: string };

/**
 * The statements that mark the forecasts of levels as outdated, since demand from before has changed: until the next nightly run
 * they are computed when they are asked for. In place of its model, each has the mark of the change.
 */
export function outdateForecasts(ctx: TenantContext, levels: readonly Level[]): Statement[] {
  const keys = new Map(
    levels
      .flatMap(({ variant_id, location_id }) => [
        { variant_id, location_id },
        { variant_id, location_id: ALL_LOCATIONS },
      ])
      .map((level) => [`${level.variant_id} ${level.location_id}`, level]),
  );
  const mark = { computed_at: timestamp(ctx.now), model: crypto.randomUUID() };
  const rows = [...keys.values()].map((level) => ({ ...level, ...UNKNOWN, ...mark }));
  return inPortions(rows).map(
    (portion): SQL => sql`${insertRows(forecasts, portion)}
      ON CONFLICT (variant_id, location_id) DO UPDATE SET through_day = excluded.through_day, model = excluded.model`,
  );
}

/**
 * Aborts the commit unless the marks of variants are those that were read with their demand: an import may have changed it since,
 * and its mark would be lost.
 */
export function unlessOutdatedSince(
  read: readonly { mark: string | null }[],
  variant_ids: readonly string[],
): Statement {
  const marks = read.flatMap(({ mark }) => mark ?? []).join(" ");
  return onlyIf(sql`coalesce((SELECT group_concat(model, ' ') FROM (SELECT model FROM forecasts
    WHERE through_day = '' AND variant_id IN (SELECT value FROM json_each(${JSON.stringify(variant_ids)}))
    ORDER BY variant_id, location_id)), '') = ${marks}`);
}

/** A forecast that is still to be computed. */
const UNKNOWN = {
  through_day: "",
  demand_class: "new",
  confidence: "low",
  daily_mean: 0,
  lead_time_days: 0,
  lead_time_variance: 0,
  reorder_point: 0,
  safety_stock: 0,
  order_up_to: 0,
  track_record: null,
} as const;
