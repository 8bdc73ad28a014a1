import { sql } from "drizzle-orm";
import { products, variants } from "../../../../drizzle/tenant";
import type { TenantContext } from "../../../commands/context";
import { build } from "../../../data/database";
import { levelsOf, selectVariantValues } from "../../../ledger";
import { refuse } from "../../../shared/errors";
import { jsonBytes } from "../../../shared/json_bytes";
import { selectLotNumbers, selectReferredLots } from "../../lots/references";
import type { StoredVariant } from "../../variants/queries";
import { selectTakenIdentifiers } from "../../variants/references";
import { type ProductRow, productsWithin } from "../queries";
import type { Draft } from "./drafts";
import { type Locations, openLocations, selectNamedLocations } from "./locations";

/** A product as it is stored, with all its variants. */
export type StoredProduct = { row: ProductRow; variants: StoredVariant[] };

/** What of the catalogue and of stock an import has to know. */
export type Known = Awaited<ReturnType<typeof readKnown>>;

export type ImportOptions = { update: boolean; partial: boolean; location_id?: string | undefined };

/** What the rows refer to travels in one parameter, of which D1 takes 2 MB. */
const MOST_IDENTIFIER_BYTES = 1_500_000;

/** Reads what the rows of a file refer to: taken SKUs and barcodes, locations, and what an update changes. */
export async function readKnown(ctx: TenantContext, drafts: readonly Draft[], { update, location_id }: ImportOptions) {
  const in_file = drafts.flatMap((draft) => [...draft.variants.values()]);
  const unread = drafts.flatMap((draft) => draft.unread.map(({ sku }) => ({ sku })));
  const identifiers = [
    ...in_file.map(({ sku, fields: { barcode, barcodes } }) => ({ sku, barcode, barcodes })),
    ...unread,
  ];
  const keys = update ? drafts.flatMap(({ key }) => (key ? [key] : [])) : [];
  const places = in_file.flatMap(({ stock }) => stock.map(({ input }) => [input.lot_number, input.location_name]));
  if (jsonBytes([identifiers, keys]) > MOST_IDENTIFIER_BYTES || jsonBytes(places) > MOST_IDENTIFIER_BYTES) {
    throw refuse(
      "validation_failed",
      "The SKUs, barcodes and lot numbers of the file are too long together. Send it in several files.",
    );
  }
  const { taken, locations, product_ids } = await ctx.read({
    taken: selectTakenIdentifiers(identifiers),
    locations: selectNamedLocations(drafts, location_id),
    product_ids: update ? selectProductIds(in_file, keys) : null,
  });
  const stored = await readProducts(
    ctx,
    product_ids.map(({ id }) => id),
  );
  const by_sku = new Map(
    [...stored.values()].flatMap(({ row, variants }) =>
      variants.map((variant) => [variant.sku, { product_id: row.id, variant }] as const),
    ),
  );
  const locationOf = openLocations(locations, location_id);
  return { taken, stored, by_sku, locationOf, ...(await readStock(ctx, drafts, { by_sku, locationOf })) };
}

function selectProductIds(in_file: readonly { sku: string }[], keys: readonly string[]) {
  const list = (values: readonly string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
  return build
    .select({ id: products.id })
    .from(products)
    .where(
      sql`id IN ${list(keys)} OR id IN (SELECT product_id FROM ${variants} WHERE sku IN ${list(in_file.map(({ sku }) => sku))})`,
    );
}

/** A response of libSQL has at most 10 MB. */
const PORTION_BYTES = 4_000_000;
const PORTION_PRODUCTS = 1000;

async function readProducts(ctx: TenantContext, ids: readonly string[]): Promise<Map<string, StoredProduct>> {
  const stored = new Map<string, StoredProduct>();
  let left = [...ids];
  while (left.length > 0) {
    const portion = await ctx.read(productsWithin(PORTION_BYTES, left.slice(0, PORTION_PRODUCTS)));
    const by_product = Map.groupBy(portion.variants, ({ product_id }) => product_id);
    for (const row of portion.products) stored.set(row.id, { row, variants: by_product.get(row.id) ?? [] });
    const asked = new Set(left.slice(0, PORTION_PRODUCTS));
    left = left.filter((id) => !stored.has(id) && (portion.products.length > 0 || !asked.has(id)));
  }
  return stored;
}

type Catalogue = { by_sku: ReadonlyMap<string, { variant: StoredVariant }>; locationOf: Locations };

/** Reads the stock of known variants: where they have had some, what they are worth, and their lots. */
async function readStock(ctx: TenantContext, drafts: readonly Draft[], { by_sku, locationOf }: Catalogue) {
  const known = drafts.flatMap(({ variants }) =>
    [...variants.values()].flatMap((draft) => {
      const variant = by_sku.get(draft.sku)?.variant;
      return variant ? [{ draft, variant }] : [];
    }),
  );
  const stocked = known.flatMap(({ draft, variant }) =>
    draft.stock.map(({ place, input }) => ({ place, input, variant })),
  );
  const pairs = stocked.flatMap(({ place, input, variant }) => {
    const location = locationOf(place, input);
    return "id" in location ? [[variant.id, location.id]] : [];
  });
  const valued = known.filter(({ draft }) => draft.stock.length > 0 || draft.fields.cost !== undefined);
  const ids = valued.map(({ variant }) => variant.id);
  const numbered = stocked.flatMap(({ input: { lot_number }, variant }) =>
    lot_number === undefined ? [] : [{ variant_id: variant.id, lot_number }],
  );
  return ctx.read({
    levels: pairs.length > 0 ? levelsOf(ctx, pairsIn(pairs)) : null,
    values: ids.length > 0 ? selectVariantValues(sql`SELECT value FROM json_each(${JSON.stringify(ids)})`) : null,
    lots: numbered.length > 0 ? selectReferredLots([], selectLotNumbers(numbered)) : null,
  });
}

/** Selects pairs of variant_id and location_id. */
export function pairsIn(pairs: readonly (readonly string[])[]) {
  return sql`SELECT value ->> 0 AS variant_id, value ->> 1 AS location_id FROM json_each(${JSON.stringify(pairs)})`;
}
