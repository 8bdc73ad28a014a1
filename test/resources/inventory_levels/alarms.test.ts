import { expect, test } from "vitest";
import { migrate } from "../../../src/storage/migrate";
import { TENANT_MIGRATIONS } from "../../../src/storage/migrations";
import { createTestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";
import { fillCompany } from "../../support/company";
import { openDairy } from "../../support/dairy";
import { databaseOf, moveTo, spareDatabase, sql } from "../../support/databases";
import { openShop, type Shop } from "../../support/shop";

type Runner = Pick<Shop, "app" | "tenant" | "get">;

const HOUR = 60 * 60 * 1000;

/** How many migrations there were before alarms were kept. */
const BEFORE_ALARMS = 20;

async function hourly(shop: Runner) {
  const answer = await shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/hourly`);
  expect(answer.body.data).toMatchObject({ status: "finished", failures: [] });
}

/** The alarms that events have rung so far: their types, without `inventory.`, and what was available. */
async function rung(shop: Runner): Promise<[string, number][]> {
  const { data } = (await shop.get("events?per_page=100")).body;
  return data
    .filter(({ type }: { type: string }) => /^inventory\.(low|out|oversold)$/.test(type))
    .map((event: { type: string; data: { available: number } }) => [
      event.type.replace("inventory.", ""),
      event.data.available,
    ]);
}

const policy = (shop: Shop, reorder_point: number) =>
  shop.made("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_point });

test("a level that hovers below its reorder point rings once until it has recovered above it, whoever looks", async () => {
  const shop = await openShop();
  await policy(shop, 5);
  await shop.stock("MUG", 10);
  await shop.stock("MUG", -5);
  await hourly(shop);
  await shop.stock("MUG", -2);
  await shop.stock("MUG", 2);
  await hourly(shop);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 5]]);
  await shop.stock("MUG", 1);
  await hourly(shop);
  await shop.stock("MUG", -1);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 5], ["low", 5]]); // biome-ignore format: a list
  const { data } = (await shop.get("events?type=inventory.low")).body;
  expect(data[0].data).toMatchObject({ on_hand: 5, reserved: 0, available: 5, reorder_point: 5 });
});

test("what rings by a movement is rung once, also if jobs look at the same time", async () => {
  const shop = await openShop();
  await policy(shop, 5);
  await shop.stock("MUG", 10);
  await Promise.all([hourlyOrRunning(shop), shop.stock("MUG", -10), hourlyOrRunning(shop), hourlyOrRunning(shop)]);
  await hourly(shop);
  expect((await rung(shop)).toSorted()).toEqual([["low", 0], ["out", 0]]); // biome-ignore format: a list
});

async function hourlyOrRunning(shop: Shop) {
  const answer = await shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/hourly`);
  expect([200, 409]).toContain(answer.status);
}

test("a reorder point that is raised rings within the hour, and one that is lowered ends the alarm", async () => {
  const shop = await openShop();
  const { id } = await policy(shop, 5);
  await shop.stock("MUG", 10);
  await hourly(shop);
  expect(await rung(shop)).toEqual([]);
  await shop.patch(`inventory_policies/${id}`, { reorder_point: 12 });
  await hourly(shop);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 10]]);
  await shop.patch(`inventory_policies/${id}`, { reorder_point: 5 });
  // Even before a job looks, what falls below the new reorder point is another cause.
  await shop.stock("MUG", -6);
  expect(await rung(shop)).toEqual([["low", 10], ["low", 4]]); // biome-ignore format: a list
  await shop.patch(`inventory_policies/${id}`, { reorder_point: 3 });
  await hourly(shop);
  await shop.patch(`inventory_policies/${id}`, { reorder_point: 4 });
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 10], ["low", 4], ["low", 4]]); // biome-ignore format: a list
});

test("the organization's default applies without a policy, and a change of it is noticed within the hour", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 3);
  await shop.stock("TEA", 30);
  await hourly(shop);
  expect(await rung(shop)).toEqual([]);
  await shop.app.admin("PATCH", `/admin/v1/organizations/${shop.tenant.id}`, {
    body: { settings: { default_reorder_point: 5 } },
  });
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 3]]);
  const { data } = (await shop.get("reports/low_stock")).body;
  expect(data.map(({ sku }: { sku: string }) => sku)).toEqual(["MUG"]);
});

test("a forecast's reorder point counts for movements and jobs as in the report, if the forecast can be relied on", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 30);
  const [level] = (await shop.get("inventory_levels?sku=MUG")).body.data;
  const engine = await databaseOf(shop.tenant.id);
  const forecast = (confidence: string) =>
    sql(
      engine,
      `INSERT INTO forecasts (variant_id, location_id, through_day, computed_at, demand_class, confidence, daily_mean,
        lead_time_days, lead_time_variance, reorder_point, safety_stock, order_up_to, model)
        VALUES (?, ?, '2026-11-22', '', 'smooth', ?, 1, 7, 0, 200000, 0, 300000, '{}')
        ON CONFLICT DO UPDATE SET confidence = excluded.confidence`,
      ...[level.variant_id, shop.warehouse, confidence],
    );
  await forecast("low");
  await shop.stock("MUG", -12);
  expect(await rung(shop)).toEqual([]);
  await forecast("fair");
  await hourly(shop);
  await shop.stock("MUG", -1);
  await shop.stock("MUG", 1);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 18]]);
  await shop.stock("MUG", 3);
  await shop.stock("MUG", -2);
  expect(await rung(shop)).toEqual([["low", 18], ["low", 19]]); // biome-ignore format: a list
  expect((await shop.get("reports/low_stock")).body.data).toMatchObject([{ reorder_point: 20, available: 19 }]);
});

