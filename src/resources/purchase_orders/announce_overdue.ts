import { sql } from "drizzle-orm";
import { purchase_order_documents, purchase_orders } from "../../../drizzle/tenant";
import type { Step } from "../../commands/step";
import { build } from "../../data/database";
import { limitTo } from "../../data/limit";
import { onlyIfUnchanged } from "../../data/unchanged";
import { isRaised, raise } from "../../events/alarms";
import { announceAll } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { IS_OPEN, toPurchaseOrder } from "./queries";

/** A portion announces at most so many purchase orders, which may have hundreds of lines each. */
const AT_ONCE = 20;

/** Selects whether any purchase order may become overdue. */
export function selectExpectedOrder() {
  return build
    .select({ sequence: sql<number>`t.sequence`.as("sequence") })
    .from(sql`purchase_orders t`)
    .where(sql`${IS_OPEN} AND t.expected_at IS NOT NULL`)
    .limit(1);
}

/**
 * The step of the hourly run that announces open purchase orders whose `expected_at` has passed: `purchase_order.overdue`, once
 * for each order and expected time.
 */
export const announceOverdueOrders: Step = {
  name: "overdue_purchase_orders",
  async run(ctx) {
    const { found } = await ctx.read({
      found: build
        .select()
        .from(purchase_order_documents)
        .where(
          sql`sequence IN (SELECT t.sequence FROM purchase_orders t WHERE ${IS_OPEN} AND t.expected_at < ${timestamp(ctx.now)}
            AND NOT ${isRaised("overdue", sql`t.id || ' ' || t.expected_at`)}
            ORDER BY t.expected_at, t.sequence ${limitTo(AT_ONCE)})`,
        )
        .orderBy(sql`expected_at, sequence`),
    });
    if (found.length === 0) return { statements: [], next: null, did: {} };
    const subjects = found.map(({ id, expected_at }) => `${id} ${expected_at}`);
    const events = found.map((order) => ({ purchase_order: toPurchaseOrder(order) }));
    return {
      statements: [
        onlyIfUnchanged(purchase_orders, found),
        ...raise(ctx, "overdue", subjects),
        ...announceAll(ctx, "purchase_order.overdue", events),
      ],
      next: found.length < AT_ONCE ? null : "more",
      did: { purchase_orders_overdue: found.length },
    };
  },
};
