import type { LotName } from "../../drizzle/tenant";
import type { ReferenceType } from "../shared/statuses";

/** A kind of ledger entry: what it does to stock per unit of its quantity, and what it requires. */
type Kind = {
  reference_type: ReferenceType;
  on_hand: -1 | 0 | 1;
  reserved: -1 | 0 | 1;
  /** Takes stock for demand: what it takes beyond its own reservation must be available. */
  takes_available: boolean;
  /** Refuses an expired, quarantined or recalled lot. */
  needs_usable_lot: boolean;
  /** Ends the transit of goods that the same line shipped before. */
  arrives?: boolean;
};

/** Records a fact: only on hand is checked. */
const FACT = { takes_available: false, needs_usable_lot: false } as const;
/** Serves demand: stock must be available, in lots that can be used. */
const DEMAND = { takes_available: true, needs_usable_lot: true } as const;

/**
 * Every kind of ledger entry (contract, section 3). The quantity of an adjustment or a count is signed. A movement that
 * consumes a reservation releases `from_reservation`, which may be less than its `quantity`.
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
  revaluation: { reference_type: "variant", on_hand: 0, reserved: 0, ...FACT },
} as const satisfies Record<string, Kind>;

export type MovementKind = keyof typeof MOVEMENT_KINDS;

export const MOVEMENT_TYPES = Object.keys(MOVEMENT_KINDS) as [MovementKind, ...MovementKind[]];

/** A change to the stock of a variant at a location, to be posted. Quantities and costs are in stored units. */
export type Movement = {
  type: MovementKind;
  variant_id: string;
  location_id: string;
  /** The lot; absent if the variant is not lot-tracked. */
  lot?: Pick<LotName, "lot_id"> | null;
  /** Signed for an adjustment or a count, positive otherwise. */
  quantity: number;
  /** How much of `quantity` consumes the line's own reservation; defaults to all of it. */
  from_reservation?: number;
  reference_id: string;
  /** The document line whose reservation changes, or whose goods are in transit. */
  line_id?: string | null;
  /** Fails the commit if on hand, of the lot if there is one, is not this quantity. */
  expected_on_hand?: number | null;
  /** What one of an arrival or a revaluation costs; without it and `value`, an arrival costs what the level's stock does. */
  unit_cost?: number | null;
  /**
   * What all of it is worth: of an arrival or a loss, what is brought or lost; of what leaves, what was shown to the client,
   * and the commit fails with `stale_value` if it is another value by then (`src/ledger/value.ts`).
   */
  value?: number | null;
  /** The price of one, if an order ships it or it comes back. */
  unit_price?: number | null;
  /** True for the first movement that ships the variant for its order. */
  first_shipment?: boolean;
  reason?: string | null;
  note?: string | null;
  /** Reclassifies existing stock: skips availability checks and events. */
  reclassifies?: boolean;
};

/** What a kind of movement requires of stock, and whether it ends a transit. */
export function traitsOf(type: MovementKind) {
  const { takes_available, needs_usable_lot, arrives = false }: Kind = MOVEMENT_KINDS[type];
  return { takes_available, needs_usable_lot, arrives };
}

/** The kind of movement by which documents of a type reserve stock (`1`) or release it (`-1`). */
export function reservationKind(reference_type: ReferenceType, reserved: 1 | -1): MovementKind {
  const kind = MOVEMENT_TYPES.find((type) => {
    const candidate: Kind = MOVEMENT_KINDS[type];
    return candidate.reference_type === reference_type && candidate.on_hand === 0 && candidate.reserved === reserved;
  });
  if (kind === undefined) throw new Error(`Documents of type ${reference_type} reserve no stock`);
  return kind;
}

/** What a movement changes on hand and reserved by, in stored units. */
export function changesOf({ type, quantity, from_reservation = quantity }: Movement) {
  const { on_hand, reserved } = MOVEMENT_KINDS[type];
  const uses_reservation = on_hand < 0 && reserved < 0;
  return {
    on_hand_change: on_hand * quantity,
    reserved_change: reserved * (uses_reservation ? from_reservation : quantity),
  };
}

/** The signed quantity of a movement's entry: the change of on hand, else of reserved, else the movement's quantity. */
export function shownQuantity(movement: Movement): number {
  const { on_hand_change, reserved_change } = changesOf(movement);
  return on_hand_change || reserved_change || movement.quantity;
}
