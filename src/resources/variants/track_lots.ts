import { eq, sql } from "drizzle-orm";
import { adjustments, inventory_levels, type LotName, open_reservations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Results, type Statement } from "../../data/database";
import { releaseMovements, reserveMovements } from "../../documents/reservation";
import { type Movement, post } from "../../ledger";
import { apiKeyIdOf } from "../../shared/actor";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { openLotAssignment } from "../lots/effects";
import type { StoredVariant } from "./queries";

const NOTE = "Tracking by lots turned on";

/** What has to be known to turn tracking by lots on or off, if that is asked: stock, reservations, and what is under way. */
export function trackingQueries(id: string, asked: boolean) {
  const open_lines = sql`SELECT line_id FROM open_documents WHERE variant_id = ${id} AND kind IN ('orders', 'production_batches')`;
  const { location_id, on_hand, value, reserved: reserved_quantity } = inventory_levels;
  const levels = build
    .select({ location_id, on_hand, value, reserved: reserved_quantity })
    .from(inventory_levels)
    .where(eq(inventory_levels.variant_id, id));
  const reserved = build.select().from(open_reservations).where(sql`line_id IN (${open_lines}) AND lot_id = ''`);
  return {
    levels: asked ? levels : null,
    reservations: asked ? reserved : null,
    under_way: asked ? underWay(id) : null,
  };
}

/** Finds transfers on their way and open counts that have the variant on them: they know it without lots. */
function underWay(id: string) {
  return build
    .selectDistinct({ number: sql<string>`number` })
    .from(sql`open_documents`)
    .where(sql`variant_id = ${id} AND (in_transit OR (kind = 'cycle_counts' AND line_id IS NOT NULL))`)
    .limit(5);
}

export type Tracking = Results<ReturnType<typeof trackingQueries>>;
type Switch = { before: Statement[]; after: Statement[] };

/**
 * The statements that turn tracking by lots on, around the one that changes the variant: all of its stock, everywhere, moves
 * into one opening lot, and what is reserved is reserved of that. What is on hand, reserved and available, and what it is worth,
 * stays as it is.
 * Refuses with `in_use` while a transfer or a count knows the variant without lots.
 */
export function trackLots(
  ctx: TenantContext,
  variant: StoredVariant,
  { levels, reservations, under_way }: Tracking,
): Switch {
  refuseUnderWay(under_way);
  const { id: variant_id, sku } = variant;
  const stocked = levels.filter(({ on_hand }) => on_hand > 0);
  if (stocked.length === 0 && reservations.length === 0) return { before: [], after: [] };

  const reference_id = newId("adjustment", ctx.now);
  const assignment = openLotAssignment(ctx, [], { source_type: "inventory_adjustment", source_id: reference_id });
  const lot = assignment.createLot(variant.id, { lot_number: `OPENING-${variant.version + 1}` });

  const moved = (sign: 1 | -1): Movement[] =>
    stocked.map(({ location_id, on_hand, value }) => {
      const change = { quantity: sign * on_hand, value, reason: "correction", note: NOTE };
      return {
        type: "adjustment",
        variant_id,
        location_id,
        lot: sign > 0 ? lot : null,
        ...change,
        reference_id,
        reclassifies: true,
      };
    });
  const moveReservations = (change: typeof reserveMovements, lot: LotName | null): Movement[] =>
    reservations.flatMap(({ line_id: id, reference_type, reference_id, location_id, quantity }) => {
      const line = { id, variant_id, location_id };
      const movements = change({ type: reference_type, id: reference_id }, line, [{ lot, quantity }]);
      return movements.map((movement) => ({ ...movement, reclassifies: true }));
    });
  const lines = [...moved(-1), ...moved(1)].map(({ location_id, lot, quantity }) => ({
    ...{ variant_id, sku, location_id, quantity, set_to: null, expected_on_hand: null, reason: "correction" as const },
    ...{ note: NOTE, unit_cost: null, external_reference: null },
    ...(lot ? { lot_id: lot.lot_id, lot_number: `OPENING-${variant.version + 1}` } : {}),
  }));
  const row = { id: reference_id, lines, api_key_id: apiKeyIdOf(ctx.actor), created_at: timestamp(ctx.now) };
  return {
    before: [
      ...assignment.statements(moved(1)),
      ...post(ctx, [...moveReservations(releaseMovements, null), ...moved(-1)]),
    ],
    after: [
      ...post(ctx, [...moved(1), ...moveReservations(reserveMovements, lot)]),
      build.insert(adjustments).values(row),
    ],
  };
}

/** Refuses to turn tracking by lots off while there is stock in lots, or on its way: 422 `in_use`. */
export function untrackLots({ levels, under_way }: Tracking): Switch {
  refuseUnderWay(under_way);
  if (levels.some(({ on_hand, reserved }) => on_hand > 0 || reserved > 0)) {
    throw refuse("in_use", "There is stock in lots of it. Move it out first.", { field: "lot_tracked" });
  }
  return { before: [], after: [] };
}

function refuseUnderWay(under_way: readonly { number: string }[]): void {
  if (under_way.length === 0) return;
  throw refuse("in_use", "Transfers or counts with it are open. Receive or complete them first.", {
    field: "lot_tracked",
    details: { numbers: under_way.map(({ number }) => number) },
  });
}
