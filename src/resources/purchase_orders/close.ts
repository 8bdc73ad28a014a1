import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { cancelOpen } from "./cancel_open";
import type { ClosePurchaseOrder } from "./schemas";

/**
 * Closes a purchase order short: it is settled without the rest. What was received stays in stock; `incoming` falls by
 * the rest. Refuses with `invalid_status` an order that is received, closed or cancelled.
 */
export function closePurchaseOrder(ctx: TenantContext, id: string, { reason }: z.output<typeof ClosePurchaseOrder>) {
  return cancelOpen(ctx, id, "close", reason);
}
