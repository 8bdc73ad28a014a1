import { TOOLS } from "../../src/tools/catalogue";

type Body = Record<string, unknown>;

/** Sends a request, expects it to succeed, and returns the `data` of its response. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
export type Send = (method: string, path: string, body?: Body) => Promise<any>;

/**
 * What an organization has before the walk: variants by their numbers, of which most have stock in the main location, and what
 * only time or a sender brings about. `hook` is where its events are sent.
 */
export type Company = {
  sku(number: number): string;
  variant(number: number): string;
  main: string;
  shop: string;
  insight: string;
  integration: string;
  /** A delivery of the integration that failed. */
  delivery: string;
  hook: string;
};

/** The company of `fillCompany`. Nobody listens to its events: what is sent fails at once. */
const FILLED: Company = {
  sku: (number) => `SKU-${number}`,
  variant: (number) => `var_${number}`,
  ...{ main: "loc_1", shop: "loc_2" },
  ...{ insight: "ins_1", integration: "int_1", delivery: "ind_1" },
  hook: "http://127.0.0.1:9/hook",
};

/** Lines of three variants in a row. */
const lines = ({ sku }: Company, first: number, more: Body = {}) =>
  [4, 2, 1].map((quantity, at) => ({ sku: sku(first + at), quantity, ...more }));

/** Sends at least one request to every route of an organization, each of which changes something. */
export async function sendToEveryRoute(send: Send, company = FILLED): Promise<void> {
  await catalogue(send, company);
  await stock(send, company);
  await orders(send, company);
  await purchasing(send, company);
  await transfers(send, company);
  await counts(send, company);
  await production(send, company);
  await lots(send, company);
  await reports(send, company);
  await forecasts(send, company);
  await integrations(send, company);
  await reads(send, "ai/insights", company.insight);
  await send("POST", `ai/insights/${company.insight}/dismiss`);
  await questions(send, company);
  await webhooks(send, company);
  for (const path of ["organization", "events"]) await send("GET", path);
  await alerts(send);
}

async function questions(send: Send, company: Company): Promise<void> {
  await send("POST", "ai/query", { question: `How many ${company.sku(1)} are on hand?` });
  // What a tool must be asked for, if it does not answer without arguments.
  const needed: Readonly<Record<string, string>> = {
    find_names: `?search=${company.sku(1)}`,
    trace_lot: "?lot_number=M-1201",
  };
  for (const { name } of TOOLS) await send("GET", `ai/tools/${name}${needed[name] ?? ""}`);
}

async function alerts(send: Send): Promise<void> {
  const channel = { type: "webhook", url: "https://shop.example/alerts" };
  // One stays: others are changed and deleted behind the program's back.
  const [first] = [
    await send("POST", "alert_subscriptions", { kinds: ["expired"], channel, status: "disabled" }),
    await send("POST", "alert_subscriptions", { kinds: ["expiring"], channel, status: "disabled" }),
  ];
  await reads(send, "alert_subscriptions", first.id);
  await send("PATCH", `alert_subscriptions/${first.id}`, { mode: "daily_digest" });
  await send("DELETE", `alert_subscriptions/${first.id}`);
}

/** Reads one, and the list it is in. */
async function reads(send: Send, collection: string, id: string): Promise<void> {
  await send("GET", collection);
  await send("GET", `${collection}/${id}`);
}

async function catalogue(send: Send, company: Company): Promise<void> {
  const teapot = { name: "Teapot", category: "kitchen", sku: "POT", barcode: "4006381333931", price: 32 };
  const product = await send("POST", "products", teapot);
  await reads(send, "products", product.id);
  await send("GET", `products/${product.id}/variants`);
  const variant = await send("POST", `products/${product.id}/variants`, { sku: "POT-L", name: "Large", cost: 14.5 });
  await reads(send, "variants", variant.id);
  await send("PATCH", `variants/${variant.id}`, { sku: "POT-XL", cost: 15, barcodes: ["96385074"] });
  await send("PATCH", `variants/${company.variant(7)}`, { name: "Navy", cost: 9 });
  await send("PATCH", `variants/${company.variant(9)}`, { lot_tracked: true });
  await send("GET", "variants/barcode/96385074");
  await send("DELETE", `variants/${variant.id}`);
  await send("PATCH", `products/${product.id}`, { name: "Stoneware teapot" });
  await send("DELETE", `products/${product.id}`);
  const jar = { name: "Jar", sku: "JAR", cost: 2, location: company.main, quantity: 3 };
  const tin = { name: "Tea tin", sku: "TIN", cost: 1.5, location: company.main, quantity: 12 };
  await send("POST", "products/import", { rows: [jar, tin] });
  await send("POST", "products/import?update=true", { rows: [{ ...jar, name: "Jam jar", price: 4 }] });
  await send("GET", "variants?sku=JAR&include=product");
  const location = await send("POST", "locations", { name: "Annex", code: "ANNEX" });
  await reads(send, "locations", location.id);
  await send("PATCH", `locations/${location.id}`, { name: "North annex" });
  await send("DELETE", `locations/${location.id}`);
  const weaver = { name: "Lakeland Weavers", code: "WEAVER", email: "orders@weavers.example", lead_time_days: 10 };
  const supplier = await send("POST", "suppliers", weaver);
  await reads(send, "suppliers", supplier.id);
  await send("PATCH", `suppliers/${supplier.id}`, { lead_time_days: 14 });
  await send("DELETE", `suppliers/${supplier.id}`);
  const policy = await send("POST", "inventory_policies", {
    ...{ sku: company.sku(1), location_id: company.main },
    ...{ reorder_point: 12, reorder_quantity: 48 },
  });
  await reads(send, "inventory_policies", policy.id);
  await send("PATCH", `inventory_policies/${policy.id}`, { reorder_point: 18 });
  await send("DELETE", `inventory_policies/${policy.id}`);
}

