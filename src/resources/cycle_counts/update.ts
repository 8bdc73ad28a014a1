import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { selectVariants } from "../../documents/references";
import { onHandAt } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { type Problem, refuseAll } from "../../shared/errors";
import { tooFine, toScaled } from "../../shared/quantity";
import type { CatalogueStatus } from "../../shared/statuses";
import { requireStatus } from "../../shared/transitions";
import { withoutUndefined } from "../../shared/without_undefined";
import { type ReferredLot, selectReferredLots } from "../lots/references";
import { lotProblems } from "../variants/references";
import { announceCount } from "./announce";
import { addItems, type NewCountItem } from "./items";
import {
  type CountItem,
  countKey,
  requireCycleCount,
  type StoredCycleCount,
  selectCountMoments,
  selectCycleCount,
  toCycleCount,
} from "./queries";
import type { CountedItemInput, CycleCountChange } from "./schemas";
import { CYCLE_COUNT_ACTIONS } from "./states";
import { CYCLE_COUNT_TABLES, insertItems } from "./tables";

/**
 * Records counted quantities, and changes the note and metadata. The expected quantity of a counted item is what was on
 * hand at `counted_at` according to the ledger; items that are not on the count yet are added. Changes no stock.
 * Refuses with `validation_failed`, all problems at once, items, variants and lots that do not exist, archived variants,
 * the same one twice, and times more than 5 minutes in the future or before the lot was created; with `invalid_status` counted quantities of a count
 * that is not in progress.
 */
export async function updateCycleCount(
  ctx: TenantContext,
  id: string,
  { cycle_count_items_attributes = [], ...change }: z.output<typeof CycleCountChange>,
) {
  const now = timestamp(ctx.now);
  const inputs = cycle_count_items_attributes.map((input) => withinTolerance(ctx, input));
  const { heads, items, variants, lots, moments } = await ctx.read(
    {
      ...selectCycleCount(id),
      variants: selectVariants(inputs),
      lots: selectReferredLots(inputs.map((input) => input.lot_id)),
      moments: onHandAt(selectCountMoments(ctx, id, inputs)),
    },
    { after_writers: inputs.length > 0 },
  );
  const count = requireCycleCount(heads, items);
  requireStatus("cycle count", count, CYCLE_COUNT_ACTIONS, inputs.length > 0 ? "count" : "change");
  const counted = resolveInputs(inputs, openCatalogue(count, variants, lots), now);

  const moment_of = new Map(moments.map((moment) => [moment.name, moment]));
  const with_expected = counted.map((item, index): NewCountItem => {
    const { at = item.counted_at, on_hand = 0, sequence = 0 } = moment_of.get(index) ?? {};
    return { ...item, counted_at: at, expected_quantity: on_hand, counted_sequence: sequence };
  });
  const by_key = new Map(with_expected.map((item) => [countKey(item), item]));
  const updated = count.items.map((item) => ({ ...item, ...by_key.get(countKey(item)) }));
  const added = addItems(count, with_expected, "cycle_count_items_attributes");

  const next = advance(ctx, CYCLE_COUNT_TABLES, count, { ...withoutUndefined(change), items: updated });
  const response = toCycleCount({ ...next.document, items: [...updated, ...added] });
  return ctx.commit(
    [...next.statements, ...insertItems(count.sequence, added), announceCount(ctx, "updated", response)],
    response,
  );
}

/** A client's clock may be ahead of the server's by so many milliseconds. */
const TOLERANCE = 5 * 60 * 1000;

/** The input; without `counted_at`, which is then now, if that is ahead of the server by at most the tolerance. */
function withinTolerance(ctx: TenantContext, input: CountedItemInput): CountedItemInput {
  const ahead = input.counted_at === undefined ? 0 : Date.parse(input.counted_at) - ctx.now.getTime();
  return ahead > 0 && ahead <= TOLERANCE ? { ...input, counted_at: undefined } : input;
}

type Variant = { id: string; sku: string; quantity_decimals: number; lot_tracked: boolean; status?: CatalogueStatus };
type Counted = Omit<NewCountItem, "expected_quantity" | "counted_sequence"> & { counted_at: string };

/**
 * What an input refers to: an item of the count or a variant, and the lot of the variant that it gives, if it exists.
 */
type Target = { listed: CountItem | undefined; variant: Variant; lot: ReferredLot | undefined };
type Catalogue = ReturnType<typeof openCatalogue>;

