import { sql } from "drizzle-orm";
import { lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { addDays, daysBetween } from "../../shared/clock";
import { fromScaled } from "../../shared/quantity";
import { lotsWhere, type StoredLot, stockOfLots } from "../lots/queries";

type Request = PageRequest & { days?: number | undefined; include_expired: boolean };

/**
 * The lots with stock that expire within so many days of the organization's calendar, soonest first; those already expired
 * come first, with negative days, unless they are left out. Without `days` as the organization's `expiry_alert_days` says.
 */
export async function listExpiryAlerts(ctx: TenantContext, { page, per_page, days, include_expired }: Request) {
  const request = { page, per_page };
  const now = today(ctx);
  const last = addDays(now, days ?? ctx.organization.settings.expiry_alert_days);
  const where = [
    sql`t.on_hand > 0 AND t.expiry_date IS NOT NULL AND t.expiry_date <= ${last}`,
    ...(include_expired ? [] : [sql`t.expiry_date >= ${now}`]),
  ];
  const { keys, order, total } = pageQueries({ table: lots, where, order_by: "expiry_date", ascending: true }, request);
  const { rows, stock, counted } = await ctx.read({
    rows: lotsWhere(keys).orderBy(order),
    stock: stockOfLots(sql`SELECT id FROM lots WHERE ${keys}`),
    counted: total,
  });
  const places = Map.groupBy(stock, ({ lot_id }) => lot_id);
  return asPage(
    rows.map((lot) => toAlert(lot, now, places.get(lot.id) ?? [])),
    request,
    counted,
  ) satisfies Page<unknown>;
}

type Place = { location_id: string; location_name: string; on_hand: number };

function toAlert(lot: StoredLot, now: string, places: readonly Place[]) {
  const { id, lot_number, variant_id, sku, status, expiry_date, on_hand } = lot;
  return {
    id,
    lot_number,
    variant_id,
    sku,
    status,
    expiry_date,
    days_until_expiry: daysBetween(now, expiry_date as string),
    quantity_on_hand: fromScaled(on_hand),
    locations: places.map(({ location_id, location_name, on_hand }) => {
      return { location_id, location_name, quantity: fromScaled(on_hand) };
    }),
  };
}