async function stock(send: Send, company: Company): Promise<void> {
  const place = { location_id: company.main, reason: "found" };
  const one = await send("POST", "inventory_adjustments", { sku: company.sku(7), quantity: 1, ...place });
  await send("POST", "inventory_adjustments", { variant_id: company.variant(8), set_to: 12, ...place });
  await send("POST", "inventory_adjustments", { adjustments: lines(company, 20, place) });
  await reads(send, "inventory_adjustments", one.id);
  await send("GET", `inventory_adjustments/${one.id}?page=1`);
  await send("GET", `inventory_levels?sku=${company.sku(7)}`);
  await send("GET", `inventory_ledger?sku=${company.sku(7)}`);
  const day = { date: "2019-12-31", sku: company.sku(9), location_id: company.shop, quantity: 3 };
  await send("POST", "demand_history", { rows: [{ ...day, date: "2019-12-30", quantity: 5 }, day] });
  await send("GET", "demand_history");
  await send("GET", `demand_history?sku=${company.sku(9)}&from=2026-11-01`);
  const waste = { sku: company.sku(7), location_id: company.main, quantity: 1, reason: "damaged" };
  const wasted = await send("POST", "waste_records", waste);
  await reads(send, "waste_records", wasted.id);
}

async function orders(send: Send, company: Company): Promise<void> {
  const customer = { name: "Ada Lovelace", email: "ada@example.com" };
  const head = { location_id: company.main, customer, channel: "webshop" };
  const first = await send("POST", "orders", { ...head, items: lines(company, 30) });
  await send("POST", `orders/${first.id}/reserve`);
  await send("POST", `orders/${first.id}/fulfill`);
  await reads(send, "orders", first.id);
  const second = await send("POST", "orders", { ...head, items: lines(company, 40), reserve: true });
  await send("POST", `orders/${second.id}/cancel`, { reason: "Customer changed their mind" });
  const returned = { order_id: first.id, reason: "Wrong color" };
  const back = await send("POST", "return_authorizations", { ...returned, items: lines(company, 30) });
  await reads(send, "return_authorizations", back.id);
  await send("PATCH", `return_authorizations/${back.id}`, { items: lines(company, 30).slice(1) });
  await send("POST", `return_authorizations/${back.id}/receive`);
  const other = await send("POST", "return_authorizations", { ...returned, items: lines(company, 30).slice(0, 1) });
  await send("POST", `return_authorizations/${other.id}/cancel`);
}

async function purchasing(send: Send, company: Company): Promise<void> {
  const supplier_id = (await send("POST", "suppliers", { name: "Cormorant Ceramics", code: "CERAMICS" })).id;
  const head = { supplier_id, location_id: company.main, items: lines(company, 50, { unit_cost: 4.25 }) };
  const first = await send("POST", "purchase_orders", head);
  await reads(send, "purchase_orders", first.id);
  await send("PATCH", `purchase_orders/${first.id}`, {
    note: "By rail",
    items: lines(company, 53, { unit_cost: 4.25 }),
  });
  await send("POST", `purchase_orders/${first.id}/receive`, { items: lines(company, 53).slice(1) });
  await send("POST", `purchase_orders/${first.id}/close`);
  const second = await send("POST", "purchase_orders", head);
  await send("POST", `purchase_orders/${second.id}/cancel`);
}

async function transfers(send: Send, company: Company): Promise<void> {
  const head = { from_location_id: company.main, to_location_id: company.shop, items: lines(company, 60) };
  const first = await send("POST", "stock_transfers", head);
  await send("POST", `stock_transfers/${first.id}/ship`);
  await reads(send, "stock_transfers", first.id);
  await send("POST", `stock_transfers/${first.id}/receive`, { items: lines(company, 60).slice(1), close: true });
  const second = await send("POST", "stock_transfers", head);
  await send("POST", `stock_transfers/${second.id}/cancel`);
}

