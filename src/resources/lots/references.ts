import { type SQL, sql } from "drizzle-orm";
import { type LotName, lots } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import type { VariantReference } from "../../documents/references";
import { type Movement, usableThrough } from "../../ledger";
import { timestamp } from "../../shared/clock";
import type { Problem } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { LotDisposition, ReferenceType } from "../../shared/statuses";
import { lotProblems } from "../variants/references";

type NewLot = typeof lots.$inferInsert;

/** Finds lots by their ids, and by the pairs of variant_id and lot_number that `numbers` selects. */
export function lotsNamed(
  ids: readonly (string | undefined)[],
  numbers = sql`SELECT 1 AS variant_id, 1 AS lot_number WHERE 0`,
) {
  const given = ids.filter((id) => id !== undefined);
  return build
    .select({
      lot_id: lots.id,
      lot_number: lots.lot_number,
      variant_id: lots.variant_id,
      expiry_date: lots.expiry_date,
      manufactured_at: lots.manufactured_at,
      disposition: lots.disposition,
      created_at: lots.created_at,
      usable_through: sql<string>`${lots.usable_through}`.as("usable_through"),
      sequence: lots.sequence,
    })
    .from(lots)
    .where(
      sql`id IN (SELECT value FROM json_each(${JSON.stringify(given)})) OR sequence IN (
        SELECT l.sequence FROM (${numbers}) n CROSS JOIN lots l ON l.lot_number = n.lot_number AND l.variant_id = n.variant_id)`,
    );
}

export type NamedLot = ReturnType<typeof lotsNamed>["_"]["result"][number];

/** Selects the pairs of variant and lot number that items name. */
export function numbersNamed(items: readonly (VariantReference & { lot_number?: string | undefined })[]): SQL {
  const named = items
    .filter((item) => item.lot_number !== undefined)
    .map((item) => [item.variant_id ?? null, item.sku ?? null, item.lot_number]);
  return sql`SELECT coalesce(j.value ->> 0, (SELECT id FROM variants WHERE sku = j.value ->> 1)) AS variant_id,
    j.value ->> 2 AS lot_number FROM json_each(${JSON.stringify(named)}) j`;
}

/** Where the goods of new lots come from. */
type Source = {
  source_type: ReferenceType;
  source_id: string;
  supplier_id?: string;
};

/** What else there is to say of a new lot that nobody named. */
type Particulars = { disposition: LotDisposition; parent_lot_id?: string | null; note?: string };

/** What a request says of the lot that goods go into. */
export type LotInput = {
  lot_id?: string | undefined;
  lot_number?: string | undefined;
  expiry_date?: string | undefined;
  manufactured_at?: string | undefined;
};

type Variant = { id: string; sku: string; lot_tracked: boolean };

/**
 * Decides which lots goods go into: one that is known, or a new one. A variant that is tracked by lots needs one, another
 * takes none (`validation_failed`); a lot number that the variant has with another date is `already_exists`.
 */
export function openLotBook(ctx: TenantContext, known: readonly NamedLot[], source: Source) {
  const drafts: NewLot[] = [];
  const problems: Problem[] = [];
  const all = [...known];

  /** The lot that goods go into, null for a variant that has none. New lots are made only `if_new`. */
  function lotFor(variant: Variant, input: LotInput, at: string, if_new = true): LotName | null {
    const wrong = (field: string, message: string) => {
      problems.push({ code: "validation_failed", message, field: `${at}${field}` });
      return null;
    };
    if (!variant.lot_tracked) {
      problems.push(...lotProblems([input], () => at));
      return null;
    }
    if ((input.lot_id === undefined) === (input.lot_number === undefined)) {
      const field = input.lot_id === undefined ? "lot_number" : "lot_id";
      return wrong(field, `${variant.sku} is tracked by lots. Provide exactly one of lot_id and lot_number.`);
    }
    const lot = all.find(
      (one) =>
        one.variant_id === variant.id &&
        (input.lot_id === undefined ? one.lot_number === input.lot_number : one.lot_id === input.lot_id),
    );
    if (!lot) {
      if (input.lot_number === undefined)
        return wrong("lot_id", `${variant.sku} has no lot with this id. Look it up under /api/v1/lots.`);
      if (!if_new)
        return wrong("lot_number", `${variant.sku} has no lot with this number. Look it up under /api/v1/lots.`);
      return draft(variant, { ...input, lot_number: input.lot_number });
    }
    for (const field of ["expiry_date", "manufactured_at"] as const) {
      if (input[field] === undefined || input[field] === lot[field]) continue;
      const message = `Lot ${lot.lot_number} of ${variant.sku} already exists, with ${field} ${lot[field] ?? "null"}. Correct the date or the lot number.`;
      problems.push({ code: "already_exists", message, field: `${at}${field}`, details: { lot_id: lot.lot_id } });
    }
    return lot;
  }

  /** A new lot of a variant; its number must be one that the variant does not have. */
  function draft(
    variant: { id: string },
    input: LotInput & { lot_number: string },
    { disposition, ...particulars }: Particulars = { disposition: "active" },
  ): LotName {
    const now = timestamp(ctx.now);
    const { lot_number, expiry_date = null, manufactured_at = null } = input;
    const id = newId("lot", ctx.now);
    const stock = { quantity_initial: 0, on_hand: 0 };
    const stamps = { version: 1, created_at: now, updated_at: now };
    drafts.push({
      id,
      lot_number,
      variant_id: variant.id,
      disposition,
      expiry_date,
      manufactured_at,
      ...stock,
      ...source,
      ...particulars,
      ...stamps,
    });
    const usable_through = usableThrough({ disposition, expiry_date });
    const lot = { lot_id: id, lot_number, variant_id: variant.id, expiry_date, manufactured_at, usable_through };
    all.push({ ...lot, disposition, created_at: now, sequence: Number.MAX_SAFE_INTEGER });
    return { ...lot, sequence: Number.MAX_SAFE_INTEGER };
  }

  /** Makes the new lots, with what the movements bring into them; to be committed before these are posted. */
  function statements(movements: readonly Movement[]): Statement[] {
    if (drafts.length === 0) return [];
    const into = Map.groupBy(movements, ({ lot }) => lot?.lot_id);
    const quantity = (id: string) => (into.get(id) ?? []).reduce((sum, movement) => sum + movement.quantity, 0);
    return [
      insertRows(
        lots,
        drafts.map((lot) => ({ ...lot, quantity_initial: quantity(lot.id) })),
      ),
    ];
  }

  return { problems, lotFor, draft, statements };
}
