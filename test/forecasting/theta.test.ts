import { expect, test } from "vitest";
import { forecastTheta } from "../../src/forecasting/theta";

const forecast = (values: number[], horizon: number) => {
  const fitted = new Float64Array(values.length);
  return { ...forecastTheta(Float64Array.from(values), horizon, fitted), fitted };
};

test("a straight line goes straight on", () => {
  const { path } = forecast(
    Array.from({ length: 30 }, (_, t) => 10 + 3 * t),
    5,
  );
  for (const [h, value] of path.entries()) expect(value / (10 + 3 * (30 + h))).toBeCloseTo(1, 2);
});

test("a constant stays, and is what is fitted", () => {
  const { path, fitted, error } = forecast(new Array<number>(20).fill(7), 3);
  expect([...path].every((value) => Math.abs(value - 7) < 1e-6)).toBe(true);
  expect([...fitted].every((value) => Math.abs(value - 7) < 1e-6)).toBe(true);
  expect(error).toBeLessThan(1e-3);
});

test("where there is a trend in part only, less than all of it is followed", () => {
  const values = Array.from({ length: 60 }, (_, t) => 100 + t + 12 * Math.sin(t * t));
  const { path } = forecast(values, 12);
  expect(path[11]).toBeGreaterThan(path[0] ?? 0);
  expect(path[11]).toBeLessThan(175);
});

test("an error of fitted values is the one that is minimised", () => {
  const values = Array.from({ length: 50 }, (_, t) => 20 + (t % 5) + Math.cos(3 * t));
  const { error, fitted } = forecast(values, 1);
  const own = values.reduce((sum, value, t) => (t === 1 ? sum : sum + (value - (fitted[t] ?? 0)) ** 2), 0);
  expect(own).toBeCloseTo(error, 3);
});
