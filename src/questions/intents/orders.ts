import type { Tag } from "../lexicon";
import { AT_OR_FROM, asShown, type Counts, CUSTOMER, type Intent, ITEMS, NUMBER } from "./intent";

const ORDERS = {
  row: ["order"],
  ...{ tool: "orders", names: { item: ITEMS, location: AT_OR_FROM, customer: CUSTOMER, order: NUMBER } },
  period: "past",
  measures: {
    ...{ unit: "quantity", open: "open_quantity", reserved: "reserved_quantity" },
    ...{ price_total: "amount", value: "amount", revenue: "amount" },
  },
  ...{ compares: "amount", compares_money: "amount", ranks: "amount" },
  orders: { newest: "-placed_on", oldest: "placed_on" },
  channels: true,
} as const;

const STATES = {
  open: { is_open: true },
  cancelled: { status: ["cancelled"] },
  fulfilled: { status: ["fulfilled"] },
  partial: { status: ["partially_fulfilled"] },
  partial_reserved: { status: ["partially_reserved"] },
  reserved: { status: ["reserved"] },
  pending: { status: ["pending"] },
} as const;

/** What is in an order is not shown by the tool, which has a row for each order. */
function isOfLines({ has, order }: Counts): boolean {
  const others = ["status", "customer", "who", "ordered", "placed", "price_total", "when", "how_many"] as const;
  return has("lines") || (order > 0 && has("which") && !others.some((tag: Tag) => has(tag)));
}

export const ORDER_INTENTS: readonly Intent[] = [
  {
    ...{ ...ORDERS, form: "order_units", says: "Orders with how they stand" },
    needs: [
      ["@order"],
      ["open", "cancelled", "fulfilled", "partial", "partial_reserved", "reserved", "pending", "status"],
    ],
    allows: ["unit", "order", "shipped", "received", "placed", "when", "customer"],
    unless: ({ has }) => has("which") && has("reserved"),
    sets: asShown(STATES),
    examples: [],
  },
  {
    ...{ ...ORDERS, form: "orders", says: "Orders" },
    needs: [
      ["order", "@order", "ordered"],
      ["order", "@order", "@customer", "customer"],
    ],
    allows: [
      ...(["placed", "ordered", "status", "customer", "who", "when", "placed_date", "have", "where", "had"] as const),
      ...(["received", "unit", "how_much_is", "bought", "shipped", "including", "anything"] as const),
    ],
    sets: STATES,
    // The tool knows when an order was placed, not when it was shipped.
    unless: (counts) => isOfLines(counts) || (counts.has_period && (counts.has("fulfilled") || counts.has("partial"))),
    groups: { order: null, customer: null },
    examples: ["Open orders of {customer}", "How many orders were placed last week?"],
  },
  {
    ...{ ...ORDERS, form: "order_units", says: "Open orders" },
    needs: [["to_ship"]],
    allows: ["unit", "order", "have", "left", "anything", "customer"],
    lacks: ["transfer", "purchase_order"],
    sets: { to_ship: { is_open: true } },
    groups: { order: null },
    examples: ["How many units do we still have to ship?"],
  },
  {
    ...{ ...ORDERS, form: "orders", says: "Orders" },
    needs: [["@customer"], ["open"], ["product", "open", "@item"]],
    allows: ["placed", "ordered", "have", "status", "order"],
    sets: STATES,
    examples: ["What is outstanding for {customer}?"],
  },
];
