import type * as z from "zod";
import type { LotName, StoredPurchaseOrderItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { moveAverageCosts } from "../../costing/moving_average";
import { advance } from "../../documents/advance";
import { matchItemsToLines, type Share } from "../../documents/lines";
import { announce } from "../../events/announce";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { refuseAll } from "../../shared/errors";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { type LotInput, lotsNamed, openLotBook } from "../lots/references";
import { lotNumbersOf, purchaseOrderResource, toPurchaseOrder } from "./queries";
import type { ReceivePurchaseOrder } from "./schemas";
import { openQuantity, PURCHASE_ORDER_ACTIONS, statusOf } from "./states";
import { PURCHASE_ORDER_TABLES } from "./tables";

type Input = z.output<typeof ReceivePurchaseOrder>;
type Item = NonNullable<Input["items"]>[number];
/** What arrived of a line: accepted into stock, and rejected; what the request says of its lot, and where. */
type Arrival = {
  line: StoredPurchaseOrderItem;
  accepted: number;
  rejected: number;
  unit_cost: number | null;
  into: LotInput;
  at: string;
};

/**
 * Receives all that is open, or what is named: on hand rises by what is accepted, `incoming` falls by what arrived, and
 * the variants' moving-average cost follows. What is tracked by lots goes into a lot, new or known. More than is open is
 * refused, unless `allow_over_receipt`; a lot number that the variant has with another date is 409 `already_exists`.
 */
export async function receivePurchaseOrder(ctx: TenantContext, id: string, { items, allow_over_receipt }: Input) {
  const { orders, lots } = await ctx.read({
    orders: purchaseOrderResource.byId(id),
    lots: lotsNamed([], lotNumbersOf(id, items ?? [])),
  });
  const order = purchaseOrderResource.required(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, "receive");
  const arrivals = items ? named(order.items, items, allow_over_receipt) : allOpen(order.items);

  const { supplier_id } = order;
  const book = openLotBook(ctx, lots, { source_type: "purchase_order", source_id: id, supplier_id });
  const receipts = arrivals.flatMap((arrival) => {
    const { line, accepted, into, at } = arrival;
    const variant = { ...line, id: line.variant_id };
    const nothing_said = Object.values(into).every((value) => value === undefined);
    if (accepted === 0 && (line.lot_tracked || nothing_said)) return [];
    return [receipt(id, arrival, book.lotFor(variant, into, at))];
  });
  refuseAll(book.problems);

  const lines = order.items.map((line) => {
    const of_line = arrivals.filter((arrival) => arrival.line.id === line.id);
    return {
      ...line,
      received_quantity: line.received_quantity + sum(of_line.map(({ accepted }) => accepted)),
      rejected_quantity: line.rejected_quantity + sum(of_line.map(({ rejected }) => rejected)),
    };
  });
  const status = statusOf(lines);
  const next = advance(ctx, PURCHASE_ORDER_TABLES, order, {
    status,
    received_at: status === "received" ? timestamp(ctx.now) : null,
    items: lines,
  });
  const answer = toPurchaseOrder(next.document);
  return ctx.commit(
    [
      ...next.statements,
      ...moveAverageCosts(
        ctx,
        receipts.map(({ variant_id, quantity, unit_cost = null }) => ({ variant_id, quantity, unit_cost })),
      ),
      ...book.statements(receipts),
      ...post(ctx, receipts),
      announce(ctx, "purchase_order.received", { purchase_order: answer }),
    ],
    answer,
  );
}

function receipt(reference_id: string, { line, accepted, unit_cost }: Arrival, lot: LotName | null): Movement {
  const { variant_id, location_id, id: line_id } = line;
  const place = { variant_id, location_id, lot, line_id };
  return { type: "purchase_received", ...place, quantity: accepted, unit_cost, reference_id };
}

function allOpen(lines: readonly StoredPurchaseOrderItem[]): Arrival[] {
  return lines
    .filter((line) => openQuantity(line) > 0)
    .map((line) => {
      const { unit_cost } = line;
      return { line, accepted: openQuantity(line), rejected: 0, unit_cost, into: {}, at: "items." };
    });
}

function named(lines: readonly StoredPurchaseOrderItem[], items: readonly Item[], may_exceed: boolean): Arrival[] {
  const shares = matchItemsToLines(lines, items, {
    id_field: "purchase_order_item_id",
    quantitiesOf: ({ quantity, rejected_quantity }) => ({ quantity, rejected_quantity }),
    openOf: openQuantity,
    may_exceed,
  });
  const accepted_left = new Map(items.map((item) => [item, toScaled(item.quantity)]));
  return shares.map(({ line, item, quantity }: Share<StoredPurchaseOrderItem, Item>) => {
    const accepted = Math.min(quantity, accepted_left.get(item) ?? 0);
    accepted_left.set(item, (accepted_left.get(item) ?? 0) - accepted);
    const unit_cost = item.unit_cost === undefined ? line.unit_cost : toScaledOrNull(item.unit_cost);
    const { lot_number, expiry_date, manufactured_at } = item;
    const into = { lot_number, expiry_date, manufactured_at };
    return { line, accepted, rejected: quantity - accepted, unit_cost, into, at: `items.${items.indexOf(item)}.` };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
