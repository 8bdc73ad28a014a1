import { expect, test } from "vitest";
import type { StoredBatchInput } from "../../drizzle/tenant";
import { rolledUpCost } from "../../src/costing/roll_up";

const input = (actual_quantity: number | null, variant_cost: number | null, waste_quantity: number | null = null) =>
  ({ actual_quantity, waste_quantity, variant_cost }) as StoredBatchInput;

test("the cost of one is what was used of all inputs, by what was made, half rounded up", () => {
  expect(rolledUpCost([input(10_000, 10), input(20_000, 5)], 20_000)).toBe(10);
  expect(rolledUpCost([input(10_000, 3)], 20_000)).toBe(2);
  expect(rolledUpCost([input(10_000, 1)], 30_000)).toBe(0);
  expect(rolledUpCost([input(10_000, 5)], 30_000)).toBe(2);
  expect(rolledUpCost([input(10_000, 4)], 30_000)).toBe(1);
  expect(rolledUpCost([input(9_999, 1)], 20_000)).toBe(0);
});

test("what was wasted costs as much as what was used", () => {
  expect(rolledUpCost([input(10_000, 10, 20_000)], 10_000)).toBe(30);
  expect(rolledUpCost([input(null, 10, 20_000)], 10_000)).toBe(20);
});

test("an input of unknown cost adds nothing; without any known cost, or without output, there is no cost", () => {
  expect(rolledUpCost([input(10_000, 10), input(10_000, null)], 10_000)).toBe(10);
  expect(rolledUpCost([input(10_000, null)], 10_000)).toBeNull();
  expect(rolledUpCost([], 10_000)).toBeNull();
  expect(rolledUpCost([input(10_000, 10)], 0)).toBeNull();
  expect(rolledUpCost([input(10_000, 0)], 10_000)).toBe(0);
});

test("a value beyond what a double can say is exact", () => {
  expect(rolledUpCost([input(9_999_999_999_999, 9_999_999_999_999)], 9_999_999_999_999)).toBe(9_999_999_999_999);
  expect(rolledUpCost([input(9_007_199_254_740_991, 3), input(1, 2)], 3)).toBe(9_007_199_254_740_992);
});
