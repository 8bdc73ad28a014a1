import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fit as learn, type Model, project, sumOver } from "../../src/forecasting/forecast";
import { type Group, NO_GROUP, newLearner } from "../../src/forecasting/group";
import type { Frequency, Series } from "../../src/forecasting/series";

const LEVELS = [0.001, 0.05, 0.1, 0.3, 0.5, 0.8, 0.9, 0.95, 0.99, 0.9999];

const seriesOf = (values: number[], frequency: Frequency = "day", group: string | null = null): Series => ({
  frequency,
  values: Float64Array.from(values),
  phase: 0,
  group,
});

/** Reproducible numbers from 0 to 1. */
const noise = (index: number) => ((index * 7919 + 12345) % 104729) / 104729;

const ten_years = Array.from({ length: 3650 }, (_, day) => Math.round(5 + 4 * noise(day) + 3 * Math.sin(day / 58)));

const EXTREMES: Record<string, number[]> = {
  "ten years of days": ten_years,
  "one value": [7],
  "no value": [],
  "zeros only": Array.from({ length: 60 }, () => 0),
  "unknown values only": Array.from({ length: 60 }, () => Number.NaN),
  "one sale among unknown values": [Number.NaN, Number.NaN, 3, Number.NaN, Number.NaN],
  "the same value": Array.from({ length: 60 }, () => 5),
  "a thousand million": Array.from({ length: 60 }, (_, index) => 1e9 * (1 + noise(index))),
  "a thousand million of pieces, rarely": Array.from({ length: 60 }, (_, index) => (index % 9 === 0 ? 1e9 : 0)),
  "a ten-thousandth": Array.from({ length: 60 }, (_, index) => 1e-4 * Math.round(3 * noise(index))),
  "one spike": Array.from({ length: 100 }, (_, index) => (index === 70 ? 1e6 : index % 2)),
  "a spike at the end": Array.from({ length: 100 }, (_, index) => (index === 99 ? 1e6 : 1)),
  "growth without end": Array.from({ length: 80 }, (_, index) => 1.3 ** index),
  "demand that ended": Array.from({ length: 100 }, (_, index) => (index < 20 ? 10 : 0)),
  "values below zero": Array.from({ length: 40 }, (_, index) => (index % 3) - 1),
};

const a_group = groupOf(
  "day",
  Array.from({ length: 120 }, (_, item) => seriesOf(sales(item, 120))),
);

function sales(item: number, length: number): number[] {
  const often = 0.02 + noise(item) ** 2;
  return Array.from({ length }, (_, index) =>
    noise(item * 1000 + index) < often ? Math.ceil(9 * noise(index + item)) : 0,
  );
}

function groupOf(frequency: Frequency, all: Series[]): Group {
  const learner = newLearner(frequency);
  for (const series of all) learner.add(series);
  return learner.group();
}

function expectSound(model: Model, horizon: number) {
  const { mean, quantile } = project(model, horizon);
  expect(mean.every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
  let below: Float64Array = new Float64Array(horizon);
  for (const level of LEVELS) {
    const quantities = quantile(level);
    expect(quantities.every((value, index) => Number.isFinite(value) && value >= (below[index] as number))).toBe(true);
    below = quantities;
  }
  for (const [from, to] of [
    [1, 1],
    [1, 14],
    [3, 9],
    [1, horizon],
  ] as const)
    expectSoundSum(sumOver(model, from, to));
  expectSoundSum(sumOver(model, 1, 7, 25));
}

function expectSoundSum(sum: ReturnType<typeof sumOver>) {
  expect(sum.mean).toBeGreaterThanOrEqual(0);
  expect(sum.variance).toBeGreaterThanOrEqual(0);
  let [below, share] = [0, 0];
  for (const level of LEVELS) {
    const quantity = sum.quantile(level);
    expect(Number.isFinite(quantity) && quantity >= below).toBe(true);
    const at_most = sum.atMost(quantity);
    expect(at_most >= share && at_most <= 1).toBe(true);
    [below, share] = [quantity, at_most];
  }
  expect(sum.atMost(-1)).toBe(0);
}

const frequencies: Frequency[] = ["day", "week", "month"];

describe.each(Object.entries(EXTREMES))("a series of %s", (_, values) => {
  test.each(frequencies)("has finite, ordered, non-negative forecasts for each %s", (frequency) => {
    for (const group of [NO_GROUP, a_group])
      expectSound(learn(seriesOf(values, frequency), group), frequency === "day" ? 180 : 60);
  });
});

const demand = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 20 }),
  fc.constant(Number.NaN),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
);
const any_series = fc
  .record({
    values: fc.array(demand, { maxLength: 120 }),
    frequency: fc.constantFrom(...frequencies),
    phase: fc.integer({ min: 0, max: 6 }),
  })
  .map(
    ({ values, frequency, phase }): Series => ({ frequency, values: Float64Array.from(values), phase, group: null }),
  );

