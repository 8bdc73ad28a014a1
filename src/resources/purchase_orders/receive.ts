import type * as z from "zod";
import type { StoredPurchaseOrderItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { matchItemsToLines, type Share } from "../../documents/lines";
import { announce } from "../../events/announce";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { fromScaled, MAX_SUM, toScaled, toScaledOrNull } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { type LotAssignment, type LotInput, openLotAssignment } from "../lots/effects";
import { type ReferredLot, selectReferredLots, withLotWarnings } from "../lots/references";
import { costConversion, termsOf } from "./currency";
import { lotNumbersOf, purchaseOrderResource, toPurchaseOrder } from "./queries";
import type { ReceivePurchaseOrder } from "./schemas";
import { PURCHASE_ORDER_ACTIONS, receivableQuantity, statusOf } from "./states";
import { PURCHASE_ORDER_TABLES } from "./tables";

type Input = z.output<typeof ReceivePurchaseOrder>;
type Item = NonNullable<Input["items"]>[number];
/** What arrived of one line, in stored units, and the lot that its request gives, at `path`. */
type Arrival = {
  line: StoredPurchaseOrderItem;
  accepted: number;
  rejected: number;
  unit_cost: number | null;
  lot: LotInput;
  path: string;
};
/** The movement that receives what was accepted, and the lot it goes into. */
type Receipt = Movement & { lot: ReferredLot | null };

/**
 * Receives the given items, or everything still open; of an order that was wholly rejected, its replacement. On hand rises by what is accepted, `incoming` falls by what
 * arrived. What is accepted brings its own cost to the level's value; without one it costs what the stock there does. Goods of a lot-tracked variant are received into a lot, which
 * is created if its number is new. Refuses with `validation_failed` more than is open, unless `allow_over_receipt`, and
 * an order in another currency without an exchange rate; with `already_exists` a lot number that the variant has with
 * another date; and with `invalid_status`. Costs are converted to the organization's currency. Warns of lots
 * that are quarantined or recalled.
 */
export async function receivePurchaseOrder(ctx: TenantContext, id: string, input: Input) {
  const { items, allow_over_receipt, exchange_rate } = input;
  const { orders, lots } = await ctx.read({
    orders: purchaseOrderResource.byId(id),
    lots: selectReferredLots([], lotNumbersOf(id, items ?? [])),
  });
  const order = purchaseOrderResource.required(orders);
  requireStatus("purchase order", order, PURCHASE_ORDER_ACTIONS, "receive");

  const arrivals = items ? matchItems(order.items, items, allow_over_receipt) : allOpen(order.items);
  const assignment = openLotAssignment(ctx, lots, {
    source_type: "purchase_order",
    source_id: id,
    supplier_id: order.supplier_id,
  });
  const terms = termsOf(ctx, { exchange_rate }, order);
  const conversion = costConversion(ctx, terms, { received: arrivals.some(({ accepted }) => accepted > 0) });
  const receipts = arrivals
    .map((arrival) => ({ ...arrival, unit_cost: conversion.toOwnCurrency(arrival.unit_cost) }))
    .flatMap((arrival) => receiptOf(id, arrival, assignment));
  refuseAll([...assignment.problems, ...conversion.problems]);

  const lines = order.items.map((line) => afterArrivals(line, arrivals));
  refuseAll(lines.flatMap(sumProblems));
  const status = statusOf(lines);
  const next = advance(ctx, PURCHASE_ORDER_TABLES, order, {
    ...terms,
    status,
    received_at: status === "received" ? timestamp(ctx.now) : null,
    items: lines,
  });
  const response = toPurchaseOrder(next.document);
  return ctx.commit(
    [
      ...next.statements,
      ...assignment.statements(receipts),
      ...post(ctx, receipts),
      announce(ctx, "purchase_order.received", { purchase_order: response }),
    ],
    withLotWarnings(
      response,
      receipts.flatMap(({ lot }) => lot ?? []),
    ),
  );
}

/**
 * The movement that receives what was accepted; none if all was rejected. Problems of its lot collect in `assignment`.
 */
function receiptOf(reference_id: string, arrival: Arrival, assignment: LotAssignment): Receipt[] {
  const { line, accepted, unit_cost, path } = arrival;
  const gives_lot = Object.values(arrival.lot).some((value) => value !== undefined);
  // A lot given for a variant without lots is a problem even if nothing was accepted.
  if (accepted === 0 && (line.lot_tracked || !gives_lot)) return [];
  const { id: line_id, variant_id, location_id } = line;
  const lot = assignment.lotFor({ ...line, id: variant_id }, arrival.lot, path);
  return [
    {
      type: "purchase_received",
      variant_id,
      location_id,
      lot,
      line_id,
      quantity: accepted,
      unit_cost,
      reference_id,
    },
  ];
}

/** The problem of a line of which more was received or rejected, in all, than a number can say. */
function sumProblems({ sku, received_quantity, rejected_quantity }: StoredPurchaseOrderItem): Problem[] {
  if (received_quantity + rejected_quantity <= MAX_SUM) return [];
  const message = `${sku}: more than ${fromScaled(MAX_SUM)} would be received and rejected in all. Reduce the quantities.`;
  return [{ code: "validation_failed", message, field: "items" }];
}

function afterArrivals(line: StoredPurchaseOrderItem, arrivals: readonly Arrival[]): StoredPurchaseOrderItem {
  const own = arrivals.filter((arrival) => arrival.line.id === line.id);
  return {
    ...line,
    received_quantity: own.reduce((sum, { accepted }) => sum + accepted, line.received_quantity),
    rejected_quantity: own.reduce((sum, { rejected }) => sum + rejected, line.rejected_quantity),
  };
}

/**
 * Everything that can be received, all of it accepted. It gives no lots, so the assignment reports lot-tracked variants as problems.
 */
function allOpen(lines: readonly StoredPurchaseOrderItem[]): Arrival[] {
  const receivableOf = receivableQuantity(lines);
  return lines
    .filter((line) => receivableOf(line) > 0)
    .map((line) => ({
      line,
      accepted: receivableOf(line),
      rejected: 0,
      unit_cost: line.unit_cost,
      lot: {},
      path: "items.",
    }));
}

/**
 * The arrivals of the given items: what an item accepts goes to the first of its lines, what it rejects to the last.
 */
function matchItems(lines: readonly StoredPurchaseOrderItem[], items: readonly Item[], may_exceed: boolean): Arrival[] {
  const shares = matchItemsToLines(lines, items, {
    id_field: "purchase_order_item_id",
    quantitiesOf: ({ quantity, rejected_quantity }) => ({ quantity, rejected_quantity }),
    openOf: receivableQuantity(lines),
    may_exceed,
  });
  const still_accepted = new Map(items.map((item) => [item, toScaled(item.quantity)]));
  return shares.map(({ line, item, quantity }: Share<StoredPurchaseOrderItem, Item>) => {
    const { lot_number, expiry_date, manufactured_at } = item;
    const accepted = Math.min(quantity, still_accepted.get(item) ?? 0);
    still_accepted.set(item, (still_accepted.get(item) ?? 0) - accepted);
    return {
      line,
      accepted,
      rejected: quantity - accepted,
      unit_cost: item.unit_cost === undefined ? line.unit_cost : toScaledOrNull(item.unit_cost),
      lot: { lot_number, expiry_date, manufactured_at },
      path: `items.${items.indexOf(item)}.`,
    };
  });
}
