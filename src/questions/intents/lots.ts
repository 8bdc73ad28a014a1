import { AT, between, type Intent, ITEMS, type NameRule, SUPPLIER } from "./intent";

const LOT: NameRule = {
  roles: { plain: "lot_number", at: "lot_number", from: "lot_number", to: "lot_number", by: "lot_number" },
};
const NAMES = { item: ITEMS, location: AT, supplier: SUPPLIER, lot: LOT } as const;
const LOTS = {
  row: ["lot"],
  names: NAMES,
  measures: {
    on_hand: "on_hand",
    left: "on_hand",
    have: "on_hand",
    unit: "on_hand",
    value: "value",
    expire: "days_left",
  },
  ...{
    compares: "on_hand",
    compares_days: "days_left",
    ranks: "on_hand",
    orders: { oldest: "expiry_date", newest: "-expiry_date", first_few: "expiry_date" },
  },
  groups: { lot: null, location: "level", product: null, where: "level" },
} as const;
const SAID = [
  "on_hand",
  "have",
  "left",
  "where",
  "lot",
  "product",

  "supplier",
  "value",
  "status",
  "unit",
] as const;
const levels = ({ location, has }: { location: number; has: (tag: "where") => boolean }) =>
  location > 0 || has("where") ? "level" : "lot";

/** How long before its expiry a lot expires soon. */
const SOON_DAYS = 30;
const STATES = {
  quarantined: { status: ["quarantine"] },
  recalled: { status: ["recalled"] },
  lot_active: { status: ["active"] },
  exhausted: { status: ["exhausted"] },
} as const;

export const LOT_INTENTS: readonly Intent[] = [
  {
    ...{ tool: "lots", form: "lots", says: `Lots that expire within ${SOON_DAYS} days`, ...LOTS },
    needs: [["expire_soon"]],
    allows: [...SAID, "expire", "will", "how_long"],
    fixed: { expired: false, where: [`days_left<=${SOON_DAYS}`] },
    group: levels,
    examples: ["Which lots expire soon?"],
  },
  {
    ...{ tool: "lots", form: "lots", says: `Lots that expire within ${SOON_DAYS} days`, ...LOTS },
    needs: [["expire"]],
    allows: [...SAID, "will", "soon"],
    lacks: [
      "@period",
      "@lot",
      "when",
      "below",
      "at_most",
      "range",
      "above",
      "oldest",
      "newest",
      "first_few",
      "expiry_date",
    ],
    fixed: { expired: false, where: [`days_left<=${SOON_DAYS}`] },
    group: levels,
    examples: [],
  },
  {
    ...{ tool: "lots", form: "lots", says: "Lots by their expiry date", ...LOTS },
    needs: [
      ["expire", "expiry_date"],
      [
        ...([
          "@period",
          "@lot",
          "@item",
          "below",
          "at_most",
          "range",
          "oldest",
          "newest",
          "when",
          "first_few",
        ] as const),
        ...(["expiry_date", "lot"] as const),
      ],
    ],
    allows: [...SAID, "when", "will", "today_or_day", "expire", "last_long", "how_long", "number"],
    unless: ({ has, has_period, is_compared, lot }) =>
      !has_period &&
      !is_compared &&
      lot === 0 &&
      !["when", "expiry_date", "oldest", "newest", "first_few"].some((tag) => has(tag as "when")),
    sets: STATES,
    period: between("future", "expires_from", "expires_to"),
    group: levels,
    examples: ["Which lots expire this month?", "When does {item} expire?"],
  },
  {
    ...{ tool: "lots", form: "lots", says: "Expired lots", ...LOTS },
    needs: [["expired"]],
    allows: [...SAID, "expire"],
    sets: STATES,
    fixed: { expired: true },
    period: between("past", "expires_from", "expires_to"),
    group: levels,
    examples: ["Which lots are expired?"],
  },
  {
    ...{ tool: "lots", form: "lots", says: "Lots", ...LOTS },
    needs: [
      ["quarantined", "recalled", "exhausted"],
      ["lot", "quarantined", "recalled", "exhausted"],
    ],
    allows: SAID,
    sets: STATES,
    period: "now",
    group: levels,
    examples: ["Which lots are recalled?"],
  },
  {
    ...{ tool: "lots", form: "lots", says: "Lots", ...LOTS },
    needs: [
      ["lot", "@lot"],
      ["lot", "on_hand", "left", "have", "there", "where", "status", "how_many", "@location", "value"],
    ],
    allows: [...SAID, "list"],
    sets: STATES,
    period: "now",
    group: levels,
    examples: ["Lots of {item} in {location}"],
  },
  {
    ...{ tool: "trace_lot", form: "trace", says: "Where a lot has gone", names: { lot: LOT } },
    needs: [["@lot"], ["trace_forward"], ["who", "customer", "where", "order", "product", "which"]],
    allows: ["lot", "had"],
    fixed: { direction: "forward" },
    groups: { customer: null, order: null, who: null, where: null, location: null },
    examples: ["Which customers got a lot?"],
  },
  {
    ...{ tool: "trace_lot", form: "trace", says: "Where a lot comes from", names: { lot: LOT } },
    needs: [
      ["@lot"],
      ["trace_backward", "ingredient"],
      ["who", "supplier", "where", "trace_backward", "which", "ingredient"],
    ],
    allows: ["lot", "deliver", "purchase_order", "product", "bought"],
    fixed: { direction: "backward" },
    groups: { supplier: null, purchase_order: null, who: null, where: null },
    examples: ["Where does a lot come from?"],
  },
  {
    ...{ tool: "trace_lot", form: "trace", says: "Where a lot comes from and has gone", names: { lot: LOT } },
    needs: [["@lot"], ["trace"]],
    allows: ["lot", "ledger"],
    fixed: { direction: "both" },
    examples: ["Trace a lot"],
  },
];
