import { expect, test } from "vitest";
import { sane, stepOf } from "../../src/forecasting/series";

const STEPS: [number[], number][] = [
  [[1, 0, 3, 2], 1],
  [[12, 6, 0, 18], 6],
  [[0.5, 1.5, 2], 0.5],
  [[41.4, 31.5, 27], 0.9],
  [[0.0001, 0.0003], 0.0001],
  [[1e9, 3e9], 1e9],
  [[Math.PI, Math.E], 0],
  [[0, 0], 0],
  [[], 0],
  [[Number.NaN, 4, Number.NaN, 10], 2],
];

test.each(STEPS)("quantities %j are multiples of %d", (values, step) => {
  expect(stepOf(Float64Array.from(values))).toBe(step);
});

test("infinite demand is unknown, demand below zero none", () => {
  const values = Float64Array.from([1, Number.POSITIVE_INFINITY, -2, Number.NaN]);
  const { values: demand } = sane({ frequency: "day", values, phase: 0, group: null });
  expect(Array.from(demand)).toEqual([1, Number.NaN, 0, Number.NaN]);
});
