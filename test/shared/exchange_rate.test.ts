import { expect, test } from "vitest";
import { convert, fromScaledRate, isExactRate, MAX_RATE, toScaledRate } from "../../src/shared/exchange_rate";
import { MAX_QUANTITY, toScaled } from "../../src/shared/quantity";

test("a rate has up to eight decimals and is stored exactly", () => {
  for (const rate of [0.00000001, 1.17345678, 0.1, 154.32, MAX_RATE, 9_999_999.99999999]) {
    expect(isExactRate(rate)).toBe(true);
    expect(fromScaledRate(toScaledRate(rate))).toBe(rate);
  }
  expect(isExactRate(1.000000001)).toBe(false);
});

test("money is converted exactly, and rounded half away from zero to four decimals", () => {
  const converted = (money: number, rate: number) => convert(toScaled(money), toScaledRate(rate));
  expect(converted(4.25, 1.17)).toBe(49_725);
  expect(converted(0.0001, 0.5)).toBe(1);
  expect(converted(0.0001, 0.49999999)).toBe(0);
  expect(converted(0.0003, 0.5)).toBe(2);
  expect(converted(0, 3)).toBe(0);
  // With floats: 123456789.1234 × 1.00000001 = 123456790.35796789…
  expect(converted(123_456_789.1234, 1.00000001)).toBe(1_234_567_903_580);
  expect(converted(MAX_QUANTITY, 1)).toBe(toScaled(MAX_QUANTITY));
  expect(converted(MAX_QUANTITY, 1.00000001)).toBeNull();
  expect(converted(MAX_QUANTITY, MAX_RATE)).toBeNull();
});
