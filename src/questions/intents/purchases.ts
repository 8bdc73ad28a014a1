import { AT, asShown, between, type Intent, ITEMS, type NameRule, NUMBER, SUPPLIER, whereDays } from "./intent";

const LOCATIONS: NameRule = { roles: { ...AT.roles, to: "location_id" } };
const OPEN = { is_open: true };

const PURCHASES = {
  row: ["purchase_order", "order"],
  ...{ tool: "purchase_orders", form: "purchase_orders" },
  names: { item: ITEMS, location: LOCATIONS, supplier: SUPPLIER, purchase_order: NUMBER },
  measures: {
    ...{ unit: "quantity", received: "received_quantity", open: "open_quantity", not_received: "open_quantity" },
    ...{ cost_total: "cost", value: "cost", spend: "cost" },
  },
  shows: {
    ...{ when: "expected_on", expected: "expected_on", incoming: "expected_on" },
    ...{ ordered: "ordered_on", placed: "ordered_on", how_late: "days_late", overdue: "days_late" },
  },
  ...{ compares: "cost", compares_money: "cost", compares_days: "days_late", ranks: "cost" },
  orders: { newest: "-ordered_on", oldest: "ordered_on" },
} as const;

const STATES = {
  not_received: OPEN,
  open: OPEN,
  overdue: { overdue: true },
  cancelled: { status: ["cancelled"] },
  partial_received: { status: ["partially_received"] },
  received: { status: ["received"] },
  closed: { status: ["closed"] },
} as const;

export const PURCHASE_INTENTS: readonly Intent[] = [
  {
    ...{ ...PURCHASES, says: "Purchase orders with how they stand" },
    needs: [
      ["@purchase_order"],
      [
        ...(["not_received", "open", "overdue", "cancelled", "partial_received", "received"] as const),
        ...(["expected", "incoming", "how_late", "status"] as const),
      ],
    ],
    allows: [
      "unit",
      "purchase_order",
      "status",
      "when",
      "incoming",
      "expected",
      "placed",
      "supplier",
      "ordered",
      "will",
    ],
    sets: asShown(STATES),
    examples: [],
  },
  {
    ...{ ...PURCHASES, says: "Purchase orders" },
    needs: [["purchase_order", "@purchase_order"]],
    allows: [
      ...([
        "ordered",
        "status",
        "supplier",
        "placed",
        "when",
        "have",
        "had",
        "where",
        "deliver",
        "order",
        "who",
      ] as const),
      ...(["bought", "buy_from", "how_much_is", "including", "late"] as const),
    ],
    sets: STATES,
    unless: ({ has, purchase_order, has_period }) =>
      (has_period && (has("received") || has("overdue"))) ||
      (purchase_order > 0 &&
        has("which") &&
        !["ordered", "placed", "supplier", "who", "purchase_order", "status", "when"].some((tag) => has(tag as "who"))),
    period: "past",
    groups: { purchase_order: null, product: "line", supplier: null },
    group: ({ has }) => (has("lines") ? "line" : "order"),
    examples: ["Overdue purchase orders of {supplier}", "Which purchase orders are open?"],
  },
  {
    ...{ ...PURCHASES, says: "Purchase orders with their lines" },
    needs: [["@purchase_order"], ["lines", "product", "unit", "@item", "which"]],
    allows: ["ordered", "purchase_order", "on_hand", "incoming", "expected", "lines", "not_received", "open"],
    fixed: { group_by: "line" },
    groups: { product: null },
    examples: [],
  },
  {
    ...{ ...PURCHASES, says: "Purchase orders" },
    needs: [
      ["@supplier", "supplier"],
      ["order", "ordered", "buy_from", "overdue", "partial_received"],
      ["order", "ordered", "@supplier", "@item"],
    ],
    allows: ["placed", "status", "when", "have", "had", "ordered", "deliver", "incoming", "bought", "who", "buy_from"],
    lacks: ["how_long", "performance", "most", "least"],
    unless: ({ has, has_period }) =>
      (has("bought") && has("how_many")) || (has_period && (has("received") || has("overdue"))),
    group: ({ has }) => (has("which") && !has("order") && !has("how_many") ? "line" : "order"),
    sets: STATES,
    period: "past",
    groups: { order: null, product: "line", supplier: null },
    examples: ["Open orders with {supplier}"],
  },
  {
    ...{ ...PURCHASES, says: "Purchase orders that are overdue" },
    needs: [["overdue"]],
    allows: ["have", "incoming", "not_received", "expected", "deliver", "supplier", "will"],
    lacks: ["order", "purchase_order", "@order", "@customer", "customer", "performance"],
    sets: { overdue: { overdue: true } },
    groups: { product: "line" },
    examples: ["Which deliveries are late?"],
  },
  {
    ...{ ...PURCHASES, says: "Purchase orders by their expected date" },
    needs: [["purchase_order"], ["expected", "incoming", "not_received"], ["@period"]],
    allows: ["supplier", "deliver", "open", "will"],
    fixed: OPEN,
    period: whereDays("future", "expected_on"),
    groups: { purchase_order: null, supplier: null },
    examples: ["Which purchase orders are expected this week?"],
  },
  {
    ...{ tool: "incoming_stock", form: "incoming", says: "Incoming stock" },
    needs: [
      ["incoming", "not_received", "expected", "ordered"],
      ["incoming", "not_received", "expected", "@supplier", "@location", "@item", "product"],
    ],
    allows: [
      ...(["when", "will", "where", "on_hand", "supplier", "deliver", "soon", "left", "expected", "how_long"] as const),
      ...(["who", "buy_from", "open", "lines", "transferred", "in_transit"] as const),
    ],
    lacks: ["overdue", "order", "@customer"],
    names: { item: ITEMS, location: LOCATIONS, supplier: SUPPLIER, purchase_order: NUMBER },
    period: between("future", "from", "to"),
    measures: { unit: "quantity", incoming: "quantity" },
    ...{ compares: "quantity", ranks: "quantity", orders: { newest: "-expected_on", oldest: "expected_on" } },
    groups: { product: "line", location: "location", supplier: null, purchase_order: null, transfer: null },
    group: ({ item, location }) => (location > 1 && item <= 1 ? "location" : "line"),
    examples: ["What is arriving this week?", "When do the {item} come in?"],
  },
];
