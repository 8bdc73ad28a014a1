import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { stockTransferResource, toStockTransfer } from "./queries";
import type { CancelStockTransfer } from "./schemas";
import { STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

/** Drops a transfer that was not shipped yet. No stock had moved. */
export async function cancelStockTransfer(
  ctx: TenantContext,
  id: string,
  { reason }: z.output<typeof CancelStockTransfer>,
) {
  const { transfers } = await ctx.read({ transfers: stockTransferResource.byId(id) });
  const transfer = stockTransferResource.required(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "cancel");
  const next = advance(ctx, STOCK_TRANSFER_TABLES, transfer, {
    status: "cancelled",
    cancelled_at: timestamp(ctx.now),
    cancel_reason: reason,
  });
  const answer = toStockTransfer(next.document);
  return ctx.commit(
    [...next.statements, announce(ctx, "stock_transfer.cancelled", { stock_transfer: answer })],
    answer,
  );
}
