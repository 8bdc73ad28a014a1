import { areThings } from "./counting";
import { AT, type Counts, daysBetween, type Intent, ITEMS, type PeriodRule, SUPPLIER } from "./intent";

const LEVELS = {
  ...{ on_hand: "on_hand", have: "on_hand", left: "on_hand", there: "on_hand", unit: "on_hand" },
  ...{ available: "available", reserved: "reserved", held: "held", incoming: "incoming" },
} as const;
const PLACE_TYPES = {
  store: { location_type: "store" },
  warehouse: { location_type: "warehouse" },
} as const;
const PLACED = { item: ITEMS, location: AT } as const;

/** Rows of several items are of each of them, of one at several locations of these, and else of each level. */
function levels({ item, location, item_kind, has }: Counts): string {
  if (has("where")) return "level";
  if (item > 1 && location > 1) return "level";
  if (item > 1) return item_kind ?? "level";
  if (location > 1) return "location";
  if (item === 0) {
    const is_list = has("product") || location === 1 || (has("which") && (has("held") || has("reserved")));
    return is_list ? "variant" : "none";
  }
  return item_kind === "category" && location === 0 ? "variant" : "level";
}

/** `how many are there`: of what? */
function isVague({ item, location, asks, has }: Counts): boolean {
  const said = ["on_hand", "available", "reserved", "held", "incoming", "unit", "total"] as const;
  const things = ["product", "location", "category"] as const;
  return item + location === 0 && !said.some((tag) => has(tag)) && !things.some((tag) => asks(tag));
}

/** What is on its way is a list of its own, unless only its quantity is asked for. */
const isOfArrivals = ({ has }: Counts): boolean => has("incoming") && !has("how_many");

/** What there is of something, if the question is which there are or where. */
function those(counts: Counts): readonly string[] {
  const { has, asks, item } = counts;
  if (counts.is_ranked && !has("where")) return [];
  const is_list =
    has("where") || asks("product") || asks("location") || (has("which") && !has("how_many") && item === 0);
  if (!is_list) return [];
  for (const column of ["available", "reserved", "held", "incoming"] as const) if (has(column)) return [`${column}>0`];
  return ["on_hand>0"];
}

const upToToday: PeriodRule = ({ past }, today) =>
  past?.from && past.to === today ? { days: daysBetween(past.from, today) + 1 } : null;

const LEVEL_INTENT: Omit<Intent, "needs" | "examples"> = {
  ...{ tool: "stock_levels", form: "levels", says: "Stock levels", names: PLACED, period: "now" },
  ...{ measures: LEVELS, ranks: "on_hand", group: levels, only: those },
  groups: { product: "variant", location: "location", category: "category", where: "level" },
  counted: { variant: "items", location: "places" },
};

