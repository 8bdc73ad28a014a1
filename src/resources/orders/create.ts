import { sql } from "drizzle-orm";
import type * as z from "zod";
import { order_items, orders, type StoredOrderItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { insertRows } from "../../data/rows";
import { documentHead, sequenceOf, withoutSequence } from "../../documents/head";
import { reserveLines } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { levelsOf, openAllocation, post } from "../../ledger";
import { type Problem, refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { locationProblems, locationsNamed } from "../locations/references";
import { type NamedVariant, pairsNamed, resolveVariants, variantsNamed } from "../variants/references";
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
  const [variants, places, levels] = await ctx.read([
    variantsNamed(wanted),
    locationsNamed([...wanted.map((item) => item.location_id), ...(input.location_id ? [input.location_id] : [])]),
    levelsOf(input.reserve ? pairsNamed(wanted) : sql`SELECT 1, 1 WHERE 0`),
  ]);
  const named = resolveVariants(
    wanted,
    variants,
    (index) => `items.${index}.`,
    ({ quantity }) => ({ quantity }),
  );
  refuseAll([...named.problems, ...locationProblems(namedLocations(input), places)]);

  const placed = place(ctx, input, wanted, named.variants);
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
  wanted: readonly (Input["items"][number] & { location_id: string })[],
  variants: readonly NamedVariant[],
): StoredOrder {
  const head = documentHead(ctx, "order", "SO", number);
  const locations = new Set(wanted.map((item) => item.location_id));
  const items = wanted.map((item, position): StoredOrderItem => {
    const { id: variant_id, sku, quantity_decimals, price, lot_tracked } = variants[position] as NamedVariant;
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

function namedLocations({ location_id, items }: Input) {
  const order = location_id === undefined ? [] : [{ location_id, field: "location_id" }];
  return [
    ...order,
    ...items.flatMap((item, index) =>
      item.location_id === undefined ? [] : [{ location_id: item.location_id, field: `items.${index}.location_id` }],
    ),
  ];
}
