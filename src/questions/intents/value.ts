import { AT, type Intent, ITEMS, type PeriodRule } from "./intent";

const PLACED = { item: ITEMS, location: AT } as const;

const atEndOfDay: PeriodRule = ({ past }, today) => {
  if (!past?.to || past.to > today) return null;
  // A day, or the end of a time that is over, such as `at the end of October`.
  return past.from === past.to || past.from === null ? { as_of: past.to } : null;
};

export const VALUE_INTENTS: readonly Intent[] = [
  {
    ...{ tool: "valuation", form: "value", says: "Stock value" },
    needs: [["value", "most_valuable", "most_valuable_n"]],
    allows: ["on_hand", "left", "where", "how_much_is", "held", "cost"],
    names: PLACED,
    period: atEndOfDay,
    measures: { value: "value", on_hand: "on_hand", unit: "on_hand" },
    ...{ compares: "value", compares_money: "value", ranks: "value", orders: { most_valuable: "-value" } },
    groups: { product: "variant", location: "location", category: "category", where: "location" },
    group: ({ item, location, item_kind, is_ranked, is_compared }) => {
      if (item > 1 && location > 1) return "level";
      if (item > 1) return item_kind;
      if (location > 1) return "location";
      return is_ranked || is_compared ? "variant" : "none";
    },
    examples: ["What is our stock worth?", "Stock value by location"],
  },
  {
    ...{ tool: "valuation", form: "past_stock", says: "Stock on hand" },
    needs: [["on_hand", "had", "have", "left", "unit", "@item"], ["@period"]],
    allows: ["had", "have", "left", "on_hand", "where", "held"],
    names: PLACED,
    period: atEndOfDay,
    measures: { on_hand: "on_hand", unit: "on_hand", had: "on_hand" },
    ...{ compares: "on_hand", ranks: "on_hand" },
    groups: { product: "variant", location: "location", category: "category" },
    group: ({ item, location, item_kind }) => (item > 1 ? item_kind : location > 1 ? "location" : "none"),
    examples: ["How many {item} did we have on 1 March?"],
  },
];
