import type * as z from "zod";
import { type TenantContext, today } from "../../commands/context";
import { levelsReferredTo, type Paired, references } from "../../documents/references";
import { announce } from "../../events/announce";
import { firstDays, importDays } from "../../ledger";
import type { Problem } from "../../shared/errors";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import { outdateForecasts } from "../forecasts/effects";
import type { DemandRow, NewDemand } from "./schemas";

/**
 * Imports what was sold before Stockbook: by day, variant and location, in place of the same day if that was imported before.
 * Moves no stock. Refuses with `validation_failed`, all or nothing, variants and locations that do not exist or are archived,
 * the same day twice, and days on or after the first ledger entry of the level, or not before today.
 */
export async function importDemand(ctx: TenantContext, { rows }: z.output<typeof NewDemand>) {
  const referred = references({
    items: rows,
    pathOf: (index) => `rows.${index}.`,
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: rows.map(({ location_id: id }, index) => ({ id, field: `rows.${index}.location_id` })),
  });
  const { levels, ...found } = await ctx.read({ ...referred.queries, levels: firstDays(levelsReferredTo(rows)) });
  const first_days = new Map(levels.map((level) => [keyOf(level), level.first_day]));
  const items = referred.resolve(found, (paired) => dayProblems(paired, first_days, today(ctx)));
  const days = items.map(({ variant, location_id, date, quantity, revenue }) => ({
    variant_id: variant.id,
    location_id,
    day: date,
    quantity: toScaled(quantity),
    revenue: toScaledOrNull(revenue),
  }));
  const dates = days.map(({ day }) => day).toSorted();
  const response = { rows: days.length };
  return ctx.commit(
    [
      ...importDays(days),
      ...outdateForecasts(ctx, days),
      announce(ctx, "demand_history.imported", {
        demand_history: { ...response, from: dates[0], to: dates.at(-1) },
      }),
    ],
    response,
  );
}

const keyOf = ({ variant_id, location_id }: { variant_id: string; location_id: string }) =>
  `${variant_id} ${location_id}`;

/** The problems of days that are twice in the request, or not before the first entry of their level and before today. */
function dayProblems(
  items: readonly Paired<DemandRow>[],
  first_days: ReadonlyMap<string, string | null>,
  date: string,
): Problem[] {
  const seen = new Set<string>();
  return items.flatMap((item): Problem[] => {
    const key = keyOf({ variant_id: item.variant.id, location_id: item.location_id });
    const field = `rows.${item.index}.date`;
    const day = `${key} ${item.date}`;
    const is_repeated = seen.has(day);
    seen.add(day);
    if (is_repeated) {
      const message = `${item.variant.sku} has two rows for ${item.date} at this location. Combine them into one row.`;
      return [{ code: "validation_failed", message, field }];
    }
    const end = first_days.get(key) ?? date;
    if (item.date < end) return [];
    const message = `Of ${item.variant.sku} at this location, only days before ${end} can be imported; later demand comes from its orders. Remove this row.`;
    return [{ code: "validation_failed", message, field }];
  });
}
