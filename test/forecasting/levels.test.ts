import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVELS, levelAt, quantileAt, sortUp } from "../../src/forecasting/levels";

const rising = fc
  .array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: LEVELS.length, maxLength: LEVELS.length })
  .map((steps) => steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, 0)));
const level = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test("the level of a quantile is the one it was asked at, between the stored levels and beyond", () => {
  fc.assert(
    fc.property(rising, level, (quantiles, at) => {
      expect(levelAt(quantiles, quantileAt(quantiles, at))).toBeCloseTo(at, 6);
    }),
  );
});

test("a quantile at a stored level is the stored one", () => {
  fc.assert(
    fc.property(rising, (quantiles) => {
      for (const [index, at] of LEVELS.entries())
        expect(quantileAt(quantiles, at)).toBeCloseTo(quantiles[index] as number, 9);
    }),
  );
});

test("quantiles that fell are raised to the one before", () => {
  const quantiles = [3, 1, 2, 5];
  sortUp(quantiles);
  expect(quantiles).toEqual([3, 3, 3, 5]);
});
