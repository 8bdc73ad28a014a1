import { lineId } from "../../shared/ids";
import { type CountItem, countKey, type StoredCycleCount } from "./queries";

/** What is counted, before it has an id and a position on the count. */
export type NewCountItem = Omit<CountItem, "id" | "position">;

/** The items to add to a count: those of `candidates` that are not on it yet, numbered after its last item. */
export function addItems(count: StoredCycleCount, candidates: readonly NewCountItem[]): CountItem[] {
  const present = new Set(count.items.map(countKey));
  const last_position = count.items.at(-1)?.position ?? 0;
  return candidates
    .filter((item) => !present.has(countKey(item)))
    .map((item, index) => {
      const position = last_position + 1 + index;
      return { ...item, id: lineId(count.id, position), position };
    });
}
