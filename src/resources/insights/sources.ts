import type { TenantContext } from "../../commands/context";
import type { Evidence } from "../../shared/insights";
import { fromScaled, type Scaled } from "../../shared/quantity";
import { availableIn, type LevelFacts } from "./levels";

type Parameters = Readonly<Record<string, string | number>>;

function path(of: string, parameters: Parameters): string {
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `/api/v1/${of}?${query.join("&")}`;
}

type Level = Pick<LevelFacts, "variant_id" | "location_id">;

/** The paths of the API that return the numbers of evidence. Periods are given by their days, so what is past stays the same. */
export const SOURCES = {
  level: ({ variant_id, location_id }: Level) => path("inventory_levels", { variant_id, location_id }),
  forecast: ({ variant_id, location_id }: Level, horizon?: number) =>
    path("ai/forecasts", { variant_id, location_id, ...(horizon === undefined ? {} : { horizon }) }),
  demand: (of: Partial<Level>, from: string, to: string) => path("demand_history", { ...of, from, to }),
  own_demand: (of: Partial<Level>, from: string, to: string) =>
    path("demand_history", { ...of, from, to, source: "own" }),
  movements: (of: Partial<Level>, from: string, to: string) => path("reports/movements", { ...of, from, to }),
  entries: ({ variant_id, location_id }: Level, more: Parameters) =>
    path("inventory_ledger", { variant_id, location_id, ...more }),
  expiry: (lot_id: string) => path("expiry/alerts", { ids: lot_id, days: 365 }),
  lot: (id: string) => `/api/v1/lots/${id}`,
  supplier: (id: string) => `/api/v1/suppliers/${id}`,
  purchase_order: (id: string) => `/api/v1/purchase_orders/${id}`,
};

/** A quantity or an amount of money, in stored units, as evidence. */
export function amount(metric: string, value: Scaled, unit: string, source: string): Evidence {
  return { metric, value: fromScaled(value), unit, source };
}

/** A quantity of a forecast, in units, as evidence. */
export function forecastAmount(metric: string, value: number, unit: string, source: string): Evidence {
  return amount(metric, Math.round(value * 10_000), unit, source);
}

/** What is there of a level, as evidence. */
export function stockEvidence(
  level: LevelFacts,
  metrics: readonly ("available" | "on_hand" | "reserved" | "held" | "incoming")[],
): Evidence[] {
  const quantities = { ...level, available: availableIn(level) };
  return metrics.map((metric) => amount(metric, quantities[metric], level.unit, SOURCES.level(level)));
}

/** What the stock of a level is worth, as evidence. */
export function valueEvidence({ organization }: Pick<TenantContext, "organization">, level: LevelFacts): Evidence {
  return amount("value", level.value, organization.currency, SOURCES.level(level));
}
