import type { z } from "zod";
import type { StoredTransferItem } from "../../../drizzle/tenant";
import { advance } from "../../documents/advance";
import { shareOut, sharesByLine } from "../../documents/lines";
import { type Movement, type MovementKind, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { lotProblems } from "../variants/references";
import { found, stockTransferById, toStockTransfer } from "./queries";
import type { ReceiveStockTransfer } from "./schemas";
import { inTransit, STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

/**
 * Takes goods in: on hand of the destination rises by what arrived, `incoming` falls. Never more than was shipped. With
 * `close` what has not arrived is written off as lost (`transfer_lost`): it is nowhere any more.
 */
export async function receiveStockTransfer(
  ctx: TenantContext,
  id: string,
  { items, close }: z.output<typeof ReceiveStockTransfer>,
) {
  const [transfers] = await ctx.read([stockTransferById(id)]);
  const transfer = found(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "receive");
  refuseAll(lotProblems(items ?? []));
  const shares = items
    ? sharesByLine(
        shareOut(transfer.items, items, {
          id_field: "stock_transfer_item_id",
          quantityOf: ({ quantity }) => quantity,
          openOf: inTransit,
        }),
      )
    : new Map(transfer.items.map((line) => [line.id, inTransit(line)]));

  const lines = transfer.items.map((line) => {
    const arrived = shares.get(line.id) ?? 0;
    const lost = close ? inTransit(line) - arrived : 0;
    return {
      ...line,
      received_quantity: line.received_quantity + arrived,
      lost_quantity: line.lost_quantity + lost,
    };
  });
  const done = lines.every((line) => inTransit(line) === 0);
  const movement = (type: MovementKind, line: StoredTransferItem, quantity: number): Movement[] => {
    const { variant_id, unit_cost, id: line_id } = line;
    const place = { variant_id, location_id: transfer.to_location_id, line_id };
    return quantity > 0 ? [{ type, ...place, quantity, unit_cost, reference_id: id }] : [];
  };
  const movements = lines.flatMap((line, at) => {
    const before = transfer.items[at] as StoredTransferItem;
    return [
      ...movement("transfer_in", line, line.received_quantity - before.received_quantity),
      ...movement("transfer_lost", line, line.lost_quantity - before.lost_quantity),
    ];
  });
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
