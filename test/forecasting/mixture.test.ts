import { expect, test } from "vitest";
import { floorOf, merge, weigh } from "../../src/forecasting/mixture";

test("weights sum to 1, fall with the error, and hardly differ where there is little evidence", () => {
  const weights = new Float64Array(3);
  expect(weigh(Float64Array.of(4, 2, 8), 40, 0, weights)).toBe(2);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  expect(weights[1]).toBeGreaterThan(0.9);
  weigh(Float64Array.of(4, 2, 8), 4, 0, weights);
  expect(weights[1]).toBeLessThan(0.6);
});

test("models that fit without an error share the weight", () => {
  const weights = new Float64Array(2);
  weigh(Float64Array.of(0, 0), 100, floorOf(Float64Array.of(1, 2)), weights);
  expect([...weights]).toEqual([0.5, 0.5]);
});

test("of two families that fit alike, the one with fewer parameters counts more", () => {
  const family = (value: number, error: number, parameters: number) => ({
    path: Float64Array.of(value),
    error,
    parameters,
    alpha: 0.5,
  });
  expect(merge(family(0, 1, 3), family(1, 1, 5), 50).path[0]).toBeLessThan(0.2);
  expect(merge(family(0, 2, 3), family(1, 1, 5), 50).path[0]).toBeGreaterThan(0.9);
});