test("any series has sound forecasts, alone and among others", () => {
  fc.assert(
    fc.property(any_series, (series) => {
      expectSound(learn(series, NO_GROUP), 40);
      expectSound(learn(series, groupOf(series.frequency, [series, seriesOf(sales(3, 90), series.frequency)])), 40);
    }),
  );
});

test("the same series has the same model", () => {
  fc.assert(
    fc.property(any_series, (series) => {
      expect(learn(series, a_group)).toEqual(learn(series, a_group));
    }),
  );
});

test("a model that was stored as JSON says the same", () => {
  fc.assert(
    fc.property(any_series, (series) => {
      const model = learn(series, a_group);
      const stored = JSON.parse(JSON.stringify(model)) as Model;
      expect(stored).toEqual(model);
      expect(project(stored, 28).quantile(0.9)).toEqual(project(model, 28).quantile(0.9));
      expect(sumOver(stored, 2, 20, 3).quantile(0.95)).toBe(sumOver(model, 2, 20, 3).quantile(0.95));
    }),
  );
});

test("the sum over one period is that period", () => {
  fc.assert(
    fc.property(any_series, fc.integer({ min: 1, max: 30 }), (series, period) => {
      const model = learn(series, a_group);
      const { mean, quantile } = project(model, 30);
      const sum = sumOver(model, period, period);
      expect(sum.mean).toBe(mean[period - 1]);
      for (const level of LEVELS) expect(sum.quantile(level)).toBe(quantile(level)[period - 1]);
    }),
  );
});

test("the quantile at a level is the smallest quantity that demand does not exceed with that probability", () => {
  const model = learn(seriesOf(sales(5, 200)), a_group);
  for (const [from, to] of [
    [1, 1],
    [1, 7],
    [1, 20],
    [5, 30],
  ] as const) {
    const sum = sumOver(model, from, to);
    for (const level of LEVELS.slice(0, -1)) {
      const quantity = sum.quantile(level);
      expect(sum.atMost(quantity)).toBeGreaterThanOrEqual(level - 1e-6);
      if (quantity > 0) expect(sum.atMost(quantity - 1)).toBeLessThanOrEqual(level + 1e-6);
    }
  }
});

test("counting in other units changes the unit only", () => {
  const values = Array.from({ length: 150 }, (_, index) => Math.round(6 * noise(index)));
  const [pieces, kilograms] = [1, 0.25].map((unit) => learn(seriesOf(values.map((value) => value * unit)), NO_GROUP));
  const [many, few] = [sumOver(pieces as Model, 1, 10), sumOver(kilograms as Model, 1, 10)];
  for (const level of [0.1, 0.5, 0.9, 0.99]) expect(few.quantile(level)).toBeCloseTo(many.quantile(level) / 4, 6);
});

test("a lead time that varies makes the demand during it less certain", () => {
  const model = learn(seriesOf(sales(4, 200)), a_group);
  const [certain, uncertain] = [sumOver(model, 1, 10), sumOver(model, 1, 10, 400)];
  expect(uncertain.variance).toBeCloseTo(certain.variance + 400, 6);
  expect(uncertain.mean).toBe(certain.mean);
  expect(uncertain.quantile(0.95)).toBeGreaterThan(certain.quantile(0.95));
});

test("days without stock are missing, not days without demand", () => {
  const values = Array.from({ length: 200 }, (_, index) => 2 + Math.round(4 * noise(index)));
  const known = learn(seriesOf(values), NO_GROUP);
  const out_of_stock = (missing: number) =>
    learn(seriesOf(values.map((value, index) => (index % 5 < 2 ? missing : value))), NO_GROUP);
  expect(sumOver(out_of_stock(Number.NaN), 1, 14).mean).toBeCloseTo(sumOver(known, 1, 14).mean, -1);
  expect(sumOver(out_of_stock(0), 1, 14).mean).toBeLessThan(0.8 * sumOver(known, 1, 14).mean);
  expect(out_of_stock(Number.NaN).history).toBe(120);
});

test("one huge order neither raises what is expected nor makes the rest less certain", () => {
  const values = Array.from({ length: 200 }, (_, index) => 8 + Math.round(6 * noise(index)));
  const usual = sumOver(learn(seriesOf(values), a_group), 1, 14);
  const with_order = sumOver(
    learn(seriesOf(values.map((value, index) => (index === 120 ? 5000 : value))), a_group),
    1,
    14,
  );
  expect(with_order.mean).toBeLessThan(1.1 * usual.mean);
  expect(with_order.quantile(0.9)).toBeLessThan(1.2 * usual.quantile(0.9));
});

test("an item without demand is forecast none", () => {
  const model = learn(seriesOf(Array.from({ length: 90 }, () => 0)), a_group);
  expect(model).toMatchObject({ demand_class: "none", confidence: "low", accuracy: null });
  expect(sumOver(model, 1, 28).quantile(0.99)).toBe(0);
});

