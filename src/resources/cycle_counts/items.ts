import { numberLines } from "../../documents/new_lines";
import { refuse } from "../../shared/errors";
import { type CountItem, countKey, MAX_ITEMS, type StoredCycleCount } from "./queries";

/** What is counted, before it has an id and a position on the count. */
export type NewCountItem = Omit<CountItem, "id" | "position">;

/**
 * The items to add to a count: those of `candidates` that are not on it yet, numbered after its last item. Refuses with
 * `validation_failed` if the count would have too many.
 */
export function addItems(count: StoredCycleCount, candidates: readonly NewCountItem[]): CountItem[] {
  const present = new Set(count.items.map(countKey));
  const added = candidates.filter((item) => !present.has(countKey(item)));
  if (count.items.length + added.length > MAX_ITEMS) {
    const most = MAX_ITEMS.toLocaleString("en");
    throw refuse(
      "validation_failed",
      `A cycle count can have at most ${most} items. Count the location in parts, each with its \`skus\` or \`variant_ids\`.`,
    );
  }
  return numberLines(count.id, added, count.items);
}
