import { expect, test } from "vitest";
import { dailyFactors, forecastScaled, weekOf } from "../../src/forecasting/weekday";

const shared = [0.5, 0.5, 1, 1, 1, 1.5, 1.5];

test("a busy item has a week of its own, a quiet one that of all items", () => {
  const busy = Float64Array.from({ length: 140 }, (_, t) => (t % 7 === 2 ? 100 : 20));
  const quiet = Float64Array.from({ length: 140 }, (_, t) => (t === 3 || t === 90 ? 1 : 0));
  expect(weekOf(busy, 0, shared)[2]).toBeGreaterThan(2.5);
  const week = weekOf(quiet, 0, shared);
  expect(Math.abs((week[5] ?? 0) / (week[0] ?? 1) - 3)).toBeLessThan(1);
});

test("the week begins with the day that the series begins with", () => {
  const nothing = new Float64Array(14);
  expect([...weekOf(nothing, 5, shared)]).toEqual([1.5, 1.5, 0.5, 0.5, 1, 1, 1]);
});

test("a week has the mean 1", () => {
  const values = Float64Array.from({ length: 70 }, (_, t) => (t * 31) % 17);
  expect(weekOf(values, 3, shared).reduce((sum, index) => sum + index, 0)).toBeCloseTo(7, 9);
});

test("a level with known factors is found exactly, on days with and without expected demand", () => {
  const week = Float64Array.of(0, 0.5, 1, 1, 1, 1.5, 2);
  const factors = dailyFactors(new Float64Array(70), week, 7);
  const values = factors.subarray(0, 70).map((factor) => 8 * factor);
  const fitted = new Float64Array(70);
  expect(forecastScaled(values, factors, fitted).level).toBeCloseTo(8, 9);
  for (const [t, value] of values.entries()) expect(fitted[t]).toBeCloseTo(value, 9);
});

test("three years of days show the season of the year", () => {
  const wave = (t: number) => 1 + 0.5 * Math.sin((2 * Math.PI * t) / 365.2425);
  const values = Float64Array.from({ length: 1_096 }, (_, t) => 20 * wave(t));
  const factors = dailyFactors(values, new Float64Array(7).fill(1), 90);
  const ratio = (factors[1_185] ?? 0) / (factors[1_096] ?? 1);
  expect(ratio).toBeCloseTo(wave(1_185) / wave(1_096), 0);
});

test("a weekday that was never known has the index of all items", () => {
  const values = Float64Array.from({ length: 70 }, (_, t) => (t % 7 === 4 ? Number.NaN : 3));
  const week = weekOf(values, 0, null);
  for (const index of week) expect(index).toBeCloseTo(1, 6);
});
