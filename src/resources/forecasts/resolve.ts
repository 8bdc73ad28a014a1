import { type SQL, sql } from "drizzle-orm";
import type { forecasts } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build, type Results } from "../../data/database";
import { hasDemandSince, heldAt, stockOfVariants } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { fromScaled } from "../../shared/quantity";
import { type Computed, computeForecasts, forecastOfNoDemand, type SupplySources, supplySource } from "./compute";
import type { Forecast } from "./render";
import {
  ALL_LOCATIONS,
  demandSources,
  measured,
  storedForecasts,
  supplySources,
  type VariantFacts,
  yesterday,
} from "./sources";

/** A whole list is computed in portions of so many variants. */
export const MOST_AT_ONCE = 200;

/** The forecasts of some variants, 200 at most, in their order: of their demand at a location, or at all together. */
export async function forecastsOf(
  ctx: TenantContext,
  variants: readonly { variant_id: string; sku: string }[],
  location_id: string | undefined,
): Promise<Forecast[]> {
  const ids = JSON.stringify(variants.map(({ variant_id }) => variant_id));
  const found = await ctx.read(
    forecastSources(ctx, sql`SELECT value AS variant_id FROM json_each(${ids})`, location_id),
  );
  const forecastOf = forecastsFrom(ctx, found, await computeOutdated(ctx, found, location_id), location_id);
  return variants.map(({ variant_id, sku }) => forecastOf(variant_id, sku));
}

/**
 * Selects the active variants that `items` is true of, as variant_id, at each of the locations that they belong to or, without
 * `location_ids`, at all together, where location_id is ''; with `cover`: how many days what is available lasts at the demand of
 * the stored forecast, null without one or without demand.
 */
export function forecastVariants(ctx: TenantContext, items: (variant_id: SQL) => SQL, location_ids?: string[]): SQL {
  const places = JSON.stringify(location_ids ?? [ALL_LOCATIONS]);
  return sql`SELECT t.id AS variant_id, w.value AS location_id, t.sequence,
      coalesce((SELECT sum(s.on_hand - s.reserved - ${heldAt("s", today(ctx))}) FROM level_quantities s
        WHERE s.variant_id = t.id AND (w.value = ${ALL_LOCATIONS} OR s.location_id = w.value)), 0) / 10000.0
        / nullif(f.daily_mean, 0) AS cover
    FROM json_each(${places}) w CROSS JOIN variants t
    LEFT JOIN forecasts f ON f.variant_id = t.id AND f.location_id = w.value
    WHERE +t.status = 'active' AND ${items(sql`t.id`)}
      AND (w.value = ${ALL_LOCATIONS} OR ${isForecastAt(sql`w.value`)})`;
}

/** The parts of a read from which the forecasts of variants are resolved. */
export function forecastSources(ctx: TenantContext, wanted: SQL, location_id: string | undefined) {
  const at = location_id ?? ALL_LOCATIONS;
  return {
    stored: storedForecasts(wanted, at),
    stock: stockOfVariants(ctx, wanted, location_id),
    ...supplySources(wanted),
    ...demandInPart(ctx, outdated(ctx, wanted, location_id), location_id),
  };
}

/** The demand of those of the variants that fit into one read, and which these are. At one location, all do. */
function demandInPart(ctx: TenantContext, variants: SQL, location_id: string | undefined) {
  const all =
    location_id === undefined
      ? measured(variants, sql`variant_id`)
      : sql`SELECT variant_id, 1 AS fits FROM (${variants})`;
  return {
    due: build.select({ variant_id: sql<string>`variant_id`, fits: sql<number>`fits` }).from(sql`(${all})`),
    ...demandSources(ctx, sql`SELECT variant_id FROM (${all}) WHERE fits`, location_id),
  };
}

type DemandInPart = Results<ReturnType<typeof demandInPart>> & { facts: VariantFacts[] };

