import { beforeEach, describe, expect, test } from "vitest";
import { sumOver } from "../../../src/forecasting/forecast";
import { leadTimeOf } from "../../../src/forecasting/lead_time";
import { demandUntilReceipt } from "../../../src/forecasting/replenishment";
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

const adjust = (quantity: number, reason = "received", more: object = {}) =>
  shop.made("inventory_adjustments", { sku: "CUP", location_id: shop.warehouse, quantity, reason, ...more });
const reserved = (quantity: number) => shop.order([{ sku: "CUP", quantity }], { reserve: true });
async function ship(quantity: number, more: object = {}) {
  const { id } = await shop.order([{ sku: "CUP", quantity, ...more }]);
  expect((await shop.post(`orders/${id}/fulfill`)).status).toBe(200);
}
const days = (count: number) => shop.app.clock.advance(count * DAY);
const dayBefore = (count: number) => new Date(shop.app.clock.now.getTime() - count * DAY).toISOString().slice(0, 10);

/** Imports the demand of the days from `first` to `last` days ago, so much on each. */
async function importDemand(first: number, last: number, quantity: number) {
  const rows = Array.from({ length: first - last + 1 }, (_, at) => ({
    date: dayBefore(first - at),
    sku: "CUP",
    location_id: shop.warehouse,
    quantity,
  }));
  expect((await shop.post("demand_history", { rows })).status).toBe(201);
}

async function insights(query = ""): Promise<Json[]> {
  const answer = await shop.get(`ai/insights?per_page=100${query}`);
  expect([answer.text, answer.status]).toEqual([answer.text, 200]);
  return answer.body.data;
}

/** The open insights of a kind after a run. */
async function found(kind: string) {
  await runInsights(shop.app, shop.tenant);
  return insights(`&kind=${kind}&status=open`);
}

/** How a finding of a kind begins, what is just not one, how it ends, and how it begins again. */
type Scenario = {
  begin(): Promise<unknown>;
  below(): Promise<unknown>;
  end(): Promise<unknown>;
  again(): Promise<unknown>;
  /** What is expected of the insight that has begun. */
  expected(): Json;
};

/** The probability that demand over the lead time exceeds a quantity. */
async function stockoutRisk(quantity: number): Promise<number> {
  const model = await forecastOf(shop, "CUP", around(5));
  return 1 - demandUntilReceipt(model, 1, 7, leadTimeOf(7, null, null).variance).atMost(quantity);
}

/** The least stock with which a stock-out is no risk yet. */
async function safeQuantity(): Promise<number> {
  let quantity = 1;
  while ((await stockoutRisk(quantity)) >= 0.2) quantity += 1;
  severity = (await stockoutRisk(quantity - 1)) >= 0.5 ? "critical" : "warning";
  return quantity;
}

let severity = "";

/** The most that may be in stock: a tenth more than the high demand of half a year. */
async function mostStock(): Promise<number> {
  const model = await forecastOf(shop, "CUP", around(2));
  return 1.1 * sumOver(model, 2, 181).quantile(0.9);
}

let lot = "";
let purchase_order = "";
const expiresIn = async (count: number) => {
  const line = { sku: "MILK", location_id: shop.warehouse, quantity: 10, reason: "received", unit_cost: 1.5 };
  const made = await shop.made("inventory_adjustments", {
    ...line,
    lot_number: "M-1",
    expiry_date: dayBefore(-count),
  });
  lot = made.lot_id;
};
const orderFor = async (expected_at: string) => {
  const items = [{ sku: "CUP", quantity: 12, unit_cost: 4 }];
  const made = await shop.made("purchase_orders", {
    ...{ supplier_id: shop.supplier, location_id: shop.warehouse, items, expected_at },
  });
  purchase_order = made.id;
};

