import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";
import { databaseOf, sql } from "../../support/databases";
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

const adjust = (quantity: number, reason = "received", more: object = {}) =>
  shop.made("inventory_adjustments", { sku: "CUP", location_id: shop.warehouse, quantity, reason, ...more });
async function ship(quantity: number, more: object = {}) {
  const { id } = await shop.order([{ sku: "CUP", quantity, ...more }]);
  expect((await shop.post(`orders/${id}/fulfill`)).status).toBe(200);
}
const days = (count: number) => shop.app.clock.advance(count * DAY);
const dateIn = (count: number) => new Date(shop.app.clock.now.getTime() + count * DAY).toISOString().slice(0, 10);
const importDemand = async (first: number, last: number, of: (daysAgo: number) => number) => {
  const rows = Array.from({ length: first - last + 1 }, (_, at) => ({
    ...{ date: dateIn(at - first), sku: "CUP", location_id: shop.warehouse, quantity: of(first - at) },
  }));
  expect((await shop.post("demand_history", { rows })).status).toBe(201);
};

/** The open insights of a kind after a run; each has evidence that its sources return. */
async function found(kind: string): Promise<Json[]> {
  await runInsights(shop.app, shop.tenant);
  const { data } = (await shop.get(`ai/insights?kind=${kind}&status=open&per_page=100`)).body;
  for (const insight of data) await expectReproducible(shop, insight);
  return data;
}

describe("stockout_risk", () => {
  test("costs the margin of what is expected to be lacking, and suggests an order from the policy's supplier", async () => {
    await adjust(1);
    await adjust(-1, "damaged");
    await forecastOf(shop, "CUP", around(5));
    await shop.made("inventory_policies", { sku: "CUP", location_id: shop.warehouse, supplier_id: shop.supplier });
    const [insight] = await found("stockout_risk");
    expect(insight).toMatchObject({ severity: "critical", suggested_action: { path: "/api/v1/purchase_orders" } });
    // All of what is demanded in 7 days lacks, about 35, at a margin of 6.
    expect(insight.impact.amount).toBeGreaterThan(150);
    expect(insight.impact.amount).toBeLessThan(270);
    await expectAccepted(shop, insight);
    expect(await found("stockout_risk")).toEqual([]);
  });

  test("is nothing that is oversold already", async () => {
    await forecastOf(shop, "CUP", around(5));
    await adjust(5);
    await shop.order([{ sku: "CUP", quantity: 5 }], { reserve: true });
    expect(await found("stockout_risk")).toHaveLength(1);
    await adjust(-1, "damaged");
    expect(await found("stockout_risk")).toEqual([]);
    expect(await found("oversold")).toHaveLength(1);
  });
});

