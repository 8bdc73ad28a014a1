import { sql } from "drizzle-orm";
import type { LotName, StoredReturnItem } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { lotsNamed, type NamedLot, openLotBook } from "../lots/references";
import { moveClaims } from "./claims";
import { lotsLeftBy, returnResource, type StoredReturn, toReturn } from "./queries";
import { RETURN_ACTIONS } from "./states";
import { RETURN_TABLES } from "./tables";

/**
 * Takes the goods back: what is sellable raises on hand (`return_received`), what is damaged or discarded is recorded
 * (`return_disposed`) and adds none. The order's lines show what was returned. What is tracked by lots goes back into the lot
 * it left, where that is known and may be sold; else into a lot of its own, in quarantine.
 */
export async function receiveReturn(ctx: TenantContext, id: string) {
  const { rows, lots } = await ctx.read({ rows: returnResource.byId(id), lots: lotsNamed([], lotsLeftBy(id)) });
  const row = returnResource.required(rows);
  requireStatus("return authorization", row, RETURN_ACTIONS, "receive");
  const book = openLotBook(ctx, lots, { source_type: "return_authorization", source_id: id });
  const received = row.items.map((item) => ({ ...item, lot: lotFor(ctx, row, item, lots, book) }));
  const movements = received.map(
    ({ variant_id, quantity, condition, lot, id: line_id }): Movement => ({
      type: condition === "sellable" ? "return_received" : "return_disposed",
      variant_id,
      location_id: row.location_id,
      lot,
      quantity,
      reason: condition,
      note: row.reason,
      reference_id: id,
      line_id,
    }),
  );
  const now = timestamp(ctx.now);
  const items = received.map(({ lot, ...item }) => ({ ...item, lot_id: lot?.lot_id ?? null }));
  const next = advance(ctx, RETURN_TABLES, row, { status: "received", received_at: now, items });
  const answer = toReturn(next.document);
  return ctx.commit(
    [
      ...next.statements,
      moveClaims(row.order_id, [], row.items, "returned_quantity"),
      sql`UPDATE orders SET version = version + 1, updated_at = ${now} WHERE id = ${row.order_id}`,
      ...book.statements(movements),
      ...post(ctx, movements),
      announce(ctx, "return_authorization.received", { return_authorization: answer }),
    ],
    answer,
  );
}

type Book = ReturnType<typeof openLotBook>;

/** The lot that goods come back into; of what adds no stock the lot they left. */
function lotFor(
  ctx: TenantContext,
  { number }: StoredReturn,
  item: StoredReturnItem,
  lots: readonly NamedLot[],
  book: Book,
): Pick<LotName, "lot_id"> | null {
  if (!item.lot_tracked) return null;
  const left = lots.find(({ lot_id }) => lot_id === item.from_lot_id);
  if (item.condition !== "sellable") return left ?? null;
  if (left && (left.disposition === "quarantine" || left.usable_through >= today(ctx))) return left;
  const { expiry_date, manufactured_at } = left ?? { expiry_date: null, manufactured_at: null };
  const lot_number = `${number}-${item.position}`;
  const is_taken = lots.some((lot) => lot.variant_id === item.variant_id && lot.lot_number === lot_number);
  const from = left ? `the lot ${left.lot_number}, which may not be sold` : "a lot that is not known";
  return book.draft(
    { id: item.variant_id },
    {
      lot_number: is_taken ? `${lot_number}-${item.id.slice(-8)}` : lot_number,
      expiry_date: expiry_date ?? undefined,
      manufactured_at: manufactured_at ?? undefined,
    },
    { disposition: "quarantine", parent_lot_id: left?.lot_id ?? null, note: `Came back with ${number} from ${from}.` },
  );
}
