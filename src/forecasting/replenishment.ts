import { type Model, type Sum, sumOver } from "./forecast";
import type { LeadTime } from "./lead_time";

/** Stock is reviewed once a week: what is ordered lasts until the order after it arrives. */
const REVIEW_DAYS = 7;

/** The days on which to order and on which stock runs out are looked for among so many. */
const FURTHEST_DAY = 180;

/** The service levels between which margins may move it, and what holding stock costs in a year, as a share of its cost. */
const LEAST_SERVICE = 0.8;
const MOST_SERVICE = 0.99;
const HOLDING_COST_PER_YEAR = 0.25;

/** What ordering a variant depends on besides its demand. Quantities are in units. */
export type Supply = {
  lead_time: LeadTime;
  service_level: number;
  /** The least quantity of an order, and the most that may be in stock; null if there is no such limit. */
  least_order: number;
  max_stock: number | null;
  /** Made goods can be sold for so many days; null if they do not expire. */
  shelf_life_days: number | null;
  /** What the variant is counted in: 1, 0.1 and so on. */
  step: number;
};

/** When and how much to order. */
export type OrderRule = {
  lead_time_days: number;
  lead_time_demand: { mean: number; p50: number; p90: number };
  reorder_point: number;
  safety_stock: number;
  order_up_to: number;
};

/** What to do at present. Days are counted from today: 0 is today; null is beyond what is foreseen. */
export type Advice = {
  order_quantity: number;
  order_in_days: number | null;
  stockout_in_days: number | null;
  /** The probability that what is available and incoming does not last until an order of today arrives. */
  stockout_probability: number;
};

/**
 * The probability that demand is met until an order arrives: that at which one unit more costs as much to hold as the margin
 * that it saves, Cu ÷ (Cu + Co), where a price and a lower cost are known; else `by_default`. Cu is the margin. Co is holding a
 * unit for the time between two orders, or its cost where it would expire by then. Between 0.80 and 0.99. Silver, Pyke & Thomas
 * (2017), Inventory and production management in supply chains, chapters 6 and 9.
 */
export function serviceLevel(
  { price, cost, shelf_life_days }: { price: number | null; cost: number | null; shelf_life_days: number | null },
  by_default: number,
): number {
  if (price === null || cost === null || cost <= 0 || price <= cost) return by_default;
  const held = (HOLDING_COST_PER_YEAR * REVIEW_DAYS) / 365;
  const expired = shelf_life_days === null ? 0 : REVIEW_DAYS / Math.max(REVIEW_DAYS, shelf_life_days);
  const overage = cost * Math.max(held, expired);
  const ratio = (price - cost) / (price - cost + overage);
  return Number(Math.min(MOST_SERVICE, Math.max(LEAST_SERVICE, ratio)).toPrecision(4));
}

/**
 * When to order and up to how much. The reorder point is the smallest quantity that the demand of the lead time does not exceed
 * with the probability `service_level`; its variance includes that of the lead time, d̄²·Var(L). The safety stock is what of it
 * exceeds the mean. One orders up to the same quantile of the demand until the next order arrives, but no more than is sold
 * before it expires, by the median. `gap` is how many days after the model's last day today is.
 */
export function orderRule(model: Model, gap: number, supply: Supply): OrderRule {
  const { lead_time, service_level, step } = supply;
  const lead_time_days = Math.round(lead_time.mean_days);
  const varying = varianceOfLeadTime(model, gap, lead_time_days, lead_time.variance);
  const during = demandOver(model, gap, lead_time_days, varying);
  const cycle = demandOver(model, gap, lead_time_days + REVIEW_DAYS, varying);
  const reorder_point = roundedUp(during.quantile(service_level), step);
  const target = roundedUp(cycle.quantile(service_level), step);
  return {
    lead_time_days,
    lead_time_demand: { mean: during.mean, p50: during.quantile(0.5), p90: during.quantile(0.9) },
    reorder_point,
    safety_stock: roundedUp(Math.max(0, reorder_point - during.mean), step),
    order_up_to: Math.min(Math.max(reorder_point, target), sellableUntilExpiry(model, gap, lead_time_days, supply)),
  };
}