export const STOCK_INTENTS: readonly Intent[] = [
  {
    ...LEVEL_INTENT,
    needs: [
      ["on_hand", "available", "reserved", "held", "left", "have", "there", "incoming"],
      [
        "@item",
        "@location",
        "product",
        "location",
        "category",
        "total",
        "on_hand",
        "available",
        "reserved",
        "held",
        "unit",
        "which",
        "how_many",
        "all",
        "where",
      ],
    ],
    allows: ["where", "how", "how_much_is"],
    unless: (counts) => areThings(counts) || isOfArrivals(counts) || isVague(counts),
    examples: ["How many {item} are in {location}?", "Which products have fewer than 5 available?"],
  },
  {
    ...LEVEL_INTENT,
    needs: [
      ["@item", "unit", "product"],
      ["@location", "how_many", "where", "unit", "total", "location", "below", "at_most", "above", "at_least"],
    ],
    unless: (counts) => areThings(counts) || isOfArrivals(counts) || counts.is_ranked,
    examples: ["Where are the {item}?"],
  },
  {
    ...LEVEL_INTENT,
    needs: [["@location"], ["which", "all"]],
    lacks: ["@item"],
    unless: isOfArrivals,
    examples: [],
  },
  {
    row: ["location"],
    ...{ tool: "stock_by_location", form: "locations", says: "Locations with their stock" },
    needs: [["location"], ["list", "which", "how_many", "all"]],
    allows: ["catalogue", "active", "where", "have"],
    sets: PLACE_TYPES,
    counted: { none: "places" },
    names: { location: AT },
    groups: { location: null },
    examples: ["List our locations"],
  },
  {
    row: ["location"],
    ...{ tool: "stock_by_location", form: "locations", says: "Stock of locations" },
    needs: [
      ["location"],
      ["store", "warehouse"],
      ["on_hand", "available", "reserved", "held", "incoming", "have", "left", "unit", "value", "@item", "how_many"],
    ],
    allows: ["where"],
    sets: PLACE_TYPES,
    names: PLACED,
    period: "now",
    measures: { ...LEVELS, value: "stock_value" },
    ranks: "on_hand",
    counted: { none: "places" },
    unless: areThings,
    only: those,
    groups: { location: null },
    examples: [],
  },
  {
    row: ["product"],
    by: ["location"],
    ...{ tool: "low_stock", form: "low", says: "Stock at or below its reorder point" },
    needs: [["low"]],
    allows: ["on_hand", "where", "left", "soon"],
    names: { ...PLACED, supplier: SUPPLIER },
    period: "now",
    measures: {
      on_hand: "on_hand",
      left: "on_hand",
      available: "available",
      incoming: "incoming",
      cover: "days_of_cover",
    },
    ...{ compares: "available", compares_days: "days_of_cover", ranks: "available" },
    groups: { product: null, location: null },
    examples: ["What is low in {location}?", "Which products are below their reorder point?"],
  },
  {
    ...{ tool: "out_of_stock", form: "out", says: "Variants with nothing available" },
    needs: [["out"]],
    allows: ["on_hand", "where", "available", "left"],
    names: PLACED,
    period: "now",
    groups: { product: "variant", location: "level", where: "level" },
    group: ({ location, has }) => (location > 1 || has("where") ? "level" : "variant"),
    examples: ["What is out of stock?", "What is sold out in {location}?"],
  },
  {
    row: ["product"],
    by: ["location"],
    ...{ tool: "reorder_advice", form: "advice", says: "Suggested orders" },
    needs: [["reorder"]],
    unless: ({ has, is_compared }) => has("cost") && is_compared,
    allows: ["on_hand", "bought", "ordered", "deliver", "buy_from", "purchase_order", "where", "low", "order", "soon"],
    names: { ...PLACED, supplier: SUPPLIER },
    period: "now",
    measures: { cost: "estimated_cost", value: "estimated_cost", cost_total: "estimated_cost" },
    ranks: "suggested_order_quantity",
    groups: { product: null, location: null, supplier: "supplier" },
    group: ({ supplier }) => (supplier > 1 ? "supplier" : "level"),
    examples: ["What should we order from {supplier}?", "What needs reordering?"],
  },
  {
    row: ["product"],
    ...{ tool: "unsold_stock", form: "unsold", says: "Stock of which nothing was sold" },
    needs: [["unsold"]],
    fixed: { days: 90 },
    sets: { never_sold: { days: 3660 } },
    allows: ["on_hand", "where", "left", "value", "how_long"],
    names: PLACED,
    period: upToToday,
    ...{ measures: { on_hand: "on_hand", value: "value", left: "on_hand" }, compares: "on_hand", ranks: "value" },
    groups: { product: null },
    lasting: (days) => ({ days }),
    examples: ["What has not sold in the last 60 days?"],
  },
  {
    row: ["product"],
    by: ["location"],
    ...{ tool: "stock_aging", form: "aging", says: "Stock by its age" },
    needs: [
      ["oldest_stock", "sitting", "how_old", "oldest", "oldest_n", "older"],
      ["on_hand", "oldest_stock", "sitting", "product", "unit", "@item", "@location"],
    ],
    allows: ["on_hand", "where", "left", "how_long", "older", "value", "oldest_stock", "sitting", "held"],
    names: PLACED,
    period: "now",
    measures: { on_hand: "on_hand", value: "value" },
    ...{ compares: "age_days", compares_days: "age_days", ranks: "age_days", orders: { oldest: "-age_days" } },
    groups: { product: null, location: null },
    lasting: (days) => ({ where: [`age_days>=${days}`] }),
    examples: ["Which stock is older than 90 days?"],
  },
  {
    ...{ tool: "reservations", form: "reservations", says: "Stock reserved by documents" },
    needs: [
      ["reserved", "reservation"],
      ["reservation", "order", "who", "customer", "@order", "@customer"],
    ],
    allows: ["on_hand", "where", "ordered"],
    names: {
      ...PLACED,
      customer: { roles: { plain: "customer", to: "customer", by: "customer", from: "customer" } },
      order: { roles: { plain: "number", by: "number", to: "number", at: "number" } },
    },
    period: "now",
    groups: { order: null, customer: null, product: null, location: null, who: null },
    ...{ ranks: "quantity", compares: "quantity" },
    examples: ["What is reserved for orders in {location}?"],
  },
];
