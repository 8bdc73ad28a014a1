import type * as z from "zod";
import type { StoredOrderItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { type Candidate, type LotShare, matchItemsToLines, sharesByLot, tracksLots } from "../../documents/lines";
import { releaseMovements } from "../../documents/reservation";
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
import { type Problem, refuseAll } from "../../shared/errors";
import { amountOf, inWords, MAX_VALUE } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { lotProblems } from "../variants/references";
import { openLinesOf, orderResource, toOrder } from "./queries";
import type { FulfillOrder } from "./schemas";
import { ORDER_ACTIONS, openQuantity, statusOf } from "./states";
import { ORDER_TABLES } from "./tables";

type Input = z.output<typeof FulfillOrder>;
type Item = NonNullable<Input["items"]>[number];
type OrderShare = LotShare<StoredOrderItem>;

/**
 * Ships the given items, or everything still open: on hand falls, and reserved with it. The order's own reservation is
 * used first, then available stock, never what is reserved for others; lots first expired, first out, unless an item
 * gives one. What is shipped costs its share of the level's value. Of several lines of one SKU, those that can ship do
 * so first. Refuses with `insufficient_stock` what is short, or reserved in a lot that can no longer be sold; with
 * `validation_failed` more than a line has open; and with `invalid_status` an order that is fulfilled or cancelled.
 */
export async function fulfillOrder(ctx: TenantContext, id: string, { items }: Input) {
  const lot_ids = (items ?? []).map(({ lot_id }) => lot_id);
  const { orders, ...stock } = await ctx.read({
    orders: orderResource.byId(id),
    ...stockForLines(ctx, openLinesOf(id), lot_ids),
  });
  const order = orderResource.required(orders);
  requireStatus("order", order, ORDER_ACTIONS, "fulfill");

  const allocate = () => openAllocation(stockIn(stock), today(ctx));
  const shares = items ? matchItems(order.items, items, allocate()) : allOpen(order.items);
  const shipment = ship(id, order.items, shares, allocate());
  const movements = withValues(shipment.movements, stock.levels);
  const lines = withProceeds(shipment.lines, movements);
  refuseAll(costProblems(lines));
  const status = statusOf(lines);
  const next = advance(ctx, ORDER_TABLES, order, {
    status,
    fulfilled_at: status === "fulfilled" ? timestamp(ctx.now) : null,
    items: lines,
  });
  const response = toOrder(next.document);
  const event = status === "fulfilled" ? "order.fulfilled" : "order.partially_fulfilled";
  return ctx.commit([...next.statements, ...post(ctx, movements), announce(ctx, event, { order: response })], response);
}

function allOpen(lines: readonly StoredOrderItem[]): OrderShare[] {
  return lines.map((line) => ({ line, quantity: openQuantity(line) }));
}

/** Matches items to lines; `rehearsal` is an allocation to try out which of several lines of one SKU can ship. */
function matchItems(lines: readonly StoredOrderItem[], items: readonly Item[], rehearsal: Allocation): OrderShare[] {
  const skus = lines.map(({ sku }) => sku);
  const is_ambiguous = new Set(skus).size < skus.length;
  const shares = matchItemsToLines(lines, items, {
    id_field: "order_item_id",
    openOf: openQuantity,
    fits: (line, { lot_id }) => line.lots.some((lot) => lot.lot_id === lot_id && lot.reserved > 0),
    ...(is_ambiguous ? { divide: readyLinesFirst(rehearsal) } : {}),
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  return sharesByLot(shares);
}

/**
 * Divides the quantity of an item among lines: first what is reserved for each, then what each can ship of available
 * stock, then what is open. Takes it from the allocation, so that what one item ships is not there for the next.
 */
function readyLinesFirst(allocation: Allocation) {
  return (candidates: readonly Candidate<StoredOrderItem>[], { lot_id }: Item, quantity: number) => {
    const lines = candidates.map((candidate) => ({ ...candidate, quantity: 0 }));
    let rest = quantity;
    const limits = [
      (line: StoredOrderItem) => allocation.obtainable(line, lot_id).reserved,
      (line: StoredOrderItem) => allocation.obtainable(line, lot_id).total,
      () => rest,
    ];
    for (const limitOf of limits) {
      for (const share of lines) {
        const part = rest === 0 ? 0 : Math.min(rest, share.open - share.quantity, limitOf(share.line));
        if (part > 0) allocation.take(share.line, part, { lot_id });
        share.quantity += part;
        rest -= part;
      }
    }
    return lines.filter((share) => share.quantity > 0);
  };
}

/** The lines after a shipment, and its movements; refuses with `insufficient_stock` all shares that are short. */
function ship(
  order_id: string,
  lines: readonly StoredOrderItem[],
  shares: readonly OrderShare[],
  allocation: Allocation,
) {
  const document = { type: "order", id: order_id } as const;
  const shipped = new Map<string, number>();
  const shipped_before = new Set(lines.flatMap((line) => (line.fulfilled_quantity > 0 ? [line.variant_id] : [])));
  const shipments = shares.flatMap(({ line, quantity, lot_id }): Movement[] => {
    const { id: line_id, variant_id, location_id } = line;
    shipped.set(line_id, (shipped.get(line_id) ?? 0) + quantity);
    const { released, taken } = allocation.take(line, quantity, { lot_id });
    const fulfilled = taken.map(
      (part, index): Movement => ({
        type: "order_fulfilled",
        variant_id,
        location_id,
        line_id,
        reference_id: order_id,
        unit_price: line.unit_price,
        first_shipment: index === 0 && !shipped_before.has(variant_id),
        ...part,
      }),
    );
    if (taken.length > 0) shipped_before.add(variant_id);
    return [...releaseMovements(document, line, released), ...fulfilled];
  });
  refuseAll(allocation.problems);
  // A request may ship another lot than the one reserved: release whatever is reserved beyond what is still open.
  const releases = lines
    .filter(({ id }) => shipped.has(id))
    .flatMap((line) => {
      const still_open = openQuantity(line) - (shipped.get(line.id) ?? 0);
      return releaseMovements(document, line, allocation.release(line, still_open));
    });
  const movements = [...shipments, ...releases];
  const lines_after = afterMovements(lines, movements).map((line) => {
    const quantity = shipped.get(line.id) ?? 0;
    return quantity === 0 ? line : { ...line, fulfilled_quantity: line.fulfilled_quantity + quantity };
  });
  return { lines: lines_after, movements };
}

/** The problem of an order whose goods have cost more than a number can say exactly. */
function costProblems(lines: readonly StoredOrderItem[]): Problem[] {
  if (lines.reduce((sum, { cost_of_goods }) => sum + cost_of_goods, 0) <= MAX_VALUE) return [];
  const message = `The goods of the order would cost more than ${inWords(MAX_VALUE)}. Ship them with several orders.`;
  return [{ code: "validation_failed", message, field: "items" }];
}

/** The lines with what the shipments of each have cost, and their price: one amount for each movement, as in the ledger. */
function withProceeds(lines: readonly StoredOrderItem[], movements: readonly Movement[]): StoredOrderItem[] {
  const costs = valuesByLine(movements);
  const shipments = Map.groupBy(movements, ({ type, line_id }) => (type === "order_fulfilled" ? line_id : null));
  return lines.map((line) => {
    const revenue = (shipments.get(line.id) ?? []).reduce(
      (sum, { quantity, unit_price }) => sum + amountOf(unit_price ?? 0, quantity),
      line.revenue,
    );
    return { ...line, revenue, cost_of_goods: line.cost_of_goods + (costs.get(line.id) ?? 0) };
  });
}
