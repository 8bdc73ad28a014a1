import { type SQL, sql } from "drizzle-orm";
import {
  return_authorization_documents,
  return_authorization_items,
  return_authorizations,
  type StoredReturnItem,
} from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { bytesOfLines } from "../../documents/bytes";
import { fromScaled, fromScaledOrNull } from "../../shared/quantity";
import type { ReturnStatus } from "../../shared/statuses";

/** A return authorization as stored: quantities and money are scaled. */
export type StoredReturn = typeof return_authorization_documents.$inferSelect;

/** A return authorization as the API returns it. */
export function toReturn({ sequence, items, ...authorization }: StoredReturn) {
  return { ...authorization, items: items.map(toItem) };
}

function toItem({ position, lot_tracked, from_lot_id, ...item }: StoredReturnItem) {
  return {
    ...item,
    quantity: fromScaled(item.quantity),
    lot_id: item.lot_id ?? from_lot_id,
    unit_refund: fromScaledOrNull(item.unit_refund),
    value: fromScaledOrNull(item.value),
  };
}

/**
 * Selects, for `selectReferredLots`, the variant and number of the lots that receiving a return refers to: those that
 * its goods were shipped from, and those that already have the number of a lot it would create.
 */
export function originLotNumbers(id: string): SQL {
  return sql`SELECT l.variant_id, l.lot_number FROM return_authorizations d
    CROSS JOIN return_authorization_items i ON i.document_sequence = d.sequence
    CROSS JOIN lots l ON l.id = i.from_lot_id WHERE d.id = ${id}
    UNION SELECT i.variant_id, d.number || '-' || i.position FROM return_authorizations d
    CROSS JOIN return_authorization_items i ON i.document_sequence = d.sequence
    CROSS JOIN variants v ON v.id = i.variant_id WHERE d.id = ${id} AND v.lot_tracked`;
}

export const returnResource = resource({
  name: "return authorization",
  table: return_authorizations,
  bytes: bytesOfRow(["reason", "note", "metadata"], bytesOfLines(return_authorization_items)),
  select: (where, order) => build.select().from(return_authorization_documents).where(where).orderBy(order),
  render: () => toReturn,
});

type Filters = { status?: ReturnStatus[] | undefined; order_id?: string | undefined };

/** A page of the return authorizations that match all filters, newest first. */
export function listReturns(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, filters] = splitRequest(query);
  return returnResource.list(ctx, request, { where: equalTo(filters) });
}
