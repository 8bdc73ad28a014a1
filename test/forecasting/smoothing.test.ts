import { expect, test } from "vitest";
import { forecastLevel } from "../../src/forecasting/smoothing";

test("demand around a level is forecast to stay there", () => {
  const values = Float64Array.from({ length: 80 }, (_, t) => 10 + (t % 3) - 1);
  const { path, alpha } = forecastLevel(values, 4, new Float64Array(80));
  expect([...path]).toEqual(new Array(4).fill(path[0]));
  expect(path[0]).toBeCloseTo(10, 0);
  expect(alpha).toBeLessThan(0.1);
});

test("a missing value leaves the level as it is", () => {
  const known = Float64Array.from({ length: 40 }, (_, t) => 5 + (t % 4));
  const gaps = new Float64Array(60).fill(Number.NaN);
  gaps.set(known);
  const [one, other] = [known, gaps].map((values) => forecastLevel(values, 1, new Float64Array(values.length)).path[0]);
  expect(other).toBeCloseTo(one ?? 0, 1);
});
