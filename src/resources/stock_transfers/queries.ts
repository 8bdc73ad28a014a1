import { type SQL, sql } from "drizzle-orm";
import {
  type StoredTransferItem,
  stock_transfer_documents,
  stock_transfer_items,
  stock_transfers,
} from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { bytesOfLinesWithLots } from "../../documents/bytes";
import { toLineLots } from "../../ledger";
import { fromScaled, fromScaledOrNull, unitCostOf } from "../../shared/quantity";
import type { StockTransferStatus } from "../../shared/statuses";
import { STOCK_TRANSFER_ACTIONS } from "./states";

/** A stock transfer as stored: quantities and money are scaled. */
export type StoredStockTransfer = typeof stock_transfer_documents.$inferSelect;

/** A stock transfer as the API returns it. */
export function toStockTransfer({ sequence, items, ...transfer }: StoredStockTransfer) {
  return { ...transfer, items: items.map(toItem) };
}

function toItem({ position, quantity_decimals, lot_tracked, ...item }: StoredTransferItem) {
  return {
    ...item,
    quantity: fromScaled(item.quantity),
    shipped_quantity: fromScaled(item.shipped_quantity),
    received_quantity: fromScaled(item.received_quantity),
    lost_quantity: fromScaled(item.lost_quantity),
    unit_cost: fromScaledOrNull(unitCostOf(item.shipped_value, item.shipped_quantity)),
    shipped_value: fromScaled(item.shipped_value),
    received_value: fromScaled(item.received_value),
    lost_value: fromScaled(item.lost_value),
    lots: toLineLots(item.lots),
  };
}

/** Selects what is planned of a transfer's items, at the source, for `stockForLines`. */
export function plannedLinesOf(id: string): SQL {
  return sql`SELECT i.id AS line_id, i.variant_id, t.from_location_id AS location_id, i.quantity FROM stock_transfers t
    CROSS JOIN stock_transfer_items i ON i.document_sequence = t.sequence WHERE t.id = ${id}`;
}

/** Selects the ids of the lots in transit with a transfer. */
export function lotsInTransitWith(id: string): SQL {
  return sql`SELECT t.lot_id FROM stock_transfers d
    CROSS JOIN stock_transfer_items i ON i.document_sequence = d.sequence
    CROSS JOIN lots_in_transit t ON t.line_id = i.id WHERE d.id = ${id}`;
}

export const stockTransferResource = resource({
  name: "stock transfer",
  table: stock_transfers,
  bytes: bytesOfRow(["note", "metadata"], bytesOfLinesWithLots(stock_transfer_items)),
  select: (where, order) => build.select().from(stock_transfer_documents).where(where).orderBy(order),
  render: () => toStockTransfer,
});

type Filters = { status?: StockTransferStatus[] | undefined; location_id?: string | undefined };

/** A page of the stock transfers that match all filters, newest first. */
export function listStockTransfers(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { location_id, ...filters }] = splitRequest(query);
  const where = equalTo(filters);
  if (location_id !== undefined) {
    where.push(sql`(t.from_location_id = ${location_id} OR t.to_location_id = ${location_id})`);
  }
  return stockTransferResource.list(ctx, request, { where });
}

/** The condition that a transfer with this status has something still to ship or to receive. */
export function isOpen(status: SQL): SQL {
  return sql`${status} IN ${[...STOCK_TRANSFER_ACTIONS.ship, ...STOCK_TRANSFER_ACTIONS.receive]}`;
}
