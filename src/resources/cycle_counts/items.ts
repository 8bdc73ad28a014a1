import { refuse } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { jsonBytes } from "../../shared/json_bytes";
import { type CountItem, countKey, MAX_ITEMS, type StoredCycleCount } from "./queries";

/** What is counted, before it has an id and a position on the count. */
export type NewCountItem = Omit<CountItem, "id" | "position">;

/** The bytes that the items of a count may take in a response of the database, which is 10 MB at most. */
const MAX_BYTES_OF_ITEMS = 8_600_000;
/** What an item takes besides its SKU, which is read with it, and once more with what is on hand. */
const BYTES_PER_ITEM = 380;

/**
 * The items to add to a count: those of `candidates` that are not on it yet, numbered after its last item. Refuses with
 * `validation_failed`, for `field`, more items than a count can have.
 */
export function addItems(count: StoredCycleCount, candidates: readonly NewCountItem[], field?: string): CountItem[] {
  const present = new Set(count.items.map(countKey));
  const last_position = count.items.at(-1)?.position ?? 0;
  const added = candidates.filter((item) => !present.has(countKey(item)));
  refuseTooMany([...count.items, ...added], field);
  return added.map((item, index) => {
    const position = last_position + 1 + index;
    return { ...item, id: lineId(count.id, position), position };
  });
}

function refuseTooMany(items: readonly { sku: string }[], field: string | undefined): void {
  const bytes = items.reduce((sum, { sku }) => sum + BYTES_PER_ITEM + 2 * jsonBytes(sku), 0);
  if (items.length <= MAX_ITEMS && bytes <= MAX_BYTES_OF_ITEMS) return;
  const message = `The count would have more than ${MAX_ITEMS} items, or fewer with long SKUs. Make several counts, each of some variants.`;
  throw refuse("validation_failed", message, { ...(field ? { field } : {}), details: { max_items: MAX_ITEMS } });
}