/** What is sold, by the median, before what is ordered today expires; infinite for what does not. */
function sellableUntilExpiry(
  model: Model,
  gap: number,
  lead_time_days: number,
  { shelf_life_days, step }: Supply,
): number {
  if (shelf_life_days === null) return Number.POSITIVE_INFINITY;
  return roundedDown(demandOver(model, gap, lead_time_days + shelf_life_days, 0).quantile(0.5), step);
}

/** What to order, and when stock is expected to run out, given what is available and what is incoming. */
export function advise(
  model: Model,
  gap: number,
  rule: OrderRule,
  supply: Supply,
  stock: { available: number; incoming: number },
): Advice {
  const position = stock.available + stock.incoming;
  const { lead_time_days, reorder_point } = rule;
  const during = demandUntilReceipt(model, gap, lead_time_days, supply.lead_time.variance);
  const is_demanded = during.mean > 0 || reorder_point > 0;
  return {
    order_quantity: is_demanded && position <= reorder_point ? quantityOf(model, gap, rule, supply, position) : 0,
    order_in_days: is_demanded ? dayOfDemand(model, gap, position - reorder_point) : null,
    stockout_in_days: dayOfDemand(model, gap, stock.available),
    stockout_probability: Math.min(1, Math.max(0, 1 - during.atMost(position))),
  };
}

/** The demand from tomorrow until what is ordered today arrives; what arrives at once is there from tomorrow on. */
export function demandUntilReceipt(model: Model, gap: number, lead_time_days: number, variance: number): Sum {
  const days = Math.max(1, lead_time_days);
  return demandOver(model, gap, days, varianceOfLeadTime(model, gap, days, variance));
}

/** What a lead time that varies adds to the variance of the demand until it ends: d̄²·Var(L). */
function varianceOfLeadTime(model: Model, gap: number, lead_time_days: number, variance: number): number {
  const daily = lead_time_days > 0 ? sumOver(model, gap + 1, gap + lead_time_days).mean / lead_time_days : 0;
  return daily * daily * variance;
}

/** What fills the position up: at least the least order, at most what may be in stock and what is sold before it expires. */
function quantityOf(
  model: Model,
  gap: number,
  { lead_time_days, order_up_to }: OrderRule,
  supply: Supply,
  position: number,
): number {
  const { least_order, max_stock, step } = supply;
  const sellable = sellableUntilExpiry(model, gap, lead_time_days, supply);
  const most = Math.min(max_stock ?? Number.POSITIVE_INFINITY, sellable) - position;
  const wanted = roundedUp(Math.max(order_up_to - position, least_order), step);
  return Math.max(0, most < wanted ? roundedDown(most, step) : wanted);
}

/** In how many days the median of what is demanded reaches a quantity, the first day being tomorrow; 0 if none is left now. */
function dayOfDemand(model: Model, gap: number, quantity: number): number | null {
  if (quantity <= 0) return sumOver(model, gap + 1, gap + FURTHEST_DAY).mean > 0 ? 0 : null;
  const isReached = (days: number) => demandOver(model, gap, days, 0).quantile(0.5) >= quantity;
  if (!isReached(FURTHEST_DAY)) return null;
  let [before, reached] = [0, FURTHEST_DAY];
  while (reached - before > 1) {
    const middle = Math.floor((before + reached) / 2);
    if (isReached(middle)) reached = middle;
    else before = middle;
  }
  return reached;
}

const NO_DEMAND: Sum = { mean: 0, variance: 0, quantile: () => 0, atMost: () => 1 };

/** The demand of so many days from tomorrow on. */
function demandOver(model: Model, gap: number, days: number, extra_variance: number): Sum {
  return days > 0 ? sumOver(model, gap + 1, gap + days, extra_variance) : NO_DEMAND;
}

function roundedUp(quantity: number, step: number): number {
  return onStep(Math.max(0, Math.ceil(quantity / step - 1e-9)), step);
}

function roundedDown(quantity: number, step: number): number {
  return onStep(Math.floor(quantity / step + 1e-9), step);
}

/** A multiple of a step of at most four decimals, exact as a number of JSON. */
function onStep(count: number, step: number): number {
  return Math.round(count * step * 10_000) / 10_000;
}
