import { type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../commands/context";
import { sumOf } from "../resources/reports/columns";
import {
  atPlaces,
  ITEMS,
  type ItemArguments,
  isAmong,
  ofItems,
  PERIOD,
  type PeriodArguments,
  PLACES,
  type PlaceArguments,
  ROWS,
  SUPPLIERS,
} from "./arguments";
import { dayOfTime, JOIN_LOCATION, JOIN_VARIANT, LOCATION, quantity, text, VARIANT } from "./columns";
import { onDays, refuseReversed } from "./days";
import { tool } from "./define";
import { readTable, type Table } from "./table";

const GROUPS = ["line", "variant", "location", "none"] as const;
type Group = (typeof GROUPS)[number];

const LINE_COLUMNS = {
  source: text("Source", sql`p.source`),
  number: text("Number", sql`p.number`),
  supplier_name: text("Supplier", sql`u.name`),
  ...{ sku: VARIANT.sku, product_name: VARIANT.product_name },
  ...LOCATION,
};

/** What a row stands for, of the lines `i`. */
const BY: Record<Exclude<Group, "line">, { key: SQL | null; joins?: SQL; unit?: SQL; columns: Table["columns"] }> = {
  variant: { key: sql`i.variant_id`, joins: JOIN_VARIANT, unit: sql`v.unit`, columns: VARIANT },
  location: { key: sql`i.location_id`, joins: JOIN_LOCATION, columns: LOCATION },
  none: { key: null, columns: {} },
};

type Arguments = ItemArguments & PlaceArguments & PeriodArguments & { supplier_id?: string[] | undefined };

/** What is still to arrive, and when: the lines whose sums are `incoming` of levels. Reads open lines only. */
export const incomingStock = tool({
  name: "incoming_stock",
  title: "Incoming stock",
  description:
    "What is still to arrive: one row for each open line of a purchase order and each line of a transfer that is in transit, or summed up by variant or location. quantity is what has not arrived yet; expected_on is the purchase order's expected date, the first of them in a group, and null for transfers and orders without a date. With from or to, only what is expected on these days; with supplier_id, only purchase orders. Goods of transfers that have not been shipped are not included.",
  arguments: {
    ...{ ...ITEMS, ...PLACES, ...SUPPLIERS, ...PERIOD },
    group_by: z.enum(GROUPS).default("line").meta({ description: "What a row stands for" }),
    ...ROWS,
  },
  async read(ctx, args) {
    refuseReversed(args);
    const lines = linesOf(ctx, args);
    const measures = { quantity: quantity("Quantity"), expected_on: dayOfTime("Expected") };
    if (args.group_by === "line") {
      return readTable(ctx, args, {
        columns: { ...LINE_COLUMNS, ...measures },
        rows: lines,
        joins: sql`${JOIN_VARIANT} ${JOIN_LOCATION} LEFT JOIN suppliers u ON u.id = p.supplier_id`,
        unit: sql`v.unit`,
        order: sql`p.expected_on ASC NULLS LAST, p.source, p.number, p.position`,
        sums: ["quantity"],
      });
    }
    const { key, joins, unit, columns } = BY[args.group_by];
    return readTable(ctx, args, {
      columns: { ...columns, ...measures },
      rows: sql`SELECT min(i.variant_id) AS variant_id, min(i.location_id) AS location_id, ${sumOf(sql`i.quantity`)} AS quantity,
          min(i.expected_on) AS expected_on
        FROM (${lines}) i ${key ? sql`GROUP BY ${key}` : sql``}`,
      ...(joins ? { joins } : {}),
      ...(unit ? { unit } : {}),
      order: sql`p.quantity DESC, p.variant_id, p.location_id`,
      sums: ["quantity"],
    });
  },
});

/** Selects the open lines of purchase orders and the lines of transfers in transit. */
function linesOf(ctx: TenantContext, args: Arguments): SQL {
  const { supplier_id, from, to } = args;
  const only_ordered = supplier_id !== undefined || from !== undefined || to !== undefined;
  return sql`SELECT 'purchase_order' AS source, t.number, i.position, t.supplier_id, i.variant_id, i.location_id,
      i.open_quantity AS quantity, t.expected_at AS expected_on
    FROM purchase_order_items i INDEXED BY purchase_order_items_incoming
    CROSS JOIN purchase_orders t ON t.sequence = i.document_sequence
    WHERE i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity
      AND ${ofItems(sql`i.variant_id`, args)} AND ${atPlaces(sql`i.location_id`, args)} AND ${onDays(ctx, sql`t.expected_at`, args)}
      AND ${supplier_id ? isAmong(sql`t.supplier_id`, supplier_id) : sql`1`}
    ${only_ordered ? sql`` : sql`UNION ALL ${inTransit(args)}`}`;
}

function inTransit(args: Arguments): SQL {
  return sql`SELECT 'stock_transfer', t.number, i.position, NULL, i.variant_id, i.to_location_id, i.in_transit, NULL
    FROM stock_transfer_items i INDEXED BY stock_transfer_items_incoming
    CROSS JOIN stock_transfers t ON t.sequence = i.document_sequence
    WHERE i.shipped_quantity > i.received_quantity + i.lost_quantity
      AND ${ofItems(sql`i.variant_id`, args)} AND ${atPlaces(sql`i.to_location_id`, args)}`;
}
