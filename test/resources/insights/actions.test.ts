import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";
import { around, DAY, expectAccepted, expectReproducible, forecastOf, runInsights } from "../../support/insights";
import type { Shop } from "../../support/shop";

// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
type Json = any;

let shop: Shop;
let cup: string;

beforeEach(async () => {
  shop = await openDairy(createTestApp());
  cup = (await shop.product("CUP", { price: 10, cost: 4 })).variants[0].id;
});

const adjust = (sku: string, quantity: number, location_id = shop.warehouse) =>
  shop.made("inventory_adjustments", { sku, location_id, quantity, reason: "received" });

/** The open insights of a kind after a run; each has evidence that its sources return. */
async function found(kind: string): Promise<Json[]> {
  await runInsights(shop.app, shop.tenant);
  const { data } = (await shop.get(`ai/insights?kind=${kind}&status=open`)).body;
  for (const insight of data) await expectReproducible(shop, insight);
  return data;
}

const recommended = async (): Promise<number> => {
  const { data } = (await shop.get(`ai/forecasts?sku=CUP&location_id=${shop.warehouse}`)).body;
  return data[0].recommendation.order_quantity;
};

async function recipeOf(sku: string, ingredient: string, quantity: number) {
  const output_variant_id = (await shop.get(`variants?sku=${sku}`)).body.data[0].id;
  const items = [{ sku: ingredient, quantity }];
  return shop.made("recipes", { name: `Make ${sku}`, output_variant_id, output_quantity: 1, items });
}

test("a stock-out suggests to order what the forecast recommends, within the limits of the policy", async () => {
  await adjust("CUP", 3);
  await forecastOf(shop, "CUP", around(5));
  const ordered = async () => {
    const [{ suggested_action }] = await found("stockout_risk");
    return suggested_action.body.items[0].quantity;
  };
  const place = { sku: "CUP", location_id: shop.warehouse, supplier_id: shop.supplier, lead_time_days: 7 };
  const { id } = await shop.made("inventory_policies", place);
  const usual = await ordered();
  expect(usual).toBe(await recommended());
  for (const [limits, quantity] of [
    [{ reorder_quantity: 500 }, 500],
    [{ reorder_quantity: 0, max_stock: 20 }, 17],
  ] as const) {
    expect((await shop.patch(`inventory_policies/${id}`, limits)).status).toBe(200);
    expect([await ordered(), await recommended()]).toEqual([quantity, quantity]);
  }
});

test("what is made is suggested to be made, where it was made last, if the ingredients are enough", async () => {
  const { id: recipe_id } = await recipeOf("CUP", "MUG", 2);
  await adjust("CUP", 1);
  await forecastOf(shop, "CUP", around(5));
  await adjust("MUG", 10, shop.store);
  const batch = { recipe_id, location_id: shop.store, planned_quantity: 1 };
  const { id } = await shop.made("production_batches", batch);
  expect((await shop.post(`production_batches/${id}/cancel`)).status).toBe(200);
  const [short] = await found("stockout_risk");
  expect(short.suggested_action).toEqual({
    text: expect.stringMatching(
      /^Make \d+ units of CUP at Store for Warehouse\. The ingredients there are enough for 5 units\.$/,
    ),
  });
  await shop.order([{ sku: "MUG", quantity: 10 }], { location_id: shop.store, reserve: true });
  await shop.made("inventory_adjustments", { sku: "MUG", location_id: shop.store, quantity: -5, reason: "other" });
  expect((await found("stockout_risk"))[0].suggested_action.text).toMatch(/ are enough for 0 units\.$/);
  await adjust("MUG", 1000, shop.store);
  const [enough] = await found("stockout_risk");
  expect(enough.suggested_action).toMatchObject({ path: "/api/v1/production_batches", body: { recipe_id } });
  await expectAccepted(shop, enough);
});

test("without the module manufacturing, nothing is suggested to be made", async () => {
  await recipeOf("CUP", "MUG", 2);
  await adjust("MUG", 1000);
  await adjust("CUP", 1);
  await forecastOf(shop, "CUP", around(5));
  await shop.app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, { body: { modules: [] } });
  expect((await found("stockout_risk"))[0].suggested_action.text).toMatch(/^Order \d+ units of CUP for Warehouse\.$/);
});

test("made goods that expire before an order of today arrives are no risk of a stock-out", async () => {
  await adjust("CUP", 1);
  await forecastOf(shop, "CUP", around(5));
  await shop.patch(`variants/${cup}`, { shelf_life_days: 6 });
  expect(await found("stockout_risk")).toHaveLength(1);
  await recipeOf("CUP", "MUG", 2);
  expect(await found("stockout_risk")).toEqual([]);
  await shop.patch(`variants/${cup}`, { shelf_life_days: 7 });
  expect(await found("stockout_risk")).toHaveLength(1);
});

