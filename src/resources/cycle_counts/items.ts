import { numberLines } from "../../documents/new_lines";
import { refuse } from "../../shared/errors";
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
  const added = candidates.filter((item) => !present.has(countKey(item)));
  refuseTooMany([...count.items, ...added], field);
  return numberLines(count.id, added, count.items);
}

function refuseTooMany(items: readonly { sku: string }[], field: string | undefined): void {
  const bytes = items.reduce((sum, { sku }) => sum + BYTES_PER_ITEM + 2 * jsonBytes(sku), 0);
  if (items.length <= MAX_ITEMS && bytes <= MAX_BYTES_OF_ITEMS) return;
  const most = MAX_ITEMS.toLocaleString("en");
  const message = `A cycle count can have at most ${most} items, fewer if their SKUs are long. Count the location in parts, each with its \`skus\` or \`variant_ids\`.`;
  throw refuse("validation_failed", message, { ...(field ? { field } : {}), details: { max_items: MAX_ITEMS } });
}
