import fc from "fast-check";
import { expect, test } from "vitest";
import { MONTHS, seasonalFactors, WEEKS } from "../../src/forecasting/seasonality";

/** Numbers without any pattern, the same each time. */
function noise(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  });
}

const profile = [0.4, 0.6, 0.9, 1, 1.1, 1.2, 1.4, 1.5, 1.2, 1, 0.9, 0.8];

test("seasonal factors of exact demand are its profile, in the history and beyond", () => {
  const months = Float64Array.from({ length: 60 }, (_, t) => 50 * (profile[t % 12] ?? 0));
  const factors = seasonalFactors(months, MONTHS, 12);
  for (let t = 0; t < 72; t++) expect(factors?.[t]).toBeCloseTo(profile[t % 12] ?? 0, 6);
});

test("factors follow a season that changes", () => {
  const months = Float64Array.from({ length: 120 }, (_, t) => (t < 60 ? 50 : 50 * (profile[t % 12] ?? 0)));
  const factors = seasonalFactors(months, MONTHS, 12);
  expect(factors?.[120]).toBeCloseTo(profile[0] ?? 0, 1);
});

test("what has no season gets factors near 1, or none", () => {
  for (const cycle of [MONTHS, WEEKS]) {
    const lengths = [3, 5, 9].map((years) => Math.round(years * cycle.length));
    for (const [index, length] of lengths.entries()) {
      const values = noise(length, index + 1).map((value) => 10 + value);
      const factors = seasonalFactors(values, cycle, 12) ?? new Float64Array(1).fill(1);
      expect(Math.max(...factors.map((factor) => Math.abs(factor - 1)))).toBeLessThan(0.06);
    }
  }
});

test("a season of weeks stands out of noise as large as itself", () => {
  const wave = (t: number) => Math.sin((2 * Math.PI * t) / WEEKS.length);
  const values = noise(312, 5).map((value, t) => 100 + 30 * wave(t) + 60 * (value - 0.5));
  const factors = seasonalFactors(values, WEEKS, 26);
  for (let h = 0; h < 26; h++) {
    expect(Math.abs((factors?.[312 + h] ?? 0) - (1 + 0.3 * wave(312 + h)))).toBeLessThan(0.2);
  }
});

test("a week that stands out each year is foretold for that week, or for the next to it where the calendar moved", () => {
  const holiday = (t: number) => Math.floor((t + 1) / WEEKS.length) > Math.floor(t / WEEKS.length);
  let exact = 0;
  for (let length = 301; length <= 400; length++) {
    const weeks = Float64Array.from({ length }, (_, t) => (holiday(t) ? 200 : 100));
    const factors = seasonalFactors(weeks, WEEKS, 51)?.subarray(length) ?? new Float64Array();
    const expected = Array.from(factors, (_, h) => holiday(length + h)).indexOf(true);
    const distance = Math.abs(factors.indexOf(Math.max(...factors)) - expected);
    if (expected >= 0) expect(distance).toBeLessThanOrEqual(1);
    if (expected < 0 || distance === 0) exact++;
  }
  expect(exact).toBeGreaterThan(75);
});

test("two years of weeks are enough for a clear season", () => {
  const wave = (t: number) => 1 + 0.5 * Math.sin((2 * Math.PI * t) / WEEKS.length);
  const factors = seasonalFactors(
    Float64Array.from({ length: 110 }, (_, t) => 100 * wave(t)),
    WEEKS,
    26,
  );
  for (let h = 0; h < 26; h++) expect(Math.abs((factors?.[110 + h] ?? 0) - wave(110 + h))).toBeLessThan(0.15);
});

test("less history than it takes has no season", () => {
  expect(seasonalFactors(noise(23, 1), MONTHS, 12)).toBeNull();
  expect(seasonalFactors(noise(104, 1), WEEKS, 12)).toBeNull();
});

test("factors are positive and finite for any history", () => {
  const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 1e9, noNaN: true })), {
    minLength: 24,
    maxLength: 160,
  });
  fc.assert(
    fc.property(values, fc.constantFrom(MONTHS, WEEKS), (history, cycle) => {
      const factors = seasonalFactors(Float64Array.from(history), cycle, 14);
      expect(factors === null || factors.every((factor) => factor > 0 && Number.isFinite(factor))).toBe(true);
      if (factors) expect(factors).toHaveLength(history.length + 14);
    }),
  );
});
