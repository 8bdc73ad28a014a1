import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fit as fitModel, sumOver } from "../../src/forecasting/forecast";
import { NO_GROUP } from "../../src/forecasting/group";
import { advise, orderRule, type Supply, serviceLevel } from "../../src/forecasting/replenishment";

const modelOf = (values: number[]) =>
  fitModel({ frequency: "day", values: Float64Array.from(values), phase: 0, group: null }, NO_GROUP);

const steady = modelOf(Array.from({ length: 200 }, (_, day) => 4 + (day % 3)));
const none = modelOf([]);

const supply = (more: Partial<Supply> = {}): Supply => ({
  lead_time: { mean_days: 10, variance: 0 },
  service_level: 0.95,
  least_order: 0,
  max_stock: null,
  shelf_life_days: null,
  step: 1,
  ...more,
});

const adviceFor = (of: Supply, available: number, incoming = 0, model = steady) =>
  advise(model, 0, orderRule(model, 0, of), of, { available, incoming });

describe("the service level", () => {
  const prices = (price: number | null, cost: number | null, shelf_life_days: number | null = null) =>
    serviceLevel({ price, cost, shelf_life_days }, 0.95);

  test("is the organization's where the margin is not known, or there is none", () => {
    for (const level of [prices(null, 5), prices(12, null), prices(12, 0), prices(5, 5), prices(4, 5)]) {
      expect(level).toBe(0.95);
    }
  });

  test("rises with the margin, between 0.80 and 0.99", () => {
    expect(prices(12, 5)).toBe(0.99);
    expect(prices(5.01, 5)).toBe(0.8);
    // What it costs to hold one for a week is 0.479 % of its cost: 0.1 ÷ (0.1 + 0.024).
    expect(prices(5.1, 5)).toBe(0.8066);
  });

  test("is lower for what soon expires", () => {
    expect(prices(6, 5, 14)).toBe(0.8);
    expect(prices(6, 5, 700)).toBeGreaterThan(prices(6, 5, 100));
  });
});

describe("the reorder point", () => {
  test("is the smallest quantity that the demand of the lead time does not exceed with the service level", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 30, maxLength: 120 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.8, max: 0.99, noNaN: true }),
        (days, mean_days, service_level) => {
          const model = modelOf([1, ...days]);
          const rule = orderRule(model, 0, supply({ lead_time: { mean_days, variance: 0 }, service_level }));
          const during = sumOver(model, 1, mean_days);
          expect(during.atMost(rule.reorder_point)).toBeGreaterThanOrEqual(service_level - 1e-6);
          if (rule.reorder_point >= 1) expect(during.quantile(service_level)).toBeGreaterThan(rule.reorder_point - 1);
          expect(rule.order_up_to).toBeGreaterThanOrEqual(rule.reorder_point);
          expect(rule.safety_stock).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test("rises with a lead time that varies", () => {
    const sure = orderRule(steady, 0, supply());
    const varying = orderRule(steady, 0, supply({ lead_time: { mean_days: 10, variance: 9 } }));
    expect(varying.reorder_point).toBeGreaterThan(sure.reorder_point);
    expect(varying.lead_time_demand.mean).toBe(sure.lead_time_demand.mean);
  });

  test("is 0 without demand, and without a lead time", () => {
    expect(orderRule(none, 0, supply())).toMatchObject({ reorder_point: 0, safety_stock: 0, order_up_to: 0 });
    expect(orderRule(steady, 0, supply({ lead_time: { mean_days: 0, variance: 0 } })).reorder_point).toBe(0);
  });

  test("covers the whole of a lead time of more than half a year", () => {
    const rule = orderRule(steady, 0, supply({ lead_time: { mean_days: 400, variance: 0 } }));
    expect(rule.lead_time_days).toBe(400);
    expect(rule.lead_time_demand.mean).toBeCloseTo(sumOver(steady, 1, 400).mean);
    expect(rule.reorder_point).toBeGreaterThan(1900);
  });

  test("is rounded up to what the variant is counted in", () => {
    const model = modelOf(Array.from({ length: 100 }, (_, day) => 0.25 + (day % 4) * 0.125));
    const { reorder_point, safety_stock, order_up_to } = orderRule(model, 0, supply({ step: 0.1 }));
    for (const quantity of [reorder_point, safety_stock, order_up_to]) {
      expect(quantity).toBe(Math.round(quantity * 10) / 10);
    }
  });
});

describe("the advice", () => {
  const rule = orderRule(steady, 0, supply());

  test("is to order nothing above the reorder point, and up to the target at or below it", () => {
    expect(adviceFor(supply(), rule.reorder_point + 1).order_quantity).toBe(0);
    expect(adviceFor(supply(), rule.reorder_point).order_quantity).toBe(rule.order_up_to - rule.reorder_point);
    expect(adviceFor(supply(), 0, rule.reorder_point + 1).order_quantity).toBe(0);
    expect(adviceFor(supply(), -5).order_quantity).toBe(rule.order_up_to + 5);
  });

  test("keeps to the least order, and to what may be in stock", () => {
    expect(adviceFor(supply({ least_order: 500 }), 0).order_quantity).toBe(500);
    expect(adviceFor(supply({ max_stock: 20 }), 5).order_quantity).toBe(15);
    expect(adviceFor(supply({ least_order: 500, max_stock: 20 }), 30).order_quantity).toBe(0);
  });

  test("never makes more than can be sold before it expires", () => {
    for (const available of [0, 10, 30]) {
      const made = supply({ shelf_life_days: 3, least_order: 400 });
      const { order_quantity } = adviceFor(made, available);
      expect(available + order_quantity).toBeLessThanOrEqual(sumOver(steady, 1, 13).quantile(0.5));
    }
  });

  test("tells on which day the median of demand takes what is available, and when to order", () => {
    const { stockout_in_days, order_in_days } = adviceFor(supply(), 100);
    expect(sumOver(steady, 1, stockout_in_days as number).quantile(0.5)).toBeGreaterThanOrEqual(100);
    expect(sumOver(steady, 1, (stockout_in_days as number) - 1).quantile(0.5)).toBeLessThan(100);
    expect(order_in_days).toBeLessThan(stockout_in_days as number);
    expect(adviceFor(supply(), 0)).toMatchObject({ stockout_in_days: 0, order_in_days: 0 });
    expect(adviceFor(supply(), 1e6)).toMatchObject({ stockout_in_days: null, order_in_days: null });
  });

  test("is a stock-out for certain with nothing in stock or incoming, and hardly ever with plenty", () => {
    expect(adviceFor(supply(), 0).stockout_probability).toBeGreaterThan(0.99);
    expect(adviceFor(supply(), 1000).stockout_probability).toBeLessThan(0.001);
    expect(adviceFor(supply(), 0, 1000).stockout_probability).toBeLessThan(0.001);
  });

  test("is nothing at all without demand", () => {
    expect(adviceFor(supply({ least_order: 10 }), 0, 0, none)).toEqual({
      order_quantity: 0,
      order_in_days: null,
      stockout_in_days: null,
      stockout_probability: 0,
    });
  });
});
