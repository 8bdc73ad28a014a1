import { eq } from "drizzle-orm";
import { lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { inPortions, insertRows } from "../../data/rows";
import { announceAvailability, type Movement, usableThrough } from "../../ledger";
import { timestamp } from "../../shared/clock";
import type { Problem } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { moduleProblems } from "../../shared/organization";
import type { LotDisposition, ReferenceType } from "../../shared/statuses";
import { lotProblems } from "../variants/references";
import { dateOrderProblems, type ReferredLot } from "./references";

/** The lot that a request gives for goods received: an existing one by its id, or one by its number, with its dates. */
export type LotInput = {
  lot_id?: string | undefined;
  lot_number?: string | undefined;
  expiry_date?: string | undefined;
  manufactured_at?: string | undefined;
};

type NewLotInput = LotInput & { lot_number: string };

/** The document that receives or produces the goods of new lots. */
type Source = { source_type: ReferenceType; source_id: string; supplier_id?: string };

/** The columns of a new lot that its document decides. */
type Particulars = { disposition: LotDisposition; parent_lot_id?: string | null; note?: string };

type Variant = { id: string; sku: string; lot_tracked: boolean };
type LotRow = typeof lots.$inferInsert;

export type LotAssignment = ReturnType<typeof openLotAssignment>;

/**
 * Assigns lots to the goods that a command receives. `existing` are the lots that its request refers to; a lot number
 * that is none of theirs creates a lot. Each call sees the lots that the calls before it created or completed. Nothing is
 * written: the command commits `statements`, and refuses the `problems` that collect.
 */
export function openLotAssignment(ctx: TenantContext, existing: readonly ReferredLot[], source: Source) {
  const all_lots = [...existing];
  const new_rows: ReturnType<typeof newLotRow>[] = [];
  const completed = new Map<string, ReferredLot>();
  const problems: Problem[] = [];

  /**
   * Creates a lot of a variant, whose lot number must be new for the variant. Reports with `module_disabled` an
   * organization that has lots from before, but no longer the module traceability.
   */
  function createLot(variant_id: string, input: NewLotInput, particulars?: Particulars, field?: string): ReferredLot {
    if (problems.every(({ code }) => code !== "module_disabled")) {
      problems.push(...moduleProblems(ctx.organization, "traceability", field));
    }
    const row = newLotRow(ctx, source, variant_id, input, particulars);
    const lot = asReferredLot(row);
    new_rows.push(row);
    all_lots.push(lot);
    return lot;
  }

  /** Fills in the dates that are given and were not known of a lot. */
  function complete(lot: ReferredLot, input: LotInput): ReferredLot {
    const dated = withDates(lot, input);
    if (dated === lot) return lot;
    all_lots[all_lots.indexOf(lot)] = dated;
    const { expiry_date, manufactured_at } = dated;
    const row = new_rows.find(({ id }) => id === lot.lot_id);
    if (row) Object.assign(row, { expiry_date, manufactured_at });
    else completed.set(lot.lot_id, dated);
    return dated;
  }

  /**
   * The lot that goods of a variant are received into; null if the variant is not lot-tracked. A new lot is only
   * created, and an unknown date of a lot filled in, if `may_create`. Reports with `validation_failed` a lot that is
   * missing, does not exist or is given for a variant that is not lot-tracked, and a date of manufacture after that of
   * expiry; with `already_exists` a lot that exists with another date.
   */
  function lotFor(variant: Variant, input: LotInput, path: string, may_create = true): ReferredLot | null {
    const wrong = variant.lot_tracked ? referenceProblems(variant, input, path) : lotProblems([input], () => path);
    problems.push(...wrong);
    if (!variant.lot_tracked || wrong.length > 0) return null;
    const lot = all_lots.find((one) => one.variant_id === variant.id && isReferredBy(input, one));
    if (lot) {
      const dated = may_create ? complete(lot, input) : lot;
      problems.push(...dateProblems(variant, dated, input, path));
      return dated;
    }
    const { lot_number } = input;
    if (may_create && lot_number !== undefined) {
      problems.push(...dateOrderProblems(input, input, path));
      return createLot(variant.id, { ...input, lot_number }, undefined, `${path}lot_number`);
    }
    problems.push(unknownLot(variant, input, path));
    return null;
  }

  return {
    problems,
    createLot,
    lotFor,

    /** Inserts the new lots, with what the movements receive, and dates others; to be committed before the postings. */
    statements(movements: readonly Movement[]): Statement[] {
      return [...[...completed.values()].flatMap((lot) => setDates(ctx, lot)), ...insertLots(new_rows, movements)];
    },
  };
}

function isReferredBy({ lot_id, lot_number }: LotInput, lot: ReferredLot): boolean {
  return lot_id === undefined ? lot.lot_number === lot_number : lot.lot_id === lot_id;
}

function referenceProblems({ sku }: Variant, { lot_id, lot_number }: LotInput, path: string): Problem[] {
  if ((lot_id === undefined) !== (lot_number === undefined)) return [];
  const field = `${path}${lot_id === undefined ? "lot_number" : "lot_id"}`;
  const message = `${sku} is lot-tracked. Provide exactly one of lot_id and lot_number.`;
  return [{ code: "validation_failed", message, field }];
}

function unknownLot({ sku }: Variant, { lot_number }: LotInput, path: string): Problem {
  const [field, name] = lot_number === undefined ? ["lot_id", "id"] : ["lot_number", "number"];
  const message = `${sku} has no lot with this ${name}. Look it up under /api/v1/lots.`;
  return { code: "validation_failed", message, field: `${path}${field}` };
}

/** The lot with the dates that are given and were not known of it. */
function withDates(lot: ReferredLot, input: LotInput): ReferredLot {
  const expiry_date = lot.expiry_date ?? input.expiry_date ?? null;
  const manufactured_at = lot.manufactured_at ?? input.manufactured_at ?? null;
  if (expiry_date === lot.expiry_date && manufactured_at === lot.manufactured_at) return lot;
  const dated = { ...lot, expiry_date, manufactured_at };
  return { ...dated, usable_through: usableThrough(dated) };
}

/** The problems of dates that differ from those of the lot: 409 `already_exists`; and of dates in the wrong order. */
function dateProblems({ sku }: Variant, lot: ReferredLot, input: LotInput, path: string): Problem[] {
  const different = (["expiry_date", "manufactured_at"] as const).filter(
    (field) => input[field] !== undefined && input[field] !== lot[field],
  );
  const conflicts = different.map(
    (field): Problem => ({
      code: "already_exists",
      message: `Lot ${lot.lot_number} of ${sku} already exists, with ${field} ${lot[field] ?? "null"}. Correct the date or the lot number.`,
      field: `${path}${field}`,
      details: { lot_id: lot.lot_id },
    }),
  );
  return [...conflicts, ...dateOrderProblems(lot, input, path)];
}

/** Stores dates that were not known of a lot; events follow if it turns out to be expired. */
function setDates(ctx: TenantContext, { lot_id, expiry_date, manufactured_at, version, usable_through }: ReferredLot) {
  const change = { expiry_date, manufactured_at, version: version + 1, updated_at: timestamp(ctx.now) };
  const is_expired = usable_through !== "" && usable_through < today(ctx);
  return [
    build.update(lots).set(change).where(eq(lots.id, lot_id)),
    ...(is_expired ? [announceAvailability(ctx, lot_id, -1)] : []),
  ];
}

function newLotRow(
  ctx: TenantContext,
  source: Source,
  variant_id: string,
  { lot_number, expiry_date, manufactured_at }: NewLotInput,
  particulars: Particulars = { disposition: "active" },
) {
  const now = timestamp(ctx.now);
  return {
    id: newId("lot", ctx.now),
    lot_number,
    variant_id,
    expiry_date: expiry_date ?? null,
    manufactured_at: manufactured_at ?? null,
    quantity_initial: 0,
    on_hand: 0,
    ...source,
    ...particulars,
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

/** A new lot as if it had been selected. It has no sequence yet, and is used after all lots that have one. */
function asReferredLot(row: ReturnType<typeof newLotRow>): ReferredLot {
  const { id: lot_id, lot_number, variant_id, expiry_date, manufactured_at, disposition, version, created_at } = row;
  return {
    lot_id,
    lot_number,
    variant_id,
    expiry_date,
    manufactured_at,
    disposition,
    version,
    created_at,
    usable_through: usableThrough({ disposition, expiry_date }),
    sequence: Number.MAX_SAFE_INTEGER,
  };
}

function insertLots(rows: readonly LotRow[], movements: readonly Movement[]): Statement[] {
  const by_lot = Map.groupBy(movements, ({ lot }) => lot?.lot_id);
  const received = (lot_id: string) => (by_lot.get(lot_id) ?? []).reduce((sum, { quantity }) => sum + quantity, 0);
  const received_rows = rows.map((row) => ({ ...row, quantity_initial: received(row.id) }));
  return inPortions(received_rows).map((portion) => insertRows(lots, portion));
}
