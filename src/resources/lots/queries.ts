import { asc, eq, type SQL, sql } from "drizzle-orm";
import { lot_documents, lot_levels, lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { equalTo, ofSku } from "../../data/filters";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
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

/** Finds a lot. */
export function lotById(id: string) {
  return lotsWhere(eq(lot_documents.id, id));
}

/** The lot that a look-up brought; 404 `not_found` where it brought none. */
export function found([lot]: StoredLot[]): StoredLot {
  if (!lot) throw notFound("lot");
  return lot;
}

/** The lot; 404 `not_found`. */
export async function getLot(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: lotById(id) });
  return toLot(ctx, found(rows));
}

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
export async function listLots(
  ctx: TenantContext,
  { page, per_page, sku, expiring_before, ...filters }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toLot>>> {
  const request = { page, per_page };
  const where = [
    ...equalTo(filters),
    ...ofSku(sku),
    ...(expiring_before === undefined ? [] : [sql`t.expiry_date < ${expiring_before}`]),
  ];
  const by_expiry = expiring_before === undefined ? {} : ({ order_by: "expiry_date", ascending: true } as const);
  const { keys, order, total } = pageQueries({ table: lots, where, ...by_expiry }, request);
  const { rows, counted } = await ctx.read({ rows: lotsWhere(keys).orderBy(order), counted: total });
  return asPage(
    rows.map((row) => toLot(ctx, row)),
    request,
    counted,
  );
}
