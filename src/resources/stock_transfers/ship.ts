import type * as z from "zod";
import type { StoredTransferItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { type LotShare, matchItemsToLines, sharesByLot, tracksLots } from "../../documents/lines";
import { announce } from "../../events/announce";
import {
  type Allocation,
  afterMovements,
  type Movement,
  openAllocation,
  post,
  stockForLines,
  stockIn,
  valuesByLine,
  withValues,
} from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { requireStatus } from "../../shared/transitions";
import { lotProblems } from "../variants/references";
import { plannedLinesOf, type StoredStockTransfer, stockTransferResource, toStockTransfer } from "./queries";
import type { ShipStockTransfer } from "./schemas";
import { STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

type Item = NonNullable<z.output<typeof ShipStockTransfer>["items"]>[number];

/**
 * Ships the given items, or everything as planned. On hand falls at the source, and the goods are `incoming` at the
 * destination until they are received. Value and lots travel along: the goods' share of the level's value, and lots first
 * expired, first out, unless an item gives one, which need not be one that can be sold. Refuses with `insufficient_stock` every line that is not
 * available, with `validation_failed` more than was planned, and with `invalid_status` a transfer that is not a draft.
 */
export async function shipStockTransfer(ctx: TenantContext, id: string, { items }: z.output<typeof ShipStockTransfer>) {
  const lot_ids = (items ?? []).map(({ lot_id }) => lot_id);
  const { transfers, ...stock } = await ctx.read({
    transfers: stockTransferResource.byId(id),
    ...stockForLines(ctx, plannedLinesOf(id), lot_ids),
  });
  const transfer = stockTransferResource.required(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "ship");

  const shares = items ? matchItems(transfer.items, items) : allPlanned(transfer.items);
  const allocation = openAllocation(stockIn(stock), today(ctx));
  const shipments = shares.flatMap((share) => movementsOf(transfer, share, allocation));
  refuseAll(allocation.problems);
  const movements = withValues(shipments, stock.levels);
  const values = valuesByLine(movements);

  const shares_by_line = Map.groupBy(shares, ({ line }) => line.id);
  const lines = afterMovements(transfer.items, movements).map((line) => ({
    ...line,
    shipped_quantity: (shares_by_line.get(line.id) ?? []).reduce((sum, { quantity }) => sum + quantity, 0),
    shipped_value: values.get(line.id) ?? 0,
  }));
  const next = advance(ctx, STOCK_TRANSFER_TABLES, transfer, {
    status: "in_transit",
    shipped_at: timestamp(ctx.now),
    items: lines,
  });
  const response = toStockTransfer(next.document);
  return ctx.commit(
    [
      ...next.statements,
      ...post(ctx, movements),
      announce(ctx, "stock_transfer.shipped", { stock_transfer: response }),
    ],
    response,
  );
}

function allPlanned(lines: readonly StoredTransferItem[]): LotShare<StoredTransferItem>[] {
  return lines.map((line) => ({ line, quantity: line.quantity }));
}

function matchItems(lines: readonly StoredTransferItem[], items: readonly Item[]): LotShare<StoredTransferItem>[] {
  const shares = matchItemsToLines(lines, items, {
    id_field: "stock_transfer_item_id",
    openOf: ({ quantity }) => quantity,
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  return sharesByLot(shares);
}

/** The movements that ship a share; what is short of it collects in the problems of `allocation`. */
function movementsOf(
  { id, from_location_id: location_id }: StoredStockTransfer,
  { line, lot_id, quantity }: LotShare<StoredTransferItem>,
  allocation: Allocation,
): Movement[] {
  const { id: line_id, variant_id } = line;
  const stock_line = { ...line, location_id, reserved_quantity: 0, lots: [] };
  const { taken } = allocation.take(stock_line, quantity, { lot_id, allow_unusable: true });
  return taken.map((part) => ({
    type: "transfer_out",
    variant_id,
    location_id,
    line_id,
    reference_id: id,
    ...part,
  }));
}
