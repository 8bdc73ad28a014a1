import fc from "fast-check";
import { expect, test } from "vitest";
import { forecastMean } from "../../src/forecasting/means";
import type { Frequency, Series } from "../../src/forecasting/series";

const seriesOf = (frequency: Frequency, values: Iterable<number>, phase = 0): Series => ({
  frequency,
  values: Float64Array.from(values),
  phase,
  group: null,
});

const frequency = fc.constantFrom<Frequency>("day", "week", "month");
const demand = fc.oneof(
  fc.constant(0),
  fc.constant(Number.NaN),
  fc.integer({ min: 1, max: 20 }),
  fc.double({ min: 1e-4, max: 1e9, noNaN: true }),
);
const history = fc.oneof(
  fc.array(demand, { maxLength: 300 }),
  fc.array(fc.constantFrom(Number.NaN, 3), { maxLength: 60 }),
  fc.array(fc.constantFrom(0, 0, 0, 2), { maxLength: 160 }),
);

/** Weekly or monthly demand around 100 with a yearly wave, the same each time. */
const wave = (count: number, length: number) =>
  Array.from({ length: count }, (_, t) => 100 + 40 * Math.sin((2 * Math.PI * t) / length) + ((t * 7919) % 11) - 5);

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("every history gives finite means from zero to twice the largest demand ever", () => {
  fc.assert(
    fc.property(frequency, history, fc.integer({ min: 0, max: 6 }), (of, values, phase) => {
      const largest = Math.max(0, ...values.filter((value) => !Number.isNaN(value)));
      const { path, alpha, fitted } = forecastMean(seriesOf(of, values, phase), 30, null);
      expect(path).toHaveLength(30);
      expect(fitted).toHaveLength(values.length);
      expect(path.every((value) => value >= 0 && value <= 2 * largest)).toBe(true);
      expect(alpha).toBeGreaterThan(0);
      expect(alpha).toBeLessThanOrEqual(1);
    }),
  );
});

test("means are in the unit of the history, whatever that is", () => {
  fc.assert(
    fc.property(frequency, history, (of, values) => {
      const one = forecastMean(seriesOf(of, values), 14, null).path;
      const other = forecastMean(
        seriesOf(
          of,
          values.map((value) => value * 1024),
        ),
        14,
        null,
      ).path;
      for (const [h, value] of one.entries()) expect((other[h] ?? 0) / 1024).toBeCloseTo(value, 6);
    }),
  );
});

test("ten years of days, a single day, no day, zeros and unknown days are forecast", () => {
  const years = Array.from({ length: 3_650 }, (_, t) => (t % 7 === 6 ? 0 : 3 + (t % 5)));
  const [sunday, monday] = [6, 7].map((h) => forecastMean(seriesOf("day", years), 28, null).path[(h + 3) % 7] ?? 0);
  expect(sunday).toBeGreaterThanOrEqual(0);
  expect(monday).toBeGreaterThanOrEqual(0);
  for (const values of [[], [0, 0, 0], [Number.NaN, Number.NaN]]) {
    expect([...forecastMean(seriesOf("day", values), 3, null).path]).toEqual([0, 0, 0]);
  }
  expect([...forecastMean(seriesOf("day", [5]), 3, null).path]).toEqual([5, 5, 5]);
});

test("the weekday without demand is forecast to have next to none", () => {
  const days = Array.from({ length: 364 }, (_, t) => (t % 7 === 6 ? 0 : 10 + (t % 3)));
  const { path } = forecastMean(seriesOf("day", days), 14, null);
  expect(path[6]).toBeLessThan(0.5);
  expect(path[5]).toBeGreaterThan(9);
  expect(path[13]).toBe(path[6]);
});

test("a day that is unknown is no day without demand", () => {
  const sold = (t: number) => 4 + (t % 3);
  const values = Array.from({ length: 120 }, (_, t) => (t % 10 < 4 ? Number.NaN : sold(t)));
  const { path, fitted } = forecastMean(seriesOf("day", values), 28, null);
  expect(meanOf(path)).toBeGreaterThan(4.5);
  expect(meanOf(path)).toBeLessThan(5.5);
  expect(fitted.every((value, t) => Number.isNaN(value) === Number.isNaN(values[t]))).toBe(true);
});

test("a yearly season of months and of weeks is foretold", () => {
  for (const [of, length] of [
    ["month", 12],
    ["week", 365.2425 / 7],
  ] as const) {
    const count = Math.round(5 * length);
    const all = wave(count + 13, length);
    const { path } = forecastMean(seriesOf(of, all.slice(0, count)), 13, null);
    const error = path.reduce((sum, value, h) => sum + Math.abs(value - (all[count + h] ?? 0)), 0) / 13;
    expect(error).toBeLessThan(6);
  }
});

test("a steady rise goes on", () => {
  const { path, method } = forecastMean(
    seriesOf(
      "month",
      Array.from({ length: 48 }, (_, t) => 100 + 2 * t),
    ),
    6,
    null,
  );
  expect(method).toBe("theta+damped");
  expect(path[5]).toBeGreaterThan(200);
  expect(path[5]).toBeLessThan(215);
});

test("a single huge order hardly raises the mean", () => {
  const usual = Array.from({ length: 60 }, (_, t) => 1 + (t % 4));
  const with_one = usual.map((value, t) => (t === 55 ? 5_000 : value));
  for (const of of ["day", "week", "month"] as const) {
    const [calm, excited] = [usual, with_one].map((values) => meanOf(forecastMean(seriesOf(of, values), 6, null).path));
    expect(excited).toBeLessThan(3 * (calm ?? 0));
  }
});

test("an item that ceased to sell fades out, one that pauses as before does not", () => {
  const selling = Array.from({ length: 200 }, (_, t) => (t % 4 === 0 ? 3 : 0));
  const ceased = [...selling, ...new Array<number>(80).fill(0)];
  expect(meanOf(forecastMean(seriesOf("day", ceased), 28, null).path)).toBeLessThan(0.01);
  expect(meanOf(forecastMean(seriesOf("day", selling), 28, null).path)).toBeGreaterThan(0.6);
});

test("a new item is forecast between its own few periods and its group", () => {
  const prior = { items: 20, level: 10, variation: 2, weekdays: null };
  const at_first = forecastMean(seriesOf("week", []), 1, prior).path[0];
  const soon = forecastMean(seriesOf("week", [2, 2, 2]), 1, prior).path[0] ?? 0;
  const later = forecastMean(seriesOf("week", [2, 2, 2, 2, 2, 2, 2]), 1, prior).path[0] ?? 0;
  expect(at_first).toBe(10);
  expect(soon).toBeLessThan(10);
  expect(later).toBeLessThan(soon);
  expect(later).toBeGreaterThan(2);
});

test("a new item sells on the days on which its group does", () => {
  const prior = { items: 20, level: 10, variation: 1, weekdays: [0, 1, 1, 1, 1, 1, 2] };
  const { path } = forecastMean(seriesOf("day", [3, 4], 5), 7, prior);
  expect(path[0]).toBe(0);
  expect(path[6]).toBe(2 * (path[1] ?? 0));
});
