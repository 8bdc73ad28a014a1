import { eq } from "drizzle-orm";
import type * as z from "zod";
import { purchase_order_items, purchase_orders } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { withoutSequence } from "../../documents/head";
import { announce } from "../../events/announce";
import { requireStatus } from "../../shared/transitions";
import { withoutUndefined } from "../../shared/without_undefined";
import { termsOf } from "./currency";
import { draftItems, expectedAt, insertItems, referencesOf } from "./draft";
import { purchaseOrderResource, toPurchaseOrder } from "./queries";
import type { PurchaseOrderChange } from "./schemas";
import { PURCHASE_ORDER_ACTIONS } from "./states";

/**
 * Changes a purchase order of which nothing has arrived. `items` replaces its lines, and `incoming` follows; on hand
 * does not change. Refuses with `validation_failed` a variant, location or supplier that does not exist or is archived,
 * and with `invalid_status` an order that is partially received, received, closed or cancelled.
 */
export async function updatePurchaseOrder(
  ctx: TenantContext,
  id: string,
  { items, ...change }: z.output<typeof PurchaseOrderChange>,
) {
  const referred = referencesOf({ ...change, items });
  const { orders, ...rows } = await ctx.read({ ...referred.queries, orders: purchaseOrderResource.byId(id) });
  const order = purchaseOrderResource.required(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, "change");
  const referring_items = referred.resolve(rows);
  const terms = termsOf(ctx, change, order);
  const changed = { ...order, ...withoutUndefined(change), ...terms, ...nextVersion(ctx, order) };
  changed.expected_at = expectedAt(ctx, changed.expected_at);
  changed.items = items
    ? draftItems(changed, referring_items, order.items)
    : order.items.map((item) => ({ ...item, location_id: changed.location_id }));
  const response = toPurchaseOrder(changed);
  return ctx.commit(
    [
      build.update(purchase_orders).set(withoutSequence(changed)).where(eq(purchase_orders.id, id)),
      build.delete(purchase_order_items).where(eq(purchase_order_items.document_sequence, order.sequence)),
      insertItems(id, changed.items),
      announce(ctx, "purchase_order.updated", { purchase_order: response }),
    ],
    response,
  );
}
