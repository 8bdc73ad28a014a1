import type { AdjustmentLine } from "../../../drizzle/tenant";
import { adjustments } from "../../../drizzle/tenant";
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

export const adjustmentResource = resource({
  name: "inventory adjustment",
  table: adjustments,
  select: (where, order) => build.select().from(adjustments).where(where).orderBy(order),
  parts: (ids) => ({ entries: entriesOfAll(ids) }),
  render: (_, { entries }) => {
    const entriesOfAdjustment = entriesByDocument(entries);
    return (row) => toAdjustment(row, entriesOfAdjustment(row.id));
  },
});
