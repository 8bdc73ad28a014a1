import { type SQL, sql } from "drizzle-orm";
import { lots } from "../../../drizzle/tenant";
import { build } from "../../data/database";
import type { VariantReference } from "../../documents/references";
import type { Problem } from "../../shared/errors";

/** Selects the variant_id and lot_number of nothing. */
const NO_NUMBERS = sql`SELECT 1 AS variant_id, 1 AS lot_number WHERE 0`;

/**
 * Selects the lots that a request refers to: those with one of the ids, and those with a pair of variant_id and
 * lot_number that `numbers` selects. An id that is absent refers to nothing.
 */
export function selectReferredLots(ids: readonly (string | undefined)[], numbers = NO_NUMBERS) {
  const given_ids = ids.filter((id) => id !== undefined);
  return build
    .select({
      lot_id: lots.id,
      lot_number: lots.lot_number,
      variant_id: lots.variant_id,
      expiry_date: lots.expiry_date,
      manufactured_at: lots.manufactured_at,
      disposition: lots.disposition,
      version: lots.version,
      created_at: lots.created_at,
      usable_through: sql<string>`${lots.usable_through}`.as("usable_through"),
      sequence: lots.sequence,
    })
    .from(lots)
    .where(
      sql`id IN (SELECT value FROM json_each(${JSON.stringify(given_ids)})) OR sequence IN (
        SELECT l.sequence FROM (${numbers}) n CROSS JOIN lots l ON l.lot_number = n.lot_number AND l.variant_id = n.variant_id)`,
    );
}

/** Selects the ids of the lots that `selectReferredLots` selects, as `lot_id`. */
export function idsOfReferredLots(ids: readonly (string | undefined)[], numbers: SQL): SQL {
  return sql`SELECT value AS lot_id FROM json_each(${JSON.stringify(ids)}) UNION
    SELECT l.id FROM (${numbers}) n CROSS JOIN lots l ON l.lot_number = n.lot_number AND l.variant_id = n.variant_id`;
}

/** A lot that a request refers to. */
export type ReferredLot = ReturnType<typeof selectReferredLots>["_"]["result"][number];

type LotDates = { expiry_date?: string | null | undefined; manufactured_at?: string | null | undefined };

/**
 * The problem of a lot that would be manufactured after it expires: `validation_failed` for the date that the request
 * gives; none if it gives neither. The first argument has the dates that the lot would have.
 */
export function dateOrderProblems({ expiry_date, manufactured_at }: LotDates, given: LotDates, path = ""): Problem[] {
  const field = (["manufactured_at", "expiry_date"] as const).find((name) => given[name]);
  if (!field || !expiry_date || !manufactured_at || manufactured_at <= expiry_date) return [];
  const message = `A lot can't be manufactured on ${manufactured_at}, after it expires on ${expiry_date}. Correct the dates.`;
  return [{ code: "validation_failed", message, field: `${path}${field}` }];
}

/** Selects, of the lots whose ids `ids` selects, those that are quarantined or recalled. */
export function selectBlockedLots(ids: SQL) {
  return build
    .select({
      lot_id: lots.id,
      lot_number: lots.lot_number,
      variant_id: lots.variant_id,
      disposition: lots.disposition,
    })
    .from(lots)
    .where(sql`id IN (${ids}) AND disposition <> 'active'`);
}

/** A lot that goods were received of. */
type ReceivedLot = Pick<ReferredLot, "lot_id" | "lot_number" | "variant_id" | "disposition">;

/**
 * What a receipt returns: the document, with a warning about each quarantined or recalled lot that goods were received
 * of. They are on hand, but held.
 */
export function withLotWarnings<D>(document: D, received: readonly ReceivedLot[]) {
  const blocked = new Map(
    received.filter(({ disposition }) => disposition !== "active").map((lot) => [lot.lot_id, lot]),
  );
  const warnings = [...blocked.values()].map(({ lot_id, lot_number, variant_id, disposition }) => {
    const state = disposition === "recalled" ? "recalled" : "quarantined";
    const message = `Lot ${lot_number} is ${state}. What was received of it is held: set it apart.`;
    return { code: `lot_${state}`, message, lot_id, lot_number, variant_id };
  });
  return warnings.length > 0 ? { ...document, warnings } : document;
}

/** Selects, for `selectReferredLots`, the variant_id and lot_number of the items that give a lot number. */
export function selectLotNumbers(items: readonly (VariantReference & { lot_number?: string | undefined })[]): SQL {
  const rows = items
    .filter((item) => item.lot_number !== undefined)
    .map((item) => [item.variant_id ?? null, item.sku ?? null, item.lot_number]);
  return sql`SELECT coalesce(j.value ->> 0, (SELECT id FROM variants WHERE sku = j.value ->> 1)) AS variant_id,
    j.value ->> 2 AS lot_number FROM json_each(${JSON.stringify(rows)}) j`;
}
