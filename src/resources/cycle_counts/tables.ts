import { cycle_count_items, cycle_counts } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { inPortions, insertRows } from "../../data/rows";
import type { DocumentTables } from "../../documents/advance";
import type { CountItem } from "./queries";

export const CYCLE_COUNT_TABLES: DocumentTables = {
  head: cycle_counts,
  lines: cycle_count_items,
  progress: ["expected_quantity", "counted_quantity", "counted_at", "counted_sequence"],
};

/** Inserts the items that are added to a count. */
export function insertItems(document_sequence: number, items: readonly CountItem[]): Statement[] {
  const rows = items.map((item) => ({ ...item, document_sequence }));
  return inPortions(rows).map((portion) => insertRows(cycle_count_items, portion));
}
