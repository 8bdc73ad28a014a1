import type * as z from "zod";
import { type StoredTransferItem, stock_transfer_items, stock_transfers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { insertRows } from "../../data/rows";
import { documentHead, sequenceOf, withoutSequence } from "../../documents/head";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { lineId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { type StoredStockTransfer, toStockTransfer } from "./queries";
import type { NewStockTransfer } from "./schemas";

/** Plans a transfer between two locations. It moves no stock until it is shipped. */
export async function createStockTransfer(ctx: TenantContext, input: z.output<typeof NewStockTransfer>) {
  const { number, items: wanted, ...columns } = input;
  const { from_location_id, to_location_id } = input;
  const referred = references({
    items: wanted,
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: [
      { id: from_location_id, field: "from_location_id" },
      { id: to_location_id, field: "to_location_id" },
    ],
  });
  const paired = referred.resolve(await ctx.read(referred.queries));

  const head = documentHead(ctx, "stock_transfer", "ST", number);
  const items = paired.map((item, index): StoredTransferItem => {
    const { id: variant_id, sku, quantity_decimals, lot_tracked } = item.variant;
    return {
      id: lineId(head.id, index + 1),
      position: index + 1,
      variant_id,
      sku,
      quantity_decimals,
      quantity: toScaled(item.quantity),
      shipped_quantity: 0,
      received_quantity: 0,
      lost_quantity: 0,
      unit_cost: null,
      variant_cost: null,
      lot_tracked,
      lots: [],
    };
  });
  const transfer: StoredStockTransfer = {
    ...head,
    ...columns,
    status: "draft",
    cancel_reason: null,
    shipped_at: null,
    received_at: null,
    cancelled_at: null,
    items,
  };
  const answer = toStockTransfer(transfer);
  const lines = items.map((item) => ({ ...item, to_location_id }));
  return ctx.commit(
    [
      build.insert(stock_transfers).values(withoutSequence(transfer)),
      insertRows(stock_transfer_items, lines, { document_sequence: sequenceOf("stock_transfers", head.id) }),
      announce(ctx, "stock_transfer.created", { stock_transfer: answer }),
    ],
    answer,
  );
}
