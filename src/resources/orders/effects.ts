import { type SQL, sql } from "drizzle-orm";
import { order_items } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { packed } from "../../data/packed";
import { inPortions } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import { releasedData } from "../../documents/released";
import { announceAll } from "../../events/announce";
import type { Movement } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type StoredOrder, toOrder } from "./queries";
import { statusOf } from "./states";

type ReservedOrder = {
  id: string;
  number: string;
  version: number;
  quantity: number;
  reserved: number;
  fulfilled: number;
  cancelled: number;
};

const RESERVED_ORDER: Record<keyof ReservedOrder, SQL> = {
  id: sql`o.id`,
  number: sql`o.number`,
  version: sql`o.version`,
  quantity: sql`sum(i.quantity)`,
  reserved: sql`sum((SELECT coalesce(sum(r.quantity), 0) FROM open_reservations r WHERE r.line_id = i.id))`,
  fulfilled: sql`sum(i.fulfilled_quantity)`,
  cancelled: sql`sum(i.cancelled_quantity)`,
};

/**
 * Selects the orders whose ids `ids` selects, with the quantities of all of their lines together: the status derives from
 * these as from the lines, since no line has more fulfilled, cancelled and reserved than it is of.
 */
export function ordersOf(ids: SQL) {
  return build
    .select({ order: packed<ReservedOrder>(RESERVED_ORDER).as("order") })
    .from(sql`orders o CROSS JOIN order_items i ON i.document_sequence = o.sequence`)
    .where(sql`o.id IN (${ids})`)
    .groupBy(sql`o.sequence`);
}

/**
 * Recomputes the status of orders whose reservations something else released (a recall), with an event for each. `released` is
 * the quantity released of each order, by its id, in stored units; `documents` are some of the orders as they were. Changes no
 * stock: the caller posts the releases.
 */
export function afterRelease(
  ctx: TenantContext,
  reserved_orders: readonly { order: ReservedOrder }[],
  documents: readonly StoredOrder[],
  releases: readonly Movement[],
  released: ReadonlyMap<string, number>,
) {
  const updated_at = timestamp(ctx.now);
  const changed = reserved_orders.map(({ order: { id, number, version, quantity, ...order } }) => {
    const all_lines = {
      quantity,
      reserved_quantity: order.reserved - (released.get(id) ?? 0),
      fulfilled_quantity: order.fulfilled,
      cancelled_quantity: order.cancelled,
    };
    return { id, number, status: statusOf([all_lines]), version: version + 1, updated_at };
  });
  const events = releasedData("order", changed, documents, releases, toOrder);
  return {
    orders: changed,
    statements: [
      ...inPortions(changed).map((portion) => setStatuses(updated_at, portion)),
      ...announceAll(ctx, "order.released", events),
    ],
  };
}

function setStatuses(updated_at: string, changed: readonly { id: string; status: string; version: number }[]) {
  const rows = changed.map(({ id, status, version }) => [id, status, version]);
  return sql`UPDATE orders SET status = j.value ->> 1, version = j.value ->> 2, updated_at = ${updated_at}
    FROM json_each(${JSON.stringify(rows)}) j WHERE orders.id = j.value ->> 0`;
}

/** What returns add to an order's line, in stored units: `claimed` by return authorizations, or come back, at what cost. */
export type ReturnedOfLine = { claimed?: number; returned?: number; cost?: number };

/**
 * Adds to what was returned of an order's lines, or is claimed of them; `changes` are by line id. Fails the commit
 * (`returns_more_than_fulfilled`) if more than was fulfilled would be claimed, also by concurrent returns.
 */
export function addReturns(order_id: string, changes: ReadonlyMap<string, ReturnedOfLine>): Statement {
  const rows = [...changes].map(([id, { claimed = 0, returned = 0, cost = 0 }]) => [id, claimed, returned, cost]);
  // Materialized, the lines are sought by an automatic index, and each is then updated by its whole primary key.
  return sql`WITH lines AS MATERIALIZED (
      SELECT document_sequence, position, id FROM order_items WHERE document_sequence = ${sequenceOf("orders", order_id)}),
    changes AS MATERIALIZED (SELECT l.document_sequence, l.position, j.value AS change
      FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN lines l ON l.id = j.value ->> 0)
    UPDATE order_items SET claimed_quantity = claimed_quantity + (changes.change ->> 1),
        returned_quantity = returned_quantity + (changes.change ->> 2), returned_cost = returned_cost + (changes.change ->> 3)
      FROM changes
    WHERE order_items.document_sequence = changes.document_sequence AND order_items.position = changes.position`;
}

/**
 * Moves an order to its next version, whatever its present one is: for a change to its lines that another resource
 * commits.
 */
export function touchOrder(ctx: TenantContext, order_id: string): Statement {
  return sql`UPDATE orders SET version = version + 1, updated_at = ${timestamp(ctx.now)} WHERE id = ${order_id}`;
}

/**
 * Fails the commit if the order changed after it was read: concurrent decisions on it are retried one after the other.
 */
export function lockOrder({ id, version }: { id: string; version: number }): Statement {
  return sql`UPDATE orders SET version = ${version + 1} WHERE id = ${id}`;
}

/** Selects what of an order's lines was shipped and has come back, and what that has cost, in stored units. */
export function shippedLinesOf(order_id: SQL) {
  const { id, position, unit_price, fulfilled_quantity, returned_quantity } = order_items;
  const { cost_of_goods, returned_cost, uncosted_quantity } = order_items;
  const quantities = { fulfilled_quantity, returned_quantity, uncosted_quantity };
  return build
    .select({ id, position, unit_price, ...quantities, cost_of_goods, returned_cost })
    .from(order_items)
    .where(sql`document_sequence = (SELECT sequence FROM orders WHERE id = ${order_id})`);
}

export type ShippedLine = ReturnType<typeof shippedLinesOf>["_"]["result"][number];

/** The condition that as much of these lines was shipped and has come back as was read. */
export function areStillShipped(order_id: string, lines: readonly ShippedLine[]): SQL {
  const rows = lines.map((line) => [
    line.position,
    line.fulfilled_quantity,
    line.returned_quantity,
    line.cost_of_goods,
  ]);
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${JSON.stringify(rows)}) j CROSS JOIN order_items i
    ON i.document_sequence = ${sequenceOf("orders", order_id)} AND i.position = j.value ->> 0
    WHERE (i.fulfilled_quantity, i.returned_quantity, i.cost_of_goods)
      <> (j.value ->> 1, j.value ->> 2, j.value ->> 3))`;
}
