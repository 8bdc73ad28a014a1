import { sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../commands/context";
import { lotSteps } from "../resources/lots/steps";
import { fromScaled } from "../shared/quantity";
import { allOf, ITEMS, isAmong, ofItems, ROWS, someOf } from "./arguments";
import { quantity, text } from "./columns";
import { dayIn } from "./days";
import { tool } from "./define";
import { namedValues, refuseUnknown } from "./known";
import { tableResult } from "./memory_table";

const DIRECTIONS = ["forward", "backward"] as const;
type Trace = Awaited<ReturnType<ReturnType<typeof lotSteps>["all"]>>;

/** Where lots came from and where they went, as `trace_forward` and `trace_backward` of lots return it. */
export const traceLot = tool({
  name: "trace_lot",
  title: "Trace a lot",
  module: "traceability",
  description:
    "Where a lot came from and where it went. backward: the document it was received or produced with and its supplier, and the same of every lot that went into it, to any depth. forward (the recall list): the orders that it or a lot produced from it was shipped to, with the customer, the production batches that consumed it, and the transfers it is in transit with. A row is such a document and the lot it is about, with the quantity of that lot that was received, used, shipped or is in transit, and the day; returned_quantity is what came back of a shipment. summary.quantity is there for one direction only. Lots of several variants can have the same number: sku tells them apart. For what is left of a lot and its expiry date use lots.",
  arguments: {
    lot_number: someOf("The numbers of the lots to trace"),
    direction: z
      .enum([...DIRECTIONS, "both"])
      .default("both")
      .meta({ description: "Where it went (forward), where it came from (backward), or both" }),
    ...ITEMS,
    ...ROWS,
  },
  async read(ctx, args) {
    const asked = allOf([isAmong(sql`l.lot_number`, args.lot_number), ofItems(sql`l.variant_id`, args)]);
    const directions = DIRECTIONS.filter((one) => args.direction === "both" || args.direction === one);
    const trace = lotSteps(sql`SELECT l.id FROM lots l WHERE ${asked}`, directions);
    const { unknown, ...first } = await ctx.read({ ...trace.queries, unknown: namedValues(args) });
    refuseUnknown(unknown);
    const found = await trace.all(ctx, first);
    return tableResult(ctx, args, {
      rows: [...originRows(ctx, found), ...useRows(ctx, found)],
      columns: {
        direction: text("Direction"),
        document_type: text("Document"),
        document_number: text("Number"),
        party: text("Supplier or customer"),
        lot_number: text("Lot number"),
        sku: text("SKU"),
        quantity: quantity("Quantity"),
        returned_quantity: quantity("Returned quantity"),
        date: { label: "Date", type: "date" },
      },
      // What came in and what of it went out are not to be added up.
      sums: args.direction === "both" ? ["returned_quantity"] : ["quantity", "returned_quantity"],
    });
  },
});

/** Where the lots and what went into them come from. */
function originRows(ctx: TenantContext, { origins }: Trace) {
  return origins.map(({ lot_number, sku, quantity, made_by, made_at, receipt, supplier }) => ({
    direction: "backward",
    document_type: receipt?.source_type ?? "production_batch",
    document_number: receipt ? receipt.number : made_by,
    party: supplier?.name ?? null,
    ...{ lot_number, sku, quantity: fromScaled(quantity), returned_quantity: null },
    date: dayIn(ctx, made_at),
  }));
}

/** Where the lots and what was made of them went. */
function useRows(ctx: TenantContext, { shipped_to, consumed_by, in_transit }: Trace) {
  const rowOf = (step: { number: string; lot_number: string; sku: string; quantity: number }) => ({
    direction: "forward",
    document_number: step.number,
    ...{ lot_number: step.lot_number, sku: step.sku, quantity: fromScaled(step.quantity) },
  });
  return [
    ...shipped_to.map((step) => ({
      ...rowOf(step),
      document_type: "order",
      party: step.customer.name ?? step.customer.email,
      returned_quantity: fromScaled(step.returned_quantity),
      date: dayIn(ctx, step.fulfilled_at),
    })),
    ...consumed_by.map((step) => ({
      ...rowOf(step),
      ...{ document_type: "production_batch", party: null, returned_quantity: null },
      date: step.completed_at && dayIn(ctx, step.completed_at),
    })),
    ...in_transit.map((step) => ({
      ...rowOf(step),
      ...{ document_type: "stock_transfer", party: null, returned_quantity: null, date: null },
    })),
  ];
}
