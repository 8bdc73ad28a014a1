import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import { sumOf } from "../resources/reports/columns";
import { isOpen } from "../resources/stock_transfers/queries";
import { STOCK_TRANSFER_STATUSES } from "../shared/statuses";
import { allOf, among, ITEMS, type ItemArguments, isAmong, NUMBERS, ofItems, PLACES, ROWS } from "./arguments";
import { dayOfTime, quantity, text } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

type Arguments = ItemArguments & {
  [List in "status" | "number" | "from_location_id" | "to_location_id"]?: string[] | undefined;
} & { is_open?: boolean | undefined };

/** Transfers between locations. Reads the open ones by their status, others by their source or destination. */
export const transfers = tool({
  name: "transfers",
  title: "Stock transfers",
  description:
    "Transfers of stock between the organization's locations, one row each, the newest first: status, source, destination, the quantity planned, what of it is in transit (shipped, and neither received nor lost), and the days on which they were shipped and created. is_open=true: drafts, and those of which something is in transit. With items, only transfers with such lines, and only these lines are summed up. summary.transfers is how many there are.",
  arguments: {
    status: among(STOCK_TRANSFER_STATUSES, "Only transfers with one of these statuses"),
    ...NUMBERS,
    from_location_id: PLACES.location_id.meta({ description: "Only from these locations" }),
    to_location_id: PLACES.location_id.meta({ description: "Only to these locations" }),
    is_open: z
      .boolean()
      .optional()
      .meta({ description: "true: only transfers with something to ship or to receive; false: only the others" }),
    ...{ ...ITEMS, ...ROWS },
  },
  read(ctx, args) {
    return readTable(ctx, args, {
      columns: {
        ...{ number: text("Transfer"), status: text("Status") },
        from_location: text("From", sql`f.name`),
        to_location: text("To", sql`l.name`),
        ...{ quantity: quantity("Quantity"), in_transit: quantity("In transit") },
        ...{ shipped_on: dayOfTime("Shipped"), created_on: dayOfTime("Created") },
      },
      rows: sql`SELECT t.sequence, t.number, t.status, t.from_location_id, t.to_location_id, ${sumOf(sql`i.quantity`)} AS quantity,
          ${sumOf(sql`i.in_transit`)} AS in_transit, t.shipped_at AS shipped_on, t.created_at AS created_on
        FROM stock_transfers t CROSS JOIN stock_transfer_items i ON i.document_sequence = t.sequence
        WHERE ${headsOf(args)} AND ${ofItems(sql`+i.variant_id`, args)} GROUP BY t.sequence`,
      joins: sql`JOIN locations f ON f.id = p.from_location_id JOIN locations l ON l.id = p.to_location_id`,
      order: sql`p.sequence DESC`,
      sums: ["quantity", "in_transit"],
      ...{ counted: "transfers", numbers: "stock_transfers" },
    });
  },
});

/** The conditions on transfers. A `+` keeps the engines from walking another index than that of the first that is given. */
function headsOf({ number, status, is_open, from_location_id, to_location_id }: Arguments): SQL {
  const by_status = status !== undefined || is_open === true;
  return allOf([
    number && isAmong(sql`t.number`, number),
    status && isAmong(sql.raw(number ? "+t.status" : "t.status"), status),
    is_open !== undefined &&
      sql`${sql.raw(is_open ? "" : "NOT ")}${isOpen(sql.raw(number || status ? "+t.status" : "t.status"))}`,
    from_location_id &&
      isAmong(sql.raw(number || by_status ? "+t.from_location_id" : "t.from_location_id"), from_location_id),
    to_location_id &&
      isAmong(
        sql.raw(number || by_status || from_location_id ? "+t.to_location_id" : "t.to_location_id"),
        to_location_id,
      ),
  ]);
}
