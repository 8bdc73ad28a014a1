import type { LotName } from "../../drizzle/tenant";
import type { ReferenceType } from "../shared/statuses";

/** What a kind of movement does per unit of its quantity, and what it needs. */
type Kind = {
  reference_type: ReferenceType;
  on_hand: -1 | 0 | 1;
  reserved: -1 | 0 | 1;
  /** True for whoever takes for demand: what it takes beyond its own reservation must be available. */
  takes_available: boolean;
  /** True for what an expired, quarantined or recalled lot may not be used for. */
  needs_usable_lot: boolean;
  /** True for what ends the transit of goods that the same line took before. */
  arrives?: boolean;
};

const FACT = { takes_available: false, needs_usable_lot: false } as const;
const DEMAND = { takes_available: true, needs_usable_lot: true } as const;

/**
 * Every kind of ledger entry (contract, section 3). The quantity of an adjustment or a count carries its own sign; what both leaves
 * and was reserved releases as much of the reservation as it uses, which may be less than it takes.
 */
export const MOVEMENT_KINDS = {
  adjustment: { reference_type: "inventory_adjustment", on_hand: 1, reserved: 0, ...FACT },
  order_reserved: { reference_type: "order", on_hand: 0, reserved: 1, ...DEMAND },
  order_released: { reference_type: "order", on_hand: 0, reserved: -1, ...FACT },
  order_fulfilled: { reference_type: "order", on_hand: -1, reserved: -1, ...DEMAND },
  purchase_received: { reference_type: "purchase_order", on_hand: 1, reserved: 0, ...FACT },
  transfer_out: { reference_type: "stock_transfer", on_hand: -1, reserved: 0, ...DEMAND, needs_usable_lot: false },
  transfer_in: { reference_type: "stock_transfer", on_hand: 1, reserved: 0, ...FACT, arrives: true },
  transfer_lost: { reference_type: "stock_transfer", on_hand: 0, reserved: 0, ...FACT, arrives: true },
  cycle_count_adjustment: { reference_type: "cycle_count", on_hand: 1, reserved: 0, ...FACT },
  return_received: { reference_type: "return_authorization", on_hand: 1, reserved: 0, ...FACT },
  return_disposed: { reference_type: "return_authorization", on_hand: 0, reserved: 0, ...FACT },
  production_reserved: { reference_type: "production_batch", on_hand: 0, reserved: 1, ...DEMAND },
  production_released: { reference_type: "production_batch", on_hand: 0, reserved: -1, ...FACT },
  production_consumed: { reference_type: "production_batch", on_hand: -1, reserved: -1, ...DEMAND },
  production_waste: { reference_type: "production_batch", on_hand: -1, reserved: -1, ...DEMAND },
  production_output: { reference_type: "production_batch", on_hand: 1, reserved: 0, ...FACT },
  waste: { reference_type: "waste_record", on_hand: -1, reserved: 0, ...FACT },
} as const satisfies Record<string, Kind>;

export type MovementKind = keyof typeof MOVEMENT_KINDS;

export const MOVEMENT_TYPES = Object.keys(MOVEMENT_KINDS) as [MovementKind, ...MovementKind[]];

/** One change to be made to the stock of a variant at a location. Quantities and costs are scaled. */
export type Movement = {
  type: MovementKind;
  variant_id: string;
  location_id: string;
  /** The lot; absent for a variant that is not tracked by lots. */
  lot?: Pick<LotName, "lot_id"> | null;
  /** How many: signed for an adjustment or a count, positive otherwise. */
  quantity: number;
  /** How much of `quantity` uses the line's own reservation; all of it, unless said. */
  from_reservation?: number;
  reference_id: string;
  /** The document's line whose reservation changes. */
  line_id?: string | null;
  /** Refuses the commit where on hand, of the lot if one is named, is another by then. */
  expected_on_hand?: number | null;
  unit_cost?: number | null;
  reason?: string | null;
  note?: string | null;
  /** Reclassifies existing stock: skips availability checks and events. */
  reclassifies?: boolean;
};

/** What a kind of movement needs of stock, and does beyond changing it. */
export function traitsOf(type: MovementKind) {
  const { takes_available, needs_usable_lot, arrives = false }: Kind = MOVEMENT_KINDS[type];
  return { takes_available, needs_usable_lot, arrives };
}

/** The kind of movement by which documents of a type reserve stock (`1`) or release it (`-1`). */
export function reservationKind(reference_type: ReferenceType, reserved: 1 | -1): MovementKind {
  const kind = MOVEMENT_TYPES.find((type) => {
    const one: Kind = MOVEMENT_KINDS[type];
    return one.reference_type === reference_type && one.on_hand === 0 && one.reserved === reserved;
  });
  if (kind === undefined) throw new Error(`Nothing is reserved for documents of the type ${reference_type}`);
  return kind;
}

/** What a movement does to on hand and to reserved. */
export function changesOf({ type, quantity, from_reservation = quantity }: Movement) {
  const { on_hand, reserved } = MOVEMENT_KINDS[type];
  const uses_reservation = on_hand < 0 && reserved < 0;
  return {
    on_hand_change: on_hand * quantity,
    reserved_change: reserved * (uses_reservation ? from_reservation : quantity),
  };
}

/** The quantity an entry shows: its effect on what is on hand, else on what is reserved, with its sign. */
export function shownQuantity(movement: Movement): number {
  const { on_hand_change, reserved_change } = changesOf(movement);
  return on_hand_change || reserved_change || movement.quantity;
}
