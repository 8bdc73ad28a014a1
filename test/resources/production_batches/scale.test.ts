import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_CARRY, scale, withoutCancelled } from "../../../src/resources/production_batches/scale";

const plain = { quantity_decimals: 4, scrap_percent: 0, output_quantity: 10_000, planned_quantity: 10_000 };

/** An ingredient's part of a recipe; quantities in stored units, ten-thousandths. */
const ingredient = fc.record({
  quantity: fc.integer({ min: 1, max: 10_000_000 }),
  output_quantity: fc.integer({ min: 1, max: 10_000_000 }),
  scrap_percent: fc.integer({ min: 0, max: 1_000_000 }),
  quantity_decimals: fc.integer({ min: 0, max: 4 }),
});
const batches = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 40 });

type Ingredient = typeof ingredient extends fc.Arbitrary<infer T> ? T : never;

/** Plans one batch after the other, each with what the ones before carried over. */
function plan(of: Ingredient, planned_quantities: readonly number[]) {
  let carry = NO_CARRY;
  const made = planned_quantities.map((planned_quantity) => {
    const scaled = scale({ ...of, planned_quantity }, carry);
    carry = scaled.carry;
    return scaled;
  });
  return { carry, made };
}

/** True where a fraction written as text equals numerator / denominator. */
function isFraction(text: string, numerator: bigint, denominator: bigint): boolean {
  const [above, below] = text.split("/").map(BigInt) as [bigint, bigint];
  return above * denominator === numerator * below;
}

test("a batch uses the recipe's quantity in proportion to what is made, and scrap on top", () => {
  expect(scale({ ...plain, quantity: 25_000, planned_quantity: 30_000 }, NO_CARRY).planned).toBe(75_000);
  expect(scale({ ...plain, quantity: 20_000, output_quantity: 50_000 }, NO_CARRY).planned).toBe(4000);
  expect(scale({ ...plain, quantity: 20_000, scrap_percent: 25_000 }, NO_CARRY).planned).toBe(20_500);
});

test("what rounding leaves over is carried to the next batch as an exact fraction", () => {
  const third = { ...plain, quantity: 1, output_quantity: 30_000 };
  const { made, carry } = plan(third, [10_000, 10_000, 10_000]);
  expect(made.map(({ planned }) => planned)).toEqual([0, 1, 0]);
  expect(made.map((one) => one.carry)).toEqual(["1/3", "-1/3", "0/1"]);
  expect(made.map(({ remainder }) => remainder)).toEqual(["1/3", "-2/3", "1/3"]);
  expect(carry).toBe(NO_CARRY);
});

test("half of the last decimal is rounded up", () => {
  const half = { ...plain, quantity: 5000, quantity_decimals: 0 };
  expect(scale(half, NO_CARRY)).toEqual({ planned: 10_000, carry: "-5000/1", remainder: "-5000/1" });
});

test("a thousand batches of a third of a gram sum to the gram", () => {
  const { made } = plan({ ...plain, quantity: 125, output_quantity: 30_000 }, Array(1000).fill(70_000));
  const sum = made.reduce((total, { planned }) => total + planned, 0);
  expect(Math.abs(sum - (1000 * 7 * 125) / 3)).toBeLessThan(1);
});

test("numbers beyond what a double can say are exact as well", () => {
  const big = { quantity: 10_000_000_000_000, output_quantity: 3, scrap_percent: 1, quantity_decimals: 4 };
  const { planned, carry } = scale({ ...big, planned_quantity: 7 }, NO_CARRY);
  const exact = 10_000_000_000_000n * 7n * 1_000_001n;
  expect(isFraction(carry, exact - BigInt(planned) * 3_000_000n, 3_000_000n)).toBe(true);
});

describe("whatever is planned", () => {
  test("what was planned and what is carried is exactly what the recipe says", () => {
    fc.assert(
      fc.property(ingredient, batches, (of, planned_quantities) => {
        const { made, carry } = plan(of, planned_quantities);
        const parts = BigInt(of.output_quantity) * 1_000_000n;
        const ratio = BigInt(of.quantity) * (1_000_000n + BigInt(of.scrap_percent));
        const wanted = planned_quantities.reduce((sum, quantity) => sum + BigInt(quantity) * ratio, 0n);
        const planned = made.reduce((sum, one) => sum + BigInt(one.planned), 0n);
        expect(isFraction(carry, wanted - planned * parts, parts)).toBe(true);
      }),
    );
  });

  test("each batch uses a whole number of what the ingredient is counted in, within half of one of the exact quantity", () => {
    fc.assert(
      fc.property(ingredient, batches, (of, planned_quantities) => {
        const step = 10 ** (4 - of.quantity_decimals);
        for (const { planned, carry } of plan(of, planned_quantities).made) {
          expect(planned).toBeGreaterThanOrEqual(0);
          expect(planned % step).toBe(0);
          const [above, below] = carry.split("/").map(BigInt) as [bigint, bigint];
          expect(2n * (above < 0n ? -above : above) <= BigInt(step) * below).toBe(true);
        }
      }),
    );
  });

  test("the carry without cancelled batches is what the others leave over", () => {
    fc.assert(
      fc.property(ingredient, batches, fc.infiniteStream(fc.boolean()), (of, planned_quantities, choices) => {
        const { made, carry } = plan(of, planned_quantities);
        const remainders = made.map(({ remainder }) => remainder);
        const cancelled = remainders.filter(() => choices.next().value);
        const kept = [...remainders];
        for (const remainder of cancelled) kept.splice(kept.indexOf(remainder), 1);
        const negated = kept.map((remainder) => remainder.replace(/^-?/, (sign) => (sign ? "" : "-")));
        expect(withoutCancelled(carry, cancelled)).toBe(withoutCancelled(NO_CARRY, negated));
        expect(withoutCancelled(carry, remainders)).toBe(NO_CARRY);
      }),
    );
  });
});

test("less than nothing is never used: what was used too much stays to be made up for", () => {
  const small = { ...plain, quantity: 1000, quantity_decimals: 0 };
  const first = scale(small, "-25000/1");
  expect(first).toEqual({ planned: 0, carry: "-24000/1", remainder: "1000/1" });
  expect(scale({ ...small, quantity: 40_000 }, first.carry)).toMatchObject({ planned: 20_000, carry: "-4000/1" });
});
