import { expect, test } from "vitest";
import { LEVELS } from "../../src/forecasting/levels";
import { PoolLearner, quantilesLike } from "../../src/forecasting/pool";
import { traitsOf } from "../../src/forecasting/traits";

/** Reproducible numbers from 0 to 1. */
function random(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Items that sell packs of some size on a share of the days. */
function itemsOf(count: number, share: number, size: number, seed: number) {
  const next = random(seed);
  return Array.from({ length: count }, () => Float64Array.from({ length: 100 }, () => (next() < share ? size : 0)));
}

function learnerOf(items: Float64Array[]) {
  const learner = new PoolLearner("day");
  for (const values of items) learner.add({ frequency: "day", values, phase: 0, group: null });
  return learner.pool();
}

const at = (quantiles: Float64Array, level: (typeof LEVELS)[number]) => quantiles[LEVELS.indexOf(level)] as number;

test("items that sell as often sold as much, in units of their own size", () => {
  const pool = learnerOf([...itemsOf(200, 0.3, 1, 1), ...itemsOf(200, 0.3, 12, 2)]);
  const quantiles = new Float64Array(LEVELS.length);
  const traits = traitsOf(itemsOf(1, 0.3, 5, 3)[0] as Float64Array, "day");
  expect(quantilesLike(pool, 0, traits, quantiles)).toBeGreaterThan(500);
  expect(at(quantiles, 0.6)).toBeLessThanOrEqual(0);
  expect(at(quantiles, 0.8)).toBeCloseTo(5, 6);
  // Two weeks have 4.2 sales on average, with a standard deviation of 1.7.
  quantilesLike(pool, 2, traits, quantiles);
  expect(at(quantiles, 0.5) / 5).toBeGreaterThan(3);
  expect(at(quantiles, 0.5) / 5).toBeLessThan(5.5);
  expect(at(quantiles, 0.95) / 5).toBeGreaterThan(5.5);
  expect(at(quantiles, 0.95) / 5).toBeLessThan(9);
});

test("where items end, one that has not sold for long is expected to sell less", () => {
  const alive = itemsOf(300, 0.4, 1, 4);
  const ended = itemsOf(300, 0.4, 1, 5).map((values, item) => values.fill(0, 30 + (item % 60)));
  const pool = learnerOf([...alive, ...ended]);
  const quantiles = new Float64Array(LEVELS.length);
  const [selling, late] = [0, 1] as const;
  const traits = { rate: 0.3, size: 1, evidence: 20 };
  quantilesLike(pool, 2, { ...traits, kind: selling }, quantiles);
  const expected = at(quantiles, 0.5);
  quantilesLike(pool, 2, { ...traits, kind: late }, quantiles);
  expect(at(quantiles, 0.5)).toBeLessThan(expected);
});

test("nothing is known of an item that never sold, or without items to learn from", () => {
  const quantiles = new Float64Array(LEVELS.length);
  const nothing = traitsOf(new Float64Array(20), "day");
  expect(quantilesLike(learnerOf(itemsOf(50, 0.3, 1, 6)), 0, nothing, quantiles)).toBe(0);
  const some = traitsOf(Float64Array.from([1, 0, 1]), "day");
  expect(quantilesLike(learnerOf([]), 0, some, quantiles)).toBe(0);
});
