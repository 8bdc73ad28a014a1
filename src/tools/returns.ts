import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { customerOf, ordersOfCustomers } from "../resources/orders/queries";
import { RETURN_CONDITIONS } from "../shared/reasons";
import { RETURN_STATUSES } from "../shared/statuses";
import {
  allOf,
  among,
  atPlaces,
  ITEMS,
  type ItemArguments,
  isAmong,
  ORDERS,
  ofItems,
  PERIOD,
  type PeriodArguments,
  PLACES,
  type PlaceArguments,
  ROWS,
} from "./arguments";
import { dayOfTime, JOIN_VARIANT, quantity, text, VARIANT } from "./columns";
import { onDays, refuseReversed } from "./days";
import { tool } from "./define";
import { readTable } from "./table";

type Arguments = ItemArguments &
  PlaceArguments &
  PeriodArguments & {
    status?: string[] | undefined;
    customer?: string[] | undefined;
    condition?: string[] | undefined;
  };

/** Lines of return authorizations. Reads those of the customers' orders, or of the statuses, that are given. */
export const returns = tool({
  name: "returns",
  title: "Returns",
  description:
    "What customers return, one row for each line of a return authorization, the newest first: its status (pending, received, cancelled), the order, the customer, the quantity authorized, what of it has come back, its condition (only sellable goods go back into stock), the reason, and the day it was received. from and to are days on which returns were received, so pending ones are not included then. For returned units and money by period, see sales.",
  arguments: {
    status: among(RETURN_STATUSES, "Only returns with one of these statuses"),
    customer: ORDERS.customer,
    condition: among(RETURN_CONDITIONS, "Only what is in one of these conditions"),
    ...{ ...PERIOD, ...ITEMS, ...PLACES, ...ROWS },
  },
  async read(ctx, args) {
    refuseReversed(args);
    const { sku, product_name } = VARIANT;
    return readTable(ctx, args, {
      columns: {
        ...{ number: text("Return"), status: text("Status") },
        order_number: text("Order", sql`o.number`),
        customer_name: text("Customer", customerOf(sql`o`)),
        ...{ sku, product_name },
        ...{ quantity: quantity("Authorized"), received_quantity: quantity("Received") },
        ...{ condition: text("Condition"), reason: text("Reason"), received_on: dayOfTime("Received on") },
      },
      rows: linesOf(ctx, args),
      joins: sql`${JOIN_VARIANT} JOIN orders o ON o.id = p.order_id`,
      unit: sql`v.unit`,
      order: sql`p.sequence DESC, p.position`,
      sums: ["quantity", "received_quantity"],
    });
  },
});

function linesOf(ctx: TenantContext, args: Arguments): SQL {
  const { status, customer } = args;
  const orders = customer && sql`SELECT x.id FROM orders x WHERE x.sequence IN (${ordersOfCustomers(customer)})`;
  const heads = allOf([
    orders && sql`t.order_id IN (${orders})`,
    status && isAmong(sql.raw(customer ? "+t.status" : "t.status"), status),
    onDays(ctx, sql`t.received_at`, args),
    atPlaces(sql`t.location_id`, args),
  ]);
  return sql`SELECT t.sequence, i.position, t.number, t.status, t.order_id, i.variant_id, i.quantity,
      iif(t.status = 'received', i.quantity, 0) AS received_quantity, i.condition, t.reason, t.received_at AS received_on
    FROM return_authorizations t CROSS JOIN return_authorization_items i ON i.document_sequence = t.sequence
    WHERE ${heads} AND ${args.condition ? isAmong(sql`i.condition`, args.condition) : sql`1`} AND ${ofItems(sql`i.variant_id`, args)}`;
}
