import { sql } from "drizzle-orm";
import { lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { type ListRequest, pageQueries } from "../../data/page";
import { addDays, daysBetween } from "../../shared/clock";
import { fromScaled } from "../../shared/quantity";
import { lotsWhere, type StoredLot, stockOfLots } from "../lots/queries";

/** An alert shows each location that holds the lot. */
const ALERT_BYTES = bytesOfRow([], sql`200 * (SELECT count(*) FROM lot_levels k WHERE k.lot_id = t.id)`);

type Request = ListRequest & { days?: number | undefined; include_expired: boolean };

/**
 * A page of the lots with stock that expire within `days` days by the organization's calendar, earliest expiry date
 * first, those already expired among them unless `include_expired` is false. `days` defaults to the organization's
 * `expiry_alert_days`.
 */
export async function listExpiryAlerts(ctx: TenantContext, { days, include_expired, ...request }: Request) {
  const date = today(ctx);
  const last_date = addDays(date, days ?? ctx.organization.settings.expiry_alert_days);
  const where = [sql`t.on_hand > 0 AND t.expiry_date IS NOT NULL AND t.expiry_date <= ${last_date}`];
  if (!include_expired) where.push(sql`t.expiry_date >= ${date}`);
  const { keys, order, total, page } = pageQueries(
    { table: lots, where, order_by: "expiry_date", ascending: true, bytes: ALERT_BYTES, small: true },
    request,
  );
  const { rows, stock, counted } = await ctx.read({
    rows: lotsWhere(keys).orderBy(order),
    stock: stockOfLots(sql`SELECT id FROM lots WHERE ${keys}`),
    counted: total,
  });
  const stock_by_lot = Map.groupBy(stock, ({ lot_id }) => lot_id);
  return page(rows, counted, (lot) => toAlert(lot, date, stock_by_lot.get(lot.id) ?? []));
}

type LotStock = { location_id: string; location_name: string; on_hand: number };

function toAlert(lot: StoredLot, date: string, stock: readonly LotStock[]) {
  const { id, lot_number, variant_id, sku, status, expiry_date } = lot;
  return {
    id,
    lot_number,
    variant_id,
    sku,
    status,
    expiry_date,
    days_until_expiry: daysBetween(date, expiry_date as string),
    quantity_on_hand: fromScaled(lot.on_hand),
    locations: stock.map(({ location_id, location_name, on_hand }) => ({
      location_id,
      location_name,
      quantity: fromScaled(on_hand),
    })),
  };
}
