import type { Tag } from "../lexicon";
import { isOfOptions } from "./counting";
import { AT_OR_FROM, type Counts, CUSTOMER, type Intent, ITEMS } from "./intent";

const SOLD = { item: ITEMS, location: AT_OR_FROM, customer: CUSTOMER } as const;
const MONEY = {
  ...{ revenue: "revenue", margin: "margin", cogs: "cost_of_goods", sold: "units_sold", unit: "units_sold" },
  ...{ shipped: "units_sold", net_units: "net_units", returned: "units_returned" },
} as const;
const GROUPS = {
  ...{
    product: "variant",

    category: "category",
    location: "location",
    customer: "customer",
    channel: "channel",
  },
  ...{ order: "order", today_or_day: "day", week: "week", month: "month", where: "location" },
} as const;

/** One row in all, or one for each of several names of a kind; for what was sold, one for each variant. */
function members({ item, location, customer, channel, item_kind, has }: Counts): string {
  const several = [
    ...(item > 1 ? [item_kind ?? "variant"] : []),
    ...(location > 1 ? ["location"] : []),
    ...(customer > 1 ? ["customer"] : []),
    ...(channel > 1 ? ["channel"] : []),
  ];
  if (several.length > 1) return "refused";
  const is_which =
    has("which") && has("verb_sold") && !["how_many", "revenue", "margin", "cogs"].some((tag) => has(tag as Tag));
  return several[0] ?? (is_which ? "variant" : "none");
}

/** Of what is listed, what was sold at all. */
function sold({ has, is_ranked }: Counts, group: string | null): readonly string[] {
  const is_list = group !== null && ["variant", "product", "customer"].includes(group);
  return is_list && !is_ranked && !has("revenue") && !has("margin") ? ["units_sold>0"] : [];
}

const SALES_INTENT: Omit<Intent, "needs" | "examples"> = {
  ...{ tool: "sales", form: "sales", says: "Sales", names: SOLD, period: "past", ranking_days: 30, measures: MONEY },
  counted: { variant: "sold_items", customer: "buyers" },
  ...{
    compares: "units_sold",
    compares_money: "revenue",
    ranks: "units_sold",
    group: members,
    only: sold,
    channels: true,
  },
} as const;

export const SALES_INTENTS: readonly Intent[] = [
  {
    ...{ tool: "sales", form: "last_sale", says: "The last day on which it was sold" },
    needs: [["times_sold"], ["when", "times_sold"], ["@item", "@customer", "@location"]],
    allows: ["when", "sold", "newest", "today_or_day"],
    names: SOLD,
    fixed: { group_by: "day", sort_by: "-day", limit: 1 },
    examples: ["When did we last sell {item}?"],
  },
  {
    row: ["product"],
    ...{ tool: "fast_movers", form: "movers", says: "Sales of products, ranked" },
    needs: [
      [
        "best_seller",
        "best_n",
        "worst_seller",
        "worst_n",
        "top",
        "bottom",
        "most",
        "least",
        "best",
        "worst",
        "cover",
        "velocity",
      ],
      [
        "best_seller",
        "best_n",
        "worst_seller",
        "worst_n",
        "product",
        "sold",
        "revenue",
        "margin",
        "unit",
        "shipped",
        "cover",
        "velocity",
        "margin_percent",
        "bought",
        "net_units",
        "top",
      ],
    ],
    allows: ["sold", "shipped", "bought", "single_best", "make"],
    names: { item: ITEMS, location: AT_OR_FROM },
    period: "past",
    ranking_days: 30,
    measures: {
      ...MONEY,
      unit: "net_units",
      sold: "net_units",
      shipped: "net_units",
      margin_percent: "margin_percent",
      cover: "days_of_cover",
      velocity: "velocity_per_day",
    },
    ...{ compares: "net_units", ranks: "net_units", limit: 10 },
    groups: { product: null },
    examples: ["Best sellers of last month", "Top 5 products by revenue this year"],
  },
  {
    row: ["product"],
    ...{ tool: "fast_movers", form: "cover", says: "How long the stock lasts at the pace of sales" },
    needs: [["cover", "velocity"]],
    allows: ["sold", "on_hand", "have", "how_long"],
    names: { item: ITEMS, location: AT_OR_FROM },
    period: "past",
    measures: { cover: "days_of_cover", velocity: "velocity_per_day" },
    ...{ compares: "days_of_cover", compares_days: "days_of_cover", ranks: "days_of_cover" },
    groups: { product: null },
    examples: ["Days of cover of {item}"],
  },
  {
    ...SALES_INTENT,
    needs: [["sold", "shipped", "revenue", "margin", "cogs", "net_units"]],
    allows: ["how_much_is", "how", "had", "make"],
    unless: (counts) => {
      const { has, asks, item, has_period } = counts;
      return isOfOptions(counts) || (has("how_many") && asks("product") && item === 0 && !has_period);
    },
    groups: GROUPS,
    examples: ["How many {item} did we sell last month?", "Revenue by location this month"],
  },
  {
    ...SALES_INTENT,
    needs: [
      ["bought", "spend", "revenue"],
      ["@customer", "customer", "who"],
    ],
    allows: ["sold", "margin", "spend", "bought", "how_much_is", "make"],
    lacks: ["we", "order"],
    measures: { ...MONEY, spend: "revenue", bought: "units_sold" },
    groups: { ...GROUPS, who: "customer" },
    examples: ["What did {customer} buy this year?", "Who bought {item} last month?"],
  },
  {
    ...SALES_INTENT,
    needs: [["sold", "shipped"], ["who"], ["we"]],
    groups: { ...GROUPS, who: "customer" },
    examples: [],
  },
  {
    ...{ tool: "sales", form: "ranking", says: "Sales, ranked" },
    needs: [
      ["top", "bottom", "most", "least", "best", "worst", "best_seller", "worst_seller", "best_n", "worst_n"],
      [
        "customer",
        "location",
        "category",
        "channel",
        "order",
        "who",
        "where",
        "today_or_day",
        "week",
        "month",
        "@customer",
      ],
    ],
    allows: ["bought", "shipped", "sold", "spend", "single_best", "make"],
    names: SOLD,
    period: "past",
    ranking_days: 30,
    measures: { ...MONEY, spend: "revenue", bought: "units_sold" },
    ...{ compares: "units_sold", compares_money: "revenue", ranks: "revenue", limit: 10 },
    groups: { ...GROUPS, who: "customer" },
    group: ({ customer }) => (customer > 0 ? "variant" : "none"),
    channels: true,
    examples: ["Top 5 customers this year", "Which location sold the most last month?"],
  },
];
