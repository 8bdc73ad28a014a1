import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { entriesOfLot, toEntry } from "../../ledger";
import { fromScaled } from "../../shared/quantity";
import { lotResource, stockOfLots, toLot } from "./queries";
import { lotSteps } from "./steps";

/** How many ledger entries of a lot a trace shows; the ledger lists all of them. */
const MAX_ENTRIES = 1000;

/**
 * Traces a lot forward, the recall list: the batches that consumed it, or a lot produced from it, to any depth, the
 * orders that any of these lots was shipped to, and the transfers that any of them is in transit with. Lots of returned
 * goods are traced with the lot they were shipped from.
 */
export async function traceForward(ctx: TenantContext, id: string) {
  const trace = lotSteps(only(id), ["forward"]);
  const { lots, entries, counted, stock, ...first } = await ctx.read({
    lots: lotResource.byId(id),
    ...entriesOfLot(id, MAX_ENTRIES),
    stock: stockOfLots(sql`SELECT ${id}`),
    ...trace.queries,
  });
  const lot = lotResource.required(lots);
  const { consumed_by, shipped_to, in_transit } = await trace.all(ctx, first);
  return {
    lot: toLot(ctx, lot),
    lot_ledger_entries: entries.toReversed().map(toEntry),
    lot_ledger_entries_total: counted[0]?.total ?? 0,
    current_stock: stock.map(({ location_id, on_hand }) => ({ location_id, quantity: fromScaled(on_hand) })),
    consumed_by: consumed_by.map((step) => ({
      ...unscaled(step),
      output_lots: step.output_lots.map(unscaled),
    })),
    shipped_to: shipped_to.map((step) => ({
      ...unscaled(step),
      returned_quantity: fromScaled(step.returned_quantity),
    })),
    in_transit: in_transit.map(unscaled),
  };
}

/** The lots that a trace begins with, of which there is one. */
const only = (id: string): SQL => sql`SELECT ${id} AS id`;

/**
 * Traces a lot backward: the batch that produced it, and every lot that went into it, to any depth, down to the lots
 * that were received.
 */
export async function traceBackward(ctx: TenantContext, id: string) {
  const trace = lotSteps(only(id), ["backward"]);
  const { lots, ...first } = await ctx.read({ lots: lotResource.byId(id), ...trace.queries });
  const lot = lotResource.required(lots);
  const { source_batches, origins } = await trace.all(ctx, first);
  const [source_batch] = source_batches;
  return {
    lot: toLot(ctx, lot),
    source_batch: source_batch ? unscaled(source_batch) : null,
    input_lots: origins
      .filter(({ depth }) => depth > 0)
      .map(({ made_by, made_at, ...input }) => ({
        ...unscaled(input),
        receipt: input.receipt && unscaled(input.receipt),
      })),
  };
}

/** A step with its quantity in the client's numbers. */
function unscaled<T extends { quantity: number }>(step: T): T {
  return { ...step, quantity: fromScaled(step.quantity) };
}
