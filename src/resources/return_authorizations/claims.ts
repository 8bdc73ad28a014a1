import { sql } from "drizzle-orm";
import { return_authorization_items, type StoredOrderItem, type StoredReturnItem } from "../../../drizzle/tenant";
import { shareOut } from "../../documents/lines";
import { sequenceOf } from "../../documents/query";
import { refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { toScaledOrNull } from "../../shared/quantity";
import type { Statement } from "../../storage/database";
import { insertRows } from "../../storage/rows";
import { lotProblems } from "../variants/references";
import type { ReturnItemInput } from "./schemas";

/**
 * Makes the lines of a return: each claims what of an order's line was fulfilled and is not claimed by another return.
 * `own` is what this return has claimed so far.
 */
export function draftItems(
  return_id: string,
  ordered: readonly StoredOrderItem[],
  wanted: readonly ReturnItemInput[],
  own: readonly StoredReturnItem[] = [],
): StoredReturnItem[] {
  refuseAll(lotProblems(wanted));
  const claimed = claimsOf(own);
  const shares = shareOut(ordered, wanted, {
    id_field: "order_item_id",
    quantityOf: ({ quantity }) => quantity,
    openOf: (line) => line.fulfilled_quantity - line.claimed_quantity + (claimed.get(line.id) ?? 0),
  });
  return shares.map(({ line, item, quantity }, index) => ({
    id: lineId(return_id, index + 1),
    position: index + 1,
    order_item_id: line.id,
    variant_id: line.variant_id,
    sku: line.sku,
    quantity,
    condition: item.condition,
    unit_refund: toScaledOrNull(item.unit_refund),
  }));
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

function claimsOf(items: readonly StoredReturnItem[]): Map<string, number> {
  const claims = new Map<string, number>();
  for (const { order_item_id, quantity } of items)
    claims.set(order_item_id, (claims.get(order_item_id) ?? 0) + quantity);
  return claims;
}
