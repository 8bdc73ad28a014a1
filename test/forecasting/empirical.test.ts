import fc from "fast-check";
import { expect, test } from "vitest";
import { onGrid } from "../../src/forecasting/counts";
import { pastQuantiles } from "../../src/forecasting/empirical";
import { LEVELS } from "../../src/forecasting/levels";
import { cumulated } from "../../src/forecasting/series";

const FOREVER = 1e12;

function quantilesOf(values: number[], length: number, half_life: number, step: number) {
  const quantiles = new Float64Array(LEVELS.length);
  const mean = pastQuantiles({ ...cumulated(Float64Array.from(values)), first: 0 }, length, half_life, step, quantiles);
  return { mean, quantiles: Array.from(quantiles, (value) => onGrid(value, step)) };
}

/** The smallest value that at least a share of the values does not exceed. */
function smallest(values: number[], level: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted.find((_, index) => (index + 1) / sorted.length >= level - 1e-9);
}

test.each([1, 5000])("quantiles of past periods are those of their values, few steps or many (steps of %d)", (unit) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 120 }), (counts) => {
      const values = counts.map((count) => count * unit);
      const { mean, quantiles } = quantilesOf(values, 1, FOREVER, 1);
      expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 6);
      expect(quantiles).toEqual(LEVELS.map((level) => smallest(values, level)));
    }),
  );
});

test("windows of several periods are summed, and those that are mostly unknown left out", () => {
  const { mean } = quantilesOf([1, 2, 3, 4, Number.NaN, Number.NaN], 2, FOREVER, 1);
  expect(mean).toBeCloseTo((7 + 5 + 3) / 3, 9);
  expect(quantilesOf([Number.NaN, Number.NaN], 1, FOREVER, 1).mean).toBeNaN();
  expect(quantilesOf([1, 2], 3, FOREVER, 1).mean).toBeNaN();
});

test("newer periods weigh more: one half-life halves the weight", () => {
  const { mean } = quantilesOf([0, 3], 1, 1, 1);
  expect(mean).toBeCloseTo((3 * 1 + 0 * 0.5) / 1.5, 9);
});
