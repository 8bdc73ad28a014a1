import { type SQL, sql } from "drizzle-orm";
import { type forecasts, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Results } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type PageRequest, pageQueries } from "../../data/page";
import { hasDemandSince, stockOfVariants } from "../../ledger";
import { timestamp } from "../../shared/clock";
import type { DemandClass } from "../../shared/demand";
import { fromScaled } from "../../shared/quantity";
import { type Computed, computeForecasts, forecastOfNoDemand, type SupplySources, supplySource } from "./compute";
import { type Forecast, toForecast } from "./render";
import {
  ALL_LOCATIONS,
  DAILY_PATTERN,
  demandSources,
  measured,
  storedForecasts,
  supplySources,
  type VariantFacts,
  yesterday,
} from "./sources";

type Filters = {
  variant_id?: string | undefined;
  sku?: string | undefined;
  location_id?: string | undefined;
  demand_class?: DemandClass | undefined;
  computed_before?: string | undefined;
};

type Query = Filters & PageRequest & { horizon: number };

/** A whole list is computed in portions of so many variants. */
const MOST_AT_ONCE = 200;

/** By its class, a forecast that is not stored is looked for among so many variants. */
const MOST_SEARCHED = 200;

/**
 * A page of the forecasts of active variants, newest variant first: of their demand at a location, or at all together. Each is the
 * one of the last nightly run or, where there is none or demand has come since, computed for the response. Stock, lead times and
 * service levels are the present ones.
 */
export async function listForecasts(ctx: TenantContext, query: Query) {
  const { horizon, location_id, page, cursor } = query;
  const per_page = Math.min(query.per_page, MOST_AT_ONCE);
  const listing = pageQueries({ table: variants, where: await conditions(ctx, query) }, { page, per_page, cursor });
  const page_queries = {
    rows: build
      .select({ sequence: variants.sequence, id: variants.id, sku: variants.sku })
      .from(variants)
      .where(listing.keys)
      .orderBy(listing.order),
    counted: listing.total,
  };
  // Each part of the read finds the variants anew: if that means looking through all forecasts, they are read first.
  const is_searched = query.demand_class !== undefined || query.computed_before !== undefined;
  const first = is_searched ? await ctx.read(page_queries) : null;
  const wanted = first
    ? sql`SELECT value AS variant_id FROM json_each(${JSON.stringify(first.rows.map(({ id }) => id))})`
    : sql`SELECT id AS variant_id FROM variants WHERE ${listing.keys}`;
  const sources = forecastSources(ctx, wanted, location_id);
  const { rows, counted, ...found } = first
    ? { ...first, ...(await ctx.read(sources)) }
    : await ctx.read({ ...page_queries, ...sources });
  const forecastOf = forecastsFrom(ctx, found, await computeOutdated(ctx, found, location_id), location_id);
  return listing.page(rows, counted, ({ id, sku }) => toForecast(ctx, forecastOf(id, sku), horizon));
}

/** The parts of a read from which the forecasts of variants are resolved. */
function forecastSources(ctx: TenantContext, wanted: SQL, location_id: string | undefined) {
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
async function computeOutdated(ctx: TenantContext, found: DemandInPart, location_id: string | undefined) {
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
function isOutdated(ctx: TenantContext, location_id: string | undefined): SQL {
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

/** The conditions of a list; by demand class, forecasts that are not stored are computed first. */
async function conditions(ctx: TenantContext, { variant_id, sku, location_id, ...filters }: Filters): Promise<SQL[]> {
  const { demand_class, computed_before } = filters;
  const at = location_id ?? ALL_LOCATIONS;
  const is_of_class = demand_class === undefined ? [] : [await isOfClass(ctx, demand_class, location_id)];
  // What is computed for the response is computed now.
  const is_older = computed_before !== undefined && computed_before <= timestamp(ctx.now);
  return [
    // The other conditions find the variants: with the plus, SQLite does not walk through all active ones.
    is_of_class.length > 0 || is_older ? sql`+t.status = 'active'` : sql`t.status = 'active'`,
    ...(equalTo({ id: variant_id, sku }) as SQL[]),
    ...is_of_class,
    ...(location_id !== undefined && demand_class === undefined ? [isForecastAt(location_id)] : []),
    ...(is_older
      ? [
          sql`t.id IN (SELECT f.variant_id FROM forecasts f WHERE f.location_id = ${at}
          AND f.computed_at < ${computed_before} AND NOT ${isOutdated(ctx, location_id)})`,
        ]
      : []),
  ];
}

/** The condition that a variant belongs to a location: it has been stocked there, has a policy, or demand was imported. */
function isForecastAt(location_id: string): SQL {
  return sql`(EXISTS (SELECT 1 FROM level_quantities s WHERE s.variant_id = t.id AND s.location_id = ${location_id})
    OR EXISTS (SELECT 1 FROM inventory_policies o WHERE o.variant_id = t.id AND o.location_id = ${location_id})
    OR EXISTS (SELECT 1 FROM forecasts f WHERE f.variant_id = t.id AND f.location_id = ${location_id}))`;
}

const WAS_RUN = sql`EXISTS (SELECT 1 FROM demand_patterns WHERE name = ${DAILY_PATTERN})`;

/**
 * The condition that a variant's demand is of a class, by the last nightly run. Of those whose forecast is outdated, and of all as
 * long as there was no nightly run, the first 200 are computed instead.
 */
async function isOfClass(ctx: TenantContext, demand_class: DemandClass, location_id: string | undefined): Promise<SQL> {
  const at = location_id ?? ALL_LOCATIONS;
  const limit = sql.raw(`LIMIT ${MOST_SEARCHED}`);
  const searched = sql`SELECT variant_id FROM (SELECT v.id AS variant_id FROM variants v
      WHERE v.status = 'active' AND NOT ${WAS_RUN} ORDER BY v.sequence DESC ${limit})
    UNION SELECT variant_id FROM (SELECT f.variant_id FROM forecasts f WHERE f.location_id = ${at}
      AND f.through_day < ${yesterday(ctx)} AND ${isOutdated(ctx, location_id)} ${limit})`;
  const unknown =
    location_id === undefined
      ? sql`SELECT variant_id FROM (${measured(searched, sql`variant_id`)}) WHERE fits`
      : searched;
  const found = await ctx.read({ ...demandSources(ctx, unknown, location_id), facts: supplySources(unknown).facts });
  const classes = new Map(found.facts.map((facts) => [facts.variant_id, "none" as DemandClass]));
  for (const { facts, model } of computeForecasts(ctx, found, scopeOf(location_id))) {
    classes.set(facts.variant_id, model.demand_class);
  }
  const ids = [...classes.keys()];
  const idsOf = (some: string[]) => sql`SELECT value FROM json_each(${JSON.stringify(some)})`;
  const computed = idsOf(ids.filter((id) => classes.get(id) === demand_class));
  if (demand_class !== "none") {
    return sql`t.id IN (SELECT f.variant_id FROM forecasts f WHERE f.location_id = ${at} AND f.demand_class = ${demand_class}
      AND f.through_day <> '' AND f.variant_id NOT IN (${idsOf(ids)}) UNION ${computed})`;
  }
  const is_here = location_id === undefined ? sql`1` : isForecastAt(location_id);
  return sql`(t.id IN (${computed}) OR (${WAS_RUN} AND ${is_here}
    AND NOT EXISTS (SELECT 1 FROM forecasts f WHERE f.variant_id = t.id AND f.location_id = ${at})))`;
}

/** The scope of what is asked for: one location, or all together. */
export const scopeOf = (location_id: string | undefined) => (location_id === undefined ? "together" : { location_id });
