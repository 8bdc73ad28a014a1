import { describe, expect, test } from "vitest";
import { isRarelyAtLeast, isRarelyAtMost, spreadOf } from "../../../src/resources/insights/weeks";

describe("what chance rarely brings about", () => {
  test("of small counts, follows the negative binomial distribution", () => {
    // Poisson with a mean of 4: P(X >= 11) is 0.28 %, P(X >= 10) is 0.81 %.
    expect([10, 11].map((quantity) => isRarelyAtLeast(quantity, 4, 4))).toEqual([false, true]);
    // Poisson with a mean of 10: P(X <= 3) is 1.03 %, P(X <= 2) is 0.28 %.
    expect([3, 2].map((quantity) => isRarelyAtMost(quantity, 10, 10))).toEqual([false, true]);
    // Geometric with a mean of 4, of variance 20: P(X >= k) is 0.8^k, which is below 0.5 % from 24 on.
    expect([23, 24].map((quantity) => isRarelyAtLeast(quantity, 4, 20))).toEqual([false, true]);
  });

  test("of large ones, goes on where small ones end", () => {
    for (const variance of [2000, 20_000]) {
      const first = (mean: number) => {
        let quantity = mean;
        while (!isRarelyAtLeast(quantity, mean, variance)) quantity += 1;
        return quantity - mean;
      };
      const last = (mean: number) => {
        let quantity = mean;
        while (!isRarelyAtMost(quantity, mean, variance)) quantity -= 1;
        return mean - quantity;
      };
      expect(Math.abs(first(2001) / first(2000) - 1)).toBeLessThan(0.1);
      expect(Math.abs(last(2001) / last(2000) - 1)).toBeLessThan(0.1);
    }
  });

  test("of a huge jump from a small mean, is told without counting to it", () => {
    expect([isRarelyAtLeast(1e9, 10, 10), isRarelyAtLeast(1e9, 0.1, 5)]).toEqual([true, true]);
    expect([isRarelyAtMost(1e9, 10, 10), isRarelyAtMost(1e9, 0.1, 5)]).toEqual([false, false]);
  });

  test("is nothing where the usual is usual, whatever the size", () => {
    for (const mean of [0.1, 1, 7, 100, 1999, 2001, 1e6, 1e9]) {
      expect([isRarelyAtLeast(Math.round(mean), mean, mean), isRarelyAtMost(Math.ceil(mean), mean, mean)]).toEqual([
        ...[false, false],
      ]);
    }
  });
});

test("the spread of weeks is at least that of counts, and grows with what the mean is uncertain by", () => {
  const even = Object.fromEntries(Array.from({ length: 9 }, (_, week) => [week, 140_000]));
  expect(spreadOf(even, { recent: 1, before: 8 })).toEqual({ mean: 14, variance: 14 * 1.125 });
  const varied = { ...even, 1: 0, 2: 280_000 };
  expect(spreadOf(varied, { recent: 1, before: 8 })).toEqual({ mean: 14, variance: 56 * 1.125 });
  expect(spreadOf({}, { recent: 1, before: 8 })).toEqual({ mean: 0, variance: 0 });
});
