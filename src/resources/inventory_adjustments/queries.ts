import { eq, sql } from "drizzle-orm";
import type { AdjustmentLine } from "../../../drizzle/tenant";
import { adjustments } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { type Entry, entriesByDocument, entriesOf, entriesOfAll, toEntry } from "../../ledger";
import { notFound } from "../../shared/errors";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";

type Row = Omit<typeof adjustments.$inferSelect, "sequence">;

/** An adjustment as it is answered: what was asked, and the ledger entries that came of it. */
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

/** The adjustment; 404 `not_found`. */
export async function getAdjustment(ctx: TenantContext, id: string) {
  const {
    row: [row],
    entries,
  } = await ctx.read({ row: build.select().from(adjustments).where(eq(adjustments.id, id)), entries: entriesOf(id) });
  if (!row) throw notFound("inventory adjustment");
  return toAdjustment(row, entries.map(toEntry));
}

/** Adjustments, newest first, with their ledger entries. */
export async function listAdjustments(
  ctx: TenantContext,
  page: PageRequest,
): Promise<Page<ReturnType<typeof toAdjustment>>> {
  const { keys, order, total } = pageQueries({ table: adjustments, where: [] }, page);
  const { rows, entries, counted } = await ctx.read({
    rows: build.select().from(adjustments).where(keys).orderBy(order),
    entries: entriesOfAll(sql`SELECT id FROM adjustments WHERE ${keys}`),
    counted: total,
  });
  const entries_of = entriesByDocument(entries);
  return asPage(
    rows.map((row) => toAdjustment(row, entries_of(row.id))),
    page,
    counted,
  );
}
