import { expect, test } from "vitest";
import { forecastSales } from "../../src/forecasting/intermittent";

const forecast = (values: number[]) =>
  forecastSales(Float64Array.from(values), 2, new Float64Array(values.length)).path[0] ?? 0;
const selling = Array.from({ length: 60 }, (_, t) => (t % 5 === 0 ? 10 : 0));

test("regular sales are forecast as their size over their interval", () => {
  expect(forecast(selling)).toBeCloseTo(2, 0);
});

test("the forecast decays while nothing is sold", () => {
  const waiting = forecast([...selling, ...new Array<number>(10).fill(0)]);
  const longer = forecast([...selling, ...new Array<number>(40).fill(0)]);
  expect(waiting).toBeLessThan(forecast(selling));
  expect(longer).toBeLessThan(waiting);
});

test("missing periods are no periods without sales", () => {
  expect(forecast([...selling, ...new Array<number>(40).fill(Number.NaN)])).toBeCloseTo(forecast(selling), 9);
});

test("an item without sales is forecast to have none", () => {
  expect(forecast([0, 0, 0])).toBe(0);
});
