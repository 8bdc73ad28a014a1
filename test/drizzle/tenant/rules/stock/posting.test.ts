import { beforeEach, expect, test } from "vitest";
import type { Movement } from "../../../../../src/ledger";
import { type Dairy, openDairy, trackLots } from "../../../../support/dairy";
import { openPosting, type Verdict } from "../../../../support/posting";

/** What the database refuses by itself: what commands decide on what they have read may be untrue by the time they commit. */

let shop: Dairy;
let post: (...movements: Movement[]) => Promise<Verdict>;
let milk: string;

beforeEach(async () => {
  shop = await openDairy();
  post = await openPosting(shop);
  milk = await idOf("MILK");
});

const idOf = async (sku: string) => (await shop.get(`variants?sku=${sku}`)).body.data[0].id as string;

const movement = (more: Partial<Movement>): Movement => ({
  type: "order_reserved",
  variant_id: milk,
  location_id: shop.warehouse,
  quantity: 10_000,
  reference_id: "ord_1",
  line_id: `line_${crypto.randomUUID()}`,
  ...more,
});
const reserve = (lot_id: string, units: number) => post(movement({ lot: { lot_id }, quantity: units * 10_000 }));
const count = (lot_id: string, units: number) =>
  post(movement({ type: "cycle_count_adjustment", lot: { lot_id }, quantity: units * 10_000, line_id: null }));

test("of a lot no more is reserved than is free of it, however much other lots have", async () => {
  const a = await shop.lot("A", 5, "2027-01-01");
  await shop.lot("B", 5, "2027-01-02");
  expect(await reserve(a, 5)).toBe("accepted");
  expect(await reserve(a, 1)).toBe("insufficient_stock");
});

test("of a lot no more is reserved than is available of all, where another lot has less than is reserved of it", async () => {
  const a = await shop.lot("A", 5, "2027-01-01");
  const b = await shop.lot("B", 5, "2027-01-02");
  expect(await reserve(b, 5)).toBe("accepted");
  expect(await count(b, -3)).toBe("accepted");
  expect(await reserve(a, 3)).toBe("insufficient_stock");
  expect(await reserve(a, 2)).toBe("accepted");
  expect(await reserve(a, 1)).toBe("insufficient_stock");
});

test("what is held of expired lots does not make more of others available", async () => {
  const a = await shop.lot("A", 5, "2027-01-01");
  const b = await shop.lot("B", 5, "2027-01-02");
  await shop.lot("OLD", 50, "2026-11-22");
  await reserve(b, 5);
  await count(b, -3);
  expect(await reserve(a, 3)).toBe("insufficient_stock");
  expect(await reserve(a, 2)).toBe("accepted");
});

test("a transfer takes no more of an expired lot than is free of it", async () => {
  const old = await shop.lot("OLD", 5, "2026-11-23");
  await reserve(old, 4);
  shop.app.clock.advance(24 * 60 * 60 * 1000);
  const out = (units: number) =>
    post(movement({ type: "transfer_out", lot: { lot_id: old }, quantity: units * 10_000, from_reservation: 0 }));
  expect(await out(2)).toBe("insufficient_stock");
  expect(await out(1)).toBe("accepted");
});

test("a movement that expects another quantity on hand is refused: of the lot, where there is one, of the level else", async () => {
  const mug = await idOf("MUG");
  const a = await shop.lot("A", 5);
  await shop.lot("B", 7);
  await shop.stock("MUG", 3);
  const counted = (more: Partial<Movement>) =>
    post(movement({ type: "cycle_count_adjustment", quantity: -10_000, line_id: null, ...more }));
  const of_lot = { lot: { lot_id: a } };
  for (const units of [4, 6, 12]) {
    expect(await counted({ ...of_lot, expected_on_hand: units * 10_000 })).toBe("stale_level");
  }
  expect(await counted({ ...of_lot, expected_on_hand: 50_000 })).toBe("accepted");
  for (const units of [2, 4]) {
    expect(await counted({ variant_id: mug, expected_on_hand: units * 10_000 })).toBe("stale_level");
  }
  expect(await counted({ variant_id: mug, expected_on_hand: 30_000 })).toBe("accepted");
  const elsewhere = { variant_id: mug, location_id: shop.store, quantity: 10_000 };
  expect(await counted({ ...elsewhere, expected_on_hand: 10_000 })).toBe("stale_level");
  expect(await counted({ ...elsewhere, expected_on_hand: 0 })).toBe("accepted");
});

