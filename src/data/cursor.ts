import { refuse } from "../shared/errors";
import type { OrderColumn, Position } from "./listing";

/** A row of a list, as a cursor names it: its number and, if the list is sorted by a column before that, its value there. */
export type Positioned = { sequence: number } & { readonly [Column in OrderColumn]?: string | number | null };

/**
 * The cursor that follows a row, in a list that is sorted by `order_by` and then by the sequence. It holds the value of now: the
 * row may have another place in the list when the cursor is used.
 */
export function cursorAfter(row: Positioned, order_by?: OrderColumn): string {
  const value = order_by && `_${String(row[order_by]).replaceAll(":", "_")}`;
  return `cur_${row.sequence.toString(36)}${value ?? ""}`;
}

const MALFORMED = "cursor must be a value of meta.next_cursor or meta.resume_cursor of the same list and filters.";

/** The position that a cursor follows; 422 `validation_failed` for what is no cursor of a list in this order. */
export function positionIn(cursor: string, order_by?: OrderColumn): Position {
  const [, sequence, given] = /^cur_([0-9a-z]{1,11})(?:_([0-9TZ_.-]{1,30}))?$/.exec(cursor) ?? [];
  const text = given?.replaceAll("_", ":") ?? null;
  const value = order_by === "available" && text !== null ? Number(text) : text;
  if (sequence === undefined || (value === null) !== (order_by === undefined) || Number.isNaN(value)) {
    throw refuse("validation_failed", MALFORMED, { field: "cursor" });
  }
  return { sequence: Number.parseInt(sequence, 36), value };
}
