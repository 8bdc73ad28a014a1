import { type SQL, sql } from "drizzle-orm";
import {
  purchase_order_documents,
  purchase_order_items,
  purchase_orders,
  type StoredPurchaseOrderItem,
} from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { bytesOfLines } from "../../documents/bytes";
import { timestamp } from "../../shared/clock";
import { fromScaledRate } from "../../shared/exchange_rate";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { PurchaseOrderStatus } from "../../shared/statuses";

/** A purchase order as stored: quantities and money are scaled. */
export type StoredPurchaseOrder = typeof purchase_order_documents.$inferSelect;

/** A purchase order as the API returns it. */
export function toPurchaseOrder({ sequence, items, exchange_rate, ...order }: StoredPurchaseOrder) {
  return {
    ...order,
    exchange_rate: exchange_rate === null ? null : fromScaledRate(exchange_rate),
    items: items.map(toItem),
  };
}

function toItem({ position, quantity_decimals, lot_tracked, location_id, ...item }: StoredPurchaseOrderItem) {
  return {
    ...item,
    quantity: fromScaled(item.quantity),
    unit_cost: fromScaledOrNull(item.unit_cost),
    received_quantity: fromScaled(item.received_quantity),
    rejected_quantity: fromScaled(item.rejected_quantity),
    cancelled_quantity: fromScaled(item.cancelled_quantity),
  };
}

/** Selects, for `selectReferredLots`, the variant and lot number of the items of a receipt that give a lot number. */
export function lotNumbersOf(id: string, items: readonly ReceivedItem[]): SQL {
  const rows = items
    .filter((item) => item.lot_number !== undefined)
    .map((item) => [item.purchase_order_item_id ?? null, item.sku ?? null, item.lot_number]);
  // Materialized, the order's lines are sought by an automatic index; they would be scanned once per item.
  return sql`WITH lines AS MATERIALIZED (SELECT id, variant_id FROM purchase_order_items
      WHERE document_sequence = (SELECT sequence FROM purchase_orders WHERE id = ${id}))
    SELECT coalesce((SELECT id FROM variants WHERE sku = j.value ->> 1),
        (SELECT variant_id FROM lines WHERE id = j.value ->> 0)) AS variant_id, j.value ->> 2 AS lot_number
    FROM json_each(${JSON.stringify(rows)}) j`;
}

type ReceivedItem = {
  purchase_order_item_id?: string | undefined;
  sku?: string | undefined;
  lot_number?: string | undefined;
};

export const purchaseOrderResource = resource({
  name: "purchase order",
  table: purchase_orders,
  bytes: bytesOfRow(["note", "metadata"], bytesOfLines(purchase_order_items)),
  select: (where, order) => build.select().from(purchase_order_documents).where(where).orderBy(order),
  render: () => toPurchaseOrder,
});

type Filters = {
  status?: PurchaseOrderStatus[] | undefined;
  supplier_id?: string | undefined;
  location_id?: string | undefined;
  overdue?: boolean | undefined;
};

/** A page of the purchase orders that match all filters, newest first. */
export function listPurchaseOrders(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { overdue, ...filters }] = splitRequest(query);
  const where = [...equalTo(filters), ...(overdue === undefined ? [] : [whereOverdue(ctx, overdue)])];
  return purchaseOrderResource.list(ctx, request, { where });
}

/** The condition that more of a purchase order, `t`, is to arrive. */
export const IS_OPEN = sql`t.status IN ('ordered', 'partially_received')`;

/** The condition that a purchase order, `t`, is overdue, or is not: it is if it is open and `expected_at` has passed. */
export function whereOverdue(ctx: TenantContext, overdue: boolean): SQL {
  const is_overdue = sql`${IS_OPEN} AND t.expected_at < ${timestamp(ctx.now)}`;
  return overdue ? sql`(${is_overdue})` : sql`coalesce(NOT (${is_overdue}), 1)`;
}