test("a lot-tracked variant is not moved without a lot, nor another one with a lot, but what moves nothing may be", async () => {
  const mug = await idOf("MUG");
  const a = await shop.lot("A", 5);
  await shop.stock("MUG", 5);
  expect(await post(movement({}))).toBe("stale_tracking");
  expect(await post(movement({ type: "adjustment", line_id: null }))).toBe("stale_tracking");
  expect(await post(movement({ type: "return_disposed", line_id: null }))).toBe("accepted");
  await trackLots(shop, "MUG", true);
  expect(await post(movement({ variant_id: mug, type: "adjustment", line_id: null }))).toBe("stale_tracking");
  expect(await post(movement({ variant_id: mug, lot: { lot_id: a } }))).toBe("stale_lot");
});

test("a movement of a variant that does not exist, or a reservation for no line, is refused", async () => {
  await shop.stock("MUG", 5);
  const mug = await idOf("MUG");
  expect(await post(movement({ variant_id: "var_0", type: "adjustment", line_id: null }))).toBe("unknown_variant");
  expect(await post(movement({ variant_id: mug, line_id: null }))).toBe("reservation_without_line");
  expect(await post(movement({ variant_id: mug }))).toBe("accepted");
});

test("nothing finer than its variant is counted in arrives, but it may leave", async () => {
  const mug = await idOf("MUG");
  const tea = await idOf("TEA");
  const adjust = (variant_id: string, quantity: number) =>
    post(movement({ type: "adjustment", variant_id, quantity, line_id: null }));
  expect(await adjust(mug, 15_000)).toBe("stale_precision");
  expect(await adjust(mug, 20_000)).toBe("accepted");
  expect(await adjust(mug, -5_000)).toBe("accepted");
  expect(await adjust(tea, 15)).toBe("stale_precision");
  expect(await adjust(tea, 20)).toBe("accepted");
});

test("nothing arrives of an archived variant or at an archived location", async () => {
  const { id, variants } = await shop.product("OLD");
  const annex = await shop.made("locations", { name: "Annex" });
  const adjust = (more: Partial<Movement>) => post(movement({ type: "adjustment", line_id: null, ...more }));
  await shop.tenant.request("DELETE", `/api/v1/products/${id}`);
  await shop.tenant.request("DELETE", `/api/v1/locations/${annex.id}`);
  expect(await adjust({ variant_id: variants[0].id })).toBe("archived");
  expect(await adjust({ variant_id: await idOf("MUG"), location_id: annex.id })).toBe("archived");
  expect(await adjust({ variant_id: await idOf("MUG") })).toBe("accepted");
});

test("on hand does not fall below 0, nor the reserved quantity of a level, a lot or a line", async () => {
  const a = await shop.lot("A", 5);
  await shop.lot("B", 5);
  const line_id = "line_1";
  const of_a = { lot: { lot_id: a } };
  expect(await post(movement({ type: "waste", quantity: 60_000, ...of_a }))).toBe("insufficient_stock");
  expect(await post(movement({ ...of_a, quantity: 20_000, line_id }))).toBe("accepted");
  expect(await reserve(a, 2)).toBe("accepted");
  const release = { type: "order_released", ...of_a, line_id } as const;
  expect(await post(movement({ ...release, quantity: 30_000 }))).toBe("insufficient_reservation");
  expect(await post(movement({ ...release, quantity: 20_000 }))).toBe("accepted");
});

test("what is reserved for a line is taken although more is reserved than there is", async () => {
  const mug = await idOf("MUG");
  const a = await shop.lot("A", 5, "2027-01-01");
  await shop.stock("MUG", 5);
  for (const level of [{ variant_id: mug }, { lot: { lot_id: a } }]) {
    const line_id = crypto.randomUUID();
    expect(await post(movement({ ...level, quantity: 20_000, line_id }))).toBe("accepted");
    expect(await post(movement({ ...level, quantity: 30_000 }))).toBe("accepted");
    const adjusted = movement({ type: "adjustment", ...level, quantity: -10_000, line_id: null });
    expect(await post(adjusted)).toBe("accepted");
    const fulfilled = movement({ type: "order_fulfilled", ...level, quantity: 20_000, line_id });
    expect(await post(fulfilled)).toBe("accepted");
  }
});
