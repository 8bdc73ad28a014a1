import { areThings, isOfOptions } from "./counting";
import { between, type Counts, type Intent, ITEMS, type NameRule, SUPPLIER } from "./intent";

const PRODUCT: NameRule = ITEMS;
const MEASURES = { price: "price", cost_price: "cost", barcode: "barcode", code: "sku", uom: "unit" } as const;
/** Of a product that is named, archived variants are shown as well. */
const anyIfNamed = ({ item_kind, has }: Counts) =>
  (item_kind === "product" || item_kind === "variant") && !has("how_many") ? { status: "any" } : {};
const isNamed = ({ item_kind }: Counts) => item_kind === "product" || item_kind === "variant";

export const CATALOGUE_INTENTS: readonly Intent[] = [
  {
    row: ["product"],
    ...{ tool: "find_products", form: "products", says: "Products", names: { item: PRODUCT } },
    needs: [
      [
        "price",
        "cost",
        "barcode",
        "code",
        "uom",
        "how_much_is",
        "catalogue",
        "archived",
        "cheapest",
        "cheapest_n",
        "dearest",
        "dearest_n",
        "cheaper",
        "dearer",
      ],
      [
        "price",
        "cost",
        "barcode",
        "code",
        "uom",
        "@item",
        "catalogue",
        "archived",
        "product",
        "cheapest_n",
        "dearest_n",
      ],
    ],
    allows: ["have", "active", "sold", "category", "catalogue", "product", "status"],
    lacks: ["@period"],
    fixed: anyIfNamed,
    sets: { archived: { status: "archived" } },
    measures: MEASURES,
    vague: ["cost"],
    unless: (counts) => {
      const { has, is_compared, is_ranked, item } = counts;
      const is_of_cost = (is_compared || is_ranked) && has("cost") && !has("cost_price") && !has("price");
      const is_status = isNamed(counts) && (has("archived") || has("active"));
      return is_of_cost || is_status || isOfOptions(counts) || (has("how_many") && has("barcode") && item === 0);
    },
    ...{ compares: "price", compares_money: "price", ranks: "price" },
    orders: { cheapest: "price", dearest: "-price" },
    groups: { product: null },
    examples: ["What is the price of {item}?", "What does {item} cost us?"],
  },
  {
    ...{ tool: "find_products", form: "products", says: "Products", names: { item: PRODUCT } },
    needs: [
      ["product"],
      ["category", "list", "which", "how_many", "@item"],
      ["@item", "catalogue", "list", "how_many"],
    ],
    allows: ["catalogue", "active", "category", "have", "sold", "verb_sold", "come_in"],
    lacks: ["@period"],
    fixed: anyIfNamed,
    unless: (counts) => {
      const { has, item } = counts;
      const is_of_stock = item > 0 && (has("have") || has("sold") || has("there")) && !areThings(counts);
      return is_of_stock || isOfOptions(counts);
    },
    groups: { product: null },
    examples: ["Which products are in a category?"],
  },
  {
    row: ["product"],
    ...{ tool: "find_products", form: "products", says: "Products by their price", names: { item: PRODUCT } },
    needs: [
      ["product", "@item"],
      ["below", "at_most", "above", "at_least", "range", "equal"],
      ["dollars", "euros", "pounds"],
    ],
    ...{ compares_money: "price", ranks: "price" },
    groups: { product: null },
    examples: [],
  },
  {
    ...{ tool: "find_products", form: "category", says: "Products with their category", names: { item: PRODUCT } },
    needs: [["category"], ["@item"]],
    allows: ["where"],
    fixed: anyIfNamed,
    unless: ({ item_kind, has }) => item_kind === "category" || has("how_many"),
    examples: [],
  },
  {
    ...{ tool: "find_products", form: "products", says: "Whether it is active", names: { item: PRODUCT } },
    needs: [["archived", "active"], ["@item"]],
    ...{ fixed: { status: "any" }, measures: { archived: "status", active: "status" } },
    unless: (counts) => !isNamed(counts) || counts.has("how_many"),
    examples: [],
  },
  {
    ...{
      tool: "find_products",
      form: "products",
      says: "Products",
      names: { item: PRODUCT },
      fixed: { status: "any" },
    },
    needs: [["which", "list"], ["@item"]],
    unless: ({ item_kind, has }) =>
      item_kind !== "variant" ||
      (["how_many", "total", "have", "all", "there", "unit"] as const).some((tag) => has(tag)),
    lacks: ["@period"],
    examples: [],
  },
  {
    row: ["supplier", "who"],
    ...{
      tool: "supplier_performance",
      form: "suppliers",
      says: "Suppliers",
      names: { supplier: SUPPLIER, item: ITEMS },
    },
    needs: [
      ["performance", "on_time", "lead_time", "rejected", "spend", "late", "slowest", "fastest", "how_long", "overdue"],
      ["supplier", "@supplier", "lead_time"],
    ],
    allows: [
      "deliver",
      "bought",
      "received",
      "how_long",
      "percent",
      "average",
      "late",
      "order",
      "purchase_order",
      "unit",
      "had",
      "who",
      "have",
      "performance",
      "open",
      "buy_from",
      "ordered",
      "cost_total",
    ],
    period: between("past", "from", "to"),
    measures: {
      ...{
        on_time: "on_time_percent",
        late: "late_orders",
        lead_time: "average_lead_time_days",
        rejected: "rejected_quantity",
      },
      ...{ spend: "spend", received: "received_quantity", performance: "on_time_percent", overdue: "late_orders" },
    },
    ...{ compares_days: "average_lead_time_days", compares_money: "spend", ranks: "on_time_percent" },
    orders: { fastest: "average_lead_time_days", slowest: "-average_lead_time_days" },
    groups: { supplier: null, who: null },
    only: ({ has, supplier, is_ranked }) =>
      (has("late") || has("overdue")) && supplier === 0 && !is_ranked && !has("how_many") ? ["late_orders>0"] : [],
    examples: ["How reliable is {supplier}?", "How much did we spend with {supplier} this year?"],
  },
  {
    row: ["supplier"],
    ...{
      tool: "supplier_performance",
      form: "suppliers",
      says: "Suppliers with their open purchase orders",
      names: { supplier: SUPPLIER },
    },
    needs: [["supplier"], ["open"], ["order", "purchase_order"], ["how_many"]],
    allows: ["have"],
    measures: { open: "open_orders", order: "open_orders" },
    ...{ compares: "open_orders", ranks: "open_orders" },
    groups: { supplier: null },
    examples: [],
  },
];
