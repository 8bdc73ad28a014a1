import { beforeAll, describe, expect, test } from "vitest";
import { MOVEMENT_TYPES, type Movement, type MovementKind } from "../../src/ledger";
import { changesOf } from "../../src/ledger/movements";
import { type Dairy, openDairy } from "../support/dairy";
import { openPosting, type Verdict } from "../support/posting";

/** What each kind of movement requires of stock, asked of the database itself: the program's checks come before, and can lose a race. */

let shop: Dairy;
let post: (...movements: Movement[]) => Promise<Verdict>;

beforeAll(async () => {
  shop = await openDairy();
  post = await openPosting(shop);
});

const FOR_DEMAND = [
  "order_reserved",
  "order_fulfilled",
  "transfer_out",
  "production_reserved",
  "production_consumed",
  "production_waste",
];
const OF_USABLE_LOTS = FOR_DEMAND.filter((type) => type !== "transfer_out");

/** A movement of one unit that takes stock or reserves it, beyond what is reserved for its line; null for other kinds. */
function taking(type: MovementKind, level: Pick<Movement, "variant_id" | "lot">): Movement | null {
  const line_id = crypto.randomUUID();
  const location_id = shop.warehouse;
  for (const quantity of [10_000, -10_000]) {
    const movement = { type, ...level, location_id, quantity, from_reservation: 0, reference_id: "doc_1", line_id };
    const { on_hand_change, reserved_change } = changesOf(movement);
    const is_signed = type === "adjustment" || type === "cycle_count_adjustment";
    if ((quantity > 0 || is_signed) && (on_hand_change < 0 || reserved_change > 0)) return movement;
  }
  return null;
}

const KINDS = MOVEMENT_TYPES.filter((type) => !/released|received|disposed|output|revaluation|_in$|_lost$/.test(type));

describe("a movement that takes stock", () => {
  test.each(KINDS)("%s takes what is reserved for others only if it is a recorded fact", async (type) => {
    const sku = `FULL-${type}`;
    const { variants } = await shop.product(sku);
    await shop.stock(sku, 5);
    await shop.order([{ sku, quantity: 5 }], { reserve: true });
    const movement = taking(type, { variant_id: variants[0].id, lot: null });
    const verdict = await post(movement as Movement);
    expect(verdict).toBe(FOR_DEMAND.includes(type) ? "insufficient_stock" : "accepted");
  });

  test.each(KINDS)("%s takes what is not reserved", async (type) => {
    const sku = `FREE-${type}`;
    const { variants } = await shop.product(sku);
    await shop.stock(sku, 5);
    await shop.order([{ sku, quantity: 4 }], { reserve: true });
    expect(await post(taking(type, { variant_id: variants[0].id, lot: null }) as Movement)).toBe("accepted");
  });

  test.each(KINDS)("%s takes of an expired lot only if it need not be usable", async (type) => {
    const sku = `OLD-${type}`;
    const { variants } = await shop.product(sku, { lot_tracked: true });
    const lot_id = await shop.lot(`L-${type}`, 5, "2026-11-22", { sku });
    const movement = taking(type, { variant_id: variants[0].id, lot: { lot_id } });
    expect(await post(movement as Movement)).toBe(OF_USABLE_LOTS.includes(type) ? "insufficient_stock" : "accepted");
  });

  test.each(OF_USABLE_LOTS)("%s takes of a lot on its last day", async (type) => {
    const sku = `LAST-${type}`;
    const { variants } = await shop.product(sku, { lot_tracked: true });
    const lot_id = await shop.lot(`L-${type}`, 5, "2026-11-23", { sku });
    expect(await post(taking(type as MovementKind, { variant_id: variants[0].id, lot: { lot_id } }) as Movement)).toBe(
      "accepted",
    );
  });
});

test("no kind of movement is left out of the lists of this file", () => {
  const takes = MOVEMENT_TYPES.filter((type) => taking(type, { variant_id: "var_1" }) !== null);
  expect(takes.toSorted()).toEqual(KINDS.toSorted());
});
