import { type SQL, sql } from "drizzle-orm";
import { orders } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { sequenceOf } from "../../documents/head";
import { timestamp } from "../../shared/clock";
import { statusOf } from "./states";

type Line = { id: string; quantity: number; reserved: number; fulfilled: number; cancelled: number };

/** Selects the orders whose ids `ids` selects, with the quantities of their lines that the status derives from. */
export function ordersOf(ids: SQL) {
  const lines = sql<Line[]>`(SELECT json_group_array(json_object('id', i.id, 'quantity', i.quantity,
      'reserved', (SELECT coalesce(sum(r.quantity), 0) FROM open_reservations r WHERE r.line_id = i.id),
      'fulfilled', i.fulfilled_quantity, 'cancelled', i.cancelled_quantity))
    FROM order_items i WHERE i.document_sequence = orders.sequence)`.mapWith((text: string): Line[] =>
    JSON.parse(text),
  );
  return build
    .select({ id: orders.id, number: orders.number, version: orders.version, lines: lines.as("lines") })
    .from(orders)
    .where(sql`id IN (${ids})`);
}

type ReservedOrder = ReturnType<typeof ordersOf>["_"]["result"][number];

/**
 * Recomputes the status of orders whose reservations something else released (a recall). `released` is the quantity
 * released of each line, by its id, in stored units. Changes no stock: the caller posts the releases.
 */
export function afterRelease(
  ctx: TenantContext,
  reserved_orders: readonly ReservedOrder[],
  released: ReadonlyMap<string, number>,
) {
  const changed = reserved_orders.map(({ id, number, version, lines }) => {
    const items = lines.map((line) => ({
      quantity: line.quantity,
      reserved_quantity: line.reserved - (released.get(line.id) ?? 0),
      fulfilled_quantity: line.fulfilled,
      cancelled_quantity: line.cancelled,
    }));
    return { id, number, status: statusOf(items), version: version + 1 };
  });
  return { orders: changed, statements: changed.length > 0 ? [setStatuses(ctx, changed)] : [] };
}

function setStatuses(ctx: TenantContext, changed: readonly { id: string; status: string; version: number }[]) {
  const rows = changed.map(({ id, status, version }) => [id, status, version]);
  return sql`UPDATE orders SET status = j.value ->> 1, version = j.value ->> 2, updated_at = ${timestamp(ctx.now)}
    FROM json_each(${JSON.stringify(rows)}) j WHERE orders.id = j.value ->> 0`;
}

/**
 * Adds to what an order's lines were returned, or to what return authorizations claim of them. `changes` are by line
 * id, in stored units. Fails the commit (`returns_more_than_fulfilled`) if more than was fulfilled would be claimed,
 * also by concurrent returns.
 */
export function addReturns(
  order_id: string,
  column: "claimed_quantity" | "returned_quantity",
  changes: ReadonlyMap<string, number>,
): Statement {
  // Materialized, the lines are sought by an automatic index, and each is then updated by its whole primary key.
  return sql`WITH lines AS MATERIALIZED (
      SELECT document_sequence, position, id FROM order_items WHERE document_sequence = ${sequenceOf("orders", order_id)}),
    changes AS MATERIALIZED (SELECT l.document_sequence, l.position, j.value ->> 1 AS quantity
      FROM json_each(${JSON.stringify([...changes])}) j CROSS JOIN lines l ON l.id = j.value ->> 0)
    UPDATE order_items SET ${sql.raw(column)} = ${sql.raw(column)} + changes.quantity FROM changes
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
