import type * as z from "zod";
import { order_items, orders, type StoredOrderItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { insertRows } from "../../data/rows";
import { documentHead, sequenceOf, withoutSequence } from "../../documents/head";
import { numberLines } from "../../documents/new_lines";
import { levelsReferredTo, type Paired, type Reference, references } from "../../documents/references";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { openAllocation, post, stockFor, stockIn } from "../../ledger";
import { type Problem, refuseAll } from "../../shared/errors";
import { amountOf, inWords, MAX_VALUE, toScaled } from "../../shared/quantity";
import { type StoredOrder, toReservedOrder } from "./queries";
import type { NewOrder } from "./schemas";
import { shortQuantity, statusOf } from "./states";

type Input = z.output<typeof NewOrder>;

/**
 * Creates an order. It moves no stock; with `reserve`, reserved rises in the same commit, all or nothing unless
 * `allow_partial`. Refuses with `validation_failed` a variant or location that does not exist or is archived, with
 * `already_exists` a number that is taken, and with `insufficient_stock` what can't be reserved.
 */
export async function createOrder(ctx: TenantContext, input: Input) {
  refuseAll(missingLocations(input));
  const items_with_location = input.items.map((item) => ({
    ...item,
    location_id: item.location_id ?? input.location_id ?? "",
  }));
  const referred = references({
    items: items_with_location,
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: locationReferences(input),
  });
  const { levels, level_lots, ...rows } = await ctx.read({
    ...referred.queries,
    ...(input.reserve ? stockFor(ctx, { levels: neededBy(items_with_location) }) : NO_STOCK),
  });
  const draft = draftOrder(ctx, input, referred.resolve(rows));
  refuseAll(priceProblems(draft.items));
  const allocation = openAllocation(stockIn({ levels, level_lots }), today(ctx));
  const { items, movements, shortages } = input.reserve
    ? reserveLines({ type: "order", id: draft.id }, draft.items, allocation, shortQuantity, input.allow_partial)
    : { items: draft.items, movements: [], shortages: [] };
  const order = {
    ...draft,
    items,
    status: statusOf(items),
    reserved_at: movements.length > 0 ? draft.created_at : null,
  };
  const response = toReservedOrder(order, shortages);
  return ctx.commit(
    [
      build.insert(orders).values(withoutSequence(order)),
      insertRows(order_items, items, { document_sequence: sequenceOf("orders", order.id) }),
      ...post(ctx, movements),
      announce(ctx, "order.created", { order: response }),
      ...(movements.length > 0 ? [announce(ctx, "order.reserved", { order: response })] : []),
    ],
    response,
  );
}

const NO_STOCK = { levels: null, level_lots: null };

/** Selects what is needed of each level. */
const neededBy = (items: readonly ItemWithLocation[]) => levelsReferredTo(items, ({ quantity }) => quantity);

type ItemWithLocation = Input["items"][number] & { location_id: string };

/** The order as it is before anything is reserved. */
function draftOrder(ctx: TenantContext, input: Input, items: readonly Paired<ItemWithLocation>[]): StoredOrder {
  const { number, location_id, reserve, allow_partial, items: _, ...columns } = input;
  const head = documentHead(ctx, "order", "SO", number);
  const location_ids = new Set(items.map((item) => item.location_id));
  return {
    ...head,
    status: "pending",
    location_id: location_id ?? (location_ids.size === 1 ? (items[0]?.location_id ?? null) : null),
    ...columns,
    cancel_reason: null,
    placed_at: head.created_at,
    reserved_at: null,
    fulfilled_at: null,
    cancelled_at: null,
    items: numberLines(head.id, items.map(draftItem)),
  };
}

function draftItem(item: Paired<ItemWithLocation>): Omit<StoredOrderItem, "id" | "position"> {
  const { id: variant_id, sku, quantity_decimals, price, lot_tracked } = item.variant;
  return {
    variant_id,
    sku,
    quantity_decimals,
    location_id: item.location_id,
    quantity: toScaled(item.quantity),
    unit_price: item.unit_price === undefined ? price : toScaled(item.unit_price),
    reserved_quantity: 0,
    fulfilled_quantity: 0,
    cancelled_quantity: 0,
    claimed_quantity: 0,
    returned_quantity: 0,
    revenue: 0,
    cost_of_goods: 0,
    returned_cost: 0,
    uncosted_quantity: 0,
    lot_tracked,
    lots: [],
  };
}

/** The problem of an order whose price, which its margin is computed from, is more than a number can say exactly. */
function priceProblems(items: readonly StoredOrderItem[]): Problem[] {
  const price = items.reduce((sum, { quantity, unit_price }) => sum + amountOf(unit_price ?? 0, quantity), 0);
  if (price <= MAX_VALUE) return [];
  const message = `The price of the order exceeds ${inWords(MAX_VALUE)}. Check quantity and unit_price, or place several orders.`;
  return [{ code: "validation_failed", message, field: "items" }];
}

function missingLocations({ location_id, items }: Input): Problem[] {
  if (location_id !== undefined || items.every((item) => item.location_id !== undefined)) return [];
  return [
    {
      code: "validation_failed",
      message: "Set location_id on the order, or on every item.",
      field: "location_id",
    },
  ];
}

function locationReferences({ location_id, items }: Input): Reference[] {
  return [
    { id: location_id, field: "location_id" },
    ...items.map((item, index) => ({ id: item.location_id, field: `items.${index}.location_id` })),
  ];
}
