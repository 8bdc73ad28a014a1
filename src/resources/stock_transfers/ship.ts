import type { z } from "zod";
import { advance } from "../../documents/advance";
import { shareOut, sharesByLine } from "../../documents/lines";
import { levelsOf, type Movement, post, stockKey } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { insufficient, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { lotProblems } from "../variants/references";
import { found, sourcesOf, stockTransferById, toStockTransfer } from "./queries";
import type { ShipStockTransfer } from "./schemas";
import { STOCK_TRANSFER_ACTIONS } from "./states";
import { STOCK_TRANSFER_TABLES } from "./tables";

/**
 * Sends goods off: on hand of the source falls, and they are `incoming` at the destination until they arrive. Whatever
 * is shipped must be available; else `insufficient_stock`, naming every short line. What one costs travels along.
 */
export async function shipStockTransfer(ctx: TenantContext, id: string, { items }: z.output<typeof ShipStockTransfer>) {
  const [transfers, levels] = await ctx.read([stockTransferById(id), levelsOf(sourcesOf(id))]);
  const transfer = found(transfers);
  requireStatus("stock transfer", transfer, STOCK_TRANSFER_ACTIONS, "ship");
  refuseAll(lotProblems(items ?? []));
  const shares = items
    ? sharesByLine(
        shareOut(transfer.items, items, {
          id_field: "stock_transfer_item_id",
          quantityOf: ({ quantity }) => quantity,
          openOf: ({ quantity }) => quantity,
        }),
      )
    : new Map(transfer.items.map((line) => [line.id, line.quantity]));

  const location_id = transfer.from_location_id;
  const free = new Map(levels.map((level) => [stockKey(level), Math.max(0, level.available)]));
  const short = transfer.items.flatMap((line) => {
    const { sku, variant_id } = line;
    const shipped = shares.get(line.id) ?? 0;
    const available = free.get(stockKey({ variant_id, location_id })) ?? 0;
    free.set(stockKey({ variant_id, location_id }), available - shipped);
    const [requested, there] = [fromScaled(shipped), fromScaled(Math.max(0, available))];
    return shipped > available ? [insufficient({ sku, variant_id, location_id, requested, available: there })] : [];
  });
  refuseAll(short);

  const lines = transfer.items.map((line) => ({
    ...line,
    shipped_quantity: shares.get(line.id) ?? 0,
    unit_cost: line.variant_cost,
  }));
  const movements = lines
    .filter((line) => line.shipped_quantity > 0)
    .map(
      ({ variant_id, shipped_quantity: quantity, unit_cost, id: line_id }): Movement => ({
        type: "transfer_out",
        variant_id,
        location_id,
        quantity,
        unit_cost,
        reference_id: id,
        line_id,
      }),
    );
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
