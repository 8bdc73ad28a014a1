import type { demand_patterns, inventory_policies, lead_times } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { fit as fitModel, type Model } from "../../forecasting/forecast";
import { type Group, NO_GROUP, newLearner } from "../../forecasting/group";
import { leadTimeOf } from "../../forecasting/lead_time";
import type { Supply } from "../../forecasting/replenishment";
import type { Days } from "../../forecasting/track_record";
import { type DemandTexts, demandByVariant, seriesOf, together } from "./demand";
import { supplyFor } from "./references";
import { ALL_LOCATIONS, type VariantFacts, yesterday } from "./sources";

type Policy = typeof inventory_policies.$inferSelect & { is_of_all: number };
type Receipts = typeof lead_times.$inferSelect;

/** What was read of the demand of variants (`demandSources`). */
export type DemandSources = DemandTexts & { patterns: (typeof demand_patterns.$inferSelect)[] };

/** What was read of the supply of variants (`supplySources`). */
export type SupplySources = {
  facts: VariantFacts[];
  policies: Policy[];
  receipts: Receipts[];
  supplier_receipts: Receipts[];
  suppliers: { id: string; lead_time_days: number | null }[];
};

/** What ordering a variant depends on, at a location or at all together (`ALL_LOCATIONS`). */
export type SupplyOf = (facts: VariantFacts, location_id: string) => Supply;

/** The demand of a variant at a location, or at all of them (`ALL_LOCATIONS`), and its forecast. */
export type Computed = { facts: VariantFacts; location_id: string; days: Days; model: Model };

/** Which locations a variant's demand is forecast for: one of them, all together, or each and all together. */
export type Scope = { location_id: string } | "together" | "each and together";

/** Fits a model to the demand of each variant that has any, through yesterday, at the locations of the scope. */
export function computeForecasts(
  ctx: TenantContext,
  { facts: variants, patterns, ...texts }: DemandSources & Pick<SupplySources, "facts">,
  scope: Scope,
): Computed[] {
  const demand = demandByVariant(texts, yesterday(ctx));
  const group = groupOf(patterns);
  return variants.flatMap((facts) => {
    const by_location = demand.get(facts.variant_id);
    return by_location ? computeVariant(facts, by_location, group, scope) : [];
  });
}

function computeVariant(facts: VariantFacts, by_location: Map<string, Days>, group: Group, scope: Scope): Computed[] {
  const computed = (location_id: string, days: Days): Computed => {
    return { facts, location_id, days, model: fitModel(seriesOf(days, facts.category), group) };
  };
  if (typeof scope === "object") {
    const days = by_location.get(scope.location_id);
    return days ? [computed(scope.location_id, days)] : [];
  }
  const all = together([...by_location.values()]);
  if (!all) return [];
  const total = computed(ALL_LOCATIONS, all);
  if (scope === "together") return [total];
  const each = [...by_location].map(([location_id, days]) =>
    by_location.size === 1 ? { ...total, location_id } : computed(location_id, days),
  );
  return [total, ...each];
}

/** What was last learned over all variants; nothing before the first nightly run. */
function groupOf([pattern]: DemandSources["patterns"]): Group {
  return pattern ? JSON.parse(pattern.pattern) : NO_GROUP;
}

/** What the demand of variants has in common. */
export function learned(facts: readonly VariantFacts[], demand: Map<string, Map<string, Days>>): Group {
  const learner = newLearner("day");
  for (const { variant_id, category } of facts) {
    const days = together([...(demand.get(variant_id)?.values() ?? [])]);
    if (days) learner.add(seriesOf(days, category));
  }
  return learner.group();
}

/**
 * What ordering a variant depends on, at a location or at all together. The lead time that is expected beforehand is the
 * policy's, else the supplier's, else the organization's. All locations together have the longest lead time of their
 * policies, and limits only if there is one policy, and neither stock nor demand anywhere else.
 */
export function supplySource(ctx: TenantContext, sources: SupplySources): SupplyOf {
  const { settings } = ctx.organization;
  const policies = Map.groupBy(sources.policies, ({ variant_id }) => variant_id);
  const receipts = Map.groupBy(sources.receipts, ({ variant_id }) => variant_id);
  const of_supplier = new Map(sources.supplier_receipts.map((record) => [record.supplier_id, record]));
  const promised = new Map(sources.suppliers.map(({ id, lead_time_days }) => [id, lead_time_days]));

  return (facts, location_id) => {
    const own = policies.get(facts.variant_id) ?? [];
    const here = location_id === ALL_LOCATIONS ? own : own.filter((policy) => policy.location_id === location_id);
    const longest = here.toSorted((a, b) => b.lead_time_days - a.lead_time_days)[0];
    const only = here.find(
      (policy) => location_id !== ALL_LOCATIONS || (here.length === 1 && Number(policy.is_of_all)),
    );
    const received = receipts.get(facts.variant_id) ?? [];
    const latest = received.toSorted((a, b) => b.last_sequence - a.last_sequence)[0];
    const supplier_id = longest?.supplier_id ?? latest?.supplier_id ?? null;
    const expected =
      longest?.lead_time_days ?? (supplier_id ? promised.get(supplier_id) : null) ?? settings.default_lead_time_days;
    const lead_time = leadTimeOf(
      expected,
      (supplier_id && of_supplier.get(supplier_id)) || null,
      received.find((record) => record.supplier_id === supplier_id) ?? null,
    );
    return supplyFor(ctx.organization, facts, lead_time, only ?? null);
  };
}

/** The forecast of what nobody has asked for. */
export const forecastOfNoDemand: Model = fitModel(
  seriesOf({ first_day: 0, values: new Float64Array(0) }, null),
  NO_GROUP,
);
