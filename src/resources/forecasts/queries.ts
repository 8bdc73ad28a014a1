import { type SQL, sql } from "drizzle-orm";
import { variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type PageRequest, pageQueries } from "../../data/page";
import { timestamp } from "../../shared/clock";
import type { DemandClass } from "../../shared/demand";
import { computeForecasts } from "./compute";
import { toForecast } from "./render";
import {
  computeOutdated,
  forecastSources,
  forecastsFrom,
  isForecastAt,
  isOutdated,
  MOST_AT_ONCE,
  scopeOf,
} from "./resolve";
import { ALL_LOCATIONS, DAILY_PATTERN, demandSources, measured, supplySources, yesterday } from "./sources";

type Filters = {
  variant_id?: string | undefined;
  sku?: string | undefined;
  location_id?: string | undefined;
  demand_class?: DemandClass | undefined;
  computed_before?: string | undefined;
};

type Query = Filters & PageRequest & { horizon: number };

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
    ...(location_id !== undefined && demand_class === undefined ? [isForecastAt(sql`${location_id}`)] : []),
    ...(is_older
      ? [
          sql`t.id IN (SELECT f.variant_id FROM forecasts f WHERE f.location_id = ${at}
          AND f.computed_at < ${computed_before} AND NOT ${isOutdated(ctx, location_id)})`,
        ]
      : []),
  ];
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
  const is_here = location_id === undefined ? sql`1` : isForecastAt(sql`${location_id}`);
  return sql`(t.id IN (${computed}) OR (${WAS_RUN} AND ${is_here}
    AND NOT EXISTS (SELECT 1 FROM forecasts f WHERE f.variant_id = t.id AND f.location_id = ${at})))`;
}
