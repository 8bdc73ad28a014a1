import { return_authorization_items, type StoredOrderItem, type StoredReturnItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { inPortions, insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import { matchItemsToLines, type Share, tracksLots } from "../../documents/lines";
import { numberLines } from "../../documents/new_lines";
import { type Problem, refuseAll } from "../../shared/errors";
import { fromScaled, toScaledOrNull } from "../../shared/quantity";
import { addReturns, lockOrder } from "../orders/effects";
import { lotProblems } from "../variants/references";
import type { ReturnItemInput } from "./schemas";

type ReturnShare = Share<StoredOrderItem, ReturnItemInput>;

/** How much of which lot is returned, in stored units; the lot is null if it is unknown, or the variant has no lots. */
type Origin = { from_lot_id: string | null; quantity: number };

/**
 * Makes the lines of a return from the items of a request. Each line claims a quantity of an order's line: at most what
 * was fulfilled and is not claimed by other returns, and of a lot at most what was shipped of it. `own` are the lines
 * that this return has so far, which they replace. Refuses with `validation_failed`, all problems at once.
 */
export function draftItems(
  return_id: string,
  ordered: readonly StoredOrderItem[],
  items: readonly ReturnItemInput[],
  own: readonly StoredReturnItem[] = [],
): StoredReturnItem[] {
  const own_claims = quantitiesByOrderItem(own);
  const shares = matchItemsToLines(ordered, items, {
    id_field: "order_item_id",
    openOf: (line) => line.fulfilled_quantity - line.claimed_quantity + (own_claims.get(line.id) ?? 0),
    fits: (line, { lot_id }) => line.lots.some((lot) => lot.lot_id === lot_id && lot.taken > 0),
  });
  refuseAll(lotProblems(items, undefined, tracksLots(shares)));
  const { originsOf, problems } = openOrigins(items, own);
  const parts = shares.flatMap((share) => originsOf(share).map((origin) => ({ ...share, ...origin })));
  refuseAll([...problems, ...tooManyLines(parts.length)]);
  const lines = parts.map(({ line, item, quantity, from_lot_id }) => ({
    order_item_id: line.id,
    variant_id: line.variant_id,
    sku: line.sku,
    quantity,
    condition: item.condition,
    unit_refund: toScaledOrNull(item.unit_refund),
    lot_tracked: line.lot_tracked,
    from_lot_id,
    lot_id: null,
    value: null,
  }));
  return numberLines(return_id, lines, own);
}

/** The most lines that a return may have: one per item of the request, or per lot that it was shipped from. */
const MAX_LINES = 2000;

function tooManyLines(count: number): Problem[] {
  if (count <= MAX_LINES) return [];
  const message = `The items were shipped from ${count} lots. A return can have at most ${MAX_LINES}: split it into several, and give the lots.`;
  return [{ code: "validation_failed", message, field: "items" }];
}

/**
 * Determines which lots returned goods were shipped from, share by share: each call sees what the calls before it
 * claimed. Lots that were not shipped, and quantities beyond what was shipped of them, collect in `problems`.
 */
function openOrigins(items: readonly ReturnItemInput[], own: readonly StoredReturnItem[]) {
  const problems: Problem[] = [];
  const claimed = new Map<string, number>();

  function report(item: ReturnItemInput, message: string): void {
    problems.push({ code: "validation_failed", message, field: `items.${items.indexOf(item)}.lot_id` });
  }

  function originsOf(share: ReturnShare): Origin[] {
    const { line, item, quantity } = share;
    if (item.lot_id === undefined && !hasOneOrigin(line)) return originsWithoutLot(share, own);
    const lot = shippedLots(line).find(({ lot_id }) => item.lot_id === undefined || lot_id === item.lot_id);
    if (!lot) {
      report(item, `${line.sku}: this lot was not shipped with the order. Give a lot that was, or omit lot_id.`);
      return [];
    }
    const key = `${line.id} ${lot.lot_id}`;
    const claimed_before = claimed.get(key) ?? 0;
    claimed.set(key, claimed_before + quantity);
    const own_of_lot = own.filter(
      ({ order_item_id, from_lot_id }) => order_item_id === line.id && from_lot_id === lot.lot_id,
    );
    const returnable = lot.taken - lot.claimed + totalQuantity(own_of_lot) - claimed_before;
    if (quantity > returnable) {
      report(item, `${line.sku}: at most ${fromScaled(returnable)} of lot ${lot.lot_number} can still be returned.`);
    }
    return [{ from_lot_id: lot.lot_id, quantity }];
  }

  return { originsOf, problems };
}

/**
 * The lots of a share that gives none and was shipped from none or several: all of them if the whole line is returned;
 * else they are unknown, as they are if some of the line was shipped before its variant was tracked by lots.
 */
function originsWithoutLot({ line, quantity }: ReturnShare, own: readonly StoredReturnItem[]): Origin[] {
  const own_of_line = own.filter(({ order_item_id }) => order_item_id === line.id);
  const whole_line = quantity === line.fulfilled_quantity && line.claimed_quantity === totalQuantity(own_of_line);
  const lots = shippedLots(line);
  return whole_line && lots.length > 0 && allShippedFromLots(line)
    ? lots.map(({ lot_id, taken }) => ({ from_lot_id: lot_id, quantity: taken }))
    : [{ from_lot_id: null, quantity }];
}

function hasOneOrigin(line: StoredOrderItem): boolean {
  return shippedLots(line).length === 1 && allShippedFromLots(line);
}

function allShippedFromLots(line: StoredOrderItem): boolean {
  return line.fulfilled_quantity === shippedLots(line).reduce((sum, { taken }) => sum + taken, 0);
}

function shippedLots({ lots }: StoredOrderItem) {
  return lots.filter(({ taken }) => taken > 0);
}

/** Inserts the lines of a return, in the commit that inserts the return or replaces its lines. */
export function insertItems(return_id: string, items: readonly StoredReturnItem[]): Statement[] {
  const document_sequence = sequenceOf("return_authorizations", return_id);
  return inPortions(items).map((portion) => insertRows(return_authorization_items, portion, { document_sequence }));
}

/**
 * Replaces what a return claims of its order: the claims of the lines `before` by those of the lines `after`. Fails the
 * commit (`returns_more_than_fulfilled`) if concurrent returns together claim more than was fulfilled.
 */
export function changeClaims(
  order_id: string,
  before: readonly StoredReturnItem[],
  after: readonly StoredReturnItem[],
): Statement {
  const changes = quantitiesByOrderItem(after);
  for (const [id, quantity] of quantitiesByOrderItem(before)) changes.set(id, (changes.get(id) ?? 0) - quantity);
  return addReturns(order_id, new Map([...changes].map(([id, claimed]) => [id, { claimed }])));
}

/**
 * Serializes concurrent returns of an order that claim lots: the database checks claims per line, while those per lot
 * are checked here, against the order's other returns.
 */
export function lockLots(order: { id: string; version: number }, items: readonly StoredReturnItem[]): Statement[] {
  return items.some(({ from_lot_id }) => from_lot_id !== null) ? [lockOrder(order)] : [];
}

/** The quantities of a return's lines by the order's lines they are of, in stored units. */
function quantitiesByOrderItem(items: readonly StoredReturnItem[]): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const { order_item_id, quantity } of items) {
    quantities.set(order_item_id, (quantities.get(order_item_id) ?? 0) + quantity);
  }
  return quantities;
}

function totalQuantity(items: readonly StoredReturnItem[]): number {
  return items.reduce((sum, { quantity }) => sum + quantity, 0);
}
