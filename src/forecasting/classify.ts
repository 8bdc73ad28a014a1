import type { Confidence, DemandClass } from "../shared/demand";
import type { Accuracy } from "./accuracy";

export type Demand = {
  demand_class: DemandClass;
  /** Periods with known demand. */
  history: number;
  /** Those of them with any. */
  sales: number;
  /** Mean demand of those, 0 if there are none. */
  size: number;
};

/** Fewer periods than these, or sales, say nothing of an item by themselves. */
const FEWEST_PERIODS = 8;
const FEWEST_SALES = 3;
/** Where the average interval between sales, and the squared variation of their sizes, change the method that is best. */
const INTERVAL = 1.32;
const VARIATION = 0.49;

/**
 * The kind of an item's demand: Syntetos, A. A., Boylan, J. E., & Croston, J. D. (2005), On the categorization of demand
 * patterns, Journal of the Operational Research Society 56, 495-503. The first sale begins the history.
 */
export function classOf(values: Float64Array): Demand {
  let history = 0;
  let sales = 0;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    if (!(value >= 0)) continue;
    history++;
    if (value === 0) continue;
    sales++;
    sum += value;
    squares += value * value;
  }
  if (sales === 0) return { demand_class: "none", history, sales, size: 0 };
  const size = sum / sales;
  if (history < FEWEST_PERIODS || sales < FEWEST_SALES) return { demand_class: "new", history, sales, size };
  const often = history / sales < INTERVAL;
  const steady = (squares * sales) / (sum * sum) - 1 < VARIATION;
  const demand_class = often ? (steady ? "smooth" : "erratic") : steady ? "intermittent" : "lumpy";
  return { demand_class, history, sales, size };
}

/** Sales from which a distribution is well known, and from which it is known at all. */
const MANY_SALES = 24;
const SOME_SALES = 8;

/**
 * How far a forecast is to be trusted: "low" for an item that is new, sold fewer than 8 times, or whose backtest was wrong on
 * the whole (half of its demand too much or too little, or fewer than half of the periods in the 80 % interval); "good" from 24
 * sales on, where the backtest's absolute errors are at most half of demand; "fair" otherwise.
 */
export function confidenceOf({ demand_class, sales }: Demand, accuracy: Accuracy | null): Confidence {
  if (demand_class === "none" || demand_class === "new" || sales < SOME_SALES) return "low";
  if (accuracy === null || accuracy.wape === null || accuracy.bias === null) return "fair";
  if (Math.abs(accuracy.bias) > 0.5 || accuracy.coverage_80 < 0.5) return "low";
  return sales >= MANY_SALES && accuracy.wape <= 0.5 ? "good" : "fair";
}
