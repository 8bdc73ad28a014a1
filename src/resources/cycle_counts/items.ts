import { refuse } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { type CountItem, countKey, MAX_ITEMS, type StoredCycleCount } from "./queries";

/** What is counted, before it has an id and a position on the count. */
export type NewCountItem = Omit<CountItem, "id" | "position">;

/**
 * The items to add to a count: those of `candidates` that are not on it yet, numbered after its last item. Refuses with
 * `validation_failed` if the count would have too many.
 */
export function addItems(count: StoredCycleCount, candidates: readonly NewCountItem[]): CountItem[] {
  const present = new Set(count.items.map(countKey));
  const last_position = count.items.at(-1)?.position ?? 0;
  const added = candidates.filter((item) => !present.has(countKey(item)));
  if (last_position + added.length > MAX_ITEMS) {
    const most = MAX_ITEMS.toLocaleString("en");
    throw refuse(
      "validation_failed",
      `A cycle count can have at most ${most} items. Count the location in parts, each with its \`skus\` or \`variant_ids\`.`,
    );
  }
  return added.map((item, index) => {
    const position = last_position + 1 + index;
    return { ...item, id: lineId(count.id, position), position };
  });
}
