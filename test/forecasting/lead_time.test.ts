import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KEPT_OF_VARIANT, leadTimeOf, NO_RECEIPTS, withReceipt } from "../../src/forecasting/lead_time";

const recordOf = (days: number[]) => days.reduce((record, of) => withReceipt(record, of, KEPT_OF_VARIANT), NO_RECEIPTS);

describe("the record of receipts", () => {
  test("is their weighted mean and variance, of which each receipt weighs nine tenths of the next", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 60 }), (days) => {
        const weights = days.map((_, at) => KEPT_OF_VARIANT ** (days.length - 1 - at));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const average = (of: (day: number) => number) =>
          days.reduce((sum, day, at) => sum + of(day) * (weights[at] as number), 0) / total;
        const mean = average((day) => day);
        const record = recordOf(days);
        expect(record.receipts).toBe(days.length);
        expect(record.weight).toBeCloseTo(total, 6);
        expect(record.mean_days).toBeCloseTo(mean, 6);
        expect(record.variance).toBeCloseTo(
          average((day) => (day - mean) ** 2),
          4,
        );
      }),
    );
  });
});

describe("a lead time", () => {
  test("is what is expected, with a quarter of it as standard deviation, as long as nothing was received", () => {
    expect(leadTimeOf(8, null, null)).toEqual({ mean_days: 8, variance: 4 });
  });

  test("counts what is expected as four receipts, and the supplier's as four of the variant's", () => {
    const twice = { receipts: 4, weight: 4, mean_days: 20, variance: 0 };
    expect(leadTimeOf(10, twice, null)).toEqual({ mean_days: 15, variance: 3.125 });
    expect(leadTimeOf(10, twice, { ...twice, mean_days: 25 })).toEqual({ mean_days: 20, variance: 1.5625 });
  });

  test("comes close to what is received in the end, whatever was expected", () => {
    const record = recordOf(Array.from({ length: 100 }, () => 30));
    const { mean_days } = leadTimeOf(1, record, record);
    expect(mean_days).toBeGreaterThan(27);
    expect(mean_days).toBeLessThan(30);
  });
});
