import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { type MovementRange, movementDays, movementEntries } from "../ledger";
import { customerOf, ordersOfCustomers } from "../resources/orders/queries";
import { SALES_TYPES, salesOf } from "../resources/reports/sales";
import { allOf, ITEMS, isAmong, ORDERS, type OrderArguments, PERIOD, PLACES, ROWS } from "./arguments";
import { count, SALES, text } from "./columns";
import { tool } from "./define";
import { awaitsWriters, MOVEMENT_GROUPS, type MovementGroup, movementsAskedFor, orderOf } from "./movements";
import { readTable } from "./table";

const GROUPS = [
  ...(["none", "variant", "product", "category", "location"] as const),
  ...(["customer", "channel", "order", "day", "week", "month"] as const),
] as const;
type Group = (typeof GROUPS)[number];

/** Groups of which only the orders tell, `o`. */
const BY_ORDER: Record<"customer" | "channel" | "order", MovementGroup> = {
  customer: { keys: { customer_name: customerOf(sql`o`) }, columns: { customer_name: text("Customer") } },
  channel: { keys: { channel: sql`o.channel` }, columns: { channel: text("Channel") } },
  order: {
    keys: { sequence: sql`o.sequence` },
    joins: sql`JOIN orders o ON o.sequence = p.sequence`,
    columns: {
      order_number: text("Order", sql`o.number`),
      customer_name: text("Customer", customerOf(sql`o`)),
      channel: text("Channel", sql`o.channel`),
    },
  },
};
const BY: Record<Group, MovementGroup> = { ...MOVEMENT_GROUPS, ...BY_ORDER };

/** What a movement was for: what came back refers to its return authorization, and this to the order. */
const JOIN_ORDER = sql`LEFT JOIN return_authorizations r ON m.type <> 'order_fulfilled' AND r.id = m.reference_id
  CROSS JOIN orders o ON o.id = coalesce(r.order_id, m.reference_id)`;

/** What orders shipped and what came back of them. By customer, channel and order it is read from the ledger, else by day. */
export const sales = tool({
  name: "sales",
  title: "Sales",
  description:
    "What was sold in a period: units shipped by orders, units returned, revenue, cost of goods and margin (organization's currency, no tax or shipping), by the day on which orders shipped and returns came back. Without a period, of all time. One row for each member of group_by, or one row in all. revenue and margin are net of returns; units_sold is not, net_units is. Orders that have not shipped are not included (see orders). orders is how many orders began to ship it. A customer_name of null stands for orders without a customer.",
  arguments: {
    ...{ ...ITEMS, ...PLACES, ...ORDERS, ...PERIOD },
    group_by: z
      .enum(GROUPS)
      .default("none")
      .meta({ description: "What a row stands for; `week` is the date of its Monday, `month` is YYYY-MM" }),
    ...ROWS,
  },
  async read(ctx, args) {
    const { keys, needs, joins, columns, unit, order } = BY[args.group_by];
    const by_order = args.group_by in BY_ORDER || args.customer !== undefined || args.channel !== undefined;
    const range = { ...movementsAskedFor(ctx, args), types: SALES_TYPES };
    const joined = sql`${needs ?? sql``} ${by_order ? JOIN_ORDER : sql``}`;
    // By day, only the orders of each variant are known.
    const has_orders = args.group_by === "variant" || (by_order && args.group_by !== "order");
    return readTable(ctx, args, {
      columns: { ...columns, ...SALES, ...(has_orders ? { orders: count("Orders") } : {}) },
      rows: by_order
        ? salesOf(entriesOf(range, args), { keys, joins: joined, where: ofOrders(args), orders: STARTED_ORDERS })
        : salesOf(movementDays(range), { keys, joins: joined }),
      ...(joins ? { joins } : {}),
      ...(unit ? { unit } : {}),
      order: orderOf(keys, order ?? sql`p.units_sold DESC, p.revenue DESC`),
      sums: Object.keys(SALES),
      after_writers: awaitsWriters(ctx, args),
    });
  },
});

/** Orders that began to ship something, of movements joined to their orders. */
const STARTED_ORDERS = sql`count(DISTINCT iif(m.new_orders > 0, o.sequence, NULL))`;

/** The entries of the orders asked for; of customers, only theirs are read. */
function entriesOf(range: MovementRange, { customer }: OrderArguments): SQL {
  if (!customer) return movementEntries(range);
  const orders = sql`SELECT x.id FROM orders x WHERE x.sequence IN (${ordersOfCustomers(customer)})`;
  return movementEntries(
    range,
    sql`${orders} UNION ALL SELECT y.id FROM return_authorizations y WHERE y.order_id IN (${orders})`,
  );
}

function ofOrders({ channel }: OrderArguments): SQL {
  return allOf([channel && isAmong(sql`o.channel`, channel)]);
}