const SCENARIOS: Record<string, Scenario> = {
  stockout_risk: {
    begin: async () => adjust((await safeQuantity()) - 1),
    below: async () => adjust(await safeQuantity()),
    end: () => adjust(500),
    again: () => adjust(-500, "damaged"),
    expected: () => ({ severity, variant_id: cup, location_id: shop.warehouse }),
  },
  oversold: {
    begin: async () => {
      await adjust(5);
      await reserved(5);
      await adjust(-1, "damaged");
    },
    below: async () => {
      await adjust(5);
      await reserved(5);
    },
    end: () => adjust(1),
    again: () => adjust(-1, "damaged"),
    expected: () => ({
      ...{ severity: "critical", impact: { amount: 10, currency: "USD" } },
      ...{ variant_id: cup, location_id: shop.warehouse },
    }),
  },
  overstock: {
    begin: async () => adjust(Math.floor(await mostStock()) + 1),
    below: async () => adjust(Math.floor(await mostStock())),
    end: () => adjust(-100, "correction"),
    again: () => adjust(100),
    expected: () => ({ severity: "info", variant_id: cup, location_id: shop.warehouse }),
  },
  dead_stock: {
    begin: async () => {
      await adjust(10);
      days(180);
    },
    below: async () => {
      await adjust(10);
      days(179);
    },
    end: () => ship(1),
    again: async () => days(180),
    expected: () => ({
      ...{ severity: "info", impact: { amount: 40, currency: "USD" } },
      ...{ variant_id: cup, location_id: shop.warehouse },
    }),
  },
  expiry_risk: {
    begin: () => expiresIn(30),
    below: () => expiresIn(31),
    end: () =>
      shop.made("waste_records", { sku: "MILK", location_id: shop.warehouse, quantity: 10, reason: "spoilage" }),
    again: () => expiresIn(30),
    expected: () => ({
      ...{ severity: "warning", impact: { amount: 15, currency: "USD" } },
      ...{ lot_id: lot, location_id: shop.warehouse },
    }),
  },
  demand_spike: {
    begin: async () => {
      await importDemand(62, 1, 2);
      await adjust(1000);
      await ship(16);
    },
    below: async () => {
      await importDemand(62, 1, 2);
      await adjust(1000);
      await ship(15);
    },
    end: async () => days(7),
    again: () => ship(300),
    expected: () => ({ severity: "info", impact: null, variant_id: cup, location_id: null }),
  },
  demand_drop: {
    begin: async () => {
      await importDemand(83, 28, 4);
      await importDemand(27, 1, 2);
      await adjust(1000);
      await ship(2);
    },
    below: async () => {
      await importDemand(83, 28, 4);
      await importDemand(27, 1, 2);
      await adjust(1000);
      await ship(3);
    },
    end: () => ship(60),
    again: async () => days(28),
    expected: () => ({
      ...{ severity: "info", impact: { amount: 560, currency: "USD" } },
      ...{ variant_id: cup, location_id: null },
    }),
  },
  shrinkage: {
    begin: async () => {
      await adjust(100);
      await adjust(-5, "theft");
    },
    below: async () => {
      await adjust(100);
      await adjust(-4, "theft");
    },
    end: async () => days(30),
    again: () => adjust(-10, "theft"),
    expected: () => ({
      ...{ severity: "warning", impact: { amount: 20, currency: "USD" } },
      ...{ variant_id: cup, location_id: shop.warehouse },
    }),
  },
  supplier_late: {
    begin: () => orderFor("2026-11-23T08:29:59.999Z"),
    below: () => orderFor("2026-11-23T08:30:00.000Z"),
    end: () => shop.patch(`purchase_orders/${purchase_order}`, { expected_at: "2026-11-25T00:00:00Z" }),
    again: async () => days(3),
    expected: () => ({
      ...{ severity: "warning", impact: { amount: 48, currency: "USD" } },
      ...{ supplier_id: shop.supplier, document_id: purchase_order, location_id: shop.warehouse },
    }),
  },
  margin: {
    begin: async () => {
      await adjust(100);
      await ship(10, { unit_price: 3.9 });
    },
    below: async () => {
      await adjust(100);
      await ship(10, { unit_price: 4 });
    },
    end: async () => days(30),
    again: () => ship(10, { unit_price: 3 }),
    expected: () => ({ severity: "warning", impact: { amount: 1, currency: "USD" }, variant_id: cup }),
  },
};

for (const [kind, scenario] of Object.entries(SCENARIOS)) {
  describe(kind, () => {
    test("is found, with evidence that its sources return, and an action that is accepted", async () => {
      await scenario.begin();
      const [insight, ...others] = await found(kind);
      expect(others).toEqual([]);
      expect(insight).toMatchObject({ kind, status: "open", closed_at: null, history: [], ...scenario.expected() });
      await expectReproducible(shop, insight);
      await expectAccepted(shop, insight);
    });

    test("is not found just below its threshold", async () => {
      await scenario.below();
      expect(await found(kind)).toEqual([]);
    });

    test("closes when it ends, and opens again under its id with its history", async () => {
      await scenario.begin();
      const [begun] = await found(kind);
      shop.app.clock.advance(1000);
      await scenario.end();
      expect(await found(kind)).toEqual([]);
      const [closed] = await insights(`&kind=${kind}`);
      const closed_at = shop.app.clock.now.toISOString();
      expect(closed).toEqual({ ...begun, status: "closed", closed_at, updated_at: closed_at });
      shop.app.clock.advance(1000);
      await scenario.again();
      const [returned] = await found(kind);
      const at = shop.app.clock.now.toISOString();
      const { first_seen_at, last_seen_at } = begun;
      expect(returned).toMatchObject({
        ...{ id: begun.id, status: "open", first_seen_at: at, last_seen_at: at, closed_at: null },
        history: [{ first_seen_at, last_seen_at, closed_at, dismissed_at: null }],
      });
    });
  });
}
