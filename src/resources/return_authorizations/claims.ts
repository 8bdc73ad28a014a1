import { sql } from "drizzle-orm";
import { return_authorization_items, type StoredOrderItem, type StoredReturnItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import { matchItemsToLines, type Share, tracksLots } from "../../documents/lines";
import { type Problem, refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { fromScaled, toScaledOrNull } from "../../shared/quantity";
import { lotProblems } from "../variants/references";
import type { ReturnItemInput } from "./schemas";

/**
 * Makes the lines of a return: each claims what of an order's line was fulfilled and is not claimed by another return, and
 * of a lot no more than was shipped of it. `own` is what this return has claimed so far.
 */
export function draftItems(
  return_id: string,
  ordered: readonly StoredOrderItem[],
  wanted: readonly ReturnItemInput[],
  own: readonly StoredReturnItem[] = [],
): StoredReturnItem[] {
  const claimed = claimsOf(own);
  const shares = matchItemsToLines(ordered, wanted, {
    id_field: "order_item_id",
    openOf: (line) => line.fulfilled_quantity - line.claimed_quantity + (claimed.get(line.id) ?? 0),
    fits: (line, { lot_id }) => line.lots.some((lot) => lot.lot_id === lot_id && lot.taken > 0),
  });
  refuseAll(lotProblems(wanted, undefined, tracksLots(shares)));
  const problems: Problem[] = [];
  const claimed_here = new Map<string, number>();
  const of_lots = shares.flatMap((share) => {
    const wrong = (message: string) =>
      problems.push({ code: "validation_failed", message, field: `items.${wanted.indexOf(share.item)}.lot_id` });
    return lotsLeft(share, own, claimed_here, wrong).map((part) => ({ ...share, ...part }));
  });
  refuseAll(problems);
  return of_lots.map(({ line, item, quantity, from_lot_id }, index) => ({
    id: lineId(return_id, index + 1),
    position: index + 1,
    order_item_id: line.id,
    variant_id: line.variant_id,
    sku: line.sku,
    quantity,
    condition: item.condition,
    unit_refund: toScaledOrNull(item.unit_refund),
    lot_tracked: line.lot_tracked,
    from_lot_id,
    lot_id: null,
  }));
}

/**
 * Which lots goods of a line left: the one that is named, the only one that was shipped, or all of them if everything comes
 * back; else that is not known, as where some was shipped before the variant was tracked by lots.
 */
function lotsLeft(
  { line, item, quantity }: Share<StoredOrderItem, ReturnItemInput>,
  own: readonly StoredReturnItem[],
  claimed_here: Map<string, number>,
  wrong: (message: string) => void,
): { from_lot_id: string | null; quantity: number }[] {
  const shipped = line.lots.filter(({ taken }) => taken > 0);
  const of_line = own.filter(({ order_item_id }) => order_item_id === line.id);
  const sum = (items: readonly StoredReturnItem[]) => items.reduce((total, one) => total + one.quantity, 0);
  const all_in_lots = shipped.reduce((total, { taken }) => total + taken, 0) === line.fulfilled_quantity;
  if (item.lot_id === undefined && (shipped.length !== 1 || !all_in_lots)) {
    const everything = quantity === line.fulfilled_quantity && line.claimed_quantity === sum(of_line);
    return everything && all_in_lots && shipped.length > 0
      ? shipped.map(({ lot_id, taken }) => ({ from_lot_id: lot_id, quantity: taken }))
      : [{ from_lot_id: null, quantity }];
  }
  const lot = item.lot_id === undefined ? shipped[0] : shipped.find(({ lot_id }) => lot_id === item.lot_id);
  if (!lot) {
    wrong(`None of this lot of ${line.sku} was shipped. Name one of the order's lots, or none.`);
    return [];
  }
  const key = `${line.id} ${lot.lot_id}`;
  const before = claimed_here.get(key) ?? 0;
  claimed_here.set(key, before + quantity);
  const left = lot.taken - before - lot.claimed + sum(of_line.filter(({ from_lot_id }) => from_lot_id === lot.lot_id));
  if (quantity > left) wrong(`Only ${fromScaled(left)} of lot ${lot.lot_number} were shipped and may come back.`);
  return [{ from_lot_id: lot.lot_id, quantity }];
}

/** Inserts a return's lines, in the commit that inserts it or replaces them. */
export function insertItems(return_id: string, items: readonly StoredReturnItem[]): Statement {
  return insertRows(return_authorization_items, items, {
    document_sequence: sequenceOf("return_authorizations", return_id),
  });
}

/**
 * Moves the claims on an order's lines from what a return claimed to what it claims. The database refuses more than was
 * fulfilled (`returns_more_than_fulfilled`), also of two returns at once.
 */
export function moveClaims(
  order_id: string,
  before: readonly StoredReturnItem[],
  after: readonly StoredReturnItem[],
  column: "claimed_quantity" | "returned_quantity" = "claimed_quantity",
): Statement {
  const changes = claimsOf(after);
  for (const [id, quantity] of claimsOf(before)) changes.set(id, (changes.get(id) ?? 0) - quantity);
  return sql`UPDATE order_items SET ${sql.raw(column)} = ${sql.raw(column)} + (j.value ->> 1)
    FROM json_each(${JSON.stringify([...changes])}) j
    WHERE document_sequence = ${sequenceOf("orders", order_id)} AND order_items.id = j.value ->> 0`;
}

/**
 * Lets nobody else decide on the order's lots at the same time: how much of a lot may come back is known only from its other
 * returns.
 */
export function lockLots(order: { id: string; version: number }, items: readonly StoredReturnItem[]): Statement[] {
  if (items.every(({ from_lot_id }) => from_lot_id === null)) return [];
  return [sql`UPDATE orders SET version = ${order.version + 1} WHERE id = ${order.id}`];
}

function claimsOf(items: readonly StoredReturnItem[]): Map<string, number> {
  const claims = new Map<string, number>();
  for (const { order_item_id, quantity } of items)
    claims.set(order_item_id, (claims.get(order_item_id) ?? 0) + quantity);
  return claims;
}