test("overstock suggests to limit the policy, or a transfer to where it is asked for most", async () => {
  await forecastOf(shop, "CUP", around(1));
  await adjust(1000);
  expect(await found("overstock")).toMatchObject([
    { severity: "warning", suggested_action: { text: /Don't reorder/ } },
  ]);
  await forecastOf(shop, "CUP", around(3), { location_id: shop.store });
  const [transferred] = await found("overstock");
  expect(transferred.suggested_action).toMatchObject({ path: "/api/v1/stock_transfers" });
  await expectAccepted(shop, transferred);
  await shop.made("inventory_policies", { sku: "CUP", location_id: shop.warehouse });
  const [limited] = await found("overstock");
  expect(limited.suggested_action).toMatchObject({ method: "PATCH", body: { max_stock: expect.any(Number) } });
  await expectAccepted(shop, limited);
});

test("dead_stock is not what production or other locations take, nor what has come in", async () => {
  await adjust(10);
  days(100);
  const items = [{ sku: "CUP", quantity: 1 }];
  const { id } = await shop.made("stock_transfers", {
    ...{ from_location_id: shop.warehouse, to_location_id: shop.store, items },
  });
  await shop.post(`stock_transfers/${id}/ship`);
  await shop.post(`stock_transfers/${id}/receive`);
  days(100);
  expect(await found("dead_stock")).toEqual([]);
  days(80);
  expect((await found("dead_stock")).map(({ location_id }) => location_id).toSorted()).toEqual(
    [shop.warehouse, shop.store].toSorted(),
  );
});

describe("expiry_risk", () => {
  const lot = async (lot_number: string, quantity: number, expires: number) =>
    (
      await shop.made("inventory_adjustments", {
        ...{ sku: "MILK", location_id: shop.warehouse, quantity, reason: "received", unit_cost: 1 },
        ...{ lot_number, expiry_date: dateIn(expires) },
      })
    ).lot_id;

  test("is of the lots that are left when those that expire earlier are sold, by the forecast", async () => {
    await forecastOf(shop, "MILK", around(2));
    await lot("EARLY", 10, 20);
    await lot("LATE", 100, 25);
    const insights = await found("expiry_risk");
    expect(insights).toMatchObject([{ title: "Lot LATE of MILK may expire at Warehouse", severity: "warning" }]);
    // Of 110, about 50 are sold by then.
    expect(insights[0].impact.amount).toBeGreaterThan(50);
    expect(insights[0].impact.amount).toBeLessThan(70);
  });

  test("is information before the alert days, and critical in the last week", async () => {
    await forecastOf(shop, "MILK", around(2));
    await lot("FAR", 1000, 60);
    await lot("NEAR", 500, 7);
    expect((await found("expiry_risk")).map(({ title, severity }) => [title.split(" ")[1], severity])).toEqual([
      ["NEAR", "critical"],
      ["FAR", "info"],
    ]);
  });

  test("is also what has expired and is still on hand, until it is written off", async () => {
    const id = await lot("OLD", 10, 5);
    days(6);
    const [insight] = await found("expiry_risk");
    expect(insight).toMatchObject({ lot_id: id, severity: "critical", impact: { amount: 10 } });
    await expectAccepted(shop, insight);
    expect(await found("expiry_risk")).toEqual([]);
  });

  test("is no lot that is recalled or in quarantine", async () => {
    const id = await lot("BLOCKED", 10, 5);
    await shop.patch(`lots/${id}`, { status: "quarantine" });
    expect(await found("expiry_risk")).toEqual([]);
  });
});

describe("demand_spike", () => {
  test("is no growth of a variant that is new, and no chance of small counts", async () => {
    await importDemand(28, 1, (ago) => (ago > 7 ? 1 : 20));
    await adjust(100);
    expect(await found("demand_spike")).toEqual([]);
    await shop.product("SPOON", { price: 1 });
    const rows = Array.from({ length: 56 }, (_, at) => at + 7)
      .filter((ago) => ago % 7 === 0)
      .map((ago) => ({ date: dateIn(-ago), sku: "SPOON", location_id: shop.warehouse, quantity: 1 }));
    await shop.post("demand_history", { rows });
    await shop.stock("SPOON", 10);
    const { id } = await shop.order([{ sku: "SPOON", quantity: 3 }]);
    await shop.post(`orders/${id}/fulfill`);
    expect(await found("demand_spike")).toEqual([]);
  });

  test("is a warning from four times on", async () => {
    await importDemand(62, 1, () => 1);
    await adjust(100);
    await ship(22);
    expect(await found("demand_spike")).toMatchObject([{ severity: "warning", variant_id: cup }]);
  });
});

test("demand_drop is not of what had run out in these weeks", async () => {
  await importDemand(83, 28, () => 4);
  await adjust(5);
  await ship(5);
  days(1);
  await adjust(100);
  expect(await found("demand_drop")).toEqual([]);
  days(27);
  expect(await found("demand_drop")).toEqual([]);
  days(1);
  expect(await found("demand_drop")).toMatchObject([{ severity: "warning", variant_id: cup }]);
});

describe("shrinkage", () => {
  test("nets what counts found too much, and leaves corrections out", async () => {
    await adjust(100);
    await adjust(-20, "correction");
    const counted = async (quantity: number) => {
      const { id } = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["CUP"] });
      await shop.post(`cycle_counts/${id}/start`);
      const items = [{ sku: "CUP", counted_quantity: quantity }];
      await shop.patch(`cycle_counts/${id}`, { cycle_count_items_attributes: items });
      expect((await shop.post(`cycle_counts/${id}/complete`)).status).toBe(200);
    };
    expect(await found("shrinkage")).toEqual([]);
    await counted(75);
    const [insight] = await found("shrinkage");
    expect(insight).toMatchObject({ severity: "warning", impact: { amount: 20 } });
    await counted(80);
    expect(await found("shrinkage")).toEqual([]);
    await shop.made("waste_records", { sku: "CUP", location_id: shop.warehouse, quantity: 20, reason: "damaged" });
    expect(await found("shrinkage")).toMatchObject([
      {
        severity: "critical",
        impact: { amount: 80 },
        suggested_action: { text: expect.stringMatching(/^Find out why CUP is wasted at Warehouse/) },
      },
    ]);
  });
});