test("where incoming counts, a level is low without it and not with it", async () => {
  const shop = await openShop(createTestApp(), { settings: { low_stock_includes_incoming: true } });
  const { id } = await policy(shop, 5);
  await shop.stock("MUG", 8);
  const ordered = await shop.made("purchase_orders", {
    ...{ supplier_id: shop.supplier, location_id: shop.warehouse, exchange_rate: 1 },
    items: [{ sku: "MUG", quantity: 10, unit_cost: 1 }],
  });
  await shop.patch(`inventory_policies/${id}`, { reorder_point: 10 });
  await hourly(shop);
  expect(await rung(shop)).toEqual([]);
  await shop.post(`purchase_orders/${ordered.id}/cancel`);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 8]]);
});

test("a lot that expires overnight takes its level out of stock, which rings once at the organization's date", async () => {
  const shop = await openBakery(createTestApp(), { timezone: "America/Los_Angeles" });
  await shop.add("FLOUR", 6, "F1", "2026-11-23");
  await hourly(shop);
  expect(await rung(shop)).toEqual([]);
  // 2026-11-24T07:30Z is still the 23rd there.
  shop.app.clock.now = new Date("2026-11-24T07:30:00.000Z");
  await hourly(shop);
  expect(await rung(shop)).toEqual([]);
  shop.app.clock.advance(HOUR);
  await hourly(shop);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["out", 0], ["low", 0]]); // biome-ignore format: a list
});

test("a lot that is quarantined, has a date in the past or is recalled rings once each time, also if jobs look", async () => {
  const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));
  await shop.made("inventory_policies", { sku: "MILK", location_id: shop.warehouse, reorder_point: 2 });
  const lot = await shop.lot("A", 5, "2026-12-01");
  const change = async (body: Record<string, unknown>) => {
    expect((await shop.patch(`lots/${lot}`, body)).status).toBe(200);
    await hourly(shop);
  };
  await change({ status: "quarantine" });
  await change({ status: "release" });
  const out_and_low = [["out", 0], ["low", 0]]; // biome-ignore format: a list
  expect(await rung(shop)).toEqual(out_and_low);
  await change({ expiry_date: "2026-11-20" });
  await change({ expiry_date: "2026-12-20" });
  expect(await rung(shop)).toEqual([...out_and_low, ...out_and_low]);
  await shop.order([{ sku: "MILK", quantity: 4 }], { reserve: true });
  await hourly(shop);
  // The level is low already, and all that is reserved is released from the lot.
  await change({ status: "recall" });
  await change({ status: "release" });
  expect((await rung(shop)).slice(4)).toEqual([["low", 1], ["out", 0]]); // biome-ignore format: a list
});

test("a policy that is deleted ends the alarm by its reorder point, and a new one rings again", async () => {
  const shop = await openShop();
  const { id } = await policy(shop, 5);
  await shop.stock("MUG", 8);
  await shop.stock("MUG", -4);
  expect((await shop.tenant.request("DELETE", `/api/v1/inventory_policies/${id}`)).status).toBe(204);
  await hourly(shop);
  await policy(shop, 5);
  await hourly(shop);
  await hourly(shop);
  expect(await rung(shop)).toEqual([["low", 4], ["low", 4]]); // biome-ignore format: a list
});

test("nothing of what is archived rings", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 4);
  await shop.stock("MUG", -4);
  expect(await rung(shop)).toEqual([["out", 0], ["low", 0]]); // biome-ignore format: a list
  const [{ id }] = (await shop.get("products?search=MUG")).body.data;
  expect((await shop.tenant.request("DELETE", `/api/v1/products/${id}`)).status).toBeLessThan(300);
  await sql(await databaseOf(shop.tenant.id), "DELETE FROM alarms");
  await hourly(shop);
  expect(await rung(shop)).toHaveLength(2);
});

test("what was low before alarms were kept does not ring, until it has recovered and is low again", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const shop = { app, tenant, get: (path: string) => tenant.request("GET", `/api/v1/${path}`) };
  const { engine, address } = await spareDatabase();
  await migrate(engine, TENANT_MIGRATIONS.slice(0, BEFORE_ALARMS));
  await fillCompany(engine, { variants: 4, orders: 0, entries: 4 });
  await sql(engine, "UPDATE stock_levels SET on_hand = 0 WHERE variant_id = 'var_1'");
  await sql(
    engine,
    `INSERT INTO inventory_policies (id, variant_id, location_id, reorder_point, reorder_quantity, lead_time_days,
        safety_stock, version, created_at, updated_at) VALUES ('pol_2', 'var_2', 'loc_1', 20000, 0, 7, 0, 1, '', '')`,
  );
  await migrate(engine, TENANT_MIGRATIONS);
  await moveTo(address, tenant.id, TENANT_MIGRATIONS.length);
  const alarms = async () => (await sql(engine, "SELECT kind, subject FROM alarms ORDER BY kind, subject")).map(String);
  const adjust = async (quantity: number, reason: string) => {
    const body = { variant_id: "var_2", location_id: "loc_1", quantity, reason };
    expect((await tenant.request("POST", "/api/v1/inventory_adjustments", { body })).status).toBe(201);
  };
  await hourly(shop);
  expect(await rung(shop)).toEqual([]);
  expect(await alarms()).toEqual(["low,var_1 loc_1", "low,var_2 loc_1", "out,var_1 loc_1"]);
  await adjust(2, "found");
  await adjust(-1, "damaged");
  expect(await rung(shop)).toEqual([["low", 2]]);
});
