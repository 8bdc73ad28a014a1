/** How the rows of a tool are put in words. */
export type Form = {
  /** What a row is, if the answer begins with how many there are: `1 order is open`, `3 orders are open`. */
  counted?: readonly [one: string, many: string];
  /** The columns whose sums are said, in this order. */
  totals?: readonly string[];
  /** The columns that are said of each row. */
  each?: readonly string[];
  /** What is said if there are no rows. */
  none: string;
  /** How a sum is said here, where it means something else than elsewhere. */
  says?: Readonly<Record<string, Clause>>;
  /** What the rows are parts of, and the sum of how many these are: `5 variants of 4 products`. */
  whole?: { sum: string; one: string; many: string };
  /** True if of each row only what is asked about is said, if anything is. */
  is_asked_alone?: true;
  /** True if what is counted are locations. */
  is_of_places?: true;
  /** The preposition of a location, if it is not `at`. */
  place?: string;
};

/** A clause about a quantity or an amount of money, `{n}`: of one, and of any other number. */
export type Clause = readonly [one: string, many: string];

const same = (text: string): Clause => [text, text];
const counting = (ending: string): Clause => [`{n} is ${ending}`, `{n} are ${ending}`];
const done = (ending: string): Clause => [`{n} was ${ending}`, `{n} were ${ending}`];

/** How the sum of a column is said. */
export const CLAUSES: Readonly<Record<string, Clause>> = {
  on_hand: counting("on hand"),
  available: counting("available"),
  reserved: counting("reserved"),
  reserved_quantity: counting("reserved"),
  held: counting("held"),
  incoming: counting("incoming"),
  in_transit: counting("in transit"),
  units_sold: done("sold"),
  units_returned: same("{n} came back"),
  net_units: done("sold net of returns"),
  revenue: same("the revenue is {n}"),
  cost_of_goods: same("the cost of goods is {n}"),
  margin: same("the margin is {n}"),
  value: same("the value is {n}"),
  stock_value: same("the stock is worth {n}"),
  in_transit_value: same("{n} is in transit"),
  quantity: same("the quantity is {n}"),
  open_quantity: counting("open"),
  received_quantity: done("received"),
  rejected_quantity: done("rejected"),
  ordered_quantity: done("ordered"),
  amount: same("the amount is {n}"),
  cost: same("the cost is {n}"),
  spend: same("the spend is {n}"),
  suggested_order_quantity: ["{n} is suggested to be ordered", "{n} are suggested to be ordered"],
  estimated_cost: same("the estimated cost is {n}"),
  quantity_in: same("{n} came in"),
  quantity_out: same("{n} went out"),
  net_change: same("the net change is {n}"),
  demand: ["{n} is expected to be sold", "{n} are expected to be sold"],
  order_quantity: ["{n} is advised to be ordered", "{n} are advised to be ordered"],
  impact: same("the impact is {n}"),
  orders: ["{n} order", "{n} orders"],
};

/** How a column of a row is said in a list; others are said with their label. */
export const DETAILS: Readonly<Record<string, string>> = {
  ...{ sku: "{n}", on_hand: "{n} on hand", available: "{n} available", reserved: "{n} reserved", held: "{n} held" },
  ...{ incoming: "{n} incoming", units_sold: "{n} sold", net_units: "{n} sold net of returns" },
  ...{ units_returned: "{n} came back", revenue: "{n}", value: "{n}", stock_value: "{n}", amount: "{n}" },
  ...{ spend: "{n}", quantity: "{n}", status: "{n}", customer_name: "{n}", supplier_name: "{n}", party: "{n}" },
  ...{ open_quantity: "{n} open", received_quantity: "{n} received", expected_on: "expected on {n}" },
  ...{ placed_on: "placed on {n}", expiry_date: "expires on {n}", received_on: "received on {n}", date: "on {n}" },
  ...{ demand: "{n} expected", stockout_date: "out on {n}", suggested_order_quantity: "order {n}" },
  ...{ last_sold_on: "last sold on {n}", in_transit: "{n} in transit", reason: "{n}", condition: "{n}" },
  ...{ quantity_in: "{n} in", quantity_out: "{n} out", net_change: "net change {n}", on_hand_change: "{n}" },
  ...{
    from_location: "from {n}",
    to_location: "to {n}",
    customer: "{n}",
    unit: "counted in {n}",
    ordered_on: "ordered on {n}",
    shipped_on: "shipped on {n}",
    days_late: "{n} days late",
    category: "{n}",
    severity: "{n}",
  },
};

