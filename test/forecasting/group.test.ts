import { expect, test } from "vitest";
import { NO_GROUP, newLearner, priorOf } from "../../src/forecasting/group";

const seriesOf = (values: number[], group: string | null = null) => ({
  frequency: "day" as const,
  values: Float64Array.from(values),
  phase: 0,
  group,
});

/** Two a day from Monday to Friday, six on Saturdays, none on Sundays. */
const weeks = Array.from({ length: 140 }, (_, day) => (day % 7 === 5 ? 6 : day % 7 === 6 ? 0 : 2));

function groupOf(...all: ReturnType<typeof seriesOf>[]) {
  const learner = newLearner("day");
  for (const series of all) learner.add(series);
  return learner.group();
}

test("nothing is learned of no items, or of items without demand", () => {
  expect(groupOf()).toEqual(NO_GROUP);
  expect(groupOf(seriesOf([]), seriesOf([0, 0, 0]), seriesOf([Number.NaN]))).toEqual(NO_GROUP);
});

test("the days of the week are those of all items, also of those that begin on another day", () => {
  const shifted = { ...seriesOf(weeks.slice(3)), phase: 3 };
  const { weekdays } = groupOf(seriesOf(weeks), shifted);
  expect(weekdays).toHaveLength(7);
  expect(weekdays?.[5]).toBeCloseTo(42 / 16, 1);
  expect(weekdays?.[6]).toBe(0);
});

test("a day of the week is no busier for being known more often, and like the others if it was never known", () => {
  expect(groupOf(seriesOf([5, 5, 5])).weekdays).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(groupOf(seriesOf([5, 5, 5, 5, 5, 5, 5, 5, 5])).weekdays).toEqual([1, 1, 1, 1, 1, 1, 1]);
  expect(groupOf(seriesOf([5, Number.NaN, 5, 5, 5, 5, 5, 5, 5])).weekdays).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test("a new item has the prior of its group, else that of all items", () => {
  const small = Array.from({ length: 12 }, () => seriesOf([1, 1, 1, 1], "small"));
  const large = Array.from({ length: 12 }, () => seriesOf([50, 50, 50, 50], "large"));
  const few = [seriesOf([9, 9], "few")];
  const group = groupOf(...small, ...large, ...few);
  expect(priorOf(group, "small")).toMatchObject({ items: 12, level: 1, variation: 0 });
  expect(priorOf(group, "large")).toMatchObject({ items: 12, level: 50 });
  expect(priorOf(group, "few")).toMatchObject({ items: 25 });
  expect(priorOf(group, null)).toEqual(priorOf(group, "few"));
  expect(priorOf(NO_GROUP, null)).toBeNull();
});

test("what is learned of a thousand items is a few kilobytes of JSON, whose copy is the same", () => {
  const learner = newLearner("day");
  for (let item = 0; item < 1000; item++) {
    learner.add(
      seriesOf(
        Array.from({ length: 100 }, (_, day) => ((day * 31 + item * 17) % (3 + (item % 40)) === 0 ? 1 + (day % 5) : 0)),
      ),
    );
  }
  const json = JSON.stringify(learner.group());
  expect(json.length).toBeLessThan(16_000);
  expect(JSON.parse(json)).toEqual(learner.group());
});
