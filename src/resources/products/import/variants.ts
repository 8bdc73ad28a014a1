import type { TenantContext } from "../../../commands/context";
import { timestamp } from "../../../shared/clock";
import type { Problem } from "../../../shared/errors";
import { moduleProblems } from "../../../shared/organization";
import { fromScaledOrNull, toScaledOrNull } from "../../../shared/quantity";
import type { StoredVariant } from "../../variants/queries";
import { resultingBarcodes } from "../../variants/references";
import { barcodesFit, TOO_MANY_BARCODES } from "../../variants/schemas";
import type { DraftVariant, VariantFields } from "./drafts";
import { problemAt } from "./places";

/** A stored variant with what the rows say of it; the same object if that changes nothing. */
export function changedVariant(ctx: TenantContext, variant: StoredVariant, fields: VariantFields): StoredVariant {
  const after: StoredVariant = {
    ...variant,
    name: fields.variant_name ?? variant.name,
    barcodes: resultingBarcodes(fields, variant.barcodes),
    options: fields.options ?? variant.options,
    unit: fields.unit ?? variant.unit,
    quantity_decimals: fields.quantity_decimals ?? variant.quantity_decimals,
    price: fields.price === undefined ? variant.price : toScaledOrNull(fields.price),
    cost: fields.cost === undefined ? variant.cost : toScaledOrNull(fields.cost),
    shelf_life_days: fields.shelf_life_days === undefined ? variant.shelf_life_days : fields.shelf_life_days,
    metadata: fields.variant_metadata ?? variant.metadata,
  };
  if (canonical(after) === canonical(variant)) return variant;
  return { ...after, version: variant.version + 1, updated_at: timestamp(ctx.now) };
}

/** A value as JSON, with the members of its objects in one order. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The problems of a variant of the file, whose stored state is `before` if it has one: an import changes nothing
 * that depends on stock. `in_stock` are the ids of variants that are on hand.
 */
export function variantProblems(
  { organization }: TenantContext,
  { place, sku, fields }: DraftVariant,
  before: StoredVariant | undefined,
  in_stock: ReadonlySet<string>,
): Problem[] {
  const problems: Problem[] = [];
  const refuse = (field: keyof VariantFields, message: string) => problems.push(problemAt(place, field, { message }));
  if (!barcodesFit(fields)) refuse("barcodes", `barcodes ${TOO_MANY_BARCODES.error}.`);
  if (!before) {
    const missing = fields.lot_tracked ? moduleProblems(organization, "traceability") : [];
    return [...problems, ...missing.map((problem) => problemAt(place, "lot_tracked", problem))];
  }
  const at = `Change it at /api/v1/variants/${before.id}, or leave it out`;
  const { lot_tracked, quantity_decimals, variant_status, cost } = fields;
  if (lot_tracked !== undefined && lot_tracked !== before.lot_tracked) {
    refuse("lot_tracked", `lot_tracked of ${sku} is ${before.lot_tracked}. ${at}.`);
  }
  if (quantity_decimals !== undefined && quantity_decimals < before.quantity_decimals) {
    refuse("quantity_decimals", `${sku} has ${before.quantity_decimals} decimals; an import can't lower them. ${at}.`);
  }
  if (variant_status !== undefined && variant_status !== before.status) {
    refuse("variant_status", `${sku} is ${before.status}. ${at}.`);
  }
  const is_other_cost = cost !== undefined && toScaledOrNull(cost) !== before.cost;
  if (is_other_cost && in_stock.has(before.id)) {
    const known = fromScaledOrNull(before.cost);
    refuse("cost", `${sku} has stock, whose average cost is ${known}; an import does not revalue it. ${at}.`);
  }
  return problems;
}
