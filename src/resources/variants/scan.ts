import { getViewSelectedFields, sql } from "drizzle-orm";
import { inventory_levels, variant_documents } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { heldAt, toLevel } from "../../ledger";
import { refuse } from "../../shared/errors";
import type { CatalogueStatus } from "../../shared/statuses";
import { lotsWhere, type StoredLot, toLot } from "../lots/queries";
import { parseGs1 } from "./gs1";
import { normalizeGtin } from "./gtin";
import { toVariant } from "./queries";

/** A shorter beginning would be a guess. */
const SHORTEST_PREFIX = 4;
const CANDIDATES_SHOWN = 20;
/** More barcodes than two variants can have: whoever reads so many has met a third. */
const PREFIXES_READ = 41;

type Match = "exact" | "gtin" | "gs1" | "prefix";
/** The variant's levels, as one column: so the match is looked up once. */
function levelsOn(date: string) {
  const columns = Object.keys(getViewSelectedFields(inventory_levels)).map((name) => sql.raw(`'${name}', l.${name}`));
  return sql<
    LevelRow[]
  >`(SELECT json_group_array(json_object(${sql.join(columns, sql`, `)}, 'held', ${heldAt("l", date)}))
    FROM inventory_levels l WHERE l.variant_id = h.variant_id)`.mapWith((text: string) => JSON.parse(text));
}

type LevelRow = Parameters<typeof toLevel>[0];
type Candidate = { variant_id: string; sku: string; name: string; barcode: string };
type Beginning = Candidate & { status: CatalogueStatus };

/**
 * Finds the variant that a scanned code means, with its product and its levels, in one round trip. Several variants
 * whose barcodes begin so are 409 `ambiguous_barcode` with the candidates; none is 404.
 */
export async function scanBarcode(ctx: TenantContext, barcode: string) {
  const parsed = parseGs1(barcode, ctx.now);
  const gs1 = parsed?.gtin ? parsed : null;
  const hit = hitQuery(barcode, normalizeGtin(barcode), gs1?.gtin ?? null);
  const {
    found: [found],
    beginning,
    lots,
  } = await ctx.read({
    found: build
      .select({
        ...getViewSelectedFields(variant_documents),
        how: sql<Match>`h.match`.as("how"),
        levels: levelsOn(today(ctx)).as("levels"),
      })
      .from(variant_documents)
      .innerJoin(sql`${hit} h`, sql`h.variant_id = ${variant_documents.id}`),
    beginning: beginningSo(barcode),
    lots: lotsWhere(lotScanned(gs1)),
  });
  if (!found)
    throw refuse("not_found", "No variant has this barcode. Check the code, or search under /api/v1/variants.");
  const { how, levels, ...variant } = found;
  if (how === "prefix") refuseSeveral(candidatesAmong(beginning));
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
    gs1: how === "gs1" && gs1 ? { ...gs1, ...lotOf(ctx, lots) } : null,
  };
}

/** The lot record, in organizations that have lots. */
function lotOf(ctx: TenantContext, [lot]: StoredLot[]) {
  if (!ctx.organization.modules.includes("traceability")) return {};
  return { lot: lot ? toLot(ctx, lot) : null };
}

/** Selects the lot that a GS1 barcode names. */
function lotScanned(gs1: { gtin: string | null; lot_number: string | null } | null) {
  return sql`sequence IN (SELECT l.sequence FROM variant_barcodes b
    CROSS JOIN lots l ON l.lot_number = ${gs1?.lot_number ?? null} AND l.variant_id = b.variant_id
    WHERE b.gtin = ${gs1?.gtin ?? null})`;
}

/** Selects the best match: the variant's id, and how it was found. */
function hitQuery(barcode: string, gtin: string | null, gs1_gtin: string | null) {
  return sql`(
    SELECT variant_id, match FROM (
      SELECT variant_id, 'exact' AS match, 1 AS rank FROM variant_barcodes WHERE barcode = ${barcode}
      UNION ALL SELECT variant_id, 'gtin', 2 FROM variant_barcodes WHERE gtin = ${gtin}
      UNION ALL SELECT variant_id, 'gs1', 3 FROM variant_barcodes WHERE gtin = ${gs1_gtin}
      UNION ALL SELECT variant_id, 'prefix', iif(status = 'active', 4, 5) FROM ${beginnings(barcode)})
    ORDER BY rank LIMIT 1)`;
}

/** Finds the variants of the barcodes that begin so. */
function beginningSo(barcode: string) {
  return build
    .select({
      variant_id: sql<string>`variant_id`,
      sku: sql<string>`sku`,
      name: sql<string>`name`,
      barcode: sql<string>`barcode`,
      status: sql<CatalogueStatus>`status`,
    })
    .from(beginnings(barcode));
}

/** The first barcodes that begin so, with their variants; none where a barcode is just this. */
function beginnings(barcode: string) {
  const limit = barcode.length < SHORTEST_PREFIX ? 0 : PREFIXES_READ;
  return sql`(SELECT b.variant_id, v.sku, v.name, b.barcode, v.status
    FROM (SELECT variant_id, barcode FROM variant_barcodes WHERE barcode >= ${barcode} AND barcode < ${`${barcode}\u{10FFFF}`}
      ORDER BY barcode LIMIT iif(EXISTS (SELECT 1 FROM variant_barcodes WHERE barcode = ${barcode}), 0, ${limit})) b
    CROSS JOIN variants v ON v.id = b.variant_id)`;
}

/** The variants that may be meant, each once: the archived ones only where no other is among them. */
function candidatesAmong(beginning: readonly Beginning[]): Candidate[] {
  const active = beginning.filter(({ status }) => status === "active");
  const all_read = beginning.length < PREFIXES_READ;
  const meant = active.length > 0 && all_read ? active : beginning;
  const by_variant = Map.groupBy(meant, ({ variant_id }) => variant_id);
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
    {
      details: { candidates: candidates.slice(0, CANDIDATES_SHOWN) },
    },
  );
}
