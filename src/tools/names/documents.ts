import { type SQL, sql } from "drizzle-orm";
import { build } from "../../data/database";
import type { NameKind } from "./mentions";

/** So many things are read that have one of the codes of a question. */
const MOST = sql.raw("200");

const among = (codes: readonly string[]): SQL => sql`(SELECT value FROM json_each(${JSON.stringify(codes)}))`;

/** Selects the variants that have one of the codes as their SKU or a barcode. */
export function variantsOf(codes: readonly string[]) {
  const gtins = codes.filter((code) => /^\d{8,14}$/.test(code)).map((code) => code.padStart(14, "0"));
  const columns = sql`v.sku AS sku, d.name AS name, d.id AS product_id, v.status = 'archived' AS is_archived`;
  const scanned = sql`variant_barcodes b JOIN variants v ON v.id = b.variant_id JOIN products d ON d.id = v.product_id`;
  const rows = sql`(SELECT * FROM (
      SELECT v.sku AS matched, ${columns} FROM variants v JOIN products d ON d.id = v.product_id WHERE v.sku IN ${among(codes)}
      UNION SELECT b.barcode, ${columns} FROM ${scanned} WHERE b.barcode IN ${among(codes)}
      UNION SELECT b.gtin, ${columns} FROM ${scanned} WHERE b.gtin IN ${among(gtins)}) LIMIT ${MOST})`;
  return build
    .select({
      matched: sql<string>`matched`,
      sku: sql<string>`sku`,
      name: sql<string>`name`,
      product_id: sql<string>`product_id`,
      is_archived: sql<number>`is_archived`,
    })
    .from(rows);
}

const numbered = (rows: SQL) => build.select({ kind: sql<NameKind>`kind`, number: sql<string>`number` }).from(rows);

/** Selects the lots and the stock transfers that have one of the codes as their number. */
export function documentsOf(codes: readonly string[]) {
  return numbered(sql`(SELECT * FROM (
      SELECT DISTINCT 'lot' AS kind, l.lot_number AS number FROM lots l WHERE l.lot_number IN ${among(codes)}
      UNION ALL SELECT 'stock_transfer', t.number FROM stock_transfers t WHERE t.number IN ${among(codes)}) LIMIT ${MOST})`);
}

/** Selects the orders and the purchase orders that have one of the codes as their number. */
export function ordersOf(codes: readonly string[]) {
  return numbered(sql`(SELECT * FROM (
      SELECT 'order' AS kind, o.number AS number FROM orders o WHERE o.number IN ${among(codes)}
      UNION ALL SELECT 'purchase_order', p.number FROM purchase_orders p WHERE p.number IN ${among(codes)}) LIMIT ${MOST})`);
}