test("a new item is forecast like those of its group, with low confidence", () => {
  const all = Array.from({ length: 40 }, (_, item) => [
    seriesOf(sales(item, 200), "day", "slow"),
    seriesOf(
      sales(item, 200).map((value) => 30 + value),
      "day",
      "fast",
    ),
  ]).flat();
  const group = groupOf("day", all);
  const [slow, fast] = ["slow", "fast"].map((name) => learn(seriesOf([9], "day", name), group));
  expect(slow).toMatchObject({ demand_class: "new", confidence: "low" });
  expect(sumOver(fast as Model, 1, 14).mean).toBeGreaterThan(2 * sumOver(slow as Model, 1, 14).mean);
});

test("a model takes at most 700 bytes for an item sold daily, with forecasts for 180 days", () => {
  const values = Array.from({ length: 365 }, (_, day) => (day % 7 > 4 ? 0 : Math.round(1000 * noise(day)) / 10));
  const model = learn(seriesOf(values), a_group);
  expect(JSON.stringify(model).length).toBeLessThanOrEqual(700);
  const { mean } = project(model, 180);
  expect(mean[179]).toBeCloseTo(mean[179 - 7 * 20] as number, 6);
});

test("daily forecasts for half a year follow the seasons of the year", () => {
  const day_of_year = (day: number) => Math.sin((2 * Math.PI * day) / 365.25);
  const values = Array.from({ length: 1100 }, (_, day) => Math.round(100 + 60 * day_of_year(day) + 6 * noise(day)));
  const model = learn(seriesOf(values), NO_GROUP);
  const { mean } = project(model, 180);
  for (const ahead of [30, 60, 120, 180]) {
    expect((mean[ahead - 1] as number) / (103 + 60 * day_of_year(1099 + ahead))).toBeGreaterThan(0.75);
    expect((mean[ahead - 1] as number) / (103 + 60 * day_of_year(1099 + ahead))).toBeLessThan(1.33);
  }
  expect(JSON.stringify(model).length).toBeLessThan(850);
});

test("the backtest says how the method did on the item itself", () => {
  const steady = learn(seriesOf(Array.from({ length: 200 }, (_, index) => 10 + (index % 7))), NO_GROUP);
  expect(steady.accuracy).toMatchObject({ backtest_windows: 2 });
  expect(steady.accuracy?.wape).toBeLessThan(0.1);
  expect(steady.confidence).toBe("good");
  expect(learn(seriesOf([1, 2, 3, 2, 1, 2, 3, 2, 1]), NO_GROUP).accuracy).toBeNull();
});

test("quantiles cover what comes, for pieces and for orders of many sizes", () => {
  const items = Array.from({ length: 500 }, (_, item) => seriesOf(randomSales(item, 214)));
  const past = items.map((series) => ({ ...series, values: series.values.subarray(0, 200) }));
  const group = groupOf("day", past);
  const sums = past.map((series) => sumOver(learn(series, group), 1, 14));
  const came = items.map(({ values }) => values.subarray(200).reduce((sum, value) => sum + value, 0));
  for (const [level, least, most] of [
    [0.5, 0.45, 0.65],
    [0.8, 0.76, 0.9],
    [0.95, 0.92, 0.98],
    [0.99, 0.975, 1],
  ] as const) {
    const covered = sums.filter((sum, index) => (came[index] as number) <= sum.quantile(level)).length / items.length;
    expect(covered, `at ${level}`).toBeGreaterThanOrEqual(least);
    expect(covered, `at ${level}`).toBeLessThanOrEqual(most);
  }
});

/** Sales of an item on independent days: how often and how much depends on the item. */
function randomSales(item: number, length: number): number[] {
  let state = item * 2654435761 + 1;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let warm = 0; warm < 10; warm++) next();
  const often = 0.05 + 0.6 * next() ** 2;
  const size = 1 + 8 * next();
  return Array.from({ length }, () => (next() < often ? Math.ceil(-Math.log(1 - next()) * size) : 0));
}

describe("among items that sell now and then", () => {
  const sells = (item: number, day: number) => (noise(item * 1009 + day * 31) < 0.15 ? 1 : 0);
  const items = Array.from({ length: 80 }, (_, item) => Array.from({ length: 500 }, (_, day) => sells(item, day)));
  const learner = newLearner("day");
  for (const values of items) learner.add(seriesOf(values));
  const group = learner.group();
  const month = (values: number[]) => sumOver(learn(seriesOf(values), group), 1, 28);

  test("one that has not sold for most of its life will most likely sell next to nothing", () => {
    const ended = items[0]?.map((value, day) => (day < 180 ? value : 0)) ?? [];
    expect(month(ended).quantile(0.1)).toBe(0);
    expect(month(ended).quantile(0.5)).toBeLessThanOrEqual(1);
  });

  test("one whose sale is a little late sells as before", () => {
    const late = items[1]?.map((value, day) => (day < 490 ? value : 0)) ?? [];
    expect(month(late).quantile(0.5)).toBeGreaterThanOrEqual(2);
  });
});
