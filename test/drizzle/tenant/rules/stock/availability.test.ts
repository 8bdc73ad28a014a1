import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../../../support/app";
import { type Dairy, openDairy } from "../../../../support/dairy";

/** When events tell of a level: each is told where its bound is crossed, and not again while it stays beyond it. */

let shop: Dairy;
beforeEach(async () => {
  shop = await openDairy(createTestApp(), {
    settings: { default_reorder_point: 5, rate_limits: { requests_per_minute: 100_000 } },
  });
});

/** The availability events that `change` causes, without the prefix that all have. */
async function told(change: () => Promise<unknown>): Promise<string[]> {
  const count = (await shop.events()).length;
  await change();
  const events = (await shop.events()).slice(count);
  return events.filter((type) => /^inventory\.(oversold|out|low|restocked)$/.test(type)).map((type) => type.slice(10));
}
const move = (quantity: number) => told(() => shop.stock("MUG", quantity));
const reserve = (quantity: number) => told(() => shop.order([{ sku: "MUG", quantity }], { reserve: true }));

test("low is told where available falls to the reorder point or below, and only by the movement that does it", async () => {
  expect(await move(8)).toEqual(["restocked"]);
  expect(await move(-2)).toEqual([]);
  expect(await move(-1)).toEqual(["low"]);
  expect(await move(-1)).toEqual([]);
  expect(await move(2)).toEqual([]);
  expect(await move(-1)).toEqual(["low"]);
});

test("the reorder point of a policy takes the place of the organization's, at its own location", async () => {
  await shop.made("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_point: 2 });
  expect(await move(8)).toEqual(["restocked"]);
  expect(await move(-5)).toEqual([]);
  expect(await move(-1)).toEqual(["low"]);
  expect(await told(() => shop.stock("MUG", 6, shop.store))).toEqual(["restocked"]);
  expect(await told(() => shop.stock("MUG", -1, shop.store))).toEqual(["low"]);
});

test("out, restocked and oversold are told as 0 is reached, left upwards and passed downwards", async () => {
  expect(await move(8)).toEqual(["restocked"]);
  expect((await reserve(8)).toSorted()).toEqual(["low", "out"]);
  expect(await move(-1)).toEqual(["oversold"]);
  expect(await move(-1)).toEqual([]);
  expect(await move(1)).toEqual([]);
  expect(await move(1)).toEqual([]);
  expect(await move(-1)).toEqual(["oversold"]);
  expect(await move(3)).toEqual(["restocked"]);
  // It was low before: 3 are fewer than the reorder point.
  expect((await move(-4)).toSorted()).toEqual(["out", "oversold"]);
});

test("what is held counts as not available, and a lot that becomes so takes its stock away", async () => {
  const milk = (number: string, quantity: number, expiry?: string) => told(() => shop.lot(number, quantity, expiry));
  expect(await milk("OLD", 50, "2026-11-22")).toEqual([]);
  expect(await milk("A", 3, "2027-01-01")).toEqual(["restocked"]);
  const lot = (await shop.lots("&sku=MILK")).find((one: { lot_number: string }) => one.lot_number === "A");
  const decide = (status: string) => told(() => shop.patch(`lots/${lot.id}`, { status }));
  expect(await decide("quarantine")).toEqual(["out"]);
  expect(await decide("quarantine")).toEqual([]);
  expect(await decide("release")).toEqual(["restocked"]);
  expect(await decide("recall")).toEqual(["out"]);
});

test("a recall is told once, however often it is repeated, and again after the lot was released", async () => {
  const lot = await shop.lot("A", 3);
  const recalls = async () => (await shop.events()).filter((type) => type === "lot.recalled").length;
  for (const status of ["recall", "recall", "recalled"]) await shop.patch(`lots/${lot}`, { status });
  expect(await recalls()).toBe(1);
  for (const status of ["release", "recall"]) await shop.patch(`lots/${lot}`, { status });
  expect(await recalls()).toBe(2);
});
