import { beforeEach, expect, test } from "vitest";
import { type Dairy, openDairy } from "../support/dairy";

let shop: Dairy;
beforeEach(async () => {
  shop = await openDairy();
});

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const reserved = (answers: { status: number }[]) => answers.filter(({ status }) => status < 300).length;

test("60 reservations of 1 at once take exactly what usable lots hold, and nothing of the others", async () => {
  await shop.lot("A", 10, "2027-01-01");
  await shop.lot("B", 15, "2027-01-02");
  await shop.lot("EXPIRED", 50, "2026-11-22");
  const body = { location_id: shop.warehouse, items: [{ sku: "MILK", quantity: 1 }], reserve: true };
  const answers = await Promise.all(times(60, () => shop.post("orders", body)));
  expect(reserved(answers)).toBe(25);
  expect(await shop.held()).toEqual({ on_hand: 75, reserved: 25, held: 50, available: 0 });
  expect(await shop.discrepancies()).toEqual([]);
}, 30_000);

test("a recall while others reserve leaves nothing of the lot reserved, whoever was first", async () => {
  const bad = await shop.lot("BAD", 20, "2027-01-01");
  await shop.lot("GOOD", 20, "2027-01-02");
  const body = { location_id: shop.warehouse, items: [{ sku: "MILK", quantity: 1 }], reserve: true };
  const [recalled, ...orders] = await Promise.all([
    shop.patch(`lots/${bad}`, { status: "recall" }),
    ...times(25, () => shop.post("orders", body)),
  ]);
  expect(recalled.status).toBe(200);
  expect((await shop.lotOf(bad)).quantity_reserved).toBe(0);
  const hit = recalled.body.data.orders.length;
  expect(await shop.held()).toMatchObject({ on_hand: 40, reserved: reserved(orders) - hit, held: 20 });
  const listed = (await shop.get("orders?status=pending&per_page=100")).body.data;
  expect(listed).toHaveLength(hit);
  expect(await shop.discrepancies()).toEqual([]);
}, 30_000);

test("a recall while orders ship either comes first or finds the goods gone", async () => {
  const bad = await shop.lot("BAD", 10, "2027-01-01");
  const orders = await Promise.all(times(10, () => shop.order([{ sku: "MILK", quantity: 1 }], { reserve: true })));
  const [recalled, ...shipped] = await Promise.all([
    shop.patch(`lots/${bad}`, { status: "recall" }),
    ...orders.map(({ id }) => shop.post(`orders/${id}/fulfill`)),
  ]);
  expect(recalled.status).toBe(200);
  expect(await shop.lotOf(bad)).toMatchObject({ quantity_on_hand: 10 - reserved(shipped), quantity_reserved: 0 });
  const trace = (await shop.get(`lots/${bad}/trace_forward`)).body.data;
  expect(trace.shipped_to).toHaveLength(reserved(shipped));
  expect(await shop.discrepancies()).toEqual([]);
}, 30_000);

test("tracking turned on while stock moves ends with all of it in lots", async () => {
  await shop.stock("MUG", 50);
  const [variant] = (await shop.get("variants?sku=MUG")).body.data;
  const line = { sku: "MUG", location_id: shop.warehouse, reason: "found" };
  const order = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }], reserve: true };
  const [turned, ...others] = await Promise.all([
    shop.patch(`variants/${variant.id}`, { lot_tracked: true }),
    ...times(10, () => shop.post("orders", order)),
    ...times(10, () => shop.post("inventory_adjustments", { ...line, quantity: 1 })),
  ]);
  expect(turned.status).toBe(200);
  for (const { status } of others) expect([201, 422]).toContain(status);
  const { on_hand, reserved: set_aside } = await shop.held("MUG");
  const lots = await shop.lots("&sku=MUG");
  expect(lots).toMatchObject([{ quantity_on_hand: on_hand, quantity_reserved: set_aside }]);
  expect(await shop.discrepancies()).toEqual([]);
}, 30_000);

test("of two decisions on one lot at once both are heard, one after the other", async () => {
  const id = await shop.lot("A", 10);
  const answers = await Promise.all([
    shop.patch(`lots/${id}`, { status: "quarantine" }),
    shop.patch(`lots/${id}`, { note: "smells" }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(await shop.lotOf(id)).toMatchObject({ status: "quarantine", note: "smells", version: 3 });
  const stale = await shop.patch(`lots/${id}`, { status: "release" }, { "If-Match": '"1"' });
  expect(stale.status).toBe(412);
}, 30_000);
