import type * as z from "zod";
import { variant_barcodes, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { timestamp } from "../../shared/clock";
import type { Problem } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaledOrNull } from "../../shared/quantity";
import { allBarcodes, barcodeRows, type StoredVariant } from "../variants/queries";
import { trackingProblems } from "../variants/references";
import type { NewVariant } from "../variants/schemas";

type Input = z.output<typeof NewVariant>;

/** The variants that a product is to have, and the statements that make them. */
export function draftVariants(ctx: TenantContext, product: { id: string; name: string }, inputs: readonly Input[]) {
  const now = timestamp(ctx.now);
  const drafts = inputs.map(
    (input): StoredVariant => ({
      sequence: 0,
      id: newId("variant", ctx.now),
      product_id: product.id,
      sku: input.sku,
      barcodes: allBarcodes(input),
      name: input.name ?? product.name,
      options: input.options ?? {},
      unit: input.unit ?? "unit",
      quantity_decimals: input.quantity_decimals ?? 0,
      price: toScaledOrNull(input.price),
      cost: toScaledOrNull(input.cost),
      lot_tracked: input.lot_tracked ?? false,
      shelf_life_days: input.shelf_life_days ?? null,
      status: "active",
      metadata: input.metadata ?? {},
      version: 1,
      created_at: now,
      updated_at: now,
    }),
  );
  const rows = drafts.map(({ sequence, ...row }) => row);
  const barcodes = drafts.flatMap((draft) => barcodeRows(draft.id, draft.barcodes));
  const statements: Statement[] = [insertRows(variants, rows)];
  if (barcodes.length > 0) statements.push(insertRows(variant_barcodes, barcodes));
  return { drafts, statements };
}

/** What is wrong with new variants in themselves. */
export function draftProblems(ctx: TenantContext, inputs: readonly Input[], at: (index: number) => string): Problem[] {
  return inputs.flatMap((input, index) => trackingProblems(ctx, input.lot_tracked, `${at(index)}lot_tracked`));
}
