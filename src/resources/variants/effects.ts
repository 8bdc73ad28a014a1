import { type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { variant_barcodes, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { inPortions, insertRows, updateRows } from "../../data/rows";
import { onlyIf } from "../../data/unchanged";
import { areOutOfStock } from "../../ledger";
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
  return { variants: new_variants, statements: variantInserts(new_variants) };
}

/** The statements that insert new variants with their barcodes. */
export function variantInserts(new_variants: readonly StoredVariant[]): Statement[] {
  const rows = new_variants.map(({ sequence, barcodes, ...row }) => row);
  return [...inPortions(rows).map((portion) => insertRows(variants, portion)), ...barcodeInserts(new_variants)];
}

/** The statements that insert the barcodes of variants which have none yet. */
function barcodeInserts(of: readonly Pick<StoredVariant, "id" | "barcodes">[]): Statement[] {
  const barcodes = of.flatMap(({ id, barcodes }) => barcodeRows(id, barcodes));
  return inPortions(barcodes).map((portion) => insertRows(variant_barcodes, portion));
}

/**
 * The statements that change variants, whose stored state is among `stored`, with their barcodes. Of those whose cost changes, nothing
 * may be on hand: the commit fails (`stale_read`) if something is by then.
 */
export function updateVariants(changed: readonly StoredVariant[], stored: readonly StoredVariant[]): Statement[] {
  const before = new Map(stored.map((variant) => [variant.id, variant]));
  const recosted = changed.filter(({ id, cost }) => before.get(id)?.cost !== cost);
  const others = changed.filter(({ id, cost }) => before.get(id)?.cost === cost);
  const with_barcodes = changed.filter(
    ({ id, barcodes }) => JSON.stringify(before.get(id)?.barcodes) !== JSON.stringify(barcodes),
  );
  const columnsOf = ({ sequence, barcodes, cost, ...row }: StoredVariant) => row;
  return [
    ...(recosted.length > 0 ? [onlyIf(areOutOfStock(idsOf(recosted)))] : []),
    ...updateRows(variants, others.map(columnsOf)),
    ...updateRows(
      variants,
      recosted.map((variant) => ({ ...columnsOf(variant), cost: variant.cost })),
    ),
    ...(with_barcodes.length > 0
      ? [build.delete(variant_barcodes).where(sql`variant_id IN (${idsOf(with_barcodes)})`)]
      : []),
    ...barcodeInserts(with_barcodes),
  ];
}

function idsOf(some: readonly { id: string }[]): SQL {
  return sql`SELECT value FROM json_each(${JSON.stringify(some.map(({ id }) => id))})`;
}

/** The most variants that a product can have: they are read with it, each with up to 16 KiB of metadata. */
export const MAX_VARIANTS = 400;

/** A new variant of a product, as it will be stored. */
export function newVariant(ctx: TenantContext, product: { id: string; name: string }, input: Input): StoredVariant {
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
