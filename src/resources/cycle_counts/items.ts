import { numberLines } from "../../documents/new_lines";
import { type CountItem, countKey, type StoredCycleCount } from "./queries";

/** What is counted, before it has an id and a position on the count. */
export type NewCountItem = Omit<CountItem, "id" | "position">;

/** The items to add to a count: those of `candidates` that are not on it yet, numbered after its last item. */
export function addItems(count: StoredCycleCount, candidates: readonly NewCountItem[]): CountItem[] {
  const present = new Set(count.items.map(countKey));
  const added = candidates.filter((item) => !present.has(countKey(item)));
  return numberLines(count.id, added, count.items);
}
