import { sql } from "drizzle-orm";
import type * as z from "zod";
import { type LotQuantity, waste_records } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { levelsReferredTo, references, variantsReferredTo } from "../../documents/references";
import { announce } from "../../events/announce";
import {
  type Allocation,
  entriesOf,
  lastSequence,
  openAllocation,
  post,
  previewEntries,
  selectVariantValues,
  stockFor,
  stockIn,
  toEntry,
} from "../../ledger";
import { apiKeyIdOf } from "../../shared/actor";
import { timestamp } from "../../shared/clock";
import { type Problem, refuse, refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { type ReferredLot, selectReferredLots } from "../lots/references";
import { toWasteRecord } from "./queries";
import type { NewWasteRecord } from "./schemas";

type Input = z.output<typeof NewWasteRecord>;

/**
 * Records stock that was thrown away: on hand falls, of the given lot, or else of lots first expired, first out,
 * expired and blocked ones included. Only on hand is checked (`insufficient_stock`), so available can fall below 0,
 * which the event `inventory.oversold` announces. Refuses with `validation_failed` a variant, location or lot that does
 * not exist.
 */
export async function createWasteRecord(ctx: TenantContext, input: Input) {
  const { location_id, lot_record_id } = input;
  const referred = references({
    items: [input],
    pathOf: () => "",
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: [{ id: location_id, field: "location_id" }],
  });
  const { levels, level_lots, lots, ledger, values, ...rows } = await ctx.read({
    ...referred.queries,
    ...stockFor(ctx, {
      levels: levelsReferredTo([input], ({ quantity }) => (lot_record_id === undefined ? quantity : 0)),
      lots: sql`SELECT ${lot_record_id ?? ""} AS lot_id`,
      from: "on_hand",
    }),
    lots: selectReferredLots([lot_record_id]),
    ledger: lastSequence(),
    values: ctx.dry_run ? selectVariantValues(variantsReferredTo([input])) : null,
  });
  const [{ variant }] = referred.resolve(rows);
  requireLot(lot_record_id, variant, lots);

  const stock_levels = stockIn({ levels, level_lots });
  const allocation = openAllocation(stock_levels, today(ctx));
  const stock = { variant_id: variant.id, sku: variant.sku, location_id };
  const parts = allocation.writeOff(stock, toScaled(input.quantity), lot_record_id);
  refuseAll([...allocation.problems, ...tooManyLots(parts.length)]);
  const record = draftRecord(ctx, input, stock, parts);
  const movements = parts.map(({ lot, quantity }) => ({
    type: "waste" as const,
    ...stock,
    lot,
    quantity,
    reason: record.reason,
    note: record.notes,
    reference_id: record.id,
  }));
  const { ledger_entries: _, ...announced } = toWasteRecord(record, []);
  const statements = [
    ...post(ctx, movements),
    build.insert(waste_records).values(record),
    announce(ctx, "waste.recorded", { waste_record: announced }),
  ];
  if (ctx.dry_run) {
    const preview = previewEntries(ctx, movements, stock_levels, {
      last_sequence: ledger[0]?.last ?? 0,
      variants: values,
    });
    return ctx.commit(statements, toWasteRecord(record, preview));
  }
  const { entries } = await ctx.commitAndRead(statements, record.id, { entries: entriesOf(record.id) });
  return toWasteRecord(record, entries.map(toEntry));
}

/** The most lots that a waste record may have, as an adjustment has lines. */
const MAX_LOTS = 1000;

function tooManyLots(count: number): Problem[] {
  if (count <= MAX_LOTS) return [];
  const message = `The quantity would be taken from ${count} lots. A waste record can have at most ${MAX_LOTS}: reduce the quantity.`;
  return [{ code: "validation_failed", message, field: "quantity" }];
}

function draftRecord(
  ctx: TenantContext,
  { quantity, reason, notes }: Input,
  stock: { variant_id: string; sku: string; location_id: string },
  parts: ReturnType<Allocation["writeOff"]>,
) {
  return {
    id: newId("waste_record", ctx.now),
    ...stock,
    quantity: toScaled(quantity),
    reason,
    lots: parts.flatMap(({ lot, quantity }): LotQuantity[] =>
      lot ? [{ lot_id: lot.lot_id, lot_number: lot.lot_number, quantity }] : [],
    ),
    notes,
    api_key_id: apiKeyIdOf(ctx.actor),
    recorded_at: timestamp(ctx.now),
  };
}

/** Refuses with `validation_failed` a lot that is not one of the variant's. */
function requireLot(
  lot_id: string | undefined,
  { id, sku, lot_tracked }: { id: string; sku: string; lot_tracked: boolean },
  lots: readonly ReferredLot[],
): void {
  if (lot_id === undefined) return;
  if (lot_tracked && lots.some((lot) => lot.variant_id === id)) return;
  const message = lot_tracked
    ? `${sku} has no lot with this id. Look it up under /api/v1/lots.`
    : `${sku} is not tracked by lots. Omit lot_record_id.`;
  throw refuse("validation_failed", message, { field: "lot_record_id" });
}
