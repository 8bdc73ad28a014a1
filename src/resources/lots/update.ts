import { eq, type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { lots, open_reservations } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { limitTo } from "../../data/limit";
import { packed } from "../../data/packed";
import { onlyIf } from "../../data/unchanged";
import { nextVersion } from "../../data/version";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { announceAvailability, isReleased, type Movement, post, usableThrough } from "../../ledger";
import { refuse, refuseAll } from "../../shared/errors";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { withoutUndefined } from "../../shared/without_undefined";
import { afterRelease, ordersOf } from "../orders/effects";
import { orderResource } from "../orders/queries";
import { batchesOf, touchBatches } from "../production_batches/effects";
import { batchResource } from "../production_batches/queries";
import { lotResource, type StoredLot, toLot } from "./queries";
import { dateOrderProblems } from "./references";
import type { LotChange } from "./schemas";
import { LOT_ACTIONS, STATUS_CHANGES } from "./states";

/**
 * Changes a lot's dates and note, and quarantines, recalls or releases it. On hand does not change. A quarantined
 * or recalled lot can't be reserved, fulfilled or consumed: its reservations are released, and the orders and batches
 * they were for are returned with the lot. Refuses with `invalid_status` an action that its status does not allow, and
 * with `validation_failed` a date of manufacture after that of expiry; and with `in_use` one that would release more
 * reservations than a commit can hold.
 */
export async function updateLot(ctx: TenantContext, id: string, { status, ...change }: z.output<typeof LotChange>) {
  const { stored, reservations, ...documents } = await ctx.read({
    stored: lotResource.byId(id),
    reservations: reservationsOf(id),
    orders: ordersOf(reservedFor(id)),
    batches: batchesOf(reservedFor(id)),
    ...(status === undefined ? NONE_SHOWN : shownInEvents(id)),
  });
  const lot = lotResource.required(stored);
  const status_change = status === undefined ? null : STATUS_CHANGES[status];
  if (status_change) requireStatus("lot", lot, LOT_ACTIONS, status_change.action);
  const disposition = status_change?.disposition ?? lot.disposition;
  const is_active = disposition === "active";
  const changed = withComputedColumns({ ...lot, ...withoutUndefined(change), disposition, ...nextVersion(ctx, lot) });

  refuseAll(dateOrderProblems(changed, change));

  const releases = is_active ? [] : reservations.flatMap(({ reservation }) => release(id, reservation));
  if (releases.length > MAX_RESERVATIONS) throw tooManyReservations(lot);
  const released = releasedByDocument(releases);
  const { shown_orders, shown_batches } = documents;
  const orders = afterRelease(ctx, releases.length > 0 ? documents.orders : [], shown_orders, releases, released);
  const batches = releases.length > 0 ? documents.batches.map(({ batch }) => batch) : [];
  const changed_lot = toLot(ctx, { ...changed, reserved: is_active ? lot.reserved : 0 });

  const [was_usable, is_usable] = [isUsable(ctx, lot), isUsable(ctx, changed)];
  const { expiry_date, manufactured_at, note, version, updated_at } = changed;
  return ctx.commit(
    [
      onlyIf(hasQuantitiesOf(lot)),
      build
        .update(lots)
        .set({ disposition, expiry_date, manufactured_at, note, version, updated_at })
        .where(eq(lots.id, id)),
      ...(was_usable === is_usable ? [] : [announceAvailability(ctx, id, is_usable ? 1 : -1)]),
      ...post(ctx, releases),
      ...(is_active ? [] : [onlyIf(isReleased(id))]),
      ...orders.statements,
      ...touchBatches(ctx, batches, shown_batches, releases),
      announce(ctx, eventOf(lot, changed), { lot: changed_lot }),
    ],
    { ...changed_lot, ...releasedDocuments(released, orders.orders, batches) },
  );
}

/** Selects the ids of the documents that any of a lot is reserved for. */
function reservedFor(lot_id: string): SQL {
  return sql`SELECT reference_id FROM open_reservations WHERE ${ofLot(lot_id)} ${limitTo(MAX_RESERVATIONS)}`;
}

/** The type of the event of a change. */
function eventOf(before: StoredLot, after: StoredLot) {
  return after.disposition === "recalled" && before.disposition !== "recalled" ? "lot.recalled" : "lot.updated";
}

const NONE_SHOWN = { shown_orders: null, shown_batches: null };

/** So many documents that lose reservations are shown whole in their events, and so many bytes of them. */
const MOST_SHOWN = 100;
const MOST_BYTES_SHOWN = 1_000_000;

/** Selects the first of the orders and batches that any of a lot is reserved for, as they are before it is released. */
function shownInEvents(lot_id: string) {
  const ids = sql`SELECT DISTINCT reference_id FROM open_reservations WHERE ${ofLot(lot_id)} ${limitTo(MOST_SHOWN)}`;
  return {
    shown_orders: orderResource.firstWithin(MOST_BYTES_SHOWN, ids),
    shown_batches: batchResource.firstWithin(MOST_BYTES_SHOWN, ids),
  };
}

/** The condition that what is on hand and reserved of a lot is what was read: the response and the event show it. */
function hasQuantitiesOf({ id, on_hand, reserved }: StoredLot): SQL {
  return sql`EXISTS (SELECT 1 FROM lot_documents WHERE id = ${id} AND on_hand = ${on_hand} AND reserved = ${reserved})`;
}

/** The condition of a lot's reservations, worded so that SQLite uses their partial index. */
function ofLot(lot_id: string): SQL {
  return sql`lot_id = ${lot_id} AND lot_id <> ''`;
}

/** The most reservations that are released at once: more would not fit into a commit. */
const MAX_RESERVATIONS = 20_000;

type LotReservation = Omit<typeof open_reservations.$inferSelect, "lot_id">;

const RESERVATION: Record<keyof LotReservation, SQL> = {
  line_id: sql`line_id`,
  reference_type: sql`reference_type`,
  reference_id: sql`reference_id`,
  variant_id: sql`variant_id`,
  location_id: sql`location_id`,
  quantity: sql`quantity`,
};

/** Selects the reservations of a lot, and one more than can be released at most. */
function reservationsOf(lot_id: string) {
  return build
    .select({ reservation: packed<LotReservation>(RESERVATION).as("reservation") })
    .from(open_reservations)
    .where(ofLot(lot_id))
    .limit(MAX_RESERVATIONS + 1);
}

function tooManyReservations({ lot_number }: StoredLot) {
  const message = `Lot ${lot_number} has more than ${MAX_RESERVATIONS} reservations, which can't be released at once. Cancel or fulfill some of the documents first.`;
  return refuse("in_use", message, { field: "status" });
}

/** The movement that releases a reservation of the lot. */
function release(lot_id: string, reservation: LotReservation): Movement[] {
  const { line_id: id, reference_type, reference_id, variant_id, location_id, quantity } = reservation;
  return releaseMovements({ type: reference_type, id: reference_id }, { id, variant_id, location_id }, [
    { lot: { lot_id }, quantity },
  ]);
}

/** The quantity released of each document, by its id, in stored units. */
function releasedByDocument(releases: readonly Movement[]): Map<string, number> {
  const released = new Map<string, number>();
  for (const { reference_id, quantity } of releases) {
    released.set(reference_id, (released.get(reference_id) ?? 0) + quantity);
  }
  return released;
}

type Document<Status> = { id: string; number: string; status: Status };

/** The orders and batches that lose reservations, each with the quantity released of it, as the API returns them. */
function releasedDocuments<OrderStatus, BatchStatus>(
  released: ReadonlyMap<string, number>,
  orders: readonly Document<OrderStatus>[],
  batches: readonly Document<BatchStatus>[],
) {
  const quantityOf = (id: string) => fromScaled(released.get(id) ?? 0);
  return {
    orders: orders.map(({ id, number, status }) => ({ order_id: id, number, status, quantity: quantityOf(id) })),
    production_batches: batches.map(({ id, number, status }) => ({
      production_batch_id: id,
      number,
      status,
      quantity: quantityOf(id),
    })),
  };
}

/** The lot with the columns that the database generates: its status, and the last day it may be used. */
function withComputedColumns(lot: StoredLot): StoredLot {
  const status = lot.disposition === "active" && lot.on_hand === 0 ? "exhausted" : lot.disposition;
  return { ...lot, status, usable_through: usableThrough(lot) };
}

function isUsable(ctx: TenantContext, { usable_through }: StoredLot): boolean {
  return usable_through >= today(ctx);
}
