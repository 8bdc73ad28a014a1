import { expect, test } from "vitest";
import { isPlural, isSameWord, stemOf } from "../../../src/tools/names/plurals";

test.each([
  ["mugs", "mug"],
  ["boxes", "box"],
  ["glasses", "glass"],
  ["brushes", "brush"],
  ["berries", "berry"],
  ["cookies", "cookie"],
  ["knives", "knife"],
  ["scarves", "scarf"],
  ["gloves", "glove"],
  ["potatoes", "potato"],
  ["children", "child"],
  ["vases", "vase"],
])("%s is the plural of %s, and both begin with the stem that is looked for", (plural, singular) => {
  expect([isPlural(plural), isPlural(singular)]).toEqual([true, false]);
  expect([isSameWord(plural, singular), isSameWord(singular, plural)]).toEqual([true, true]);
  expect([singular, plural].map((word) => word.startsWith(stemOf(plural)))).toEqual([true, true]);
});

test.each(["glass", "bus", "chassis", "mug", "gas", "5s", ""])("%j is no plural", (word) => {
  expect(isPlural(word)).toBe(false);
});

test("words that only begin alike are not the same", () => {
  for (const [one, other] of [
    ["lamp", "lamplight"],
    ["mug", "mugford"],
    ["pan", "pants"],
    ["car", "carafe"],
  ] as const) {
    expect(isSameWord(one, other)).toBe(false);
  }
});
