import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { cancelOpen } from "./cancel_open";
import type { CancelPurchaseOrder } from "./schemas";

/**
 * Cancels a purchase order whose rest will not arrive. What was received stays in stock; `incoming` falls by the rest.
 * Refuses with `invalid_status` an order that is received, closed or cancelled.
 */
export function cancelPurchaseOrder(ctx: TenantContext, id: string, { reason }: z.output<typeof CancelPurchaseOrder>) {
  return cancelOpen(ctx, id, "cancel", reason);
}
