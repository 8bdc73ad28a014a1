import { asc, type SQL, sql } from "drizzle-orm";
import { lot_documents, lot_levels, lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import type { PageRequest } from "../../data/page";
import { resource } from "../../data/resource";
import { fromScaled } from "../../shared/quantity";
import type { LotStatus } from "../../shared/statuses";

/** A lot as it is stored: quantities scaled. */
export type StoredLot = typeof lot_documents.$inferSelect;

/** A lot as it is answered; whether it is expired depends on the organization's date. */
export function toLot(ctx: TenantContext, { sequence, disposition, usable_through, ...lot }: StoredLot) {
  const { id, lot_number, variant_id, sku, status, expiry_date, manufactured_at, ...columns } = lot;
  const { on_hand, reserved, quantity_initial, ...rest } = columns;
  return {
    ...{ id, lot_number, variant_id, sku, status },
    expired: isExpired(ctx, lot),
    ...{ expiry_date, manufactured_at },
    quantity_initial: fromScaled(quantity_initial),
    quantity_on_hand: fromScaled(on_hand),
    quantity_reserved: fromScaled(reserved),
    ...rest,
  };
}

/** A lot may be used through its expiry date, and is expired from the day after. */
function isExpired(ctx: TenantContext, { expiry_date }: { expiry_date: string | null }): boolean {
  return expiry_date !== null && expiry_date < today(ctx);
}

/** Finds lots. */
export function lotsWhere(condition: SQL) {
  return build.select().from(lot_documents).where(condition);
}

export const lotResource = resource({
  name: "lot",
  table: lots,
  select: (where, order) => lotsWhere(where).orderBy(order),
  render: (ctx: TenantContext) => (row) => toLot(ctx, row),
});

/** Where the stock of the lots is that `of` selects. */
export function stockOfLots(of: SQL) {
  return build
    .select()
    .from(lot_levels)
    .where(sql`lot_id IN (${of}) AND on_hand > 0`)
    .orderBy(asc(lot_levels.location_id));
}

type Filters = {
  status?: LotStatus | undefined;
  variant_id?: string | undefined;
  sku?: string | undefined;
  lot_number?: string | undefined;
  expiring_before?: string | undefined;
};

/** Lots, newest first; with `expiring_before` those that expire first. */
export function listLots(
  ctx: TenantContext,
  { page, per_page, sku, expiring_before, ...filters }: Filters & PageRequest,
) {
  const where = [
    ...equalTo(filters),
    ...ofSku(sku),
    ...(expiring_before === undefined ? [] : [sql`t.expiry_date < ${expiring_before}`]),
  ];
  const by_expiry = expiring_before === undefined ? {} : ({ order_by: "expiry_date", ascending: true } as const);
  return lotResource.list(ctx, { page, per_page }, { where, ...by_expiry });
}
