import { eq, sql } from "drizzle-orm";
import { orders, type StoredOrderItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../storage/context";
import { build, type Statement } from "../../storage/database";
import { nextVersion } from "../../storage/version";
import type { StoredOrder } from "./queries";

type Change = Partial<
  Pick<StoredOrder, "status" | "reserved_at" | "fulfilled_at" | "cancelled_at" | "cancel_reason" | "items">
>;

/**
 * Moves an order on: the order as it will be, and the statements that make it so. Refuses with 412 where `If-Match` is
 * stale; the commit fails where another was faster.
 */
export function advance(ctx: TenantContext, order: StoredOrder, change: Change) {
  const stamp = nextVersion(ctx, order);
  const { items, ...columns } = change;
  const statements: Statement[] = [
    build
      .update(orders)
      .set({ ...columns, ...stamp })
      .where(eq(orders.id, order.id)),
  ];
  const moved = (items ?? []).filter((item, at) => progress(item) !== progress(order.items[at]));
  if (moved.length > 0) statements.push(setProgress(order.sequence, moved));
  return { order: { ...order, ...change, ...stamp }, statements };
}

function progress(item: StoredOrderItem | undefined): string {
  return `${item?.fulfilled_quantity} ${item?.cancelled_quantity}`;
}

function setProgress(order_sequence: number, items: readonly StoredOrderItem[]): Statement {
  const rows = items.map((item) => [item.position, item.fulfilled_quantity, item.cancelled_quantity]);
  return sql`UPDATE order_items SET fulfilled_quantity = j.value ->> 1, cancelled_quantity = j.value ->> 2
    FROM json_each(${JSON.stringify(rows)}) j WHERE order_sequence = ${order_sequence} AND position = j.value ->> 0`;
}