describe("supplier_late", () => {
  const order = async (more: object = {}) => {
    const items = [{ sku: "CUP", quantity: 12, unit_cost: 4 }];
    return shop.made("purchase_orders", { supplier_id: shop.supplier, location_id: shop.warehouse, items, ...more });
  };

  test("without a date is by the supplier's lead time, and without either not at all", async () => {
    await order();
    days(50);
    expect(await found("supplier_late")).toEqual([]);
    await shop.patch(`suppliers/${shop.supplier}`, { lead_time_days: 50 });
    expect(await found("supplier_late")).toEqual([]);
    shop.app.clock.advance(1);
    expect(await found("supplier_late")).toMatchObject([{ severity: "warning" }]);
  });

  test("is information while the supplier usually takes so long, and critical from a week and half of the time on", async () => {
    const { id } = await order({ expected_at: "2026-12-03T08:30:00Z" });
    await sql(
      await databaseOf(shop.tenant.id),
      `INSERT INTO lead_times (variant_id, supplier_id, receipts, weight, mean_days, variance, last_sequence)
        VALUES (?, ?, 3, 3, 12, 4, 1)`,
      ...[cup, shop.supplier],
    );
    days(14);
    expect(await found("supplier_late")).toMatchObject([{ severity: "info", document_id: id }]);
    days(1);
    expect(await found("supplier_late")).toMatchObject([{ severity: "warning" }]);
    days(2);
    expect(await found("supplier_late")).toMatchObject([{ severity: "critical" }]);
  });

  test("of a partially received order is about the rest, and suggests to close it", async () => {
    const { id } = await order({ expected_at: "2026-11-20" });
    await shop.post(`purchase_orders/${id}/receive`, { items: [{ sku: "CUP", quantity: 9 }] });
    const [insight] = await found("supplier_late");
    expect(insight).toMatchObject({ impact: { amount: 12 }, suggested_action: { method: "POST" } });
    await expectAccepted(shop, insight);
    expect(await found("supplier_late")).toEqual([]);
  });

  test("has its impact in the organization's money, and none without an exchange rate", async () => {
    const terms = { expected_at: "2026-11-20", currency: "EUR" };
    await order({ ...terms, exchange_rate: 1.5 });
    await order(terms);
    expect((await found("supplier_late")).map(({ impact }) => impact)).toEqual([{ amount: 72, currency: "USD" }, null]);
  });
});

describe("margin", () => {
  const sellAt = async (unit_price: number) => {
    await adjust(200);
    await ship(100, { unit_price: 10 });
    days(40);
    await ship(100, { unit_price });
    return found("margin");
  };

  test("has fallen from ten points on, and costs what the margin of before would have brought in", async () => {
    const [insight] = await sellAt(8);
    expect(insight).toMatchObject({ severity: "info", impact: { amount: 80, currency: "USD" } });
    expect(insight.evidence.map(({ metric, value }: Json) => [metric, value])).toEqual([
      ...[
        ["revenue", 800],
        ["cost_of_goods", 400],
        ["revenue_before", 1000],
        ["cost_of_goods_before", 400],
      ],
    ]);
  });

  test("has not fallen by less", async () => {
    expect(await sellAt(8.01)).toEqual([]);
  });

  test("is nothing of what has no price, or no known cost", async () => {
    await shop.product("GIFT");
    await shop.stock("GIFT", 10);
    const { id } = await shop.order([{ sku: "GIFT", quantity: 5, unit_price: 1 }]);
    await shop.post(`orders/${id}/fulfill`);
    await adjust(10);
    await ship(5, { unit_price: 0 });
    expect(await found("margin")).toEqual([]);
  });
});
