import { asc, type SQL, sql } from "drizzle-orm";
import { lot_documents, lot_levels, lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { type ListRequest, splitRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { fromScaled } from "../../shared/quantity";
import type { LotStatus } from "../../shared/statuses";

/** A lot as stored: quantities are scaled. */
export type StoredLot = typeof lot_documents.$inferSelect;

/** A lot as the API returns it. Whether it is expired depends on today in the organization's time zone. */
export function toLot(ctx: TenantContext, lot: StoredLot) {
  return {
    id: lot.id,
    lot_number: lot.lot_number,
    variant_id: lot.variant_id,
    sku: lot.sku,
    status: lot.status,
    expired: isExpired(ctx, lot),
    expiry_date: lot.expiry_date,
    manufactured_at: lot.manufactured_at,
    quantity_initial: fromScaled(lot.quantity_initial),
    quantity_on_hand: fromScaled(lot.on_hand),
    quantity_reserved: fromScaled(lot.reserved),
    source_type: lot.source_type,
    source_id: lot.source_id,
    supplier_id: lot.supplier_id,
    parent_lot_id: lot.parent_lot_id,
    note: lot.note,
    version: lot.version,
    created_at: lot.created_at,
    updated_at: lot.updated_at,
  };
}

/** A lot can be used on its expiry date, and is expired from the day after. */
function isExpired(ctx: TenantContext, { expiry_date }: { expiry_date: string | null }): boolean {
  return expiry_date !== null && expiry_date < today(ctx);
}

/** Selects the lots that match a condition. */
export function lotsWhere(condition: SQL) {
  return build.select().from(lot_documents).where(condition);
}

export const lotResource = resource({
  name: "lot",
  table: lots,
  bytes: bytesOfRow(["note"]),
  small: true,
  select: (where, order) => lotsWhere(where).orderBy(order),
  render: (ctx: TenantContext) => (row) => toLot(ctx, row),
});

/** Selects what is on hand, by location, of the lots whose ids `ids` selects. */
export function stockOfLots(ids: SQL) {
  return build
    .select()
    .from(lot_levels)
    .where(sql`lot_id IN (${ids}) AND on_hand > 0`)
    .orderBy(asc(lot_levels.location_id));
}

type Filters = {
  status?: LotStatus[] | undefined;
  variant_id?: string | undefined;
  sku?: string | undefined;
  lot_number?: string | undefined;
  expiring_before?: string | undefined;
};

/** A page of the lots that match all filters, newest first; with `expiring_before`, the earliest expiry date first. */
export function listLots(ctx: TenantContext, query: Filters & ListRequest) {
  const [request, { sku, expiring_before, ...filters }] = splitRequest(query);
  const where = [
    ...equalTo(filters),
    ...ofSku(sku),
    ...(expiring_before === undefined ? [] : [sql`t.expiry_date < ${expiring_before}`]),
  ];
  const by_expiry = expiring_before === undefined ? {} : ({ order_by: "expiry_date", ascending: true } as const);
  return lotResource.list(ctx, request, { where, ...by_expiry });
}