/** The forecasts that have to be computed; where the demand of all is too much for one read, it takes further ones. */
export async function computeOutdated(ctx: TenantContext, found: DemandInPart, location_id: string | undefined) {
  const computed: Computed[] = [];
  for (let part = found; ; ) {
    computed.push(...computeForecasts(ctx, part, scopeOf(location_id)));
    const rest = part.due.flatMap(({ variant_id, fits }) => (Number(fits) ? [] : [variant_id]));
    if (rest.length === 0) return computed;
    const variants = sql`SELECT value AS variant_id FROM json_each(${JSON.stringify(rest)})`;
    part = { ...(await ctx.read(demandInPart(ctx, variants, location_id))), facts: found.facts };
  }
}

/** The condition that demand has come since a stored forecast `f`, or that demand from before it has changed. */
export function isOutdated(ctx: TenantContext, location_id: string | undefined): SQL {
  return sql`(f.through_day = '' OR f.through_day < ${yesterday(ctx)}
    AND ${hasDemandSince(sql`f.variant_id`, sql`f.through_day`, location_id)})`;
}

/** Selects those of the variants whose forecast has to be computed: none is stored, or demand has come since. */
function outdated(ctx: TenantContext, wanted: SQL, location_id: string | undefined): SQL {
  return sql`SELECT w.variant_id FROM (${wanted}) w
    LEFT JOIN forecasts f ON f.variant_id = w.variant_id AND f.location_id = ${location_id ?? ALL_LOCATIONS}
    WHERE f.variant_id IS NULL OR ${isOutdated(ctx, location_id)}`;
}

type Found = Pick<Results<ReturnType<typeof forecastSources>>, "stored" | "stock" | keyof SupplySources>;

/** The forecast of each variant that was read: the stored one, unless a later one had to be computed. */
export function forecastsFrom(
  ctx: TenantContext,
  found: Found,
  computed_now: readonly Computed[],
  location_id: string | undefined,
) {
  const at = location_id ?? ALL_LOCATIONS;
  const stored = new Map(found.stored.map((row) => [row.variant_id, row]));
  const computed = new Map(computed_now.map((item) => [item.facts.variant_id, item]));
  const facts = new Map(found.facts.map((item) => [item.variant_id, item]));
  const stock = new Map(found.stock.map((item) => [item.variant_id, item]));
  const supplyOf = supplySource(ctx, found);
  return (variant_id: string, sku: string): Forecast => {
    const row = stored.get(variant_id);
    const own = facts.get(variant_id);
    if (!own) throw new Error(`Nothing was read of the variant ${variant_id}`);
    const { available = 0, incoming = 0 } = stock.get(variant_id) ?? {};
    return {
      variant_id,
      sku,
      location_id: location_id ?? null,
      supply: supplyOf(own, at),
      stock: { available: fromScaled(Number(available)), incoming: fromScaled(Number(incoming)) },
      track_record: row?.track_record ? JSON.parse(row.track_record) : null,
      ...modelOf(ctx, row, computed.get(variant_id)?.model),
    };
  };
}

/** The model of a forecast, the last day it was made after, and when. */
function modelOf(
  ctx: TenantContext,
  row: typeof forecasts.$inferSelect | undefined,
  computed: Forecast["model"] | undefined,
) {
  const { through_day = "", computed_at = "" } = row ?? {};
  if (computed || !row || through_day === "") {
    return {
      model: computed ?? forecastOfNoDemand,
      through_day: yesterday(ctx),
      computed_at: timestamp(ctx.now),
    };
  }
  return { model: JSON.parse(row.model) as Forecast["model"], through_day, computed_at };
}

/** The condition that a variant belongs to a location: it has been stocked there, has a policy, or demand was imported. */
export function isForecastAt(location_id: SQL): SQL {
  return sql`(EXISTS (SELECT 1 FROM level_quantities s WHERE s.variant_id = t.id AND s.location_id = ${location_id})
    OR EXISTS (SELECT 1 FROM inventory_policies o WHERE o.variant_id = t.id AND o.location_id = ${location_id})
    OR EXISTS (SELECT 1 FROM forecasts f WHERE f.variant_id = t.id AND f.location_id = ${location_id}))`;
}

/** The scope of what is asked for: one location, or all together. */
export const scopeOf = (location_id: string | undefined) => (location_id === undefined ? "together" : { location_id });
