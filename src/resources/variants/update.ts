import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { variant_barcodes, variants } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { onlyIf } from "../../data/unchanged";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { announce } from "../../events/announce";
import { everStocked, isStockedAsRead, post, revalue, stockedLevels, stockPresent } from "../../ledger";
import { type Problem, refuse, refuseAll } from "../../shared/errors";
import { amountOf, toScaled, toScaledOrNull, unitCostOf } from "../../shared/quantity";
import { withoutUndefined } from "../../shared/without_undefined";
import { touchProduct } from "../products/effects";
import { productById, productResource, toProduct } from "../products/queries";
import { barcodeRows, resultingBarcodes } from "./barcodes";
import { type StoredVariant, toVariant, variantResource } from "./queries";
import { identifierProblems, selectTakenIdentifiers, trackingProblems } from "./references";
import type { VariantChange } from "./schemas";
import { type Tracking, trackingQueries, trackLots, untrackLots } from "./track_lots";

type Change = z.output<typeof VariantChange>;

/**
 * Changes the given fields. Another `cost` revalues all stock: each level by one ledger entry, without a change of quantity.
 * Turning `lot_tracked` on moves all stock into one opening lot. Refused with 422 `in_use`: archiving
 * while there is stock, an open document or an active recipe, fewer `quantity_decimals` once there has been stock or under an open document or active recipe, and a
 * change of `lot_tracked` that `trackLots` or `untrackLots` refuses. A SKU or barcode that is taken is 409 `already_exists`.
 */
export async function updateVariant(ctx: TenantContext, id: string, change: Change) {
  const archives = change.status === "archived";
  const revalues = change.cost !== undefined;
  const may_be_coarser = change.quantity_decimals !== undefined;
  const { rows, products, siblings, taken, stock, ever_stocked, stocked, documents, ...tracking } = await ctx.read({
    rows: variantResource.byId(id),
    ...productOf(id),
    taken: selectTakenIdentifiers([change]),
    // Only what the change depends on is read: the view of all open documents takes long to compile.
    stock: archives ? stockPresent(sql`variant_id = ${id}`) : null,
    ever_stocked: may_be_coarser ? everStocked(id) : null,
    stocked: revalues ? stockedLevels(id) : null,
    documents: archives || may_be_coarser ? openDocuments({ variants: sql`SELECT ${id}` }) : null,
    ...trackingQueries(id, change.lot_tracked !== undefined),
  });
  const variant = variantResource.required(rows);
  const product = productResource.required(products);
  const { barcode, barcodes, price, cost, ...plain } = change;
  const changed: StoredVariant = {
    ...variant,
    ...withoutUndefined(plain),
    barcodes: resultingBarcodes(change, variant.barcodes),
    ...(price === undefined ? {} : { price: toScaledOrNull(price) }),
    ...(cost === undefined ? {} : { cost: costAfter(toScaledOrNull(cost), stocked) }),
    ...nextVersion(ctx, variant),
  };

  refuseAll([...trackingProblems(ctx, [change], () => ""), ...identifierProblems([change], taken, () => "", id)]);
  refuseAll(decimalsProblems(variant, changed, ever_stocked.length > 0 || documents.length > 0));
  if (changed.status === "archived" && variant.status === "active") refuseInUse("variant", stock, documents);
  if (changed.status === "active" && product.status === "archived") {
    throw refuse("validation_failed", "Its product is archived. Set the product's status to active first.", {
      field: "status",
    });
  }

  if (changed.status !== variant.status) changed.archived_alone = changed.status === "archived";
  const { sequence, barcodes: _, cost: known_cost, ...row } = changed;
  const touched = touchProduct(ctx, product);
  const around = changed.lot_tracked === variant.lot_tracked ? NO_STATEMENTS : switchTracking(ctx, variant, tracking);
  const statements: Statement[] = [
    touched.statement,
    ...around.before,
    build
      .update(variants)
      .set(revalues ? { ...row, cost: known_cost } : row)
      .where(eq(variants.id, id)),
    ...around.after,
    ...(revalues
      ? [onlyIf(isStockedAsRead(id, stocked)), ...post(ctx, revalue(id, toScaled(cost ?? 0), stocked))]
      : []),
  ];
  if (JSON.stringify(changed.barcodes) !== JSON.stringify(variant.barcodes)) {
    statements.push(build.delete(variant_barcodes).where(eq(variant_barcodes.variant_id, id)));
    if (changed.barcodes.length > 0) statements.push(insertRows(variant_barcodes, barcodeRows(id, changed.barcodes)));
  }
  const changed_product = toProduct(
    touched.product,
    siblings.map((sibling) => (sibling.id === id ? changed : sibling)),
  );
  return ctx.commit(
    [...statements, announce(ctx, "product.updated", { product: changed_product })],
    toVariant(changed),
  );
}

/** Selects a variant's product and all variants of that product. */
function productOf(id: string) {
  const { products, variants: siblings } = productById(sql`(SELECT product_id FROM variants WHERE id = ${id})`);
  return { products, siblings };
}

/**
 * What a variant costs once its stock has been given another unit cost, in stored units: the average of the levels, whose
 * values are rounded. Refuses with `validation_failed` to forget the cost while there is stock.
 */
function costAfter(cost: number | null, stocked: readonly { on_hand: number }[]): number | null {
  if (stocked.length === 0) return cost;
  if (cost === null) {
    throw refuse(
      "validation_failed",
      "cost can't be null while there is stock. Set a number; 0 for stock without cost.",
      {
        field: "cost",
      },
    );
  }
  const value = stocked.reduce((sum, { on_hand }) => sum + amountOf(cost, on_hand), 0);
  const on_hand = stocked.reduce((sum, level) => sum + level.on_hand, 0);
  return unitCostOf(value, on_hand);
}

const NO_STATEMENTS = { before: [], after: [] };

/** The statements that turn lot tracking on or off, before and after the one that updates the variant. */
function switchTracking(ctx: TenantContext, variant: StoredVariant, tracking: Tracking) {
  return variant.lot_tracked ? untrackLots(tracking) : trackLots(ctx, variant, tracking);
}

function decimalsProblems(before: StoredVariant, after: StoredVariant, in_use: boolean): Problem[] {
  if (after.quantity_decimals >= before.quantity_decimals || !in_use) return [];
  return [
    {
      code: "in_use",
      message:
        "quantity_decimals can't be lowered once there has been stock, or under an open document or active recipe. Keep it, or create a new variant.",
      field: "quantity_decimals",
    },
  ];
}
