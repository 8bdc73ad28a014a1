import type { LotName } from "../../../../drizzle/tenant";
import type { Problem } from "../../../shared/errors";
import { tooFine } from "../../../shared/quantity";
import type { LotAssignment } from "../../lots/effects";
import type { StoredVariant } from "../../variants/queries";
import type { DraftStock, DraftVariant } from "./drafts";
import type { Known } from "./known";
import { problemAt } from "./places";
import type { RowInput } from "./rows";

/** Opening stock to be posted. */
export type OpeningLine = {
  variant: StoredVariant;
  location_id: string;
  lot: LotName | null;
  input: DraftStock["input"];
};

/**
 * Collects opening stock. It is only posted where the variant has never had stock: what was imported once is not added again.
 */
export function openStock({ locationOf, levels }: Pick<Known, "locationOf" | "levels">, assignment: LotAssignment) {
  const lines: OpeningLine[] = [];
  const stocked = new Set(levels.map(({ variant_id, location_id }) => `${variant_id} ${location_id}`));
  const already = new Set<string>();
  const seen = new Map<string, number>();

  function addOne({ place, input }: DraftStock, variant: StoredVariant): Problem[] {
    const location = locationOf(place, input);
    if ("problem" in location) return [location.problem];
    const { id: location_id } = location;
    const level = `${variant.id} ${location_id}`;
    if (stocked.has(level)) {
      already.add(level);
      return [];
    }
    if (variant.status === "archived") {
      return [
        problemAt(place, "quantity", {
          message: `${variant.sku} is archived and can't have stock. Leave the quantity out.`,
        }),
      ];
    }
    const key = `${level} ${input.lot_number ?? ""}`;
    const line = seen.get(key);
    if (line !== undefined) {
      const message = `${variant.sku} has stock at this location on line ${line} already. Combine them into one row.`;
      return [problemAt(place, "quantity", { message })];
    }
    seen.set(key, place.line);
    const too_fine = tooFine(variant, input.quantity, "quantity").map((problem) =>
      problemAt(place, "quantity", problem),
    );
    const known = assignment.problems.length;
    const lot = assignment.lotFor(variant, lotOf(input), "");
    const wrong_lot = assignment.problems
      .slice(known)
      .map((problem) => problemAt(place, problem.field ?? null, problem));
    lines.push({ variant, location_id, lot, input });
    return [...too_fine, ...wrong_lot];
  }

  return {
    lines,
    /** How many levels have had stock before, and are left as they are. */
    already_stocked: () => already.size,
    /** Adds the stock of a variant of the file; returns the problems with it. */
    add: (draft: DraftVariant, variant: StoredVariant) => draft.stock.flatMap((one) => addOne(one, variant)),
  };
}

function lotOf({ lot_number, expiry_date, manufactured_at }: RowInput) {
  return { lot_number, expiry_date, manufactured_at };
}
