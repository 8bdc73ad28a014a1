import { type SQL, sql } from "drizzle-orm";
import { order_documents } from "../../../drizzle/tenant";
import { afterMovements, type Movement } from "../../ledger";
import { timestamp } from "../../shared/clock";
import type { TenantContext } from "../../storage/context";
import { build, type Statement } from "../../storage/database";
import type { StoredOrder } from "./queries";
import { statusOf } from "./states";

/** Finds orders by the ids that `of` selects. */
export function ordersOf(of: SQL) {
  return build.select().from(order_documents).where(sql`id IN (${of})`);
}

/** What becomes of orders when, not by their own doing, reservations of theirs are released: their status follows. */
export function afterRelease(ctx: TenantContext, orders: readonly StoredOrder[], releases: readonly Movement[]) {
  const changed = orders.map((order) => {
    const items = afterMovements(order.items, releases);
    return { ...order, items, status: statusOf(items), version: order.version + 1 };
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
