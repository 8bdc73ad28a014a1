import type * as z from "zod";
import { type LotQuantity, waste_records } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { levelsReferredTo, references } from "../../documents/references";
import { announce } from "../../events/announce";
import {
  entriesOf,
  lastSequence,
  levelsOf,
  type Movement,
  openAllocation,
  post,
  previewEntries,
  toEntry,
} from "../../ledger";
import { apiKeyIdOf } from "../../shared/actor";
import { timestamp } from "../../shared/clock";
import { refuse, refuseAll } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { toScaled } from "../../shared/quantity";
import { lotsNamed, type NamedLot } from "../lots/references";
import { toWasteRecord } from "./queries";
import type { NewWasteRecord } from "./schemas";

/**
 * Records what was thrown away: on hand falls, of the lot that is named, else of those that expire first, whether or not they
 * may still be sold. It needs only what is on hand (`insufficient_stock`): `available` may fall below 0, and the event
 * `inventory.oversold` then says so.
 */
export async function createWasteRecord(ctx: TenantContext, input: z.output<typeof NewWasteRecord>) {
  const { location_id, reason, notes, lot_record_id } = input;
  const referred = references({
    items: [input],
    pathOf: () => "",
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: [{ id: location_id, field: "location_id" }],
  });
  const {
    levels,
    lots,
    ledger: [ledger],
    ...rows
  } = await ctx.read({
    ...referred.queries,
    levels: levelsOf(levelsReferredTo([input])),
    lots: lotsNamed([lot_record_id]),
    ledger: lastSequence(),
  });
  const [{ variant }] = referred.resolve(rows);
  const { id: variant_id, sku, lot_tracked } = variant;
  requireLot(lot_record_id, { variant_id, sku, lot_tracked }, lots);

  const id = newId("waste_record", ctx.now);
  const place = { variant_id, sku, location_id };
  const allocation = openAllocation(levels, today(ctx));
  const parts = allocation.writeOff(place, toScaled(input.quantity), lot_record_id);
  refuseAll(allocation.problems);
  const movements = parts.map(({ lot, quantity }): Movement & { sku: string } => {
    return { type: "waste", ...place, lot, quantity, reason, note: notes, reference_id: id };
  });
  const row = {
    id,
    ...place,
    quantity: toScaled(input.quantity),
    reason,
    lots: parts.flatMap(({ lot, quantity }): LotQuantity[] =>
      lot ? [{ lot_id: lot.lot_id, lot_number: lot.lot_number, quantity }] : [],
    ),
    notes,
    api_key_id: apiKeyIdOf(ctx.actor),
    recorded_at: timestamp(ctx.now),
  };
  if (ctx.dry_run) return toWasteRecord(row, previewEntries(ctx, movements, levels, ledger?.last ?? 0));

  const { ledger_entries: _, ...told } = toWasteRecord(row, []);
  const { entries } = await ctx.commitAndRead(
    [
      ...post(ctx, movements),
      build.insert(waste_records).values(row),
      announce(ctx, "waste.recorded", { waste_record: told }),
    ],
    id,
    { entries: entriesOf(id) },
  );
  return toWasteRecord(row, entries.map(toEntry));
}

function requireLot(
  lot_id: string | undefined,
  variant: { variant_id: string; sku: string; lot_tracked: boolean },
  lots: readonly NamedLot[],
): void {
  if (lot_id === undefined) return;
  if (variant.lot_tracked && lots.some((lot) => lot.variant_id === variant.variant_id)) return;
  const message = variant.lot_tracked
    ? `${variant.sku} has no lot with this id. See /api/v1/lots.`
    : `${variant.sku} is not tracked by lots. Leave the lot out.`;
  throw refuse("validation_failed", message, { field: "lot_record_id" });
}
