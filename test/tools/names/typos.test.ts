import { expect, test } from "vitest";
import { allowedTypos, typosBetween } from "../../../src/tools/names/typos";

test.each([
  ["mug", "mug", 0],
  ["mugg", "mug", 1],
  ["bule", "blue", 1],
  ["wensday", "wednesday", 2],
  ["abcd", "badc", 3],
  ["cat", "dog", 3],
])("%s and %s are %d typing errors apart", (one, other, typos) => {
  expect(typosBetween(one, other)).toBe(typos);
  expect(typosBetween(other, one)).toBe(typos);
});

test("a word of four letters may have one typing error, one of eight two", () => {
  expect([3, 4, 7, 8].map(allowedTypos)).toEqual([0, 1, 1, 2]);
});