test("a surplus is suggested to be transferred only as far as the other location will sell it", async () => {
  await forecastOf(shop, "CUP", around(1));
  await forecastOf(shop, "CUP", around(3), { location_id: shop.store });
  await adjust("CUP", 2000);
  await adjust("CUP", 440, shop.store);
  const [insight] = await found("overstock");
  const daily = around(3).reduce((sum, value) => sum + value, 0) / around(3).length;
  expect(insight.suggested_action).toMatchObject({
    text: expect.stringMatching(/ from Warehouse to Store, where it sells\.$/),
    body: { items: [{ quantity: Math.floor(daily * 180 - 440) }] },
  });
  await expectAccepted(shop, insight);
  await adjust("CUP", 120, shop.store);
  expect((await found("overstock"))[0].suggested_action.text).toMatch(/^Don't reorder CUP for Warehouse until/);
});

test("a policy that limits an overstock already is not suggested to be limited", async () => {
  await forecastOf(shop, "CUP", around(1));
  await adjust("CUP", 2000);
  await shop.made("inventory_policies", { sku: "CUP", location_id: shop.warehouse });
  const [limited] = await found("overstock");
  await expectAccepted(shop, limited);
  expect((await found("overstock"))[0].suggested_action).toEqual({ text: expect.stringMatching(/^Don't reorder CUP/) });
});

test("dead stock at two locations is not suggested to be transferred back and forth", async () => {
  await adjust("CUP", 10);
  await adjust("CUP", 8, shop.store);
  shop.app.clock.advance(200 * DAY);
  for (const location_id of [shop.warehouse, shop.store]) await forecastOf(shop, "CUP", around(0.02), { location_id });
  const insights = await found("dead_stock");
  expect(insights.map(({ suggested_action }: Json) => suggested_action.path)).toEqual([
    ...["/api/v1/cycle_counts", "/api/v1/cycle_counts"],
  ]);
});

test("what supplies production is left over only beyond what production uses by the expiry date", async () => {
  const cream = { sku: "MILK", location_id: shop.warehouse, reason: "received", unit_cost: 2 };
  const expiry = (days: number) => new Date(shop.app.clock.now.getTime() + days * DAY).toISOString().slice(0, 10);
  await shop.made("inventory_adjustments", { ...cream, quantity: 60, lot_number: "A", expiry_date: expiry(16) });
  const { id: recipe_id } = await recipeOf("CUP", "MILK", 1);
  for (let day = 0; day < 7; day++) {
    const batch = { recipe_id, location_id: shop.warehouse, planned_quantity: 4 };
    const { id } = await shop.made("production_batches", batch);
    await shop.post(`production_batches/${id}/start`);
    expect((await shop.post(`production_batches/${id}/complete`, { actual_quantity_produced: 4 })).status).toBe(200);
    shop.app.clock.advance(DAY);
  }
  // 32 are left; at 4 a day, 40 are used in the ten days up to the last one.
  expect(await found("expiry_risk")).toEqual([]);
  await shop.made("inventory_adjustments", { ...cream, quantity: 20, lot_number: "B", expiry_date: expiry(9) });
  const [insight] = await found("expiry_risk");
  expect(insight).toMatchObject({
    title: "Lot B of MILK may expire at Warehouse",
    detail: expect.stringMatching(
      /^About 12 units will probably not be used or sold by \S+, as lots that expire earlier go first\.$/,
    ),
    impact: { amount: 24 },
    suggested_action: { text: expect.stringMatching(/^Use lot B of MILK first/) },
  });
  expect(insight.evidence).toContainEqual(expect.objectContaining({ metric: "used_in_28_days", value: 28 }));
});

test("a lot that may expire is suggested to be transferred to where it is sold by then", async () => {
  const at = { sku: "MILK", location_id: shop.warehouse, reason: "received", unit_cost: 1 };
  const expiry_date = new Date(shop.app.clock.now.getTime() + 5 * DAY).toISOString().slice(0, 10);
  await shop.made("inventory_adjustments", { ...at, quantity: 30, lot_number: "A", expiry_date });
  const [kept] = await found("expiry_risk");
  expect(kept.suggested_action).toEqual({ text: "Sell lot A of MILK first, at a lower price if need be." });
  await forecastOf(shop, "MILK", around(2), { location_id: shop.store });
  const [moved] = await found("expiry_risk");
  const daily = around(2).reduce((sum, value) => sum + value, 0) / around(2).length;
  expect(moved.suggested_action.body.items[0].quantity).toBe(Math.floor(daily * 6));
  await expectAccepted(shop, moved);
});

test("what is sold on the last day of a lot does not expire", async () => {
  await forecastOf(shop, "MILK", around(20));
  const at = { sku: "MILK", location_id: shop.warehouse, reason: "received", unit_cost: 1 };
  const expiry_date = shop.app.clock.now.toISOString().slice(0, 10);
  await shop.made("inventory_adjustments", { ...at, quantity: 10, lot_number: "TODAY", expiry_date });
  expect(await found("expiry_risk")).toEqual([]);
  await shop.made("inventory_adjustments", { ...at, quantity: 50, lot_number: "TODAY", expiry_date });
  expect(await found("expiry_risk")).toMatchObject([{ severity: "critical" }]);
});

test("days in texts are those of the organization's calendar", async () => {
  shop = await openDairy(createTestApp(), { timezone: "Pacific/Auckland" });
  shop.app.clock.advance(4 * 60 * 60 * 1000);
  expect(shop.app.clock.now.toISOString()).toBe("2026-11-23T12:30:00.000Z");
  await shop.product("PLATE", { price: 10, cost: 4 });
  await adjust("PLATE", 10);
  shop.app.clock.advance(181 * DAY);
  expect((await found("dead_stock"))[0].detail).toMatch(/none has come in since 2026-11-24\.$/);
});

test("one lost unit of a dozen is no shrinkage, two are", async () => {
  await adjust("CUP", 12);
  await shop.made("inventory_adjustments", { sku: "CUP", location_id: shop.warehouse, quantity: -1, reason: "theft" });
  expect(await found("shrinkage")).toEqual([]);
  await shop.made("inventory_adjustments", { sku: "CUP", location_id: shop.warehouse, quantity: -1, reason: "theft" });
  expect(await found("shrinkage")).toMatchObject([
    { detail: "2 units lost in the last 30 days, 17% of what was there." },
  ]);
});
