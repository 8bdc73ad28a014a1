import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { LEAD_DAYS, LEAST_LEAD_DAYS } from "../resources/forecasts/learn_lead_times";
import { IS_OPEN, whereOverdue } from "../resources/purchase_orders/queries";
import { sumOf } from "../resources/reports/columns";
import { allOf, isAmong, PERIOD, type PeriodArguments, ROWS, SUPPLIERS } from "./arguments";
import { count, money, quantity, text } from "./columns";
import { onDays, refuseReversed } from "./days";
import { tool } from "./define";
import { readTable } from "./table";

type Arguments = PeriodArguments & { supplier_id?: string[] | undefined };

const SUMS = {
  ordered_quantity: quantity("Ordered"),
  received_quantity: quantity("Received"),
  rejected_quantity: quantity("Rejected"),
};

/** How suppliers keep to what they promise. Reads the purchase orders of the period or the suppliers, and their receipts. */
export const supplierPerformance = tool({
  name: "supplier_performance",
  title: "Supplier performance",
  description:
    "How suppliers perform, one row for each with purchase orders that were ordered in the period (all time by default), without those cancelled before anything arrived: how many orders, open and late ones, quantities ordered, received and rejected, the percentage on time, days from ordering to receiving on average, and spend, the most spend first. An order is late if it was complete after its expected date, or is open after it; on_time_percent is of the orders with an expected date that are complete or late, null without any. average_lead_time_days is over receipts, without those entered on the day of ordering. spend is what the received goods cost, in the organization's currency.",
  arguments: { ...SUPPLIERS, ...PERIOD, ...ROWS },
  async read(ctx, args) {
    refuseReversed(args);
    return readTable(ctx, args, {
      columns: {
        supplier_name: text("Supplier", sql`u.name`),
        ...{ purchase_orders: count("Orders"), open_orders: count("Open"), late_orders: count("Late") },
        ...SUMS,
        on_time_percent: { label: "On time %", type: "percent" },
        average_lead_time_days: { label: "Lead time in days", type: "number" },
        spend: money("Spend"),
      },
      tables: sql`bought AS MATERIALIZED (${ordersOf(ctx, args)}), receipts AS MATERIALIZED (${RECEIPTS}),`,
      rows: sql`SELECT b.supplier_id, count(*) AS purchase_orders, sum(b.is_open) AS open_orders, sum(b.is_late) AS late_orders,
          ${sumOf(sql`b.ordered`)} AS ordered_quantity, ${sumOf(sql`b.received`)} AS received_quantity,
          ${sumOf(sql`b.rejected`)} AS rejected_quantity,
          (sum(b.is_on_time) * 2000000 + sum(b.is_on_time + b.is_late)) / nullif(2 * sum(b.is_on_time + b.is_late), 0)
            AS on_time_percent,
          (SELECT CAST(round(avg(r.days) * 10000) AS INTEGER) FROM receipts r
            WHERE r.supplier_id = b.supplier_id AND r.days >= ${LEAST_LEAD_DAYS}) AS average_lead_time_days,
          (SELECT ${sumOf(sql`r.value`)} FROM receipts r WHERE r.supplier_id = b.supplier_id) AS spend
        FROM bought b GROUP BY b.supplier_id`,
      joins: sql`JOIN suppliers u ON u.id = p.supplier_id`,
      order: sql`p.spend DESC, p.purchase_orders DESC, p.supplier_id`,
      sums: [...Object.keys(SUMS), "spend"],
    });
  },
});

/** Selects the purchase orders, with what of them is open, late or was on time, and the sums of their lines. */
function ordersOf(ctx: TenantContext, args: Arguments): SQL {
  const { supplier_id } = args;
  const is_asked = allOf([
    // What arrived before the rest was cancelled has been paid for.
    sql`(t.status <> 'cancelled' OR EXISTS (SELECT 1 FROM purchase_order_items i
      WHERE i.document_sequence = t.sequence AND i.received_quantity + i.rejected_quantity > 0))`,
    supplier_id && isAmong(sql`t.supplier_id`, supplier_id),
    onDays(ctx, sql`t.ordered_at`, args),
  ]);
  const sum = (column: string) =>
    sql`(SELECT ${sumOf(sql.raw(`i.${column}`))} FROM purchase_order_items i WHERE i.document_sequence = t.sequence)`;
  return sql`SELECT t.id, t.supplier_id, t.ordered_at, ${IS_OPEN} AS is_open,
      coalesce(${whereOverdue(ctx, true)} OR t.received_at > t.expected_at, 0) AS is_late,
      coalesce(t.received_at <= t.expected_at, 0) AS is_on_time, ${sum("quantity")} AS ordered,
      ${sum("received_quantity")} AS received, ${sum("rejected_quantity")} AS rejected
    FROM purchase_orders t WHERE ${is_asked}`;
}

/** Selects the receipts of these orders: how many days after the order, and what the goods cost. */
const RECEIPTS = sql`SELECT p.supplier_id, ${LEAD_DAYS} AS days, ${sumOf(sql`e.value_change`)} AS value
  FROM bought p CROSS JOIN inventory_ledger e ON e.reference_id = p.id AND +e.type = 'purchase_received'
  GROUP BY p.id, e.occurred_at`;
