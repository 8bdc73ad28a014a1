import type { DataOf, StockbookClient } from "../../../client";
import { canBeSentAgain } from "../raw";

export type Count = DataOf<"getCycleCount">;
export type Item = Count["items"][number];

/** What was scanned: a variant, and where it is counted by lot, the lots to choose from. */
export type Found = {
  variant_id: string;
  sku: string;
  name: string;
  lots: { lot_id: string; lot_number: string }[] | null;
  lot_id: string | null;
};

type Known = { variant_id: string; sku: string; name: string; lot_tracked: boolean; barcodes: string[] };
type KnownLot = { id: string; lot_number: string; variant_id: string };

/** What the phone keeps of the items of a count, so that it can go on without a connection. */
export type Catalogue = { variants: Known[]; lots: KnownLot[] };

const CHUNK = 100;

/** Reads the names, barcodes and lots of all items of a count. */
export async function readCatalogue(
  api: StockbookClient,
  items: readonly Item[],
  signal: AbortSignal,
): Promise<Catalogue> {
  const variant_ids = [...new Set(items.map(({ variant_id }) => variant_id))];
  const lot_ids = [...new Set(items.flatMap(({ lot_id }) => lot_id ?? []))];
  const [variants, lots] = await Promise.all([
    inChunks(variant_ids, async (ids) => (await api.listVariants({ ids, per_page: CHUNK }, { signal })).data),
    inChunks(lot_ids, async (ids) => (await api.listLots({ ids, per_page: CHUNK }, { signal })).data),
  ]);
  return {
    variants: variants.map(({ id, sku, name, lot_tracked, barcode, barcodes }) => ({
      ...{ variant_id: id, sku, name, lot_tracked },
      barcodes: [...(barcode ? [barcode] : []), ...barcodes],
    })),
    lots: lots.map(({ id, lot_number, variant_id }) => ({ id, lot_number, variant_id })),
  };
}

async function inChunks<T>(ids: string[], read: (ids: string[]) => Promise<T[]>): Promise<T[]> {
  const rows: T[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) rows.push(...(await read(ids.slice(from, from + CHUNK))));
  return rows;
}

/** Finds what a scanned barcode or a typed SKU stands for: by the API, or without a connection among the items of the count. */
export async function findItem(api: StockbookClient, code: string, { variants, lots }: Catalogue): Promise<Found> {
  const bySku = variants.find(({ sku }) => sku.toLowerCase() === code.toLowerCase());
  if (bySku) return found(api, bySku, lots, null);
  try {
    const { data } = await api.scanBarcode({ barcode: code });
    const { id, sku, name, lot_tracked, gs1 } = data;
    return await found(api, { variant_id: id, sku, name, lot_tracked, barcodes: [] }, lots, gs1?.lot_number ?? null);
  } catch (error) {
    const local = variants.find(({ barcodes }) => barcodes.includes(code));
    if (local && canBeSentAgain(error)) return found(api, local, lots, null);
    if (canBeSentAgain(error))
      throw new Error(`There is no connection, and no item of this count has the code ${code}.`);
    throw error;
  }
}

async function found(
  api: StockbookClient,
  known: Known,
  lots: readonly KnownLot[],
  lot_number: string | null,
): Promise<Found> {
  const { variant_id, sku, name, lot_tracked } = known;
  if (!lot_tracked) return { variant_id, sku, name, lots: null, lot_id: null };
  const counted = lots.filter((lot) => lot.variant_id === variant_id);
  const choice =
    counted.length > 0
      ? counted
      : (await api.listLots({ variant_id, status: ["active", "quarantine"], per_page: CHUNK })).data;
  const lot = choice.find((one) => one.lot_number === lot_number) ?? (choice.length === 1 ? choice[0] : undefined);
  const options = choice.map(({ id, lot_number }) => ({ lot_id: id, lot_number }));
  return { variant_id, sku, name, lots: options, lot_id: lot?.id ?? null };
}
