import { eq, type SQL, sql } from "drizzle-orm";
import { type StoredTransferItem, stock_transfer_documents, stock_transfers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { toLineLots } from "../../ledger";
import { notFound } from "../../shared/errors";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { StockTransferStatus } from "../../shared/statuses";

/** A stock transfer as it is stored: quantities and money scaled. */
export type StoredStockTransfer = typeof stock_transfer_documents.$inferSelect;

/** A stock transfer as it is answered. */
export function toStockTransfer({ sequence, items, ...transfer }: StoredStockTransfer) {
  return { ...transfer, items: items.map(toItem) };
}

function toItem({ position, quantity_decimals, variant_cost, lot_tracked, ...item }: StoredTransferItem) {
  return {
    ...item,
    quantity: fromScaled(item.quantity),
    shipped_quantity: fromScaled(item.shipped_quantity),
    received_quantity: fromScaled(item.received_quantity),
    lost_quantity: fromScaled(item.lost_quantity),
    unit_cost: fromScaledOrNull(item.unit_cost),
    lots: toLineLots(item.lots),
  };
}

/** Finds a stock transfer with its items. */
export function stockTransferById(id: string) {
  return build.select().from(stock_transfer_documents).where(eq(stock_transfer_documents.id, id));
}

/** Selects the pairs of variant and source of a transfer's items, for `levelsOf`. */
export function sourcesOf(id: string): SQL {
  return sql`SELECT i.variant_id, t.from_location_id FROM stock_transfers t
    CROSS JOIN stock_transfer_items i ON i.document_sequence = t.sequence WHERE t.id = ${id}`;
}

/** The stock transfer that a look-up brought; 404 `not_found` where it brought none. */
export function found([transfer]: StoredStockTransfer[]): StoredStockTransfer {
  if (!transfer) throw notFound("stock transfer");
  return transfer;
}

/** The stock transfer; 404 `not_found`. */
export async function getStockTransfer(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: stockTransferById(id) });
  return toStockTransfer(found(rows));
}

type Filters = { status?: StockTransferStatus | undefined; location_id?: string | undefined };

/** Stock transfers, newest first. */
export async function listStockTransfers(
  ctx: TenantContext,
  { page, per_page, location_id, ...filters }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toStockTransfer>>> {
  const request = { page, per_page };
  const where = [
    ...equalTo(filters),
    ...(location_id === undefined
      ? []
      : [sql`(t.from_location_id = ${location_id} OR t.to_location_id = ${location_id})`]),
  ];
  const { keys, order, total } = pageQueries({ table: stock_transfers, where }, request);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(stock_transfer_documents).where(keys).orderBy(order),
    counted: total,
  });
  return asPage(rows.map(toStockTransfer), request, counted);
}
