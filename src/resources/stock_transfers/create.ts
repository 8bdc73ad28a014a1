import type * as z from "zod";
import { type StoredTransferItem, stock_transfer_items, stock_transfers } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { insertRows } from "../../data/rows";
import { documentHead, sequenceOf, withoutSequence } from "../../documents/head";
import { numberLines } from "../../documents/new_lines";
import { type Paired, references } from "../../documents/references";
import { announce } from "../../events/announce";
import { toScaled } from "../../shared/quantity";
import { type StoredStockTransfer, toStockTransfer } from "./queries";
import type { NewStockTransfer } from "./schemas";

/**
 * Creates a draft of a transfer between two locations. It changes no stock, and reserves none, until it is shipped.
 * Refuses with `validation_failed` a variant or location that does not exist or is archived, and with `already_exists`
 * a number that is taken.
 */
export async function createStockTransfer(ctx: TenantContext, input: z.output<typeof NewStockTransfer>) {
  const { number, items: requested_items, ...columns } = input;
  const { from_location_id, to_location_id } = input;
  const referred = references({
    items: requested_items,
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: [
      { id: from_location_id, field: "from_location_id" },
      { id: to_location_id, field: "to_location_id" },
    ],
  });
  const referring_items = referred.resolve(await ctx.read(referred.queries));
  const head = documentHead(ctx, "stock_transfer", "ST", number);
  const items = numberLines(head.id, referring_items.map(draftItem));
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
  const rows = items.map((item) => ({ ...item, to_location_id }));
  const response = toStockTransfer(transfer);
  return ctx.commit(
    [
      build.insert(stock_transfers).values(withoutSequence(transfer)),
      insertRows(stock_transfer_items, rows, { document_sequence: sequenceOf("stock_transfers", head.id) }),
      announce(ctx, "stock_transfer.created", { stock_transfer: response }),
    ],
    response,
  );
}

type Items = z.output<typeof NewStockTransfer>["items"];

function draftItem(item: Paired<Items[number]>): Omit<StoredTransferItem, "id" | "position"> {
  const { id: variant_id, sku, quantity_decimals, lot_tracked } = item.variant;
  return {
    variant_id,
    sku,
    quantity_decimals,
    quantity: toScaled(item.quantity),
    shipped_quantity: 0,
    received_quantity: 0,
    lost_quantity: 0,
    shipped_value: 0,
    received_value: 0,
    lost_value: 0,
    lot_tracked,
    lots: [],
  };
}
