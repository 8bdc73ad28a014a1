import { type SQL, sql } from "drizzle-orm";
import { orders } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { timestamp } from "../../shared/clock";
import { statusOf } from "./states";

type Line = { id: string; quantity: number; reserved: number; fulfilled: number; cancelled: number };

/** Finds orders by the ids that `of` selects, with no more of their lines than their status hangs on. */
export function ordersOf(of: SQL) {
  const lines = sql<Line[]>`(SELECT json_group_array(json_object('id', i.id, 'quantity', i.quantity,
      'reserved', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'fulfilled', i.fulfilled_quantity, 'cancelled', i.cancelled_quantity))
    FROM order_items i WHERE i.document_sequence = orders.sequence)`.mapWith((text: string): Line[] =>
    JSON.parse(text),
  );
  return build
    .select({ id: orders.id, number: orders.number, version: orders.version, lines: lines.as("lines") })
    .from(orders)
    .where(sql`id IN (${of})`);
}

type Affected = ReturnType<typeof ordersOf>["_"]["result"];

/**
 * What becomes of orders when, not by their own doing, so much of what is reserved for their lines is released: their status
 * follows.
 */
export function afterRelease(ctx: TenantContext, affected: Affected, released: ReadonlyMap<string, number>) {
  const changed = affected.map(({ id, number, version, lines }) => {
    const items = lines.map((line) => ({
      quantity: line.quantity,
      reserved_quantity: line.reserved - (released.get(line.id) ?? 0),
      fulfilled_quantity: line.fulfilled,
      cancelled_quantity: line.cancelled,
    }));
    return { id, number, status: statusOf(items), version: version + 1 };
  });
  const rows = changed.map(({ id, status, version }) => [id, status, version]);
  const statements: Statement[] =
    rows.length === 0
      ? []
      : [
          sql`UPDATE orders SET status = j.value ->> 1, version = j.value ->> 2, updated_at = ${timestamp(ctx.now)}
            FROM json_each(${JSON.stringify(rows)}) j WHERE orders.id = j.value ->> 0`,
        ];
  return { orders: changed, statements };
}
