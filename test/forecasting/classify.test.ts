import { expect, test } from "vitest";
import { classOf, confidenceOf } from "../../src/forecasting/classify";

const classIn = (...values: number[]) => classOf(Float64Array.from(values)).demand_class;

test("an item is smooth, erratic, intermittent or lumpy by how often and how evenly it sells", () => {
  expect(classIn(5, 6, 4, 5, 6, 5, 4, 5)).toBe("smooth");
  expect(classIn(1, 1, 30, 1, 2, 1, 40, 1)).toBe("erratic");
  expect(classIn(5, 0, 0, 5, 0, 6, 0, 5)).toBe("intermittent");
  expect(classIn(1, 0, 0, 30, 0, 1, 0, 2)).toBe("lumpy");
});

test("an item without demand has none, and one with fewer than 8 periods or 3 sales is new", () => {
  expect(classIn()).toBe("none");
  expect(classIn(0, 0, 0, 0, 0, 0, 0, 0, 0)).toBe("none");
  expect(classIn(5, 5, 5, 5, 5, 5, 5)).toBe("new");
  expect(classIn(0, 0, 0, 5, 0, 0, 0, 0, 0, 5)).toBe("new");
});

test("unknown periods are no history", () => {
  expect(classOf(Float64Array.from([5, Number.NaN, 5, Number.NaN])).history).toBe(2);
});

test("confidence follows from the number of sales and the backtest", () => {
  const often = { demand_class: "smooth", history: 50, sales: 50, size: 3 } as const;
  const accuracy = { mase: 1, wape: 0.3, bias: 0.1, coverage_80: 0.8, backtest_windows: 2 };
  expect(confidenceOf(often, accuracy)).toBe("good");
  expect(confidenceOf(often, { ...accuracy, wape: 0.6 })).toBe("fair");
  expect(confidenceOf(often, { ...accuracy, bias: -0.6 })).toBe("low");
  expect(confidenceOf(often, { ...accuracy, coverage_80: 0.4 })).toBe("low");
  expect(confidenceOf(often, null)).toBe("fair");
  expect(confidenceOf({ ...often, sales: 7 }, accuracy)).toBe("low");
  expect(confidenceOf({ ...often, demand_class: "new" }, accuracy)).toBe("low");
});
