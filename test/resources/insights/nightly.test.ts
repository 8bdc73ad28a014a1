import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";
import { around, DAY, expectAccepted, expectReproducible } from "../../support/insights";

// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
type Json = any;

test("a night finds everything by its own forecasts, with evidence that its sources return, and once only", async () => {
  const shop = await openDairy(createTestApp());
  const at = (sku: string, quantity: number, reason: string, more: object = {}) =>
    shop.made("inventory_adjustments", { sku, location_id: shop.warehouse, quantity, reason, ...more });
  const night = async () => {
    const answer = await shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/nightly`);
    expect([answer.text, answer.body.data.status]).toEqual([answer.text, "finished"]);
    return answer.body.data.did;
  };
  /** Imports 180 days of demand, which varies from day to day, up to yesterday. */
  const sells = async (sku: string, mean: number) => {
    const rows = around(mean, 180).map((quantity, index) => ({
      ...{ sku, location_id: shop.warehouse, quantity },
      date: new Date(shop.app.clock.now.getTime() - (180 - index) * DAY).toISOString().slice(0, 10),
    }));
    expect((await shop.post("demand_history", { rows })).status).toBe(201);
  };
  for (const sku of ["SHORT", "EXCESS", "LOSS", "LOST", "SOLD"]) await shop.product(sku, { price: 10, cost: 4 });
  for (const [sku, mean] of [
    ["SHORT", 10],
    ["EXCESS", 2],
    ["MILK", 5],
  ] as const)
    await sells(sku, mean);
  await at("SHORT", 30, "received");
  await at("EXCESS", 2000, "received");
  await at("MILK", 500, "received", { lot_number: "M-1", expiry_date: "2026-12-10", unit_cost: 1 });
  await at("LOST", 10, "received");
  await at("LOST", -3, "theft");
  await at("LOSS", 10, "received");
  const below_cost = await shop.order([{ sku: "LOSS", quantity: 5, unit_price: 1 }]);
  await shop.post(`orders/${below_cost.id}/fulfill`);
  await at("SOLD", 5, "received");
  await shop.order([{ sku: "SOLD", quantity: 5 }], { reserve: true });
  await at("SOLD", -2, "other");
  const items = [{ sku: "SOLD", quantity: 1, unit_cost: 4 }];
  const late = { supplier_id: shop.supplier, location_id: shop.warehouse, items, expected_at: "2026-11-20" };
  await shop.made("purchase_orders", late);

  expect(await night()).toMatchObject({ insights_opened: 7 });
  const { data } = (await shop.get("ai/insights?status=open")).body;
  expect(data.map(({ kind, title }: Json) => [kind, title.split(" ")[0]]).toSorted()).toEqual([
    ["expiry_risk", "Lot"],
    ["margin", "LOSS"],
    ["oversold", "SOLD"],
    ["overstock", "EXCESS"],
    ["shrinkage", "LOST"],
    ["stockout_risk", "SHORT"],
    ["supplier_late", "Purchase"],
  ]);
  for (const insight of data) await expectReproducible(shop, insight);
  expect(await night()).toMatchObject({ insights_found: 7, insights_opened: 0 });
  expect((await shop.events()).filter((type) => type === "insight.created")).toHaveLength(7);
  for (const insight of data) await expectAccepted(shop, insight);
});
