import type * as z from "zod";
import type { LineLot, StoredTransferItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { type LotShare, matchItemsToLines, sharesByLot, tracksLots } from "../../documents/lines";
import { announce } from "../../events/announce";
import { afterMovements, firstExpiredFirst, type Movement, type MovementKind, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuse, refuseAll } from "../../shared/errors";
import { fromScaled, shareOf } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { selectBlockedLots, withLotWarnings } from "../lots/references";
import { lotProblems } from "../variants/references";
import { lotsInTransitWith, type StoredStockTransfer, stockTransferResource, toStockTransfer } from "./queries";
import type { ReceiveStockTransfer } from "./schemas";
import { inTransit, STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

type Item = NonNullable<z.output<typeof ReceiveStockTransfer>["items"]>[number];
/** How much of one lot is in transit, in stored units; the lot is null for a variant without lots. */
type InTransit = { lot: LineLot | null; quantity: number };

/**
 * Receives the given items, or everything in transit. On hand rises at the destination by what arrived, `incoming`
 * falls, and lots and value stay as shipped. With `close`, what is still in transit is written off as lost
 * (`transfer_lost`), which is everything if no items are given or their quantities are 0: it is no longer counted
 * anywhere. Refuses with `validation_failed` more than is in transit, and
 * with `invalid_status` a transfer that has not been shipped, or is received or cancelled. Warns of received lots that
 * are quarantined or recalled.
 */
export async function receiveStockTransfer(
  ctx: TenantContext,
  id: string,
  { items, close }: z.output<typeof ReceiveStockTransfer>,
) {
  const { transfers, blocked_lots } = await ctx.read({
    transfers: stockTransferResource.byId(id),
    blocked_lots: selectBlockedLots(lotsInTransitWith(id)),
  });
  const transfer = stockTransferResource.required(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "receive");

  const shares = items ? matchItems(transfer.items, items) : allInTransit(transfer.items);
  const shares_by_line = Map.groupBy(shares, ({ line }) => line.id);
  const movements = transfer.items.flatMap((line) => {
    const in_transit = inTransitByLot(line);
    const arrived = (shares_by_line.get(line.id) ?? []).flatMap((share) => takeFromTransit(share, in_transit));
    const lost = close ? in_transit.filter(({ quantity }) => quantity > 0) : [];
    return valueParts(line, [
      ...movementsOf("transfer_in", transfer, line, arrived),
      ...movementsOf("transfer_lost", transfer, line, lost),
    ]);
  });
  const lines = afterMovements(transfer.items, movements).map((line) => ({
    ...line,
    received_quantity: line.received_quantity + sumOf(movements, "transfer_in", line, "quantity"),
    lost_quantity: line.lost_quantity + sumOf(movements, "transfer_lost", line, "quantity"),
    received_value: line.received_value + sumOf(movements, "transfer_in", line, "value"),
    lost_value: line.lost_value + sumOf(movements, "transfer_lost", line, "value"),
  }));
  const is_complete = lines.every((line) => inTransit(line) === 0);
  const next = advance(ctx, STOCK_TRANSFER_TABLES, transfer, {
    status: is_complete ? "received" : "partially_received",
    received_at: is_complete ? timestamp(ctx.now) : null,
    items: lines,
  });
  const response = toStockTransfer(next.document);
  const received = new Set(movements.filter(({ type }) => type === "transfer_in").map(({ lot }) => lot?.lot_id));
  return ctx.commit(
    [
      ...next.statements,
      ...post(ctx, movements),
      announce(ctx, "stock_transfer.received", { stock_transfer: response }),
    ],
    withLotWarnings(
      response,
      blocked_lots.filter(({ lot_id }) => received.has(lot_id)),
    ),
  );
}

function allInTransit(lines: readonly StoredTransferItem[]): LotShare<StoredTransferItem>[] {
  return lines.map((line) => ({ line, quantity: inTransit(line) }));
}

function matchItems(lines: readonly StoredTransferItem[], items: readonly Item[]): LotShare<StoredTransferItem>[] {
  const shares = matchItemsToLines(lines, items, {
    id_field: "stock_transfer_item_id",
    openOf: inTransit,
    fits: (line, { lot_id }) => line.lots.some((lot) => lot.lot_id === lot_id && lot.taken > lot.arrived),
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  return sharesByLot(shares);
}

/** What is in transit of a line by lot, first expired first. */
function inTransitByLot(line: StoredTransferItem): InTransit[] {
  if (!line.lot_tracked) return [{ lot: null, quantity: inTransit(line) }];
  return line.lots.toSorted(firstExpiredFirst).map((lot) => ({ lot, quantity: lot.taken - lot.arrived }));
}

/**
 * Takes a share from what is in transit, which falls by it; refuses with `validation_failed` more of a lot than that.
 */
function takeFromTransit(
  { line, lot_id, quantity }: LotShare<StoredTransferItem>,
  in_transit: readonly InTransit[],
): InTransit[] {
  let rest = quantity;
  const parts = in_transit
    .filter(({ lot }) => lot_id === undefined || lot?.lot_id === lot_id)
    .flatMap((source) => {
      const part = { lot: source.lot, quantity: Math.min(rest, source.quantity) };
      source.quantity -= part.quantity;
      rest -= part.quantity;
      return part.quantity > 0 ? [part] : [];
    });
  if (rest === 0) return parts;
  const obtainable = fromScaled(quantity - rest);
  throw refuse("validation_failed", `${line.sku}: ${obtainable} of this lot is in transit. Receive at most that.`, {
    field: "items",
    details: { lot_id, requested: fromScaled(quantity), in_transit: obtainable },
  });
}

function movementsOf(
  type: "transfer_in" | "transfer_lost",
  { id, to_location_id }: StoredStockTransfer,
  { id: line_id, variant_id }: StoredTransferItem,
  parts: readonly InTransit[],
): Movement[] {
  return parts.map(({ lot, quantity }) => ({
    type,
    variant_id,
    location_id: to_location_id,
    lot,
    line_id,
    quantity,
    reference_id: id,
  }));
}

/** The movements of a line, each with its share of what is in transit: what arrives brings what left the source, exactly. */
function valueParts(line: StoredTransferItem, movements: readonly Movement[]): Movement[] {
  let value = line.shipped_value - line.received_value - line.lost_value;
  let quantity = inTransit(line);
  return movements.map((movement) => {
    const share = shareOf(value, movement.quantity, quantity);
    value -= share;
    quantity -= movement.quantity;
    return { ...movement, value: share };
  });
}

function sumOf(
  movements: readonly Movement[],
  type: MovementKind,
  line: StoredTransferItem,
  what: "quantity" | "value",
): number {
  return movements
    .filter((movement) => movement.type === type && movement.line_id === line.id)
    .reduce((sum, movement) => sum + (movement[what] ?? 0), 0);
}
