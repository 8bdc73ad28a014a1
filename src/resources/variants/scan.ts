import { getViewSelectedFields, type SQL, sql } from "drizzle-orm";
import { inventory_levels, variant_documents } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { heldAt, toLevel } from "../../ledger";
import { refuse } from "../../shared/errors";
import type { CatalogueStatus } from "../../shared/statuses";
import { lotsWhere, type StoredLot, toLot } from "../lots/queries";
import { type Gs1, parseGs1 } from "./gs1";
import { normalizeGtin } from "./gtin";
import { toVariant } from "./queries";

/** The shortest beginning of a barcode that is searched for; a shorter one would match too many variants. */
const MIN_PREFIX_LENGTH = 4;
/** How many candidates an `ambiguous_barcode` error lists. */
const MAX_CANDIDATES = 20;
/** A variant has at most 20 barcodes, so 41 rows span at least three variants. */
const MAX_PREFIX_ROWS = 41;

type Match = "exact" | "gtin" | "gs1" | "prefix";
type LevelRow = Parameters<typeof toLevel>[0];
type Candidate = { variant_id: string; sku: string; name: string; barcode: string };
type PrefixRow = Candidate & { status: CatalogueStatus };

/**
 * The variant of a scanned code, with its product and its levels, in one round trip. If several variants have a barcode that
 * begins with the code: 409 `ambiguous_barcode` with the candidates; if none matches: 404 `not_found`.
 */
export async function scanBarcode(ctx: TenantContext, barcode: string) {
  const parsed = parseGs1(barcode, ctx.now);
  const gs1 = parsed?.gtin ? parsed : null;
  const { matches, prefix_rows, lots } = await ctx.read({
    matches: selectMatch(barcode, gs1?.gtin ?? null, today(ctx)),
    prefix_rows: selectByPrefix(barcode),
    lots: lotsWhere(isLotOf(gs1)),
  });
  const [best] = matches;
  if (!best) {
    throw refuse("not_found", "No variant has this barcode. Check the code, or search under /api/v1/variants.");
  }
  const { match, levels, ...variant } = best;
  if (match === "prefix") refuseSeveral(candidatesOf(prefix_rows));
  return {
    ...toVariant(variant),
    match,
    product: {
      id: variant.product_id,
      name: variant.product_name,
      category: variant.product_category,
      status: variant.product_status,
    },
    levels: levels.map(toLevel),
    gs1: match === "gs1" && gs1 ? { ...gs1, ...lotMember(ctx, lots) } : null,
  };
}

/** The member `lot` of a GS1 result: only for organizations with the module traceability. */
function lotMember(ctx: TenantContext, [lot]: readonly StoredLot[]) {
  if (!ctx.organization.modules.includes("traceability")) return {};
  return { lot: lot ? toLot(ctx, lot) : null };
}

/** The condition that a lot is the one of a GS1 code: its lot number, of the variant with its GTIN. */
function isLotOf(gs1: Pick<Gs1, "gtin" | "lot_number"> | null): SQL {
  return sql`sequence IN (SELECT l.sequence FROM variant_barcodes b
    CROSS JOIN lots l ON l.lot_number = ${gs1?.lot_number ?? null} AND l.variant_id = b.variant_id
    WHERE b.gtin = ${gs1?.gtin ?? null})`;
}

/** Selects the variant that matches best, how it matches, and its levels. */
function selectMatch(barcode: string, gs1_gtin: string | null, date: string) {
  const best = sql`(
    SELECT variant_id, match FROM (
      SELECT variant_id, 'exact' AS match, 1 AS rank FROM variant_barcodes WHERE barcode = ${barcode}
      UNION ALL SELECT variant_id, 'gtin', 2 FROM variant_barcodes WHERE gtin = ${normalizeGtin(barcode)}
      UNION ALL SELECT variant_id, 'gs1', 3 FROM variant_barcodes WHERE gtin = ${gs1_gtin}
      UNION ALL SELECT variant_id, 'prefix', iif(status = 'active', 4, 5) FROM ${prefixRows(barcode)})
    ORDER BY rank LIMIT 1)`;
  return build
    .select({
      ...getViewSelectedFields(variant_documents),
      match: sql<Match>`h.match`.as("match"),
      levels: levelsOfMatch(date).as("levels"),
    })
    .from(variant_documents)
    .innerJoin(sql`${best} h`, sql`h.variant_id = ${variant_documents.id}`);
}

const LEVEL_COLUMNS = sql.raw(
  Object.keys(getViewSelectedFields(inventory_levels))
    .map((name) => `'${name}', l.${name}`)
    .join(", "),
);

/** The levels of the matching variant as one JSON column, so that the match is looked up only once. */
function levelsOfMatch(date: string) {
  const level = sql`json_object(${LEVEL_COLUMNS}, 'held', ${heldAt("l", date)})`;
  const levels = sql<LevelRow[]>`(SELECT json_group_array(${level})
    FROM inventory_levels l WHERE l.variant_id = h.variant_id)`;
  return levels.mapWith((text: string) => JSON.parse(text));
}

/** Selects the barcodes that begin with the code, with their variants. */
function selectByPrefix(barcode: string) {
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      sku: sql<string>`sku`,
      name: sql<string>`name`,
      barcode: sql<string>`barcode`,
      status: sql<CatalogueStatus>`status`,
    })
    .from(prefixRows(barcode));
}

/** The first barcodes that begin with the code, as a table; empty if the code is a barcode itself. */
function prefixRows(barcode: string): SQL {
  const limit = barcode.length < MIN_PREFIX_LENGTH ? 0 : MAX_PREFIX_ROWS;
  return sql`(SELECT b.variant_id, v.sku, v.name, b.barcode, v.status
    FROM (SELECT variant_id, barcode FROM variant_barcodes WHERE barcode >= ${barcode} AND barcode < ${`${barcode}\u{10FFFF}`}
      ORDER BY barcode LIMIT iif(EXISTS (SELECT 1 FROM variant_barcodes WHERE barcode = ${barcode}), 0, ${limit})) b
    CROSS JOIN variants v ON v.id = b.variant_id)`;
}

/** The candidates, one per variant. Archived variants count only if no active one matches, or if not all rows were read. */
function candidatesOf(rows: readonly PrefixRow[]): Candidate[] {
  const active = rows.filter(({ status }) => status === "active");
  const all_read = rows.length < MAX_PREFIX_ROWS;
  const eligible = active.length > 0 && all_read ? active : rows;
  const by_variant = Map.groupBy(eligible, ({ variant_id }) => variant_id);
  return [...by_variant.values()].flatMap(([first]) => {
    if (!first) return [];
    const { status, ...candidate } = first;
    return [candidate];
  });
}

function refuseSeveral(candidates: readonly Candidate[]): void {
  if (candidates.length < 2) return;
  throw refuse(
    "ambiguous_barcode",
    "Several variants have a barcode that begins like this. Scan the full barcode, or choose a candidate.",
    { details: { candidates: candidates.slice(0, MAX_CANDIDATES) } },
  );
}
