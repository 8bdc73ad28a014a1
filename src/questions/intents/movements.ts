import { AT, asShown, type Counts, type Intent, ITEMS, type NameRule, NUMBER, whereDays } from "./intent";

const FROM_TO: NameRule = { roles: { from: "from_location_id", to: "to_location_id" } };
const LOT: NameRule = { roles: { plain: "lot_number", to: "lot_number", at: "lot_number" } };

const TRANSFERS = {
  row: ["transfer"],
  ...{ tool: "transfers", form: "transfers", says: "Stock transfers" },
  names: { item: ITEMS, location: FROM_TO, stock_transfer: NUMBER },
  measures: { unit: "quantity", in_transit: "in_transit" },
  shows: { when: "shipped_on", shipped: "shipped_on" },
  ...{ compares: "quantity", ranks: "quantity", orders: { newest: "-created_on", oldest: "created_on" } },
  groups: { transfer: null, product: null },
} as const;

const STATES = {
  in_transit: { status: ["in_transit", "partially_received"] },
  open: { is_open: true },
  not_received: { status: ["in_transit", "partially_received"] },
  draft: { status: ["draft"] },
  cancelled: { status: ["cancelled"] },
  partial_received: { status: ["partially_received"] },
  received: { status: ["received"] },
} as const;

/** Movements are summed up by product or location where there are several of these. */
function sums({ item, item_kind, location }: Counts): string {
  if (item > 1) return location > 1 || item_kind === "category" ? "refused" : (item_kind ?? "none");
  return location > 1 ? "location" : "none";
}

export const MOVEMENT_INTENTS: readonly Intent[] = [
  {
    ...TRANSFERS,
    needs: [["@stock_transfer"]],
    allows: [
      "status",
      "where",
      "when",
      "transferred",
      "location",
      "unit",
      "have",
      "transfer",
      "shipped",
      "will",
      "incoming",
      "who",
    ],
    unless: ({ has }) => has("lines"),
    sets: asShown(STATES),
    examples: [],
  },
  {
    ...TRANSFERS,
    needs: [["transfer", "in_transit"]],
    allows: [
      "status",
      "transferred",
      "location",
      "unit",
      "on_hand",
      "have",
      "shipped",
      "placed",
      "incoming",
      "including",
    ],
    lacks: ["@stock_transfer", "lines", "loss", "waste"],
    unless: ({ has, has_period }) => has_period && has("received"),
    sets: STATES,
    period: whereDays("past", "created_on"),
    examples: ["Transfers from {location}", "Which transfers are in transit?"],
  },
  {
    ...TRANSFERS,
    needs: [["transferred"], ["@location"]],
    allows: ["unit", "transfer", "shipped", "transferred"],
    lacks: ["incoming", "@customer", "@lot", "@stock_transfer"],
    unless: ({ item, has }) => item === 0 && !has("product") && !has("unit") && !has("which"),
    period: whereDays("past", "shipped_on"),
    examples: [],
  },
  {
    ...{ tool: "ledger_entries", form: "ledger", says: "Ledger entries" },
    needs: [
      ["ledger", "adjusted", "moved"],
      ["ledger", "adjusted", "newest", "newest_n"],
    ],
    allows: ["on_hand", "moved", "had", "placed", "when", "reason", "cause", "product", "lot", "unit"],
    lacks: ["net_change", "moved_in", "moved_out", "how_many"],
    sets: { adjusted: { type: ["adjustment"] } },
    names: { item: ITEMS, location: AT, lot: LOT },
    period: "past",
    ...{ orders: { newest: "-occurred_at", oldest: "occurred_at" } },
    groups: { product: null, location: null },
    examples: ["Last 10 ledger entries of {item}", "Adjustments made this month"],
  },
  {
    ...{ tool: "ledger_entries", form: "ledger", says: "The last receipt" },
    needs: [["received"], ["when"], ["newest"], ["@item"]],
    allows: ["placed", "incoming", "last_long"],
    names: { item: ITEMS, location: AT },
    fixed: { type: ["purchase_received"], limit: 1 },
    orders: { newest: "-occurred_at" },
    examples: ["When did we last receive {item}?"],
  },
  {
    ...{ tool: "stock_movements", form: "movements", says: "Stock received from suppliers" },
    needs: [["received"], ["@item", "@location", "unit", "product", "@period", "on_hand"]],
    allows: ["placed", "incoming", "supplier", "on_hand", "deliver", "had"],
    lacks: ["newest", "order", "purchase_order", "returned", "transfer", "who"],
    names: { item: ITEMS, location: { roles: { ...AT.roles, to: "location_id" } } },
    fixed: { type: ["purchase_received"] },
    period: "past",
    measures: { unit: "quantity_in", received: "quantity_in" },
    ...{ compares: "quantity_in", ranks: "quantity_in" },
    groups: { product: "variant", location: "location", today_or_day: "day" },
    group: (counts) => (counts.has("which") && !counts.has("how_many") ? "variant" : sums(counts)),
    examples: ["How many {item} did we receive this year?"],
  },
  {
    ...{ tool: "stock_movements", form: "movements", says: "Stock movements" },
    needs: [["moved", "moved_in", "moved_out", "net_change"]],
    allows: ["on_hand", "unit", "net_units"],
    lacks: ["newest", "newest_n", "top", "bottom"],
    names: { item: ITEMS, location: AT },
    period: "past",
    measures: { moved_in: "quantity_in", moved_out: "quantity_out", net_change: "net_change" },
    ...{ compares: "net_change", ranks: "net_change" },
    groups: { type: "type", product: "variant", location: "location", today_or_day: "day" },
    group: (counts) => (counts.has("moved") && counts.item <= 1 && counts.location <= 1 ? "type" : sums(counts)),
    examples: ["Net change of stock in {location} last month"],
  },
];
