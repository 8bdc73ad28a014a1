import { normalizeGtin } from "./gtin";

/** The barcodes of a request: `barcode` is the main one, `barcodes` all of them. */
export type BarcodeInput = { barcode?: string | null | undefined; barcodes?: readonly string[] | undefined };

/**
 * The barcodes that a request results in, the main one first and each once. Without `barcodes` the `current` ones stay, and
 * `barcode` replaces or removes the main one of them.
 */
export function resultingBarcodes({ barcode, barcodes }: BarcodeInput, current: readonly string[] = []): string[] {
  if (barcode === undefined) return [...new Set(barcodes ?? current)];
  const others = barcodes ?? current.slice(1);
  return [...new Set(barcode === null ? others : [barcode, ...others])];
}

/** A barcode's identity: equal for all forms of one GTIN. */
export function barcodeKey(barcode: string): string {
  return normalizeGtin(barcode) ?? barcode;
}

/** A variant's barcodes as rows. `gtin` is unique, so of several forms of one GTIN only the first has it. */
export function barcodeRows(variant_id: string, barcodes: readonly string[]) {
  const used = new Set<string | null>();
  return barcodes.map((barcode, position) => {
    const gtin = normalizeGtin(barcode);
    const is_first = gtin !== null && !used.has(gtin);
    used.add(gtin);
    return { barcode, variant_id, position, gtin: is_first ? gtin : null };
  });
}
