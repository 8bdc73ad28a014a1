import { sql } from "drizzle-orm";
import type * as z from "zod";
import { variant_barcodes, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import { inPortions, insertRows } from "../../data/rows";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import { toScaledOrNull } from "../../shared/quantity";
import type { CatalogueStatus } from "../../shared/statuses";
import { barcodeRows, resultingBarcodes } from "./barcodes";
import type { StoredVariant } from "./queries";
import type { NewVariant } from "./schemas";

type Input = z.output<typeof NewVariant>;

/** New variants of a product, without stock, and the statements that insert them with their barcodes. */
export function insertVariants(ctx: TenantContext, product: { id: string; name: string }, inputs: readonly Input[]) {
  const new_variants = inputs.map((input) => newVariant(ctx, product, input));
  const rows = new_variants.map(({ sequence, barcodes, ...row }) => row);
  const barcodes = new_variants.flatMap((variant) => barcodeRows(variant.id, variant.barcodes));
  const statements: Statement[] = inPortions(rows).map((portion) => insertRows(variants, portion));
  if (barcodes.length > 0) statements.push(insertRows(variant_barcodes, barcodes));
  return { variants: new_variants, statements };
}

function newVariant(ctx: TenantContext, product: { id: string; name: string }, input: Input): StoredVariant {
  const now = timestamp(ctx.now);
  return {
    sequence: 0,
    id: newId("variant", ctx.now),
    product_id: product.id,
    sku: input.sku,
    barcodes: resultingBarcodes(input),
    name: input.name ?? product.name,
    options: input.options ?? {},
    unit: input.unit ?? "unit",
    quantity_decimals: input.quantity_decimals ?? 0,
    price: toScaledOrNull(input.price),
    cost: toScaledOrNull(input.cost),
    lot_tracked: input.lot_tracked ?? false,
    shelf_life_days: input.shelf_life_days ?? null,
    status: "active",
    archived_alone: false,
    metadata: input.metadata ?? {},
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

/**
 * Archives or restores the variants of a product, as a part of changing the product's status; those that were archived on
 * their own stay so. Returns the variants after that, and the statement.
 */
export function setVariantStatus(
  ctx: TenantContext,
  product_id: string,
  status: CatalogueStatus,
  before: readonly StoredVariant[],
) {
  const updated_at = timestamp(ctx.now);
  const follows = (variant: StoredVariant) => variant.status !== status && !variant.archived_alone;
  const statement: Statement = sql`UPDATE variants SET status = ${status}, version = version + 1, updated_at = ${updated_at}
    WHERE product_id = ${product_id} AND status <> ${status} AND NOT archived_alone`;
  return {
    variants: before.map((variant) =>
      follows(variant) ? { ...variant, status, version: variant.version + 1, updated_at } : variant,
    ),
    statement,
  };
}
