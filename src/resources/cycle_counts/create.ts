import type * as z from "zod";
import { cycle_counts } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { documentHead, withoutSequence } from "../../documents/head";
import { references } from "../../documents/references";
import { announceCount } from "./announce";
import { type StoredCycleCount, toCycleCount } from "./queries";
import type { NewCycleCount } from "./schemas";

/**
 * Plans a count of a location, or of some variants there, without items yet. Changes no stock. Refuses with
 * `validation_failed` a location or variant that does not exist or is archived, and with `already_exists` a number that
 * is taken.
 */
export async function createCycleCount(ctx: TenantContext, input: z.output<typeof NewCycleCount>) {
  const { number, variant_ids = [], skus = [], ...columns } = input;
  const referred = references({
    items: [...variant_ids.map((variant_id) => ({ variant_id })), ...skus.map((sku) => ({ sku }))],
    fieldOf: (index) => (index < variant_ids.length ? `variant_ids.${index}` : `skus.${index - variant_ids.length}`),
    locations: [{ id: input.location_id, field: "location_id" }],
  });
  const items = referred.resolve(await ctx.read(referred.queries));
  const count: StoredCycleCount = {
    ...documentHead(ctx, "cycle_count", "CC", number),
    ...columns,
    status: "draft",
    variant_ids: items.length === 0 ? null : [...new Set(items.map(({ variant }) => variant.id))],
    cancel_reason: null,
    started_at: null,
    completed_at: null,
    cancelled_at: null,
    items: [],
  };
  const response = toCycleCount(count);
  return ctx.commit(
    [build.insert(cycle_counts).values(withoutSequence(count)), announceCount(ctx, "created", response)],
    response,
  );
}