async function counts(send: Send, company: Company): Promise<void> {
  const head = { location_id: company.main, skus: [company.sku(70), company.sku(71)] };
  const first = await send("POST", "cycle_counts", head);
  await send("POST", `cycle_counts/${first.id}/load_inventory`);
  await send("POST", `cycle_counts/${first.id}/start`);
  const counted = [{ sku: company.sku(70), counted_quantity: 19 }];
  await send("PATCH", `cycle_counts/${first.id}`, { cycle_count_items_attributes: counted });
  await send("POST", `cycle_counts/${first.id}/complete`);
  await reads(send, "cycle_counts", first.id);
  await send("GET", `cycle_counts/${first.id}?page=1`);
  const second = await send("POST", "cycle_counts", head);
  await send("POST", `cycle_counts/${second.id}/cancel`);
}

async function production(send: Send, company: Company): Promise<void> {
  const recipe = await send("POST", "recipes", {
    ...{ name: "Hamper", output_sku: company.sku(80), output_quantity: 1 },
    items: lines(company, 81),
  });
  await reads(send, "recipes", recipe.id);
  await send("PATCH", `recipes/${recipe.id}`, { items: lines(company, 82) });
  const head = { recipe_id: recipe.id, location_id: company.main, planned_quantity: 1 };
  const first = await send("POST", "production_batches", head);
  await send("POST", `production_batches/${first.id}/start`);
  await send("POST", `production_batches/${first.id}/complete`, { actual_quantity_produced: 1 });
  await reads(send, "production_batches", first.id);
  const second = await send("POST", "production_batches", head);
  await send("POST", `production_batches/${second.id}/start`);
  await send("POST", `production_batches/${second.id}/cancel`);
  await send("DELETE", `recipes/${recipe.id}`);
}

async function lots(send: Send, company: Company): Promise<void> {
  await send("POST", "products", { name: "Milk", sku: "MILK", cost: 1.1, price: 1.8, lot_tracked: true });
  const line = { sku: "MILK", location_id: company.main, quantity: 24, reason: "received", expiry_date: "2026-12-01" };
  const { lot_id } = await send("POST", "inventory_adjustments", { ...line, lot_number: "M-1201" });
  const items = [{ sku: "MILK", quantity: 1 }];
  await send("POST", "orders", { location_id: company.main, items, reserve: true });
  const sold = await send("POST", "orders", { location_id: company.main, items });
  await send("POST", `orders/${sold.id}/fulfill`);
  await send("POST", "waste_records", { sku: "MILK", location_id: company.main, quantity: 1, reason: "spoilage" });
  await reads(send, "lots", lot_id);
  await send("GET", "expiry/alerts");
  await send("PATCH", `lots/${lot_id}`, { status: "recall" });
  await send("GET", `lots/${lot_id}/trace_forward`);
  await send("GET", `lots/${lot_id}/trace_backward`);
}

async function reports(send: Send, company: Company): Promise<void> {
  const names = [
    "stock_by_location",
    "low_stock",
    "fast_movers",
    "inventory_aging",
    "valuation",
    "movements",
    "reconciliation",
  ];
  for (const name of names) {
    await send("GET", `reports/${name}?location_id=${company.shop}`);
    await send("GET", `reports/${name}`);
  }
}

async function forecasts(send: Send, company: Company): Promise<void> {
  await send("GET", "ai/forecasts");
  await send("GET", `ai/forecasts?demand_class=smooth&location_id=${company.shop}`);
  await send("GET", `ai/forecasts/${company.variant(7)}/chart.svg`);
}

async function integrations(send: Send, company: Company): Promise<void> {
  const made = await send("POST", "integrations", { source: "standard", name: "Till", location_id: company.main });
  await reads(send, "integrations", made.id);
  await send("PATCH", `integrations/${made.id}`, {
    name: "Shop till",
    secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
  });
  await send("DELETE", `integrations/${made.id}`);
  await reads(send, `integrations/${company.integration}/deliveries`, company.delivery);
  await send("GET", `integrations/${company.integration}/deliveries?status=failed,ignored&topic=orders/create`);
  await send("POST", `integrations/${company.integration}/deliveries/${company.delivery}/retry`);
}

async function webhooks(send: Send, company: Company): Promise<void> {
  const url = company.hook;
  const endpoint = await send("POST", "webhook_endpoints", { url, event_types: ["order.*"] });
  await reads(send, "webhook_endpoints", endpoint.id);
  await send("PATCH", `webhook_endpoints/${endpoint.id}`, { description: "Web shop" });
  await send("POST", `webhook_endpoints/${endpoint.id}/rotate_secret`);
  const delivery = await send("POST", `webhook_endpoints/${endpoint.id}/test`);
  await send("GET", `webhook_endpoints/${endpoint.id}/deliveries`);
  await send("GET", `webhook_deliveries/${delivery.id}`);
  await send("POST", `webhook_deliveries/${delivery.id}/retry`);
  await send("POST", `webhook_endpoints/${endpoint.id}/replay`, { from: 1 });
  await send("PATCH", `webhook_endpoints/${endpoint.id}`, { status: "disabled" });
  const other = await send("POST", "webhook_endpoints", { url });
  await send("DELETE", `webhook_endpoints/${other.id}`);
}
