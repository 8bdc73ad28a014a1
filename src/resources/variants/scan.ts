import { getViewSelectedFields, sql } from "drizzle-orm";
import { inventory_levels, variant_documents } from "../../../drizzle/tenant";
import { toLevel } from "../../ledger";
import { notFound, refuse } from "../../shared/errors";
import type { TenantContext } from "../../storage/context";
import { build } from "../../storage/database";
import { parseGs1 } from "./gs1";
import { normalizeGtin } from "./gtin";
import { toVariant } from "./queries";

/** A shorter beginning would be a guess. */
const SHORTEST_PREFIX = 4;
const CANDIDATES_SHOWN = 20;

type Match = "exact" | "gtin" | "gs1" | "prefix";
/** The variant's levels, as one column: so the match is looked up once. */
const LEVELS = sql<LevelRow[]>`(SELECT json_group_array(json_object(${sql.join(
  Object.keys(getViewSelectedFields(inventory_levels)).map((name) => sql.raw(`'${name}', l.${name}`)),
  sql`, `,
)})) FROM inventory_levels l WHERE l.variant_id = h.variant_id)`.mapWith((text: string) => JSON.parse(text));

type LevelRow = typeof inventory_levels.$inferSelect;
type Candidate = { variant_id: string; sku: string; name: string; barcode: string };

/**
 * Finds the variant that a scanned code means, with its product and its levels, in one round trip. Several variants
 * whose barcodes begin so are 409 `ambiguous_barcode` with the candidates; none is 404.
 */
export async function scanBarcode(ctx: TenantContext, barcode: string) {
  const parsed = parseGs1(barcode, ctx.now);
  const gs1 = parsed?.gtin ? parsed : null;
  const hit = hitQuery(barcode, normalizeGtin(barcode), gs1?.gtin ?? null);
  const [[found], candidates] = await ctx.read([
    build
      .select({
        ...getViewSelectedFields(variant_documents),
        how: sql<Match>`h.match`.as("how"),
        levels: LEVELS.as("levels"),
      })
      .from(variant_documents)
      .innerJoin(sql`${hit} h`, sql`h.variant_id = ${variant_documents.id}`),
    candidatesQuery(barcode),
  ]);
  if (!found) {
    if (candidates.length > 0) throw ambiguous(candidates);
    throw notFound("barcode");
  }
  const { how, levels, ...variant } = found;
  return {
    ...toVariant(variant),
    match: how,
    product: {
      id: variant.product_id,
      name: variant.product_name,
      category: variant.product_category,
      status: variant.product_status,
    },
    levels: levels.map(toLevel),
    gs1: how === "gs1" ? gs1 : null,
  };
}

/** Selects the best match: the variant's id, and how it was found. */
function hitQuery(barcode: string, gtin: string | null, gs1_gtin: string | null) {
  return sql`(
    SELECT variant_id, match FROM (
      SELECT variant_id, 'exact' AS match, 1 AS rank FROM variant_barcodes WHERE barcode = ${barcode}
      UNION ALL SELECT variant_id, 'gtin', 2 FROM variant_barcodes WHERE gtin = ${gtin}
      UNION ALL SELECT variant_id, 'gs1', 3 FROM variant_barcodes WHERE gtin = ${gs1_gtin}
      UNION ALL SELECT variant_id, 'prefix', 4 FROM (
        SELECT min(variant_id) AS variant_id, count(*) AS variants FROM (${beginningSo(barcode)} LIMIT 2)) WHERE variants = 1)
    ORDER BY rank LIMIT 1)`;
}

function beginningSo(barcode: string) {
  return sql`SELECT DISTINCT variant_id FROM variant_barcodes WHERE ${beginsSo(barcode)}`;
}

/** The condition that a barcode begins so, where it is not itself one. */
function beginsSo(barcode: string) {
  return sql`barcode >= ${barcode} AND barcode < ${`${barcode}\u{10FFFF}`} AND ${barcode.length >= SHORTEST_PREFIX ? 1 : 0}
    AND NOT EXISTS (SELECT 1 FROM variant_barcodes WHERE barcode = ${barcode})`;
}

function candidatesQuery(barcode: string) {
  return build
    .select({
      variant_id: sql<string>`id`.as("variant_id"),
      sku: sql<string>`sku`.as("sku"),
      name: sql<string>`name`.as("name"),
      barcode: sql<string>`barcode`.as("barcode"),
    })
    .from(
      sql`(SELECT v.id, v.sku, v.name, min(b.barcode) AS barcode FROM variant_barcodes b CROSS JOIN variants v ON v.id = b.variant_id
        WHERE ${beginsSo(barcode)}
        GROUP BY v.id LIMIT ${CANDIDATES_SHOWN})`,
    );
}

function ambiguous(candidates: readonly Candidate[]) {
  return refuse("ambiguous_barcode", "Several variants' barcodes begin so. Scan the whole barcode, or choose one.", {
    details: { candidates },
  });
}