/** Finds the targets of inputs in the count and in what was read with it. */
function openCatalogue(count: StoredCycleCount, variants: readonly Variant[], lots: readonly ReferredLot[]) {
  const items_by_id = new Map(count.items.map((item) => [item.id, item]));
  const variants_by_id = new Map(variants.map((variant) => [variant.id, variant]));
  const variants_by_sku = new Map(variants.map((variant) => [variant.sku, variant]));
  const lots_by_id = new Map(lots.map((lot) => [lot.lot_id, lot]));

  return {
    targetOf({ id = "", variant_id = "", sku = "", lot_id = "" }: CountedItemInput): Target | null {
      const listed = items_by_id.get(id);
      const variant = listed
        ? { ...listed, id: listed.variant_id }
        : (variants_by_id.get(variant_id) ?? variants_by_sku.get(sku));
      if (!variant) return null;
      const lot = lots_by_id.get(lot_id);
      return { listed, variant, lot: lot?.variant_id === variant.id ? lot : undefined };
    },
  };
}

/** The counted items, quantities in stored units; refuses all problems of all inputs at once. */
function resolveInputs(inputs: readonly CountedItemInput[], catalogue: Catalogue, now: string): Counted[] {
  const problems: Problem[] = [];
  const keys = new Set<string>();
  const counted = inputs.flatMap((input, index): Counted[] => {
    const path = `cycle_count_items_attributes.${index}.`;
    const target = catalogue.targetOf(input);
    if (!target) {
      problems.push(unknownTarget(input, path));
      return [];
    }
    const item = countedItem(input, target, now);
    const key = countKey(item);
    problems.push(
      ...archivedProblems(input, target, path),
      ...lotReferenceProblems(input, target, path),
      ...(keys.has(key) ? [duplicate(input, path)] : []),
      ...tooFine(item, input.counted_quantity, `${path}counted_quantity`),
      ...timeProblems(item, now, path),
    );
    keys.add(key);
    return [item];
  });
  refuseAll(problems);
  return counted;
}

function countedItem(input: CountedItemInput, { listed, variant, lot }: Target, now: string): Counted {
  const lot_since = input.lot_id === undefined ? listed?.lot_since : lot?.created_at;
  return {
    variant_id: variant.id,
    lot_id: input.lot_id ?? listed?.lot_id ?? null,
    sku: variant.sku,
    quantity_decimals: variant.quantity_decimals,
    lot_tracked: variant.lot_tracked,
    lot_since: lot_since ?? null,
    counted_quantity: toScaled(input.counted_quantity),
    counted_at: input.counted_at ?? now,
  };
}

function unknownTarget(input: CountedItemInput, path: string): Problem {
  const field = referenceField(input);
  const message =
    field === "id"
      ? "This cycle count has no item with this id. Read the count again."
      : `No variant has this ${field}. Look it up under /api/v1/variants.`;
  return invalid(`${path}${field}`, message);
}

/** An archived variant takes no stock, so what was found of it could not be added when the count is completed. */
function archivedProblems(input: CountedItemInput, { variant }: Target, path: string): Problem[] {
  if (variant.status !== "archived") return [];
  const message = `The variant ${variant.sku} is archived. Restore it before it is counted.`;
  return [invalid(`${path}${referenceField(input)}`, message)];
}

function duplicate(input: CountedItemInput, path: string): Problem {
  const message = "This is counted more than once in the request. Combine the quantities into one item.";
  return invalid(`${path}${referenceField(input)}`, message);
}

/** The problems of a lot that is missing, does not exist, is not the item's, or is given for a variant without lots. */
function lotReferenceProblems(input: CountedItemInput, { listed, variant, lot }: Target, path: string): Problem[] {
  const { sku, lot_tracked } = variant;
  if (!lot_tracked) return lotProblems([input], () => path);
  const lot_id = input.lot_id ?? listed?.lot_id ?? null;
  if (lot_id === null) {
    return [invalid(`${path}lot_id`, `${sku} is lot-tracked. Provide the lot_id of the lot that was counted.`)];
  }
  const exists = listed ? lot_id === listed.lot_id : lot !== undefined;
  return exists ? [] : [invalid(`${path}lot_id`, `${sku} has no lot with this id. Look it up under /api/v1/lots.`)];
}

function timeProblems({ counted_at, lot_since }: Counted, now: string, path: string): Problem[] {
  const field = `${path}counted_at`;
  return [
    ...(counted_at > now ? [invalid(field, "counted_at must not be more than 5 minutes in the future.")] : []),
    ...(lot_since !== null && counted_at < lot_since
      ? [invalid(field, `counted_at must not be before this lot was created, at ${lot_since}. Count it again.`)]
      : []),
  ];
}

/** The field by which an input refers to what was counted. */
function referenceField({ id, sku }: CountedItemInput): "id" | "sku" | "variant_id" {
  if (id !== undefined) return "id";
  return sku === undefined ? "variant_id" : "sku";
}

function invalid(field: string, message: string): Problem {
  return { code: "validation_failed", message, field };
}
