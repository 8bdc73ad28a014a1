import type * as z from "zod";
import type { LineLot, StoredTransferItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { type LotShare, matchItemsToLines, sharesByLot, tracksLots } from "../../documents/lines";
import { announce } from "../../events/announce";
import { afterMovements, firstExpiredFirst, type Movement, type MovementKind, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuse, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { lotProblems } from "../variants/references";
import { stockTransferResource, toStockTransfer } from "./queries";
import type { ReceiveStockTransfer } from "./schemas";
import { inTransit, STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

type Item = NonNullable<z.output<typeof ReceiveStockTransfer>["items"]>[number];
/** What is on its way of a line, lot by lot; of a variant without lots as one without a name. */
type Load = { lot: LineLot | null; quantity: number };

/**
 * Takes goods in: on hand of the destination rises by what arrived, `incoming` falls; lots stay what they are. Never more
 * than was shipped. With `close` what has not arrived is written off as lost (`transfer_lost`): it is nowhere any more.
 */
export async function receiveStockTransfer(
  ctx: TenantContext,
  id: string,
  { items, close }: z.output<typeof ReceiveStockTransfer>,
) {
  const { transfers } = await ctx.read({ transfers: stockTransferResource.byId(id) });
  const transfer = stockTransferResource.required(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "receive");
  const arrivals = items
    ? named(transfer.items, items)
    : transfer.items.map((line) => ({ line, lot_id: undefined, quantity: inTransit(line) }));

  const by_line = Map.groupBy(arrivals, ({ line }) => line.id);
  const movements = transfer.items.flatMap((line): Movement[] => {
    const loads = loadsOf(line);
    const { variant_id, unit_cost, id: line_id } = line;
    const place = { variant_id, location_id: transfer.to_location_id, line_id };
    const moved = (type: MovementKind, parts: readonly Load[]) =>
      parts.map((part): Movement => ({ type, ...place, ...part, unit_cost, reference_id: id }));
    const arrived = (by_line.get(line.id) ?? []).flatMap((share) => unload(share, loads));
    return [
      ...moved("transfer_in", arrived),
      ...moved("transfer_lost", close ? loads.filter(({ quantity }) => quantity > 0) : []),
    ];
  });
  const total = (line: StoredTransferItem, type: MovementKind) =>
    movements.reduce((sum, one) => sum + (one.line_id === line.id && one.type === type ? one.quantity : 0), 0);
  const lines = afterMovements(transfer.items, movements).map((line) => ({
    ...line,
    received_quantity: line.received_quantity + total(line, "transfer_in"),
    lost_quantity: line.lost_quantity + total(line, "transfer_lost"),
  }));
  const done = lines.every((line) => inTransit(line) === 0);
  const next = advance(ctx, STOCK_TRANSFER_TABLES, transfer, {
    status: done ? "received" : "partially_received",
    received_at: done ? timestamp(ctx.now) : null,
    items: lines,
  });
  const answer = toStockTransfer(next.document);
  return ctx.commit(
    [...next.statements, ...post(ctx, movements), announce(ctx, "stock_transfer.received", { stock_transfer: answer })],
    answer,
  );
}

function loadsOf(line: StoredTransferItem): Load[] {
  if (!line.lot_tracked) return [{ lot: null, quantity: inTransit(line) }];
  return line.lots.toSorted(firstExpiredFirst).map((lot) => ({ lot, quantity: lot.taken - lot.arrived }));
}

/** Takes a share out of what is on its way, which falls by it; refuses more of a lot than was shipped of it. */
function unload({ line, lot_id, quantity }: LotShare<StoredTransferItem>, loads: Load[]): Load[] {
  let rest = quantity;
  const parts = loads
    .filter(({ lot }) => lot_id === undefined || lot?.lot_id === lot_id)
    .flatMap((load) => {
      const part = { lot: load.lot, quantity: Math.min(rest, load.quantity) };
      load.quantity -= part.quantity;
      rest -= part.quantity;
      return part.quantity > 0 ? [part] : [];
    });
  if (rest === 0) return parts;
  const there = fromScaled(quantity - rest);
  throw refuse("validation_failed", `Only ${there} of this lot of ${line.sku} is on its way. Name at most that.`, {
    field: "items",
    details: { lot_id, requested: fromScaled(quantity), in_transit: there },
  });
}

function named(lines: readonly StoredTransferItem[], items: readonly Item[]) {
  const shares = matchItemsToLines(lines, items, {
    id_field: "stock_transfer_item_id",
    openOf: inTransit,
    fits: (line, { lot_id }) => line.lots.some((lot) => lot.lot_id === lot_id && lot.taken > lot.arrived),
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  return sharesByLot(shares);
}
