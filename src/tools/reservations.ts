import { type SQL, sql } from "drizzle-orm";
import { customerOf, ordersOfCustomers } from "../resources/orders/queries";
import {
  allOf,
  atPlaces,
  ITEMS,
  type ItemArguments,
  isAmong,
  NUMBERS,
  ORDERS,
  ofItems,
  PLACES,
  type PlaceArguments,
  ROWS,
} from "./arguments";
import { JOIN_LOCATION, JOIN_VARIANT, LOCATION, quantity, text, VARIANT } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

type Arguments = ItemArguments & PlaceArguments & { customer?: string[] | undefined; number?: string[] | undefined };

/** What is reserved, and for which document. Reads the open lines of orders and production batches. */
export const reservations = tool({
  name: "reservations",
  title: "Reservations",
  description:
    "What stock is reserved for: the orders and production batches that have some of it set aside now. A row is a variant at a location reserved for one document, with the document's number and, of an order, the customer's name or, without one, e-mail address; the largest quantity first. Use it for why something is not available, or what is set aside for an order or a customer. For the reserved quantity alone use stock_levels; for what orders still have to get use orders.",
  arguments: { ...ITEMS, ...PLACES, customer: ORDERS.customer, ...NUMBERS, ...ROWS },
  read(ctx, args) {
    return readTable(ctx, args, {
      rows: reservedLines(args),
      joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION}
        LEFT JOIN orders o ON o.id = p.document_id LEFT JOIN production_batches b ON b.id = p.document_id`,
      order: sql`p.quantity DESC, p.document_id, p.variant_id, p.location_id`,
      columns: {
        ...VARIANT,
        ...LOCATION,
        document_type: text("Document"),
        document_number: text("Number", sql`coalesce(o.number, b.number)`),
        customer_name: text("Customer", customerOf(sql`o`)),
        quantity: quantity("Reserved"),
      },
      sums: ["quantity"],
      unit: sql`v.unit`,
      numbers: "orders",
    });
  },
});

/** Selects what is reserved of variants at locations, in stored units, by document. Only open documents reserve stock. */
function reservedLines(args: Arguments): SQL {
  const { customer, number } = args;
  const of_orders = (condition: SQL) => sql`document_id IN (SELECT x.id FROM orders x WHERE ${condition})`;
  const documents = allOf([
    customer && of_orders(sql`x.sequence IN (${ordersOfCustomers(customer)})`),
    number && of_orders(isAmong(sql`x.number`, number)),
  ]);
  const reserved = sql`CROSS JOIN open_reservations r ON r.line_id = i.id
    WHERE ${ofItems(sql`i.variant_id`, args)} AND ${atPlaces(sql`r.location_id`, args)}`;
  return sql`SELECT document_type, document_id, variant_id, location_id, sum(quantity) AS quantity FROM (
      SELECT r.reference_type AS document_type, r.reference_id AS document_id, r.variant_id, r.location_id, r.quantity
      FROM order_items i INDEXED BY order_items_open_by_variant ${reserved}
        AND i.quantity > i.fulfilled_quantity + i.cancelled_quantity
      UNION ALL SELECT r.reference_type, r.reference_id, r.variant_id, r.location_id, r.quantity
      FROM production_batches d CROSS JOIN production_batch_inputs i ON i.document_sequence = d.sequence ${reserved}
        AND d.status IN ('planned', 'in_progress'))
    WHERE ${documents} GROUP BY document_type, document_id, variant_id, location_id`;
}
