import { type SQL, sql } from "drizzle-orm";
import { order_documents, order_items, orders, type StoredOrderItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import type { Listing } from "../../data/listing";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { exactPhrase, matches } from "../../data/search";
import { bytesOfLinesWithLots } from "../../documents/bytes";
import type { Shortage } from "../../documents/reservation";
import { toLineLots } from "../../ledger";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { OrderStatus } from "../../shared/statuses";
import { ORDER_ACTIONS } from "./states";

/** An order as stored: quantities and money are scaled. */
export type StoredOrder = typeof order_documents.$inferSelect;

/** An order as the API returns it. */
export function toOrder({ sequence, items, ...order }: StoredOrder) {
  return { ...order, ...profitOf(items), items: items.map(toItem) };
}

/**
 * What was shipped has cost, and what it brought in beyond that, before any returns. The cost is null if some of it was shipped
 * before costs were recorded, and the margin also if some of it has no price.
 */
function profitOf(items: readonly StoredOrderItem[]) {
  const sumOf = (amountOf: (item: StoredOrderItem) => number) =>
    Number(items.reduce((sum, item) => sum + BigInt(amountOf(item)), 0n));
  if (items.some(({ uncosted_quantity }) => uncosted_quantity > 0)) return { cost_of_goods: null, margin: null };
  const is_priced = items.every(
    ({ fulfilled_quantity, unit_price }) => fulfilled_quantity === 0 || unit_price !== null,
  );
  return {
    cost_of_goods: fromScaled(sumOf(({ cost_of_goods }) => cost_of_goods)),
    margin: is_priced ? fromScaled(sumOf(({ revenue, cost_of_goods }) => revenue - cost_of_goods)) : null,
  };
}

/** An order as the API returns it after a reservation: with `shortages` if some of its lines are short. */
export function toReservedOrder(order: StoredOrder, shortages: readonly Shortage[]) {
  if (shortages.length === 0) return toOrder(order);
  const by_item = shortages.map(({ line_id: order_item_id, ...shortage }) => ({ order_item_id, ...shortage }));
  return { ...toOrder(order), shortages: by_item };
}

function toItem({ position, quantity_decimals, claimed_quantity, lot_tracked, ...stored }: StoredOrderItem) {
  const { revenue, cost_of_goods, returned_cost, uncosted_quantity, ...item } = stored;
  return {
    ...item,
    quantity: fromScaled(item.quantity),
    unit_price: fromScaledOrNull(item.unit_price),
    reserved_quantity: fromScaled(item.reserved_quantity),
    fulfilled_quantity: fromScaled(item.fulfilled_quantity),
    cancelled_quantity: fromScaled(item.cancelled_quantity),
    returned_quantity: fromScaled(item.returned_quantity),
    lots: toLineLots(item.lots),
  };
}

/** Selects what is still open of an order's items, for `stockForLines`. */
export function openLinesOf(id: string): SQL {
  return sql`SELECT id AS line_id, variant_id, location_id, quantity - fulfilled_quantity - cancelled_quantity AS quantity
    FROM order_items WHERE document_sequence = (SELECT sequence FROM orders WHERE id = ${id})`;
}

/** Selects, in parentheses, the locations that an order's items ship from. */
export function locationsOfOrder(id: string): SQL {
  return sql`(SELECT location_id FROM order_items WHERE document_sequence = (SELECT sequence FROM orders WHERE id = ${id}))`;
}

export const orderResource = resource({
  name: "order",
  table: orders,
  bytes: bytesOfRow(["customer", "note", "metadata"], bytesOfLinesWithLots(order_items)),
  select: (where, order) => build.select().from(order_documents).where(where).orderBy(order),
  render: () => toOrder,
});

type Filters = {
  status?: OrderStatus[] | undefined;
  location_id?: string | undefined;
  sku?: string | undefined;
  channel?: string | undefined;
  external_reference?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
};

/** A page of the orders that match all filters, newest first. */
export function listOrders(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  const { location_id, ...others } = filters;
  const is_alone = request.updated_since === undefined && Object.values(others).every((value) => value === undefined);
  const only_location = location_id !== undefined && is_alone;
  return orderResource.list(ctx, request, {
    where: only_location ? [sql`t.location_id = ${location_id}`] : conditions(filters),
    found_by: only_location ? LOCATION_WALK : indexWalk(filters),
    order_by: filters.from || filters.to ? "placed_at" : undefined,
  });
}

/** A list with no other filter than the location walks the locations of orders instead of the orders. */
const LOCATION_WALK = { from: sql`order_locations t`, key: sql`t.document_sequence` };

function conditions({ search, sku, from, to, location_id, ...columns }: Filters): Listing["where"] {
  return [
    ...equalTo(columns),
    ...(from ? [sql`t.placed_at >= ${from}`] : []),
    ...(to ? [sql`t.placed_at <= ${to}`] : []),
    ...(search && !sku ? [matches("order_search", search)] : []),
    ...(search && sku
      ? [sql`EXISTS (SELECT 1 FROM order_search WHERE rowid = t.sequence AND ${matches("order_search", search)})`]
      : []),
    ...(location_id
      ? [
          sql`EXISTS (SELECT 1 FROM order_locations l WHERE l.location_id = ${location_id} AND l.document_sequence = t.sequence)`,
        ]
      : []),
  ];
}

/**
 * The index that the list walks instead of the table, if any: of items for a SKU, else the full-text index for a
 * search.
 */
function indexWalk({ search, sku, ...others }: Filters) {
  if (sku) {
    return {
      from: sql`order_items i CROSS JOIN orders t ON t.sequence = i.document_sequence
        AND i.variant_id = (SELECT id FROM variants WHERE sku = ${sku})`,
      key: sql`i.document_sequence`,
      repeats: true,
    };
  }
  if (!search) return undefined;
  const only_search = Object.values(others).every((value) => value === undefined);
  return {
    from: only_search ? sql`order_search` : sql`order_search CROSS JOIN orders t ON t.sequence = order_search.rowid`,
    key: sql`order_search.rowid`,
  };
}

/** The condition that an order with this status has something still to ship. */
export function isOpen(status: SQL): SQL {
  return sql`${status} IN ${ORDER_ACTIONS.cancel}`;
}

/** True if orders with these statuses all have something still to ship. */
export function areOpen(statuses: readonly string[]): boolean {
  const open: readonly string[] = ORDER_ACTIONS.cancel;
  return statuses.every((status) => open.includes(status));
}

/** The customer of an order by name, else by e-mail, as SQL; `order` is the table of orders. */
export function customerOf(order: SQL): SQL {
  return sql`coalesce(${order}.customer ->> 'name', ${order}.customer ->> 'email')`;
}

/** The sequences of the orders of these customers, as `customerOf` says them. */
export function ordersOfCustomers(customers: readonly string[]): SQL {
  const searched = JSON.stringify(customers.map((name) => [name, exactPhrase(name)]));
  return sql`SELECT o.sequence FROM json_each(${searched}) c CROSS JOIN order_search CROSS JOIN orders o
      ON o.sequence = order_search.rowid
    WHERE order_search MATCH c.value ->> 1 AND ${customerOf(sql`o`)} = c.value ->> 0`;
}
