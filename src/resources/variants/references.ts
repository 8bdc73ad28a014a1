import { sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import type { Problem } from "../../shared/errors";
import { moduleProblems } from "../../shared/organization";
import { type BarcodeInput, barcodeKey, resultingBarcodes } from "./barcodes";
import { normalizeGtin } from "./gtin";

export { barcodeKey, resultingBarcodes };

/** The problems of variants that are to be lot-tracked without the module traceability: 403 `module_disabled`. */
export function trackingProblems(
  { organization }: TenantContext,
  inputs: readonly { lot_tracked?: boolean | undefined }[],
  pathOf: (index: number) => string,
): Problem[] {
  return inputs.flatMap(({ lot_tracked }, index) =>
    lot_tracked ? moduleProblems(organization, "traceability", `${pathOf(index)}lot_tracked`) : [],
  );
}

const LOT_FIELDS = ["lot_id", "lot_number", "expiry_date", "manufactured_at"] as const;

/** The problems of items that give a field of a lot although their variant is not lot-tracked: 422 `validation_failed`. */
export function lotProblems<I extends Partial<Record<(typeof LOT_FIELDS)[number], string | undefined>>>(
  items: readonly I[],
  pathOf = (index: number) => `items.${index}.`,
  isTracked: (item: I) => boolean = () => false,
): Problem[] {
  return items.flatMap((item, index) =>
    (isTracked(item) ? [] : LOT_FIELDS)
      .filter((field) => item[field] !== undefined)
      .map((field) => ({
        code: "validation_failed",
        message: "This variant is not lot-tracked. Leave this field out.",
        field: `${pathOf(index)}${field}`,
      })),
  );
}

/** The SKU and barcodes that a request gives a variant, each of which is unique among variants. */
type Identifiers = BarcodeInput & { sku?: string | undefined };

/** Selects the SKUs and barcodes of `inputs` that variants already have. */
export function selectTakenIdentifiers(inputs: readonly Identifiers[]) {
  const skus = inputs.map(({ sku }) => sku).filter((sku) => sku !== undefined);
  const barcodes = inputs.flatMap((input) => resultingBarcodes(input));
  const gtins = barcodes.map(normalizeGtin).filter((gtin) => gtin !== null);
  const list = (values: readonly unknown[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      sku: sql<string | null>`sku`,
      barcode: sql<string | null>`barcode`,
    })
    .from(
      sql`(SELECT id AS variant_id, sku, NULL AS barcode FROM variants WHERE sku IN ${list(skus)}
        UNION ALL SELECT variant_id, NULL, barcode FROM variant_barcodes WHERE barcode IN ${list(barcodes)}
        UNION ALL SELECT variant_id, NULL, barcode FROM variant_barcodes WHERE gtin IN ${list(gtins)})`,
    );
}

/**
 * The SKUs and barcodes of `inputs` that are already taken by a variant other than `own_id`, or by an earlier input: 409
 * `already_exists` for each. Two forms of one GTIN are the same barcode.
 */
export function identifierProblems(
  inputs: readonly Identifiers[],
  taken: readonly { variant_id: string; sku: string | null; barcode: string | null }[],
  pathOf: (index: number) => string,
  own_id?: string,
): Problem[] {
  const others = taken.filter(({ variant_id }) => variant_id !== own_id);
  const skus = new Set(others.map(({ sku }) => sku));
  const barcodes = new Set(others.flatMap(({ barcode }) => (barcode === null ? [] : [barcodeKey(barcode)])));
  return inputs.flatMap((input, index) => {
    const { sku } = input;
    const own_barcodes = resultingBarcodes(input);
    const problems = [
      ...(sku !== undefined && skus.has(sku) ? [alreadyExists(`The SKU ${sku}`, `${pathOf(index)}sku`)] : []),
      ...own_barcodes
        .filter((barcode) => barcodes.has(barcodeKey(barcode)))
        .map((barcode) => alreadyExists(`The barcode ${barcode}`, `${pathOf(index)}${barcodeField(input, barcode)}`)),
    ];
    if (sku !== undefined) skus.add(sku);
    for (const barcode of own_barcodes) barcodes.add(barcodeKey(barcode));
    return problems;
  });
}

function barcodeField(input: BarcodeInput, barcode: string): string {
  return barcode === input.barcode ? "barcode" : `barcodes.${input.barcodes?.indexOf(barcode)}`;
}

function alreadyExists(what: string, field: string): Problem {
  return {
    code: "already_exists",
    message: `${what} is already taken. Choose another, or update the variant that has it.`,
    field,
  };
}
