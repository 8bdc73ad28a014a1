import { expect, test } from "vitest";
import { deviationOf, fitOf, growthOf, SpreadLearner } from "../../src/forecasting/spread";

test("the deviation of a sum is that of independent periods without smoothing, that of a random walk with all of it", () => {
  const fit = { deviation: 2, level: 10 };
  expect(deviationOf({ ...fit, alpha: 0 }, 9, 90, false)).toBeCloseTo(2 * 3, 9);
  // 1² + 2² + 3² errors of a random walk over three periods.
  expect(deviationOf({ ...fit, alpha: 1 }, 3, 30, false)).toBeCloseTo(2 * Math.sqrt(14), 9);
});

test("the deviation of a steady item grows with the square root of its mean", () => {
  const fit = { deviation: 2, level: 10, alpha: 0 };
  expect(deviationOf(fit, 1, 40, true)).toBeCloseTo(4, 9);
  expect(deviationOf(fit, 1, 40, false)).toBeCloseTo(2, 9);
});

test("errors of a fit are measured where there is a value and a forecast of it", () => {
  const values = Float64Array.from([1, 4, Number.NaN, 8, 6]);
  const fitted = Float64Array.from([Number.NaN, 2, 3, 6, 8]);
  const { deviation, level } = fitOf(values, { method: "", path: values, fitted, alpha: 0 });
  expect(deviation).toBeCloseTo(Math.sqrt(12 / 2), 9);
  expect(level).toBeCloseTo(16 / 3, 9);
  expect(fitOf(values.subarray(0, 1), { method: "", path: values, fitted, alpha: 0 }).deviation).toBeNaN();
});

test("forecasts of steady items are never narrower than their fits, and wider where earlier ones were wrong", () => {
  const learnerOf = (jump: number) => {
    const learner = new SpreadLearner("month");
    for (let item = 0; item < 200; item++) {
      const values = Float64Array.from({ length: 60 }, (_, month) => {
        const shift = month < 42 ? 0 : item % 2 ? jump : -jump;
        return 100 + shift + ((item * 31 + month * 17) % 11);
      });
      learner.add({ frequency: "month", values, phase: 0, group: null });
    }
    return learner.spread();
  };
  const [calm, wrong] = [learnerOf(0), learnerOf(40)];
  for (const factor of [...calm.leads, ...calm.lengths]) expect(factor).toBeGreaterThanOrEqual(1);
  expect(wrong.leads[4]).toBeGreaterThan(3 * (calm.leads[4] as number));
  expect(wrong.lengths[3]).toBeGreaterThan(2 * (calm.lengths[3] as number));
});

test("what begins later is less certain, the more so the more a forecast follows each error", () => {
  expect(growthOf(0.3, 1, 1)).toBe(1);
  expect(growthOf(0, 7, 100)).toBe(1);
  expect(growthOf(0.2, 1, 10)).toBeGreaterThan(growthOf(0.2, 1, 5));
  expect(growthOf(0.4, 1, 10)).toBeGreaterThan(growthOf(0.2, 1, 10));
});
