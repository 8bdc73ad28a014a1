import { eq } from "drizzle-orm";
import type * as z from "zod";
import { purchase_order_items, purchase_orders } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { withoutSequence } from "../../documents/head";
import { refuseAll } from "../../shared/errors";
import { requireStatus } from "../../shared/transitions";
import { variantsNamed } from "../variants/references";
import { draftItems, insertItems, placeProblems, placesNamed } from "./draft";
import { purchaseOrderResource, toPurchaseOrder } from "./queries";
import type { PurchaseOrderChange } from "./schemas";
import { PURCHASE_ORDER_ACTIONS } from "./states";

/** Changes a purchase order of which nothing has arrived yet; `items` replaces all lines. `incoming` follows. */
export async function updatePurchaseOrder(
  ctx: TenantContext,
  id: string,
  { items, ...change }: z.output<typeof PurchaseOrderChange>,
) {
  const { orders, variants, places, suppliers } = await ctx.read({
    orders: purchaseOrderResource.byId(id),
    variants: variantsNamed(items ?? []),
    ...placesNamed(change),
  });
  const order = purchaseOrderResource.required(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, "change");
  refuseAll(placeProblems(change, places, suppliers));
  const changed = { ...order, ...change, ...nextVersion(ctx, order) };
  changed.items = items
    ? draftItems(changed, items, variants)
    : order.items.map((item) => ({ ...item, location_id: changed.location_id }));
  return ctx.commit(
    [
      build.update(purchase_orders).set(withoutSequence(changed)).where(eq(purchase_orders.id, id)),
      build.delete(purchase_order_items).where(eq(purchase_order_items.document_sequence, order.sequence)),
      insertItems(id, changed.items),
    ],
    toPurchaseOrder(changed),
  );
}
