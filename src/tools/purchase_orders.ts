import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../commands/context";
import { amountOf, convertedBy } from "../data/money";
import { IS_OPEN, whereOverdue } from "../resources/purchase_orders/queries";
import { sumOf } from "../resources/reports/columns";
import { PURCHASE_ORDER_STATUSES } from "../shared/statuses";
import {
  allOf,
  among,
  atPlaces,
  ITEMS,
  type ItemArguments,
  isAmong,
  NUMBERS,
  ofItems,
  PERIOD,
  type PeriodArguments,
  PLACES,
  type PlaceArguments,
  ROWS,
  SUPPLIERS,
} from "./arguments";
import { dayOfTime, JOIN_VARIANT, money, quantity, text, VARIANT } from "./columns";
import { onDays, refuseReversed } from "./days";
import { tool } from "./define";
import { readTable, type Table } from "./table";

type Arguments = ItemArguments &
  PlaceArguments &
  PeriodArguments & {
    [List in "status" | "number" | "supplier_id"]?: string[] | undefined;
  } & { is_open?: boolean | undefined; overdue?: boolean | undefined };

const MEASURES = {
  quantity: quantity("Ordered"),
  received_quantity: quantity("Received"),
  open_quantity: quantity("Open"),
  cost: money("Cost"),
};

const HEAD: Table["columns"] = {
  number: text("Purchase order"),
  supplier_name: text("Supplier", sql`u.name`),
  status: text("Status"),
  ordered_on: dayOfTime("Ordered"),
  expected_on: dayOfTime("Expected"),
};

/** Purchase orders, or their lines. Reads the open ones by their status, those of a supplier by the supplier. */
export const purchaseOrders = tool({
  name: "purchase_orders",
  title: "Purchase orders",
  description:
    "Orders placed with suppliers, one row each (group_by=order) or one row for each line (group_by=line), the newest first: quantity ordered, received and still open, cost (unit cost × quantity that is not cancelled, in the organization's currency; null if it is not known), and days_late: how many days ago an open order was expected, null unless it is overdue. from and to are days on which they were ordered. is_open=true: more is to arrive; overdue=true: open after the expected date. With items or locations, only orders with such lines, and only these lines are summed up. For what arrives when, see incoming_stock; for customers' orders, see orders. summary.purchase_orders is how many rows there are.",
  arguments: {
    status: among(PURCHASE_ORDER_STATUSES, "Only purchase orders with one of these statuses"),
    ...{ ...SUPPLIERS, ...NUMBERS, ...PERIOD },
    is_open: z
      .boolean()
      .optional()
      .meta({ description: "true: only those of which more is to arrive; false: only the others" }),
    overdue: z
      .boolean()
      .optional()
      .meta({ description: "true: only those still open after their expected date; false: only the others" }),
    group_by: z.enum(["order", "line"]).default("order").meta({ description: "What a row stands for" }),
    ...{ ...ITEMS, ...PLACES, ...ROWS },
  },
  async read(ctx, args) {
    refuseReversed(args);
    const by_line = args.group_by === "line";
    const { sku, product_name } = VARIANT;
    return readTable(ctx, args, {
      columns: {
        ...HEAD,
        ...(by_line ? { sku, product_name } : {}),
        ...MEASURES,
        days_late: { label: "Days late", type: "count", stored: "moment" },
      },
      rows: ordersOf(ctx, args, by_line ? sql`t.sequence, i.position` : sql`t.sequence`),
      joins: sql`JOIN suppliers u ON u.id = p.supplier_id ${by_line ? JOIN_VARIANT : sql``}`,
      ...(by_line ? { unit: sql`v.unit` } : {}),
      order: sql`p.sequence DESC, p.position`,
      sums: Object.keys(MEASURES),
      numbers: "purchase_orders",
      ...(by_line ? {} : { counted: "purchase_orders" }),
    });
  },
});

function ordersOf(ctx: TenantContext, args: Arguments, key: SQL): SQL {
  const cost = costOf(ctx);
  return sql`SELECT t.sequence, min(i.position) AS position, t.number, t.supplier_id, t.status, t.ordered_at AS ordered_on,
      t.expected_at AS expected_on, min(i.variant_id) AS variant_id, ${sumOf(sql`i.quantity`)} AS quantity,
      ${sumOf(sql`i.received_quantity`)} AS received_quantity, ${sumOf(sql`i.open_quantity`)} AS open_quantity,
      iif(count(${cost}) = 0, NULL, ${sumOf(cost)}) AS cost,
      iif(${whereOverdue(ctx, true)}, t.expected_at, NULL) AS days_late
    FROM purchase_orders t CROSS JOIN purchase_order_items i ON i.document_sequence = t.sequence
    WHERE ${headsOf(ctx, args)} AND ${ofItems(sql`+i.variant_id`, args)} AND ${atPlaces(sql`+i.location_id`, args)}
    GROUP BY ${key}`;
}

/** What is not cancelled of a line costs, in the organization's currency; null if its cost or the rate is not known. */
function costOf({ organization }: TenantContext): SQL {
  const unit_cost = sql`iif(t.currency = ${organization.currency}, i.unit_cost, ${convertedBy(sql`i.unit_cost`, sql`t.exchange_rate`)})`;
  return amountOf(unit_cost, sql`i.quantity - i.cancelled_quantity`);
}

/** The conditions on purchase orders. A `+` keeps the engines from walking another index than that of the first that is given. */
function headsOf(ctx: TenantContext, args: Arguments): SQL {
  const { number, status, supplier_id, is_open, overdue } = args;
  const by_status = status !== undefined || is_open === true || overdue === true;
  return allOf([
    number && isAmong(sql`t.number`, number),
    status && isAmong(sql.raw(number ? "+t.status" : "t.status"), status),
    is_open !== undefined && (is_open ? IS_OPEN : sql`NOT ${IS_OPEN}`),
    overdue !== undefined && whereOverdue(ctx, overdue),
    supplier_id && isAmong(sql.raw(number || by_status ? "+t.supplier_id" : "t.supplier_id"), supplier_id),
    onDays(ctx, sql`t.ordered_at`, args),
  ]);
}
