import { describe, expect, test } from "vitest";
import { together } from "../../../src/resources/forecasts/demand";

/** Demand of the days that end on day 1000: so many of each, NaN where it is unknown. */
function demandOf(...parts: [days: number, quantity: number][]) {
  const values = Float64Array.from(parts.flatMap(([days, quantity]) => Array.from({ length: days }, () => quantity)));
  return { first_day: 1001 - values.length, values };
}
const lastOf = (...locations: ReturnType<typeof demandOf>[]) => together(locations)?.values.at(-1);
const out = Number.NaN;

describe("the demand of all locations", () => {
  test("is the sum of theirs, from the first day on that any of them has", () => {
    expect(together([demandOf([2, 3]), demandOf([1, 7], [3, 4])])).toEqual(demandOf([1, 7], [1, 4], [2, 7]));
    expect(together([demandOf([2, 3])])).toEqual(demandOf([2, 3]));
    expect(together([])).toBeNull();
  });

  test("is unknown on a day on which more than a quarter of it is", () => {
    expect(lastOf(demandOf([50, 3], [1, out]), demandOf([51, 7]))).toBeNaN();
    expect(lastOf(demandOf([50, 2], [1, out]), demandOf([51, 7]))).toBe(7);
    expect(lastOf(demandOf([50, 2], [1, out]), demandOf([50, 2], [1, out]), demandOf([51, 7]))).toBeNaN();
  });

  test("stays unknown as long as nothing is in stock anywhere", () => {
    expect(lastOf(demandOf([50, 3], [900, out]), demandOf([50, 7], [900, out]))).toBeNaN();
  });

  test("is that of the others in the end, where a location has been closed or moved", () => {
    const moved = (days: number) => lastOf(demandOf([600, 10], [days, out]), demandOf([days, 10]));
    expect(moved(30)).toBeNaN();
    expect(moved(150)).toBe(10);
  });
});
