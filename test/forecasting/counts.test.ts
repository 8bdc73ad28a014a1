import { describe, expect, test } from "vitest";
import { countQuantiles, onGrid } from "../../src/forecasting/counts";
import { LEVELS } from "../../src/forecasting/levels";

const quantilesOf = (mean: number, variance: number, step: number) => {
  const quantiles = new Float64Array(LEVELS.length);
  countQuantiles(mean, variance, step, quantiles);
  return Array.from(quantiles);
};

describe("quantiles of counts", () => {
  // stats.nbinom.ppf and stats.gamma.ppf of SciPy 1.17.
  const NEGATIVE_BINOMIAL: [number, number, number[]][] = [
    [0.2, 0.25, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3]],
    [1, 1.5, [0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 4, 5, 6]],
    [4, 9, [0, 1, 1, 2, 3, 3, 4, 5, 6, 8, 10, 11, 13, 15]],
    [12, 60, [2, 4, 5, 7, 9, 11, 12, 15, 18, 22, 27, 31, 36, 40]],
    [30, 300, [8, 11, 15, 19, 23, 27, 31, 36, 43, 53, 63, 72, 83, 92]],
  ];

  test.each(NEGATIVE_BINOMIAL)(
    "are those of a negative binomial distribution (mean %d, variance %d)",
    (mean, variance, expected) => {
      expect(quantilesOf(mean, variance, 1).map((value) => onGrid(value, 1))).toEqual(expected);
    },
  );

  test("are in steps of the quantities", () => {
    const pieces = quantilesOf(4, 9, 1).map((value) => onGrid(value, 1));
    const packs = quantilesOf(24, 9 * 36, 6).map((value) => onGrid(value, 6));
    expect(packs).toEqual(pieces.map((value) => 6 * value));
  });

  test("are those of a gamma distribution where the mean is large to its deviation", () => {
    const expected = [
      841.39, 874.18, 915.01, 945.24, 971.6, 996.67, 1022.17, 1049.93, 1083.04, 1130.11, 1169.97, 1205.29, 1247.23,
      1276.32,
    ];
    for (const [index, value] of quantilesOf(1000, 10_000, 0).entries()) {
      expect(value / (expected[index] as number)).toBeCloseTo(1, 3);
    }
  });

  test("are zero without demand", () => {
    expect(quantilesOf(0, 0, 1)).toEqual(LEVELS.map(() => 0));
  });
});
