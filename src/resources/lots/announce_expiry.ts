import { type SQL, sql } from "drizzle-orm";
import { lots } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import type { Step } from "../../commands/step";
import { limitTo } from "../../data/limit";
import type { Portion } from "../../data/portion";
import { onlyIf, onlyIfUnchanged } from "../../data/unchanged";
import { isRaised, raise } from "../../events/alarms";
import { announceAll } from "../../events/announce";
import { areUnmoved, lastSequence } from "../../ledger";
import { addDays, daysBetween } from "../../shared/clock";
import { fromScaled } from "../../shared/quantity";
import { lotsWhere, type StoredLot, stockOfLots, toLot } from "./queries";

/** A portion announces at most so many lots. */
const AT_ONCE = 200;

/** What makes a cause: a lot, and the date on which it expires. */
const SUBJECT = sql`id || ' ' || expiry_date`;
const subjectOf = ({ id, expiry_date }: StoredLot) => `${id} ${expiry_date}`;

/**
 * The step of the nightly run that announces lots with stock which expire within the organization's `expiry_alert_days`:
 * `lot.expiring`, once for each lot and expiry date.
 */
export const announceExpiringLots: Step = {
  name: "expiring_lots",
  run(ctx) {
    const date = today(ctx);
    const last_date = addDays(date, ctx.organization.settings.expiry_alert_days);
    return announceLots(ctx, "expiring", sql`expiry_date >= ${date} AND expiry_date <= ${last_date}`);
  },
};

/**
 * The step of the hourly run that announces lots with stock which have expired by the organization's calendar: `lot.expired`,
 * once for each lot and expiry date.
 */
export const announceExpiredLots: Step = {
  name: "expired_lots",
  run: (ctx) => announceLots(ctx, "expired", sql`expiry_date < ${today(ctx)}`),
};

async function announceLots(ctx: TenantContext, kind: "expiring" | "expired", is_due: SQL): Promise<Portion> {
  const ids = sql`SELECT id FROM lots WHERE expiry_date IS NOT NULL AND on_hand > 0 AND ${is_due}
    AND NOT ${isRaised(kind, SUBJECT)} ORDER BY expiry_date, sequence ${limitTo(AT_ONCE)}`;
  const { found, stock, ledger } = await ctx.read({
    found: lotsWhere(sql`id IN (${ids})`).orderBy(sql`expiry_date, sequence`),
    stock: stockOfLots(ids),
    ledger: lastSequence(),
  });
  if (found.length === 0) return { statements: [], next: null, did: {} };
  const ids_found = found.map(({ id }) => id);
  const levels = Map.groupBy(stock, ({ lot_id }) => lot_id);
  const events = found.map((lot) => ({
    lot: toLot(ctx, lot),
    days_until_expiry: daysBetween(today(ctx), lot.expiry_date as string),
    levels: (levels.get(lot.id) ?? []).map(({ location_id, on_hand }) => ({
      location_id,
      quantity: fromScaled(on_hand),
    })),
  }));
  return {
    statements: [
      onlyIfUnchanged(lots, found),
      onlyIf(areUnmoved(ids_found, ledger[0]?.last ?? 0)),
      ...raise(ctx, kind, found.map(subjectOf)),
      ...announceAll(ctx, `lot.${kind}`, events),
    ],
    next: found.length < AT_ONCE ? null : "more",
    did: { [`lots_${kind}`]: found.length },
  };
}
