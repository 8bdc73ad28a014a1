import { expect, test } from "vitest";
import { nextAttempt, pauseOf } from "../../src/webhooks/schedule";

const now = new Date("2026-11-23T08:30:00.000Z");
const SECOND = 1000;
const HOUR = 60 * 60 * SECOND;

const delays = (random: () => number, retry_after_ms = 0) =>
  Array.from({ length: 10 }, (_, at) => {
    const next = nextAttempt({ number: at + 1, now, retry_after_ms }, random);
    return next && (next.getTime() - now.getTime()) / SECOND;
  });

test("attempts follow after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, and there is none after the tenth", () => {
  expect(delays(() => 0)).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
});

test("a delay is at most a tenth longer", () => {
  expect(delays(() => 1)).toEqual([5.5, 330, 1980, 7920, 19_800, 39_600, 55_440, 79_200, 95_040, null]);
});

test("a pause that a receiver asks for makes the next attempt later, and never earlier", () => {
  expect(delays(() => 0, HOUR)).toEqual([3600, 3600, 3600, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
});

test.each([
  ["120", 120 * SECOND],
  ["0", 0],
  ["99999999", 24 * HOUR],
  ["Mon, 23 Nov 2026 09:30:00 GMT", HOUR],
  ["Mon, 23 Nov 2026 07:30:00 GMT", 0],
  ["Mon, 30 Nov 2026 07:30:00 GMT", 24 * HOUR],
  ["soon", 0],
  ["", 0],
  [null, 0],
])("Retry-After %j is a pause of %i ms", (header, pause) => {
  expect(pauseOf(header, now)).toBe(pause);
});
