import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";
import { around, DAY, forecastOf, runInsights } from "../../support/insights";
import { openShop, type Shop } from "../../support/shop";

// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
type Json = any;

let shop: Shop;

beforeEach(async () => {
  shop = await openDairy(createTestApp());
});

const insights = async (query = "", of = shop): Promise<Json[]> =>
  (await of.get(`ai/insights?per_page=100${query}`)).body.data;
const announced = async (of = shop): Promise<Json[]> =>
  (await of.get("events?type=insight.created&per_page=100")).body.data;
const oversell = async (sku: string, quantity = 1) => {
  await shop.stock(sku, 10);
  await shop.order([{ sku, quantity: 10 }], { reserve: true });
  await shop.made("inventory_adjustments", { sku, location_id: shop.warehouse, quantity: -quantity, reason: "other" });
};

/** What is found: an oversold level, one that is being lost, a late order and an expiring lot. */
async function trouble() {
  await oversell("MUG");
  await shop.product("JAR", { price: 3, cost: 1 });
  await shop.stock("JAR", 20);
  await shop.stock("JAR", -10);
  const items = [{ sku: "JAR", quantity: 5, unit_cost: 1 }];
  const order = {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items,
    expected_at: "2026-11-20",
    number: "PO-1",
  };
  await shop.made("purchase_orders", order);
  const line = { sku: "MILK", location_id: shop.warehouse, quantity: 10, reason: "received" };
  await shop.made("inventory_adjustments", { ...line, lot_number: "M-1", expiry_date: "2026-11-25" });
}

test("a run that is repeated finds the same insights, and announces each once", async () => {
  await trouble();
  const first = await runInsights(shop.app, shop.tenant);
  expect(first.did).toMatchObject({ insights_found: 4, insights_opened: 4, insights_closed: 0 });
  const before = await insights();
  const again = await runInsights(shop.app, shop.tenant);
  expect(again.did).toMatchObject({ insights_found: 4, insights_opened: 0, insights_closed: 0 });
  expect(await insights()).toEqual(before);
  const events = await announced();
  expect(events.map(({ data }) => data.insight).sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    before.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(events.every(({ actor_type, actor_id }) => `${actor_type} ${actor_id}` === "job nightly")).toBe(true);
});

test("a later run keeps when an insight was first seen, and updates its numbers", async () => {
  await oversell("MUG");
  await runInsights(shop.app, shop.tenant);
  const [before] = await insights();
  shop.app.clock.advance(DAY);
  await shop.made("inventory_adjustments", { sku: "MUG", location_id: shop.warehouse, quantity: -2, reason: "other" });
  await runInsights(shop.app, shop.tenant);
  const at = shop.app.clock.now.toISOString();
  expect(await insights()).toEqual([
    expect.objectContaining({
      ...{ id: before.id, first_seen_at: before.first_seen_at, last_seen_at: at, computed_at: at },
      impact: { amount: 37.5, currency: "USD" },
    }),
  ]);
});

test("two runs at once find each insight once, and announce it once", async () => {
  await trouble();
  let is_first = true;
  await runInsights(shop.app, shop.tenant, {
    beforeCommit: async () => {
      if (is_first) {
        is_first = false;
        await runInsights(shop.app, shop.tenant);
      }
      return true;
    },
  });
  expect(await insights()).toHaveLength(4);
  expect(await announced()).toHaveLength(4);
  await Promise.all([runInsights(shop.app, shop.tenant), runInsights(shop.app, shop.tenant)]);
  expect(await announced()).toHaveLength(4);
});

test("cut off before any portion, a run goes on from there to the same insights", async () => {
  await trouble();
  const whole = await runInsights(shop.app, shop.tenant);
  const expected = await insights();
  for (let cut = 0; cut < whole.portions; cut++) {
    const other = await openDairy(createTestApp());
    shop = other;
    await trouble();
    let count = 0;
    const { next } = await runInsights(other.app, other.tenant, { beforeCommit: async () => count++ < cut });
    // What was decided but not committed is decided again.
    await runInsights(other.app, other.tenant, { from: next });
    const found = await insights("", other);
    expect(found.map(({ kind, title, severity }) => [kind, title, severity])).toEqual(
      expected.map(({ kind, title, severity }) => [kind, title, severity]),
    );
    expect(await announced(other)).toHaveLength(4);
  }
});

test("more candidates than a portion has are found in several, each once", async () => {
  const skus = Array.from({ length: 320 }, (_, at) => `SKU-${at}`);
  for (const sku of skus.slice(0, 4)) {
    const variants = skus
      .filter((_, at) => at % 4 === skus.indexOf(sku))
      .map((name) => ({ sku: name, price: 1, cost: 1 }));
    await shop.made("products", { name: sku, variants });
  }
  const adjustments = (quantity: number, reason: string) => ({
    adjustments: skus.map((sku) => ({ sku, location_id: shop.warehouse, quantity, reason })),
  });
  await shop.made("inventory_adjustments", adjustments(10, "received"));
  await shop.made("inventory_adjustments", adjustments(-5, "theft"));
  const { did, portions } = await runInsights(shop.app, shop.tenant);
  expect(did).toMatchObject({ insights_opened: 320 });
  expect(portions).toBe(12);
  const ids = new Set<string>();
  for (const page of [1, 2, 3, 4]) for (const { id } of await insights(`&page=${page}`)) ids.add(id);
  expect(ids.size).toBe(320);
  await shop.made("inventory_adjustments", adjustments(200, "received"));
  shop.app.clock.advance(DAY);
  const after = await runInsights(shop.app, shop.tenant);
  expect(after.did).toMatchObject({ insights_found: 0, insights_closed: 320 });
  expect((await shop.get("ai/insights?status=open")).body.meta.total).toBe(0);
});

test("what is of a module that the organization no longer has closes", async () => {
  const line = { sku: "MILK", location_id: shop.store, quantity: 10, reason: "received" };
  await shop.made("inventory_adjustments", { ...line, lot_number: "M-1", expiry_date: "2026-11-25" });
  await runInsights(shop.app, shop.tenant);
  expect(await insights("&status=open")).toMatchObject([{ kind: "expiry_risk", status: "open" }]);
  await shop.app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, { body: { modules: [] } });
  await runInsights(shop.app, shop.tenant);
  expect(await insights()).toMatchObject([{ kind: "expiry_risk", status: "closed" }]);
});

test("a new organization without history has no insights", async () => {
  const other = await openShop(shop.app);
  await other.stock("MUG", 1000);
  await other.order([{ sku: "MUG", quantity: 3 }], { reserve: true });
  const { id } = await other.order([{ sku: "MUG", quantity: 5 }]);
  await other.post(`orders/${id}/fulfill`);
  await runInsights(other.app, other.tenant);
  expect(await insights("", other)).toEqual([]);
  await forecastOf(other, "MUG", around(100), { confidence: "low" });
  await runInsights(other.app, other.tenant);
  expect(await insights("", other)).toEqual([]);
});
