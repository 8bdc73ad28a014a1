import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { variant_barcodes, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { announce } from "../../events/announce";
import { everStocked, stockPresent } from "../../ledger";
import { type Problem, refuse, refuseAll } from "../../shared/errors";
import { toScaledOrNull } from "../../shared/quantity";
import { productById, productResource, toProduct } from "../products/queries";
import { touch } from "../products/references";
import {
  allBarcodes,
  barcodeRows,
  nameProblems,
  namesTaken,
  type StoredVariant,
  toVariant,
  variantResource,
} from "./queries";
import { trackingProblems } from "./references";
import type { VariantChange } from "./schemas";
import { type Tracking, trackingQueries, trackLots, untrackLots } from "./track_lots";

type Change = z.output<typeof VariantChange>;

/**
 * Changes the fields given. Turning `lot_tracked` on puts all stock into one opening lot. Archiving is 422 `in_use` while stock or open documents exist, as is counting more coarsely
 * once there was stock or while orders are open; a taken SKU or barcode is 409 `already_exists`.
 */
export async function updateVariant(ctx: TenantContext, id: string, change: Change) {
  const of_variant = sql`variant_id = ${id}`;
  const { rows, products, siblings, taken, stock, kept, orders, ...tracking } = await ctx.read({
    rows: variantResource.byId(id),
    ...productOf(id),
    taken: namesTaken([change]),
    stock: stockPresent(of_variant),
    kept: everStocked(id),
    orders: openDocuments({ variants: sql`SELECT ${id}` }),
    // Only a change of lot_tracked has to know what it would move.
    ...trackingQueries(id, change.lot_tracked !== undefined),
  });
  const variant = variantResource.required(rows);
  const product = productResource.required(products);
  const { barcode, barcodes, price, cost, ...plain } = change;
  const changed: StoredVariant = {
    ...variant,
    ...plain,
    barcodes: allBarcodes(change, variant.barcodes),
    ...(price === undefined ? {} : { price: toScaledOrNull(price) }),
    ...(cost === undefined ? {} : { cost: toScaledOrNull(cost) }),
    ...nextVersion(ctx, variant),
  };

  refuseAll([
    ...trackingProblems(ctx, change.lot_tracked, "lot_tracked"),
    ...nameProblems([change], taken, () => "", id),
  ]);
  refuseAll(coarserProblems(variant, changed, kept.length > 0 || orders.length > 0));
  if (changed.status === "archived" && variant.status === "active") refuseInUse("variant", stock, orders);
  if (changed.status === "active" && product.status === "archived") {
    throw refuse("validation_failed", "Its product is archived. Restore the product first.", { field: "status" });
  }

  const { sequence, barcodes: _, ...row } = changed;
  const touched = touch(ctx, product);
  const turned = changed.lot_tracked === variant.lot_tracked ? NOT_TURNED : turn(ctx, variant, tracking);
  const statements: Statement[] = [
    touched.statement,
    ...turned.before,
    build.update(variants).set(row).where(eq(variants.id, id)),
    ...turned.after,
  ];
  if (JSON.stringify(changed.barcodes) !== JSON.stringify(variant.barcodes)) {
    statements.push(build.delete(variant_barcodes).where(eq(variant_barcodes.variant_id, id)));
    if (changed.barcodes.length > 0) statements.push(insertRows(variant_barcodes, barcodeRows(id, changed.barcodes)));
  }
  const told = toProduct(
    touched.product,
    siblings.map((sibling) => (sibling.id === id ? changed : sibling)),
  );
  return ctx.commit([...statements, announce(ctx, "product.updated", { product: told })], toVariant(changed));
}

/** Finds a variant's product and all variants of that. */
function productOf(id: string) {
  const { products, variants: siblings } = productById(sql`(SELECT product_id FROM variants WHERE id = ${id})`);
  return { products, siblings };
}

const NOT_TURNED = { before: [], after: [] };

function turn(ctx: TenantContext, variant: StoredVariant, tracking: Tracking) {
  return variant.lot_tracked ? untrackLots(tracking) : trackLots(ctx, variant, tracking);
}

function coarserProblems(before: StoredVariant, after: StoredVariant, has_history: boolean): Problem[] {
  if (after.quantity_decimals >= before.quantity_decimals || !has_history) return [];
  return [
    {
      code: "in_use",
      message:
        "quantity_decimals can't be lowered once there has been stock or an open document. Keep it, or create a new variant.",
      field: "quantity_decimals",
    },
  ];
}
