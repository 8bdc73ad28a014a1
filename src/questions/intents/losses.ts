import { AT, AT_OR_FROM, CUSTOMER, type Intent, ITEMS } from "./intent";

const because = (reason: string) => ({ reason: [reason] });
const cause = (name: string) => ({ cause: [name] });

export const LOSS_INTENTS: readonly Intent[] = [
  {
    ...{ tool: "losses", form: "losses", says: "Losses of stock" },
    needs: [
      [
        "loss",
        "waste",
        "shrinkage",
        "damaged",
        "theft",
        "spoiled",
        "contamination",
        "count_loss",
        "transfer_loss",
        "disposed",
        "expired_loss",
        "missing",
      ],
    ],
    allows: ["loss", "on_hand", "cost", "how_much_is", "have", "had", "where", "missing", "cost_total", "left"],
    sets: {
      waste: cause("waste"),
      shrinkage: cause("shrinkage"),
      count_loss: cause("count"),
      transfer_loss: cause("transfer_lost"),
      disposed: cause("return_disposed"),
      damaged: because("damaged"),
      theft: because("theft"),
      spoiled: because("spoilage"),
      contamination: because("contamination"),
      expired_loss: because("expired"),
      expired: because("expired"),
    },
    names: { item: ITEMS, location: AT_OR_FROM },
    period: "past",
    measures: { unit: "quantity", value: "value", cost: "value", cost_total: "value", revenue: "value" },
    ...{ compares: "quantity", compares_money: "value", ranks: "value" },
    groups: {
      product: "variant",
      location: "location",
      reason: "reason",
      cause: "cause",
      month: "month",
      where: "location",
    },
    group: ({ item, location, has }) =>
      item > 1
        ? "variant"
        : location > 1
          ? "location"
          : has("which") && !has("how_many") && !has("value")
            ? "variant"
            : "none",
    examples: ["How much did we waste last month?", "Losses by reason this year"],
  },
  {
    ...{ tool: "returns", form: "returns", says: "Returns of customers" },
    needs: [["returned"]],
    // What is not received has no day.
    unless: ({ has, has_period }) =>
      has_period && (has("open") || has("pending") || has("not_received") || has("cancelled")),
    allows: [
      "status",
      "customer",
      "who",
      "on_hand",
      "have",
      "had",
      "reason",
      "order",
      "unit",
      "condition",
      "product",
      "placed",
      "where",
      "when",
      "shipped",
      "bought",
    ],
    sets: {
      open: { status: ["pending"] },
      pending: { status: ["pending"] },
      not_received: { status: ["pending"] },
      received: { status: ["received"] },
      cancelled: { status: ["cancelled"] },
      damaged: { condition: ["damaged"] },
      sellable_condition: { condition: ["sellable"] },
      waste: { condition: ["discarded"] },
    },
    names: { item: ITEMS, location: AT, customer: CUSTOMER },
    period: "past",
    measures: { unit: "quantity" },
    ...{ compares: "quantity", ranks: "quantity", orders: { newest: "-received_on", oldest: "received_on" } },
    groups: { order: null, product: null, customer: null },
    examples: ["Pending returns", "Which {item} came back last month?"],
  },
];
