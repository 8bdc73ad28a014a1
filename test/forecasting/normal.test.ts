import { expect, test } from "vitest";
import { normalQuantile } from "../../src/forecasting/normal";

// stats.norm.ppf of SciPy 1.17.
const KNOWN: [number, number][] = [
  [1e-9, -5.9978070150076865],
  [0.001, -3.090232306167813],
  [0.05, -1.6448536269514729],
  [0.3, -0.5244005127080409],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.999999, 4.753424308817087],
];

test.each(KNOWN)("the standard normal quantile at %d is exact", (level, expected) => {
  expect(normalQuantile(level)).toBeCloseTo(expected, 9);
});
