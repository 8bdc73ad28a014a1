import { expect, test } from "vitest";
import { forecastDamped, MONTHLY, WEEKLY } from "../../src/forecasting/damped";

const line = Float64Array.from({ length: 40 }, (_, t) => 50 + 2 * t);

test("a trend is followed less and less", () => {
  const { path } = forecastDamped(line, 24, MONTHLY);
  const steps = Array.from(path.subarray(1), (value, h) => value - (path[h] ?? 0));
  expect(path[0]).toBeGreaterThan(128);
  expect(steps.every((step, h) => step > 0 && (h === 0 || step < (steps[h - 1] ?? 0)))).toBe(true);
});

test("a trend lasts for more weeks than months", () => {
  const [months, weeks] = [MONTHLY, WEEKLY].map((damping) => forecastDamped(line, 24, damping).path[23] ?? 0);
  expect(weeks).toBeGreaterThan(months ?? 0);
});

test("a constant stays as it is", () => {
  const { path } = forecastDamped(new Float64Array(30).fill(4), 6, WEEKLY);
  expect([...path].every((value) => Math.abs(value - 4) < 1e-6)).toBe(true);
});
