import fc from "fast-check";
import { expect, test } from "vitest";
import {
  fromScaled,
  fromScaledOrNull,
  isExact,
  MAX_QUANTITY,
  roundedUp,
  toScaled,
  toScaledOrNull,
} from "../../src/shared/quantity";

const scaled = fc.integer({ min: -MAX_QUANTITY * 10_000, max: MAX_QUANTITY * 10_000 });

test("every stored quantity is shown exactly and stored again as it was", () => {
  fc.assert(
    fc.property(scaled, (value) => {
      expect(isExact(fromScaled(value))).toBe(true);
      expect(toScaled(fromScaled(value))).toBe(value);
    }),
  );
});

test("a quantity has at most as many decimals as it is counted in", () => {
  fc.assert(
    fc.property(scaled, fc.integer({ min: 0, max: 4 }), (value, decimals) => {
      expect(isExact(fromScaled(value), decimals)).toBe(value % 10 ** (4 - decimals) === 0);
    }),
  );
  expect(isExact(0.1 + 0.2)).toBe(false);
  expect(isExact(0.00001)).toBe(false);
  expect(isExact(1.5, 0)).toBe(false);
});

test("a quantity is a finite number within bounds", () => {
  expect([MAX_QUANTITY, -MAX_QUANTITY, 0].map((value) => isExact(value))).toEqual([true, true, true]);
  for (const wrong of [MAX_QUANTITY + 1, -MAX_QUANTITY - 1, Number.POSITIVE_INFINITY, Number.NaN]) {
    expect(isExact(wrong)).toBe(false);
  }
});

test("what is absent stays absent, and zero is not", () => {
  expect([toScaledOrNull(null), toScaledOrNull(undefined), toScaledOrNull(0)]).toEqual([null, null, 0]);
  expect([fromScaledOrNull(null), fromScaledOrNull(0), fromScaledOrNull(15_000)]).toEqual([null, 0, 1.5]);
});

test("a quantity is rounded up to the decimals that a variant is counted in", () => {
  expect([22_500, 30_000, 0, 1].map((quantity) => roundedUp(quantity, 0))).toEqual([30_000, 30_000, 0, 10_000]);
  expect(roundedUp(22_501, 2)).toBe(22_600);
  expect(roundedUp(22_501, 4)).toBe(22_501);
});
