import { expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { type Dairy, openDairy } from "../support/dairy";

/** The events about levels that a command has written. */
async function eventsOf(shop: Dairy, command: () => Promise<unknown>): Promise<string[]> {
  const before = (await shop.events()).length;
  await command();
  return (await shop.events()).slice(before).filter((type) => /^inventory\.(low|out|oversold|restocked)$/.test(type));
}

/** A dairy with five of lot A, which are reserved for an order, and five of lot B; the reorder point is 7. */
async function openWithOrder() {
  const shop = await openDairy();
  await shop.made("inventory_policies", { sku: "MILK", location_id: shop.warehouse, reorder_point: 7 });
  const a = await shop.lot("A", 5, "2026-12-01");
  const b = await shop.lot("B", 5, "2026-12-02");
  const order = await shop.order([{ sku: "MILK", quantity: 5 }], { reserve: true });
  return { shop, a, b, order };
}

test("an order that ships another lot than was reserved changes nothing that is available, and rings nothing", async () => {
  const { shop, b, order } = await openWithOrder();
  const items = [{ sku: "MILK", quantity: 5, lot_id: b }];
  expect(await eventsOf(shop, () => shop.post(`orders/${order.id}/fulfill`, { items }))).toEqual([]);
  expect(await shop.held()).toEqual({ on_hand: 5, reserved: 0, held: 0, available: 5 });
});

const adjust = (shop: Dairy, lines: readonly [string, number][]) => () =>
  shop.made("inventory_adjustments", {
    adjustments: lines.map(([lot_number, quantity]) => ({
      ...{ sku: "MILK", location_id: shop.warehouse, lot_number, quantity, reason: "correction" },
    })),
  });

test.each([
  [[["A", 5], ["B", -5]], []], // biome-ignore format: a list
  [[["B", -5], ["A", 5]], []], // biome-ignore format: a list
  [[["A", 3], ["B", -1]], []], // biome-ignore format: a list
  [[["B", -4], ["A", 8], ["B", -1]], ["inventory.restocked"]], // biome-ignore format: a list
  [[["A", 2], ["B", -5], ["A", -2]], ["inventory.out"]], // biome-ignore format: a list
] as [[string, number][], string[]][])("of adjustments by %j in one commit, the sum rings", async (lines, events) => {
  const { shop } = await openWithOrder();
  const is_out = events.includes("inventory.restocked");
  if (is_out) {
    await shop.lot("B", 1);
    await shop.order([{ sku: "MILK", quantity: 6 }], { reserve: true });
    await shop.lot("B", 5);
    await shop.order([{ sku: "MILK", quantity: 5 }], { reserve: true });
  }
  expect(await eventsOf(shop, adjust(shop, lines))).toEqual(events);
  expect(await shop.discrepancies()).toEqual([]);
});

test("what is moved of a lot that may not be sold doesn't count, also next to one that may", async () => {
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));
  await shop.lot("OLD", 5, "2026-11-22");
  expect(await eventsOf(shop, adjust(shop, [["OLD", -5], ["NEW", 2]]))).toEqual(["inventory.restocked"]); // biome-ignore format: a list
  expect(await eventsOf(shop, adjust(shop, [["OLD", 5], ["NEW", -2]]))).toEqual(["inventory.out", "inventory.low"]); // biome-ignore format: a list
  expect(await shop.held()).toEqual({ on_hand: 5, reserved: 0, held: 5, available: 0 });
});