export const FORMS: Readonly<Record<string, Form>> = {
  levels: { totals: ["on_hand", "available"], each: ["on_hand"], none: "Nothing of it is or was in stock" },
  items: { counted: ["item", "items"], each: ["on_hand"], none: "There is no such item" },
  places: {
    counted: ["location", "locations"],
    is_of_places: true,
    each: ["on_hand"],
    none: "There is no such location",
  },
  sold_items: { counted: ["item was sold", "items were sold"], each: ["units_sold"], none: "Nothing was sold" },
  buyers: { counted: ["customer", "customers"], each: ["units_sold", "revenue"], none: "There is no such customer" },
  locations: { totals: ["on_hand", "available", "stock_value"], each: ["on_hand"], none: "There is no such location" },
  low: {
    counted: ["item is at or below its reorder point", "items are at or below their reorder points"],
    each: ["available", "suggested_order_quantity"],
    none: "Nothing is at or below its reorder point",
  },
  out: { counted: ["item is out of stock", "items are out of stock"], none: "Nothing is out of stock" },
  advice: {
    counted: ["order is suggested", "orders are suggested"],
    totals: ["suggested_order_quantity", "estimated_cost"],
    each: ["suggested_order_quantity"],
    none: "Nothing needs to be ordered",
  },
  unsold: {
    counted: ["item in stock was not sold", "items in stock were not sold"],
    totals: ["on_hand", "value"],
    each: ["on_hand", "last_sold_on"],
    none: "Everything in stock was sold",
  },
  aging: { totals: ["on_hand", "value"], each: ["on_hand", "value"], none: "Nothing of it is in stock" },
  value: { totals: ["value", "on_hand"], each: ["value"], none: "Nothing of it is in stock" },
  past_stock: {
    totals: ["on_hand"],
    each: ["on_hand"],
    none: "Nothing of it was in stock",
    says: { on_hand: done("on hand") },
  },
  reservations: {
    totals: ["quantity"],
    each: ["quantity", "customer_name"],
    none: "Nothing of it is reserved",
    says: { quantity: counting("reserved") },
  },
  sales: { totals: ["units_sold", "revenue", "margin"], each: ["units_sold", "revenue"], none: "Nothing was sold" },
  ranking: { each: ["units_sold", "revenue"], none: "Nothing was sold" },
  movers: { each: ["units_sold", "revenue"], none: "Nothing was sold" },
  cover: { each: ["days_of_cover", "available"], none: "Nothing of it was sold" },
  last_sale: { each: ["units_sold", "revenue"], none: "It was never sold" },
  orders: {
    counted: ["order", "orders"],
    totals: ["quantity", "amount"],
    each: ["status", "customer_name"],
    none: "There is no such order",
    says: { quantity: done("ordered") },
  },
  order_units: {
    counted: ["order", "orders"],
    totals: ["open_quantity", "reserved_quantity"],
    each: ["open_quantity", "customer_name"],
    none: "There is no such order",
  },
  purchase_orders: {
    counted: ["purchase order", "purchase orders"],
    totals: ["open_quantity", "cost"],
    each: ["status", "supplier_name"],
    none: "There is no such purchase order",
  },
  incoming: {
    totals: ["quantity"],
    each: ["quantity", "expected_on"],
    none: "Nothing is on its way",
    says: { quantity: counting("on the way") },
    place: "to",
  },
  transfers: {
    counted: ["stock transfer", "stock transfers"],
    totals: ["quantity", "in_transit"],
    each: ["status", "from_location", "to_location"],
    none: "There is no such stock transfer",
  },
  ledger: {
    counted: ["ledger entry", "ledger entries"],
    each: ["on_hand_change", "type"],
    none: "There is no such ledger entry",
  },
  movements: {
    totals: ["quantity_in", "quantity_out", "net_change"],
    each: ["quantity_in", "quantity_out"],
    none: "Nothing was moved",
  },
  lots: {
    counted: ["lot", "lots"],
    totals: ["on_hand", "value"],
    each: ["on_hand", "expiry_date"],
    none: "There is no such lot",
  },
  trace: { counted: ["document", "documents"], each: ["party", "quantity", "date"], none: "The lot has no documents" },
  forecast: { totals: ["demand"], each: ["demand"], none: "There is no forecast of it" },
  stockout: { each: ["stockout_date", "available"], none: "There is no forecast of it" },
  insights: {
    counted: ["insight", "insights"],
    totals: ["impact"],
    each: ["severity"],
    none: "There is no such insight",
  },
  losses: {
    totals: ["quantity", "value"],
    each: ["quantity", "value"],
    none: "Nothing was lost",
    says: { quantity: done("lost") },
  },
  returns: {
    counted: ["return", "returns"],
    totals: ["quantity", "received_quantity"],
    each: ["quantity", "status"],
    none: "There is no such return",
  },
  products: {
    counted: ["variant", "variants"],
    whole: { sum: "products", one: "product", many: "products" },
    each: ["price", "cost"],
    is_asked_alone: true,
    none: "There is no such product",
  },
  category: { each: ["category"], none: "There is no such product" },
  suppliers: {
    counted: ["supplier", "suppliers"],
    totals: ["received_quantity", "spend"],
    each: ["received_quantity", "spend"],
    none: "There is no such supplier",
  },
};

/** The form of a plan whose form has no words of its own. */
export const OTHER: Form = { counted: ["row", "rows"], none: "Nothing was found" };
