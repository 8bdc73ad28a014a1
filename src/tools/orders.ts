import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../commands/context";
import { amountOf } from "../data/money";
import { areOpen, customerOf, isOpen, ordersOfCustomers } from "../resources/orders/queries";
import { sumOf } from "../resources/reports/columns";
import { ORDER_STATUSES } from "../shared/statuses";
import {
  allOf,
  among,
  atPlaces,
  ITEMS,
  type ItemArguments,
  isAmong,
  NUMBERS,
  ORDERS,
  type OrderArguments,
  ofItems,
  PERIOD,
  type PeriodArguments,
  PLACES,
  type PlaceArguments,
  ROWS,
} from "./arguments";
import { dayOfTime, money, quantity, text } from "./columns";
import { onDays, refuseReversed } from "./days";
import { tool } from "./define";
import { readTable } from "./table";

type Arguments = ItemArguments &
  PlaceArguments &
  OrderArguments &
  PeriodArguments & { status?: string[] | undefined; number?: string[] | undefined; is_open?: boolean | undefined };

const QUANTITIES = {
  quantity: quantity("Ordered"),
  open_quantity: quantity("Open"),
  reserved_quantity: quantity("Reserved"),
  amount: money("Amount"),
};

/** Customers' orders, each with the sums of its lines. Reads what the most selective argument leaves. */
export const orders = tool({
  name: "orders",
  title: "Orders",
  description:
    "Customers' orders, one row each, the newest first: status, customer, channel, the day they were placed, the quantity ordered, what of it is open (neither shipped nor cancelled) and reserved, and their amount (price × quantity that is not cancelled, organization's currency). from and to are days on which orders were placed. is_open=true: those that are not shipped or cancelled in full. With items or locations, only orders with such lines, and only these lines are summed up. summary.orders is how many there are. For what was shipped, see sales.",
  arguments: {
    status: among(ORDER_STATUSES, "Only orders with one of these statuses"),
    ...ORDERS,
    ...NUMBERS,
    ...PERIOD,
    is_open: z
      .boolean()
      .optional()
      .meta({ description: "true: only orders with something still to ship; false: only the others" }),
    ...{ ...ITEMS, ...PLACES, ...ROWS },
  },
  async read(ctx, args) {
    refuseReversed(args);
    return readTable(ctx, args, {
      columns: {
        ...{ number: text("Order"), status: text("Status"), customer_name: text("Customer"), channel: text("Channel") },
        placed_on: dayOfTime("Placed"),
        ...QUANTITIES,
      },
      rows: ordersOf(ctx, args),
      order: sql`p.sequence DESC`,
      sums: Object.keys(QUANTITIES),
      ...{ counted: "orders", numbers: "orders" },
    });
  },
});

const OPEN_QUANTITY = sql`i.quantity - i.fulfilled_quantity - i.cancelled_quantity`;

function ordersOf(ctx: TenantContext, args: Arguments): SQL {
  const { by_items, from, where } = walkOf(ctx, args);
  return sql`SELECT t.sequence, t.number, t.status, ${customerOf(sql`t`)} AS customer_name, t.channel, t.placed_at AS placed_on,
      ${sumOf(sql`i.quantity`)} AS quantity, ${sumOf(OPEN_QUANTITY)} AS open_quantity,
      ${sumOf(sql`iif(${OPEN_QUANTITY} > 0,
        coalesce((SELECT sum(r.quantity) FROM open_reservations r WHERE r.line_id = i.id), 0), 0)`)} AS reserved_quantity,
      ${sumOf(amountOf(sql`i.unit_price`, sql`i.quantity - i.cancelled_quantity`))} AS amount
    FROM ${from}
    WHERE ${where} AND ${ofItems(by_items ? sql`i.variant_id` : sql`+i.variant_id`, args)} AND ${atPlaces(sql`+i.location_id`, args)}
    GROUP BY t.sequence`;
}

/**
 * The tables that are read, beginning with the first argument that is given of these: numbers, customers, items, statuses of open
 * orders, period, other statuses, channels. A `+` keeps the engines, which have no statistics, from beginning with another.
 */
function walkOf(ctx: TenantContext, args: Arguments): { by_items: boolean; from: SQL; where: SQL } {
  const { number, customer, sku, product_id, category, status, is_open, channel } = args;
  const given = [
    ...(number ? (["number"] as const) : []),
    ...(customer ? (["customer"] as const) : []),
    ...((sku ?? product_id ?? category) ? (["items"] as const) : []),
    ...(is_open || (status && areOpen(status)) ? (["status"] as const) : []),
    ...(args.from || args.to ? (["period"] as const) : []),
    ...(status ? (["status"] as const) : []),
    ...(channel ? (["channel"] as const) : []),
  ];
  const walk = given[0];
  const of = (name: typeof walk, column: string) => sql.raw(walk === name ? `t.${column}` : `+t.${column}`);
  const where = allOf([
    number && isAmong(of("number", "number"), number),
    customer && sql`${of("customer", "sequence")} IN (${ordersOfCustomers(customer)})`,
    status && isAmong(of("status", "status"), status),
    is_open !== undefined &&
      sql`${sql.raw(is_open ? "" : "NOT ")}${isOpen(status ? sql`+t.status` : of("status", "status"))}`,
    onDays(ctx, of("period", "placed_at"), args),
    channel && isAmong(of("channel", "channel"), channel),
  ]);
  const by_items = walk === "items";
  // As the orders are grouped, the engines would walk through all of them in the order of their sequence.
  const by_period = walk === "period" ? sql`INDEXED BY orders_by_placed_at` : sql``;
  const from = by_items
    ? sql`order_items i CROSS JOIN orders t ON t.sequence = i.document_sequence`
    : sql`orders t ${by_period} CROSS JOIN order_items i ON i.document_sequence = t.sequence`;
  return { by_items, from, where };
}
