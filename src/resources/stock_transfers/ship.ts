import type * as z from "zod";
import type { StoredTransferItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { type LotShare, matchItemsToLines, sharesByLot, tracksLots } from "../../documents/lines";
import { announce } from "../../events/announce";
import { afterMovements, levelsOf, type Movement, openAllocation, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { requireStatus } from "../../shared/transitions";
import { lotProblems } from "../variants/references";
import { sourcesOf, stockTransferResource, toStockTransfer } from "./queries";
import type { ShipStockTransfer } from "./schemas";
import { STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

type Item = NonNullable<z.output<typeof ShipStockTransfer>["items"]>[number];

/**
 * Sends goods off: on hand of the source falls, and they are `incoming` at the destination until they arrive. Whatever
 * is shipped must be available; else `insufficient_stock`, naming every short line. Lots and what one costs travel along:
 * the lots that expire first, or those that are named, which may be such as may not be sold.
 */
export async function shipStockTransfer(ctx: TenantContext, id: string, { items }: z.output<typeof ShipStockTransfer>) {
  const { transfers, levels } = await ctx.read({
    transfers: stockTransferResource.byId(id),
    levels: levelsOf(sourcesOf(id)),
  });
  const transfer = stockTransferResource.required(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "ship");

  const { from_location_id: location_id } = transfer;
  const shipment = items ? named(transfer.items, items) : allPlanned(transfer.items);
  const allocation = openAllocation(levels, today(ctx));
  const movements = shipment.flatMap(({ line, lot_id, quantity }) => {
    const { id: line_id, variant_id, variant_cost: unit_cost } = line;
    const options = { lot_id, allow_unusable: true };
    const { taken } = allocation.take({ ...line, location_id, reserved_quantity: 0, lots: [] }, quantity, options);
    return taken.map((part): Movement => {
      return { type: "transfer_out", variant_id, location_id, line_id, ...part, unit_cost, reference_id: id };
    });
  });
  refuseAll(allocation.problems);

  const lines = afterMovements(transfer.items, movements).map((line) => ({
    ...line,
    shipped_quantity: shipment.reduce((sum, { line: { id }, quantity }) => sum + (id === line.id ? quantity : 0), 0),
    unit_cost: line.variant_cost,
  }));
  const next = advance(ctx, STOCK_TRANSFER_TABLES, transfer, {
    status: "in_transit",
    shipped_at: timestamp(ctx.now),
    items: lines,
  });
  const answer = toStockTransfer(next.document);
  return ctx.commit(
    [...next.statements, ...post(ctx, movements), announce(ctx, "stock_transfer.shipped", { stock_transfer: answer })],
    answer,
  );
}

function allPlanned(lines: readonly StoredTransferItem[]): LotShare<StoredTransferItem>[] {
  return lines.map((line) => ({ line, quantity: line.quantity }));
}

function named(lines: readonly StoredTransferItem[], items: readonly Item[]): LotShare<StoredTransferItem>[] {
  const shares = matchItemsToLines(lines, items, {
    id_field: "stock_transfer_item_id",
    openOf: ({ quantity }) => quantity,
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  return sharesByLot(shares);
}
