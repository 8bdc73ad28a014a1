import type * as z from "zod";
import { cycle_counts } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { documentHead, withoutSequence } from "../../documents/head";
import { refuseAll } from "../../shared/errors";
import { locationProblems, locationsNamed } from "../locations/references";
import { resolveVariants, variantsNamed } from "../variants/references";
import { type StoredCycleCount, toCycleCount } from "./queries";
import type { NewCycleCount } from "./schemas";

/** Plans a count of a location, or of some variants there. Changes no stock. */
export async function createCycleCount(ctx: TenantContext, input: z.output<typeof NewCycleCount>) {
  const { number, variant_ids = [], skus = [], ...columns } = input;
  const named = [...variant_ids.map((variant_id) => ({ variant_id })), ...skus.map((sku) => ({ sku }))];
  const [variants, places] = await ctx.read([variantsNamed(named), locationsNamed([input.location_id])]);
  const at = (index: number) =>
    index < variant_ids.length ? `variant_ids.${index}/` : `skus.${index - variant_ids.length}/`;
  const resolved = resolveVariants(named, variants, at, () => ({}));
  refuseAll([
    ...resolved.problems.map((problem) => ({ ...problem, field: problem.field?.replace(/\/.*$/, "") ?? "" })),
    ...locationProblems([{ location_id: input.location_id, field: "location_id" }], places),
  ]);
  const count: StoredCycleCount = {
    ...documentHead(ctx, "cycle_count", "CC", number),
    ...columns,
    status: "draft",
    variant_ids: named.length === 0 ? null : [...new Set(resolved.variants.map((variant) => variant.id))],
    cancel_reason: null,
    started_at: null,
    completed_at: null,
    cancelled_at: null,
    items: [],
  };
  return ctx.commit([build.insert(cycle_counts).values(withoutSequence(count))], toCycleCount(count));
}
