import { expect } from "vitest";
import { runOnce } from "../../src/commands/run";
import { openDatabase } from "../../src/data/database";
import { fit as fitModel, type Model } from "../../src/forecasting/forecast";
import { NO_GROUP } from "../../src/forecasting/group";
import { leadTimeOf } from "../../src/forecasting/lead_time";
import { findInsights } from "../../src/resources/insights/find";
import type { Organization } from "../../src/shared/organization";
import { type Engine, newMeter } from "../../src/storage/port";
import type { Tenant, TestApp } from "./app";
import { databaseOf, deployment, sql } from "./databases";
import type { Shop } from "./shop";

export const DAY = 24 * 60 * 60 * 1000;

/** A number in a response, as the tests look into it. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
type Json = any;

/** What a run may stand between, and where it may be cut off. */
type Run = {
  wrapEngine?: (engine: Engine) => Engine;
  /** Called before each portion is committed; false cuts the run off. */
  beforeCommit?: (portion: { next: unknown }) => Promise<boolean | undefined>;
  from?: unknown;
};

/** Runs the step of the nightly run on an organization, portion by portion, and says where it ended and what it did. */
export async function runInsights(app: TestApp, tenant: Tenant, { wrapEngine, beforeCommit, from = null }: Run = {}) {
  const { data } = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}`)).body;
  const opened = await databaseOf(tenant.id);
  const meter = newMeter();
  const database = openDatabase(wrapEngine?.(opened) ?? opened, meter);
  const actor = { type: "job", id: "nightly" } as const;
  const did: Record<string, number> = {};
  let [next, portions] = [from, 0];
  do {
    const portion = await runOnce(
      { organization: data as Organization, database, actor, deployment, clock: () => app.clock.now },
      async (ctx) => {
        const decided = await findInsights.run(ctx, next);
        const goes_on = (await beforeCommit?.(decided)) ?? true;
        return goes_on ? ctx.commit(decided.statements, decided) : null;
      },
    );
    if (portion === null) return { next, portions, did, meter };
    for (const [name, count] of Object.entries(portion.did)) did[name] = (did[name] ?? 0) + count;
    next = JSON.parse(JSON.stringify(portion.next));
    portions += 1;
  } while (next !== null);
  return { next, portions, did, meter };
}

/** Leaves one less of a new variant than is reserved, and returns the id of the insight that says so. */
export async function oversell(shop: Shop): Promise<string> {
  const sku = crypto.randomUUID();
  const { variants } = await shop.product(sku);
  await shop.stock(sku, 2);
  await shop.order([{ sku, quantity: 2 }], { reserve: true });
  await shop.stock(sku, -1);
  await runInsights(shop.app, shop.tenant);
  return (await shop.get(`ai/insights?kind=oversold&variant_id=${variants[0].id}`)).body.data[0].id;
}

/** Stores the forecast of a SKU's demand at a location, fitted to daily demand up to yesterday. */
export async function forecastOf(
  shop: Shop,
  sku: string,
  daily: readonly number[],
  { lead_time_days = 7, location_id = shop.warehouse, confidence = "good" } = {},
): Promise<Model> {
  const values = Float64Array.from(daily);
  const model = fitModel({ frequency: "day", values, phase: 0, group: null }, NO_GROUP);
  const { id } = (await shop.get(`variants?sku=${sku}`)).body.data[0];
  const mean = daily.reduce((sum, value) => sum + value, 0) / daily.length;
  const yesterday = new Date(shop.app.clock.now.getTime() - DAY).toISOString().slice(0, 10);
  await sql(
    await databaseOf(shop.tenant.id),
    `INSERT OR REPLACE INTO forecasts (variant_id, location_id, through_day, computed_at, demand_class, confidence, daily_mean,
        lead_time_days, lead_time_variance, reorder_point, safety_stock, order_up_to, model)
      VALUES (?, ?, ?, ?, 'smooth', ?, ?, ?, ?, ?, 0, ?, ?)`,
    ...[id, location_id, yesterday, shop.app.clock.now.toISOString(), confidence, mean, lead_time_days],
    leadTimeOf(lead_time_days, null, null).variance,
    ...[Math.round(mean * lead_time_days * 12_000), Math.round(mean * lead_time_days * 20_000), JSON.stringify(model)],
  );
  return model;
}

const VARIED = [0.2, 1.8, 1, 0.4, 1.6, 0, 2, 1.2, 0.8, 1.5, 0.5];

/** Demand of so many days, which varies around a mean. */
export const around = (mean: number, days = 110): number[] =>
  Array.from({ length: days }, (_, at) => Math.round(mean * (VARIED[at % VARIED.length] ?? 1)));

const sum = (rows: Json[], of: (row: Json) => number) => rows.reduce((total, row) => total + of(row), 0);
const LOSSES = ["shrinkage", "theft", "damaged"];
const isLoss = ({ reason, on_hand_change }: Json) => LOSSES.includes(reason) && on_hand_change < 0;

/** Where a response has the value of a metric. */
const VALUES: Record<string, (body: Json, insight: Json) => unknown> = {
  ...Object.fromEntries(
    ["available", "on_hand", "reserved", "held", "incoming", "value"].map((name) => [
      name,
      ({ data }) => data[0][name],
    ]),
  ),
  lead_time_days: ({ data }) => (Array.isArray(data) ? data[0].recommendation.lead_time_days : data.lead_time_days),
  stockout_probability: ({ data }) => data[0].recommendation.stockout_probability,
  demand_p90: ({ data }) => data[0].total.p90,
  demand_p50: ({ data }) => data[0].total.p50,
  expected_at: ({ data }) => data.expected_at,
  ordered_at: ({ data }) => data.ordered_at,
  expiry_date: ({ data }) => data.expiry_date,
  quantity: ({ data }, { location_id }) =>
    data[0].locations.find((at: Json) => at.location_id === location_id).quantity,
  last_inbound_at: ({ data }) => data[0].occurred_at,
  lost_by_adjustments: ({ data }) => -sum(data.filter(isLoss), ({ on_hand_change }) => on_hand_change),
  counted_short: ({ data }) => data[0].out.cycle_count_adjustment.quantity,
  counted_over: ({ data }) => data[0].in.cycle_count_adjustment.quantity,
  wasted: ({ data }) => data[0].out.waste.quantity,
  used_in_28_days: ({ data }) => data[0].out.production_consumed.quantity,
  cost_of_goods: ({ data }) => data[0].out.order_fulfilled.value,
  cost_of_goods_before: ({ data }) => data[0].out.order_fulfilled.value,
  revenue: ({ meta }) => meta.totals.revenue,
  revenue_before: ({ meta }) => meta.totals.revenue,
  sold: ({ meta }) => meta.totals.quantity,
  sold_in_week: ({ meta }) => meta.totals.quantity,
  sold_in_4_weeks: ({ meta }) => meta.totals.quantity,
  sold_in_8_weeks_before: ({ meta }) => meta.totals.quantity,
};

/** Asks every source of an insight's evidence, and expects that it returns the value. */
export async function expectReproducible(shop: Shop, insight: Json): Promise<void> {
  expect(insight.evidence.length).toBeGreaterThan(0);
  for (const { metric, value, source } of insight.evidence) {
    const answer = await shop.tenant.request("GET", source);
    expect([source, answer.status]).toEqual([source, 200]);
    expect([metric, VALUES[metric]?.(answer.body, insight)]).toEqual([metric, value]);
  }
}

/** Sends the request that an insight suggests, if it has one, and expects that it is accepted. */
export async function expectAccepted(shop: Shop, insight: Json): Promise<void> {
  const { text, method, path, body } = insight.suggested_action ?? { text: "." };
  expect(text).toMatch(/\.$/);
  if (method === undefined) return;
  const answer = await shop.tenant.request(method, path, body === undefined ? {} : { body });
  expect([path, answer.text, answer.status < 300]).toEqual([path, answer.text, true]);
}
