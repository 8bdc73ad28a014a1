import type { Problem } from "../../../shared/errors";
import { barcodeKey, resultingBarcodes } from "../../variants/references";
import type { DraftVariant } from "./drafts";
import type { Known } from "./known";
import { problemAt } from "./places";

/** Makes sure that no two variants have the same barcode, among those in the file and those already stored. */
export function openBarcodes({ taken }: Pick<Known, "taken">) {
  const stored = new Map(
    taken.flatMap(({ variant_id, barcode }) => (barcode === null ? [] : [[barcodeKey(barcode), variant_id]])),
  );
  const in_file = new Map<string, DraftVariant>();

  return {
    /** Gives a variant the barcodes of its rows; the problems of those that another variant has. */
    claim(variant: DraftVariant, own_id: string | undefined): Problem[] {
      return resultingBarcodes(variant.fields).flatMap((barcode): Problem[] => {
        const key = barcodeKey(barcode);
        const owner = stored.get(key);
        const other = in_file.get(key);
        const is_stored_elsewhere = owner !== undefined && owner !== own_id;
        if (!other && !is_stored_elsewhere) in_file.set(key, variant);
        const is_others = is_stored_elsewhere || (other !== undefined && other.sku !== variant.sku);
        if (!is_others) return [];
        const by = other && other.sku !== variant.sku ? ` by ${other.sku} on line ${other.place.line}` : "";
        const message = `The barcode ${barcode} is already taken${by}. Choose another, or update the variant that has it.`;
        const field = barcode === variant.fields.barcode ? "barcode" : "barcodes";
        return [problemAt(variant.place, field, { code: "already_exists", message })];
      });
    },
  };
}
