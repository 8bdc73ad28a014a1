import { expect, test } from "vitest";
import { firstSale, probabilityAlive, withoutGaps, withoutOneOff, withoutSpikes } from "../../src/forecasting/cleaning";

const nan = Number.NaN;

test("a series begins with its first sale", () => {
  expect(firstSale(Float64Array.of(nan, 0, 0, 3, 0))).toBe(3);
  expect(firstSale(Float64Array.of(0, nan))).toBe(2);
});

test("gaps are filled between their neighbours, and at the end with the last value", () => {
  expect([...withoutGaps(Float64Array.of(1, nan, nan, 4, nan, nan))]).toEqual([1, 2, 3, 4, 4, 4]);
});

test("only a single value far beyond all others is reduced", () => {
  const usual = Float64Array.from({ length: 30 }, (_, t) => 1 + (t % 5));
  expect(withoutOneOff(usual)).toBe(usual);
  const order = usual.slice();
  order[20] = 1_000_000;
  const reduced = withoutOneOff(order);
  expect(reduced[20]).toBeLessThan(20);
  expect(reduced[20]).toBeGreaterThan(5);
  expect(order[20]).toBe(1_000_000);
  expect(reduced.filter((value, t) => value !== order[t])).toHaveLength(1);
});

test("an item is alive until it pauses for longer than ever, then less and less", () => {
  const selling = Array.from({ length: 60 }, (_, t) => (t % 6 === 0 ? 1 : 0));
  const after = (idle: number) => probabilityAlive(Float64Array.from([...selling, ...new Array<number>(idle).fill(0)]));
  expect(after(1)).toBe(1);
  expect(after(3)).toBeLessThan(1);
  expect(after(20)).toBeLessThan(after(3));
  expect(after(100)).toBeLessThan(0.001);
  expect(probabilityAlive(Float64Array.from([...selling, ...new Array<number>(100).fill(nan)]))).toBe(1);
});

test("a spike between alike values is reduced, a change that lasts is not", () => {
  const steady = Float64Array.from({ length: 40 }, (_, t) => 100 + (t % 3));
  expect([...withoutSpikes(steady)]).toEqual([...steady]);
  const spiked = steady.with(20, 180);
  const reduced = withoutSpikes(spiked);
  expect(reduced[20]).toBeLessThan(130);
  expect([...reduced.with(20, 180)]).toEqual([...spiked]);
  const raised = steady.map((value, t) => (t < 20 ? value : value + 80));
  expect([...withoutSpikes(raised)]).toEqual([...raised]);
});
