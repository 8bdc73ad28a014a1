import { AT, daysBetween, type Intent, ITEMS, type PeriodRule } from "./intent";

const NAMES = { item: ITEMS, location: AT } as const;

/** A period that begins now, as a number of days. */
const horizon: PeriodRule = ({ future }, today) => {
  if (!future?.to || (future.from !== null && daysBetween(today, future.from) > 1)) return null;
  const days = daysBetween(today, future.to);
  return days >= 1 && days <= 180 ? { horizon_days: days } : null;
};

const until: PeriodRule = ({ future }, today) => {
  if (!future?.to || (future.from !== null && daysBetween(today, future.from) > 1)) return null;
  return { where: [`stockout_date<=${future.to}`] };
};

const finding = (kind: string) => ({ kind: [kind] });

export const AHEAD_INTENTS: readonly Intent[] = [
  {
    row: ["product"],
    ...{ tool: "forecasts", form: "forecast", says: "Forecast demand", names: NAMES },
    needs: [["forecast", "will_sell", "demand"]],
    allows: ["will", "sold", "unit", "on_hand", "demand", "today_or_day"],
    period: horizon,
    measures: { forecast: "demand", demand: "demand", will_sell: "demand", unit: "demand" },
    ...{ compares: "demand", ranks: "demand" },
    groups: { product: null },
    examples: ["How many {item} will we sell in the next 30 days?"],
  },
  {
    row: ["product"],
    ...{ tool: "forecasts", form: "stockout", says: "When the stock runs out, by the forecast", names: NAMES },
    needs: [
      ["run_out", "last_long", "probability"],
      ["when", "how_long", "@period", "will", "probability", "soon"],
    ],
    allows: ["will", "on_hand", "when", "left", "forecast", "out", "have", "low", "today_or_day", "bought"],
    period: until,
    ...{
      measures: { probability: "stockout_probability" },
      ranks: "stockout_probability",
      orders: { oldest: "stockout_date" },
    },
    groups: { product: null },
    examples: ["When do we run out of {item}?"],
  },
  {
    ...{ tool: "insights", form: "insights", says: "Insights", names: NAMES },
    needs: [
      [
        "insight",
        "critical",
        "overstock",
        "oversold",
        "spike",
        "drop",
        "stockout_risk",
        "expiry_risk",
        "supplier_late",
        "dead_stock_insight",
        "margin_insight",
      ],
    ],
    unless: ({ has }) => has("critical") && has("on_hand") && !has("insight"),
    allows: ["on_hand", "insight", "have", "where", "status", "supplier", "open", "product"],
    sets: {
      critical: { severity: ["critical"] },
      warning: { severity: ["warning"] },
      overstock: finding("overstock"),
      oversold: finding("oversold"),
      spike: finding("demand_spike"),
      drop: finding("demand_drop"),
      stockout_risk: finding("stockout_risk"),
      expiry_risk: finding("expiry_risk"),
      shrinkage: finding("shrinkage"),
      supplier_late: finding("supplier_late"),
      dead_stock_insight: finding("dead_stock"),
      margin_insight: finding("margin"),
      closed: { status: ["closed"] },
      open: { status: ["open"] },
    },
    period: "now",
    ...{ ranks: "impact", compares: "impact", compares_money: "impact" },
    groups: { product: null, location: null },
    examples: ["Any critical insights?", "What are we overstocked on?"],
  },
];
