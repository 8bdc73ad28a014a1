import { sql } from "drizzle-orm";
import { forecasts } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Step } from "../../commands/step";
import { build, type Statement } from "../../data/database";
import type { Portion } from "../../data/portion";
import { upsertRows } from "../../data/rows";
import { announce } from "../../events/announce";
import { type Model, sumOver } from "../../forecasting/forecast";
import { orderRule } from "../../forecasting/replenishment";
import { advanceRecord, type TrackRecord } from "../../forecasting/track_record";
import { timestamp } from "../../shared/clock";
import { toScaled } from "../../shared/quantity";
import { type Computed, computeForecasts, type SupplyOf, supplySource } from "./compute";
import { unlessOutdatedSince } from "./effects";
import { ALL_LOCATIONS, demandSources, nextVariants, supplySources, trackRecords, yesterday } from "./sources";

type Row = typeof forecasts.$inferInsert;
type Progress = { after: number; forecasts: number };

/** The mean demand of a day is that of so many days. */
const MEAN_DAYS = 28;

/** The model's last day is yesterday, one day before today: what is ordered today has to last from tomorrow on. */
const GAP = 1;

/**
 * Forecasts the demand of every active variant that has any, at each location and at all together, and scores the forecasts of
 * earlier nights by what came. Some hundred variants at once; changes no stock. Announces `forecast.updated` at the end.
 */
export const refreshForecasts: Step = {
  name: "forecasts",
  async run(ctx, from): Promise<Portion> {
    const { after, forecasts: before } = (from as Progress | null) ?? { after: 0, forecasts: 0 };
    const wanted = nextVariants(after);
    const { variants, stored, ...sources } = await ctx.read({
      variants: build
        .select({ variant_id: sql<string>`variant_id`, sequence: sql<number>`sequence` })
        .from(sql`(${wanted})`)
        .orderBy(sql`sequence`),
      stored: trackRecords(wanted),
      ...demandSources(ctx, wanted),
      ...supplySources(wanted),
    });
    const last = variants.at(-1);
    if (!last) {
      return { statements: [forgetArchived(ctx), ...(before > 0 ? [updated(ctx, before)] : [])], next: null, did: {} };
    }
    const records = new Map(stored.map((row) => [keyOf(row), row.track_record]));
    const supplyOf = supplySource(ctx, sources);
    const night = { through_day: yesterday(ctx), computed_at: timestamp(ctx.now) };
    const rows = computeForecasts(ctx, sources, "each and together").map((computed) => ({
      ...night,
      ...toRow(computed, supplyOf, records),
    }));
    const ids = variants.map(({ variant_id }) => variant_id);
    return {
      statements: [
        unlessOutdatedSince(stored, ids),
        ...upsertRows(forecasts, ["variant_id", "location_id"], rows, ["model", "track_record"]),
        ...forgetOthers(ids, night.computed_at),
      ],
      next: { after: Number(last.sequence), forecasts: before + rows.length } satisfies Progress,
      did: { variants: variants.length, forecasts: rows.length },
    };
  },
};

const keyOf = ({ variant_id, location_id }: { variant_id: string; location_id: string }) =>
  `${variant_id} ${location_id}`;

function toRow(
  { facts, location_id, days, model }: Computed,
  supplyOf: SupplyOf,
  records: ReadonlyMap<string, string | null>,
): Omit<Row, "through_day" | "computed_at"> {
  const { variant_id } = facts;
  const supply = supplyOf(facts, location_id);
  const rule = orderRule(model, GAP, supply);
  const record = records.get(keyOf({ variant_id, location_id }));
  const track_record = advanceRecord(record ? (JSON.parse(record) as TrackRecord) : null, days, model);
  return {
    variant_id,
    location_id,
    ...columnsOf(model),
    lead_time_days: rule.lead_time_days,
    lead_time_variance: supply.lead_time.variance,
    reorder_point: toScaled(rule.reorder_point),
    safety_stock: toScaled(rule.safety_stock),
    order_up_to: toScaled(rule.order_up_to),
    track_record: JSON.stringify(track_record),
  };
}

type ModelColumns = Pick<Row, "demand_class" | "confidence" | "daily_mean" | "model">;

/** The columns of models: at a variant's only location and at all together it has the same one. */
const columns = new WeakMap<Model, ModelColumns>();

function columnsOf(model: Model): ModelColumns {
  const known = columns.get(model);
  if (known) return known;
  const { demand_class, confidence } = model;
  const daily_mean = sumOver(model, 1, MEAN_DAYS).mean / MEAN_DAYS;
  const all = { demand_class, confidence, daily_mean, model: JSON.stringify(model) };
  columns.set(model, all);
  return all;
}

/** Removes the forecasts of variants that were not computed now: their demand is further back than what is considered. */
function forgetOthers(ids: readonly string[], computed_at: string): Statement[] {
  return [
    sql`DELETE FROM forecasts WHERE variant_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      AND computed_at <> ${computed_at}`,
  ];
}

/** Removes the forecasts of variants that are archived: no night computes them again. */
function forgetArchived(ctx: TenantContext): Statement {
  return sql`DELETE FROM forecasts WHERE variant_id IN (SELECT f.variant_id FROM forecasts f
    WHERE f.location_id = ${ALL_LOCATIONS} AND f.through_day < ${yesterday(ctx)}
      AND NOT EXISTS (SELECT 1 FROM variants v WHERE v.id = f.variant_id AND v.status = 'active'))`;
}

function updated(ctx: TenantContext, count: number): Statement {
  return announce(ctx, "forecast.updated", {
    forecast: { computed_at: timestamp(ctx.now), through_day: yesterday(ctx), forecasts: count },
  });
}
