import { sql } from "drizzle-orm";
import { type AdjustmentLine, adjustments } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { Excerpt, type LinesRequest, linesPage } from "../../data/lines";
import { resource } from "../../data/resource";
import { asRecorded, type Entry, entriesByDocument, entriesOfAll, someEntriesOf, toEntry } from "../../ledger";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";

type Row = Omit<typeof adjustments.$inferSelect, "sequence">;

/** An adjustment as the API returns it: its lines, or some of them, and the ledger entries they caused. */
export function toAdjustment({ lines, ...row }: Row, ledger_entries: Entry[], shown = lines) {
  const [first, ...more] = lines;
  return {
    id: row.id,
    ...(first && more.length === 0 ? toLine(first) : {}),
    lines_count: lines.length,
    adjustments: shown.map(toLine),
    ledger_entries: asRecorded(ledger_entries, lines),
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
  written_at: "created_at",
  select: (where, order) => build.select().from(adjustments).where(where).orderBy(order),
  parts: (ids) => ({ entries: entriesOfAll(ids) }),
  render: (_, { entries }) => {
    const entriesOfAdjustment = entriesByDocument(entries);
    return (row) => toAdjustment(row, entriesOfAdjustment(row.id));
  },
});

/** Returns an adjustment with its lines and ledger entries, or with a page of its lines and their entries; 404 `not_found`. */
export async function getAdjustment(ctx: TenantContext, id: string, request: LinesRequest) {
  const page = linesPage(request);
  if (!page) return adjustmentResource.get(ctx, id);
  // A line that changed nothing has no entry; the others have one each, in their order.
  const skipped = sql`(SELECT count(*) FROM (SELECT value FROM json_each((SELECT lines FROM adjustments WHERE id = ${id}))
    LIMIT ${page.skipped}) WHERE value ->> 'quantity' <> 0)`;
  const { rows, entries } = await ctx.read({
    rows: adjustmentResource.byId(id),
    entries: someEntriesOf(id, skipped, page.per_page),
  });
  const row = adjustmentResource.required(rows);
  const lines = row.lines.slice(page.skipped, page.skipped + page.per_page);
  const caused = entries.slice(0, lines.filter(({ quantity }) => quantity !== 0).length);
  const shown = toAdjustment(row, caused.map(toEntry), lines);
  return new Excerpt(shown, shown.adjustments, page, row.lines.length);
}

/** Adjustments as lists show them: with the number of their lines, and the line itself if there is only one. */
export const adjustmentSummaries = resource({
  name: NAME,
  table: adjustments,
  written_at: "created_at",
  bytes: bytesOfRow([], sql`iif(json_array_length(t.lines) = 1, length(CAST(t.lines AS BLOB)), 0)`),
  small: true,
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
