import { sql } from "drizzle-orm";
import { type AdjustmentLine, adjustments } from "../../../drizzle/tenant";
import { build } from "../../data/database";
import { resource } from "../../data/resource";
import { type Entry, entriesByDocument, entriesOfAll } from "../../ledger";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";

type Row = Omit<typeof adjustments.$inferSelect, "sequence">;

/** An adjustment as the API returns it: its lines, and the ledger entries they caused. */
export function toAdjustment({ lines, ...row }: Row, ledger_entries: Entry[]) {
  const [first, ...more] = lines.map(toLine);
  return {
    id: row.id,
    ...(more.length === 0 ? first : {}),
    adjustments: lines.map(toLine),
    ledger_entries,
    api_key_id: row.api_key_id,
    created_at: row.created_at,
  };
}

function toLine(line: AdjustmentLine) {
  return {
    ...line,
    quantity: fromScaled(line.quantity),
    set_to: fromScaledOrNull(line.set_to),
    expected_on_hand: fromScaledOrNull(line.expected_on_hand),
    unit_cost: fromScaledOrNull(line.unit_cost),
  };
}

const NAME = "inventory adjustment";

export const adjustmentResource = resource({
  name: NAME,
  table: adjustments,
  select: (where, order) => build.select().from(adjustments).where(where).orderBy(order),
  parts: (ids) => ({ entries: entriesOfAll(ids) }),
  render: (_, { entries }) => {
    const entriesOfAdjustment = entriesByDocument(entries);
    return (row) => toAdjustment(row, entriesOfAdjustment(row.id));
  },
});

/** Adjustments as lists show them: with the number of their lines, and the line itself if there is only one. */
export const adjustmentSummaries = resource({
  name: NAME,
  table: adjustments,
  select: (where, order) =>
    build
      .select({
        sequence: adjustments.sequence,
        id: adjustments.id,
        only_line: sql<AdjustmentLine | null>`CASE WHEN json_array_length(lines) = 1 THEN lines ->> 0 END`
          .mapWith((text: string): AdjustmentLine => JSON.parse(text))
          .as("only_line"),
        lines_count: sql<number>`json_array_length(lines)`.as("lines_count"),
        api_key_id: adjustments.api_key_id,
        created_at: adjustments.created_at,
      })
      .from(adjustments)
      .where(where)
      .orderBy(order),
  render:
    () =>
    ({ sequence, only_line, ...row }) => ({ ...row, ...(only_line && toLine(only_line)) }),
});
