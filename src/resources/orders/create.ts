import type * as z from "zod";
import { order_items, orders, type StoredOrderItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { insertRows } from "../../data/rows";
import { documentHead, sequenceOf, withoutSequence } from "../../documents/head";
import { levelsReferredTo, type Paired, type Reference, references } from "../../documents/references";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { levelsOf, openAllocation, post } from "../../ledger";
import { type Problem, refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { type StoredOrder, toReservedOrder } from "./queries";
import type { NewOrder } from "./schemas";
import { shortQuantity, statusOf } from "./states";

type Input = z.output<typeof NewOrder>;

/**
 * Places an order. It moves no stock; with `reserve` it is reserved in the same commit, all or nothing unless
 * `allow_partial`. Refuses a taken number with `already_exists`, and with `insufficient_stock` what can't be reserved.
 */
export async function createOrder(ctx: TenantContext, input: Input) {
  const wanted = input.items.map((item) => ({ ...item, location_id: item.location_id ?? input.location_id ?? "" }));
  refuseAll(missingLocations(input));
  const referred = references({
    items: wanted,
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: locationsOf(input),
  });
  const { levels, ...rows } = await ctx.read({
    ...referred.queries,
    levels: input.reserve ? levelsOf(levelsReferredTo(wanted)) : null,
  });
  const placed = place(ctx, input, referred.resolve(rows));
  const document = { type: "order", id: placed.id } as const;
  const allocation = openAllocation(levels, today(ctx));
  const { items, movements, shortages } = input.reserve
    ? reserveLines(document, placed.items, allocation, shortQuantity, input.allow_partial)
    : { items: placed.items, movements: [], shortages: [] };
  const order = {
    ...placed,
    items,
    status: statusOf(items),
    reserved_at: movements.length > 0 ? placed.created_at : null,
  };
  const answer = toReservedOrder(order, shortages);
  return ctx.commit(
    [
      build.insert(orders).values(withoutSequence(order)),
      insertRows(order_items, items, { document_sequence: sequenceOf("orders", order.id) }),
      ...post(ctx, movements),
      announce(ctx, "order.created", { order: answer }),
      ...(movements.length > 0 ? [announce(ctx, "order.reserved", { order: answer })] : []),
    ],
    answer,
  );
}

function place(
  ctx: TenantContext,
  { number, location_id, reserve, allow_partial, items: _, ...columns }: Input,
  wanted: readonly Paired<Input["items"][number] & { location_id: string }>[],
): StoredOrder {
  const head = documentHead(ctx, "order", "SO", number);
  const locations = new Set(wanted.map((item) => item.location_id));
  const items = wanted.map((item, position): StoredOrderItem => {
    const { id: variant_id, sku, quantity_decimals, price, lot_tracked } = item.variant;
    return {
      id: lineId(head.id, position + 1),
      position: position + 1,
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
      lot_tracked,
      lots: [],
    };
  });
  return {
    ...head,
    status: "pending",
    location_id: location_id ?? (locations.size === 1 ? (wanted[0]?.location_id ?? null) : null),
    ...columns,
    cancel_reason: null,
    placed_at: head.created_at,
    reserved_at: null,
    fulfilled_at: null,
    cancelled_at: null,
    items,
  };
}

function missingLocations({ location_id, items }: Input): Problem[] {
  if (location_id !== undefined || items.every((item) => item.location_id !== undefined)) return [];
  return [
    {
      code: "validation_failed",
      message: "Say where it ships from: location_id of the order, or of every item.",
      field: "location_id",
    },
  ];
}

/** Where the order ships from: its own location, and those that items name. */
function locationsOf({ location_id, items }: Input): Reference[] {
  const of_items = items.map((item, index) => ({ id: item.location_id, field: `items.${index}.location_id` }));
  return [{ id: location_id, field: "location_id" }, ...of_items];
}
