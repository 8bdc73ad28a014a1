import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const statuses = (answers: { status: number }[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

test("100 reservations of 1 at once against a stock of 60 are exactly 60 successes and 40 insufficient_stock", async () => {
  await shop.stock("MUG", 60);
  const orders = await Promise.all(times(100, () => shop.order([{ sku: "MUG", quantity: 1 }])));
  const answers = await Promise.all(orders.map(({ id }) => shop.post(`orders/${id}/reserve`)));
  expect(statuses(answers)).toEqual({ 200: 60, 422: 40 });
  for (const answer of answers) if (answer.status === 422) expect(codesOf(answer)).toEqual(["insufficient_stock"]);
  expect(await shop.level("MUG")).toEqual({ on_hand: 60, reserved: 60, available: 0 });
  expect(await shop.discrepancies()).toEqual([]);
});

test("100 orders placed with reserve at once never promise more than there is", async () => {
  await shop.stock("MUG", 60);
  const body = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }], reserve: true };
  expect(statuses(await Promise.all(times(100, () => shop.post("orders", body))))).toEqual({ 201: 60, 422: 40 });
  expect((await shop.get("orders")).body.meta.total).toBe(60);
  expect(await shop.level("MUG")).toEqual({ on_hand: 60, reserved: 60, available: 0 });
});

test("ten fulfilments of one order at once ship once", async () => {
  await shop.stock("MUG", 60);
  const { id } = await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
  const answers = await Promise.all(times(10, () => shop.post(`orders/${id}/fulfill`)));
  expect(statuses(answers)).toEqual({ 200: 1, 422: 9 });
  expect(await shop.level("MUG")).toEqual({ on_hand: 55, reserved: 0, available: 55 });
});

test("fulfilling and cancelling at once does one of the two, whole", async () => {
  await shop.stock("MUG", 60);
  const { id } = await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
  const [fulfilled, cancelled] = await Promise.all([
    shop.post(`orders/${id}/fulfill`),
    shop.post(`orders/${id}/cancel`),
  ]);
  expect(statuses([fulfilled, cancelled])).toEqual({ 200: 1, 422: 1 });
  expect((await shop.level("MUG")).on_hand).toBe(fulfilled.status === 200 ? 55 : 60);
  expect((await shop.level("MUG")).reserved).toBe(0);
  expect(await shop.discrepancies()).toEqual([]);
});

test("50 uses of one idempotency key at once have one effect and 50 equal answers", async () => {
  const body = { sku: "MUG", location_id: shop.warehouse, quantity: 1, reason: "found" };
  const headers = { "Idempotency-Key": "all at once" };
  const answers = await Promise.all(times(50, () => shop.post("inventory_adjustments", body, headers)));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect(statuses(answers)).toEqual({ 201: 50 });
  expect(answers.filter((answer) => answer.headers.get("Idempotent-Replayed") === null)).toHaveLength(1);
  expect((await shop.level("MUG")).on_hand).toBe(1);
  const order = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }] };
  const orders = await Promise.all(times(50, () => shop.post("orders", order, { "Idempotency-Key": "an order" })));
  expect(new Set(orders.map((answer) => answer.text)).size).toBe(1);
  expect((await shop.get("orders")).body.meta.total).toBe(1);
});

test("of 20 who set a level that they all expect to be the same, one succeeds and the others are told", async () => {
  await shop.stock("MUG", 5);
  const answers = await Promise.all(
    times(20, (at) =>
      shop.post("inventory_adjustments", {
        sku: "MUG",
        location_id: shop.warehouse,
        set_to: 10 + at,
        expected_on_hand: 5,
        reason: "correction",
      }),
    ),
  );
  expect(statuses(answers)).toEqual({ 201: 1, 409: 19 });
  const winner = answers.find((answer) => answer.status === 201);
  expect((await shop.level("MUG")).on_hand).toBe(winner?.body.data.set_to);
});

test("adjustments at once all count, and no running value is lost", async () => {
  await Promise.all(times(40, (at) => shop.stock("MUG", at + 1)));
  expect((await shop.level("MUG")).on_hand).toBe(820);
  const entries = (await shop.get("inventory_ledger?per_page=100")).body.data;
  let running = 0;
  for (const entry of entries) {
    running += entry.on_hand_change;
    expect(entry.on_hand_after).toBe(running);
  }
});

test("of those who change one location with the same ETag one succeeds; without it every success is a version", async () => {
  const path = `locations/${shop.store}`;
  const matched = await Promise.all(times(10, (at) => shop.patch(path, { name: `N${at}` }, { "If-Match": '"1"' })));
  expect(statuses(matched)).toEqual({ 200: 1, 412: 9 });
  const free = await Promise.all(times(10, (at) => shop.patch(path, { name: `M${at}` })));
  const succeeded = free.filter((answer) => answer.status === 200).length;
  expect(free.every((answer) => [200, 409].includes(answer.status))).toBe(true);
  expect((await shop.get(path)).body.data.version).toBe(2 + succeeded);
});

test("two orders with one number at once are one order", async () => {
  const body = { number: "SO-1", location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }] };
  const answers = await Promise.all(times(2, () => shop.post("orders", body)));
  expect(statuses(answers)).toEqual({ 201: 1, 409: 1 });
});
