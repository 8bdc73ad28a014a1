import { eq, type SQL, sql } from "drizzle-orm";
import type * as z from "zod";
import { lots, open_reservations } from "../../../drizzle/tenant";
import { type TenantContext, today } from "../../commands/context";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { releaseMovements } from "../../documents/reservation";
import { announce } from "../../events/announce";
import { announceAvailability, assertReleased, type Movement, post, usableThrough } from "../../ledger";
import { fromScaled } from "../../shared/quantity";
import { requireStatus } from "../../shared/transitions";
import { withoutUndefined } from "../../shared/without_undefined";
import { afterRelease as afterOrdersRelease, ordersOf } from "../orders/effects";
import { afterRelease as afterBatchesRelease, batchesOf } from "../production_batches/references";
import { lotResource, type StoredLot, toLot } from "./queries";
import type { LotChange } from "./schemas";
import { DECISIONS, LOT_ACTIONS } from "./states";

type Change = z.output<typeof LotChange>;

/**
 * Changes what is known of a lot, and what may be done with it. A quarantined or recalled lot can't be reserved, fulfilled or
 * consumed from that moment on; what was reserved of it is released, and the orders and batches it was reserved for are
 * answered. Its stock stays where it is.
 */
export async function updateLot(ctx: TenantContext, id: string, { status, ...change }: Change) {
  const { rows, reserved, orders, batches } = await ctx.read({
    rows: lotResource.byId(id),
    reserved: build.select().from(open_reservations).where(ofLot(id)),
    orders: ordersOf(reservedFor(id)),
    batches: batchesOf(reservedFor(id)),
  });
  const lot = lotResource.required(rows);
  if (status !== undefined) requireStatus("lot", lot, LOT_ACTIONS, DECISIONS[status].action);
  const disposition = status === undefined ? lot.disposition : DECISIONS[status].disposition;
  const changed = withStatus({ ...lot, ...withoutUndefined(change), disposition, ...nextVersion(ctx, lot) });

  const releases = disposition === "active" ? [] : reserved.flatMap((row) => release(id, row));
  const of_lines = new Map(releases.map(({ line_id, quantity }) => [line_id as string, quantity]));
  const hit_orders = afterOrdersRelease(ctx, releases.length > 0 ? orders : [], of_lines);
  const hit_batches = releases.length > 0 ? batches : [];
  const by_document = Map.groupBy(releases, ({ reference_id }) => reference_id);
  const releasedOf = (document_id: string) =>
    fromScaled((by_document.get(document_id) ?? []).reduce((sum, { quantity }) => sum + quantity, 0));

  const told = toLot(ctx, { ...changed, reserved: disposition === "active" ? lot.reserved : 0 });
  const answer = {
    ...told,
    orders: hit_orders.orders.map((order) => {
      return { order_id: order.id, number: order.number, status: order.status, quantity: releasedOf(order.id) };
    }),
    production_batches: hit_batches.map((batch) => {
      return {
        production_batch_id: batch.id,
        number: batch.number,
        status: batch.status,
        quantity: releasedOf(batch.id),
      };
    }),
  };
  const [was_usable, is_usable] = [isUsable(ctx, lot), isUsable(ctx, changed)];
  const { expiry_date, note, version, updated_at } = changed;
  return ctx.commit(
    [
      build.update(lots).set({ disposition, expiry_date, note, version, updated_at }).where(eq(lots.id, id)),
      ...(was_usable === is_usable ? [] : [announceAvailability(ctx, id, is_usable ? 1 : -1)]),
      ...post(ctx, releases),
      ...(disposition === "active" ? [] : [assertReleased(id)]),
      ...hit_orders.statements,
      ...afterBatchesRelease(ctx, hit_batches),
      ...(disposition === "recalled" && lot.disposition !== "recalled"
        ? [announce(ctx, "lot.recalled", { lot: told })]
        : []),
    ],
    answer,
  );
}

/** Selects the documents that something of a lot is reserved for. */
function reservedFor(lot_id: string): SQL {
  return sql`SELECT reference_id FROM open_reservations WHERE ${ofLot(lot_id)}`;
}

/** The condition of a lot's reservations, in the words of the index that finds them. */
function ofLot(lot_id: string): SQL {
  return sql`lot_id = ${lot_id} AND lot_id <> ''`;
}

/** The movement that releases a reservation of the lot. */
function release(lot_id: string, row: typeof open_reservations.$inferSelect): Movement[] {
  const { line_id: id, reference_type, reference_id, variant_id, location_id, quantity } = row;
  return releaseMovements({ type: reference_type, id: reference_id }, { id, variant_id, location_id }, [
    { lot: { lot_id }, quantity },
  ]);
}

/** What the database computes of a lot: its status, and through which day it may be used. */
function withStatus(lot: StoredLot): StoredLot {
  const status = lot.disposition === "active" && lot.on_hand === 0 ? "exhausted" : lot.disposition;
  return { ...lot, status, usable_through: usableThrough(lot) };
}

function isUsable(ctx: TenantContext, { usable_through }: StoredLot): boolean {
  return usable_through >= today(ctx);
}
