import type { openBakery } from "./bakery";
import { DAY } from "./insights";
import { openSender } from "./senders";

type Bakery = Awaited<ReturnType<typeof openBakery>>;

/** Does in a new bakery what each type of event comes from, with as little data as possible. */
export async function causeEveryEvent(shop: Bakery): Promise<void> {
  await documents(shop);
  await counts(shop);
  await catalogue(shop);
  await stock(shop);
  await lots(shop);
  await nightly(shop);
  await integrations(shop);
  await webhooks(shop);
  await alerts(shop);
}

/** Sends a request, and expects it to succeed. */
async function send({ tenant }: Bakery, method: string, path: string, body: unknown = {}) {
  const answer = await tenant.request(method, `/api/v1/${path}`, { body });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  return answer.body?.data;
}

const MUG = [{ sku: "MUG", quantity: 1 }];

async function documents(shop: Bakery): Promise<void> {
  await shop.stock("MUG", 20);
  const order = await shop.order([{ sku: "MUG", quantity: 2 }], { reserve: true });
  await send(shop, "POST", `orders/${order.id}/fulfill`, { items: MUG });
  await send(shop, "POST", `orders/${order.id}/fulfill`);
  await send(shop, "POST", `orders/${(await shop.order(MUG)).id}/cancel`);

  const returned = { order_id: order.id, items: MUG };
  const received = await shop.made("return_authorizations", returned);
  await send(shop, "PATCH", `return_authorizations/${received.id}`, { reason: "Wrong color" });
  await send(shop, "POST", `return_authorizations/${received.id}/receive`);
  const { id } = await shop.made("return_authorizations", returned);
  await send(shop, "POST", `return_authorizations/${id}/cancel`);

  const purchase = { supplier_id: shop.supplier, location_id: shop.warehouse, currency: "USD", items: MUG };
  const first = await shop.made("purchase_orders", purchase);
  await send(shop, "PATCH", `purchase_orders/${first.id}`, { note: "By rail" });
  await send(shop, "POST", `purchase_orders/${first.id}/receive`);
  const second = await shop.made("purchase_orders", purchase);
  await send(shop, "POST", `purchase_orders/${second.id}/close`, { reason: "Discontinued" });
  await shop.made("purchase_orders", { ...purchase, expected_at: "2026-11-22" });
  const third = await shop.made("purchase_orders", purchase);
  await send(shop, "POST", `purchase_orders/${third.id}/cancel`, { reason: "Ordered twice" });

  const move = { from_location_id: shop.warehouse, to_location_id: shop.store, items: MUG };
  const transfer = await shop.made("stock_transfers", move);
  await send(shop, "POST", `stock_transfers/${transfer.id}/ship`);
  await send(shop, "POST", `stock_transfers/${transfer.id}/receive`);
  const other = await shop.made("stock_transfers", move);
  await send(shop, "POST", `stock_transfers/${other.id}/cancel`);
}

async function counts(shop: Bakery): Promise<void> {
  const of_mugs = { location_id: shop.warehouse, skus: ["MUG"] };
  const count = await shop.made("cycle_counts", of_mugs);
  await send(shop, "POST", `cycle_counts/${count.id}/load_inventory`);
  await send(shop, "POST", `cycle_counts/${count.id}/start`);
  const counted = [{ sku: "MUG", counted_quantity: 16 }];
  await send(shop, "PATCH", `cycle_counts/${count.id}`, { cycle_count_items_attributes: counted });
  await send(shop, "POST", `cycle_counts/${count.id}/complete`);
  const other = await shop.made("cycle_counts", of_mugs);
  await send(shop, "POST", `cycle_counts/${other.id}/cancel`, { reason: "Started by mistake" });
}

async function catalogue(shop: Bakery): Promise<void> {
  const product = await shop.product("POT", { price: 18 });
  const location = await shop.made("locations", { name: "Annex" });
  const supplier = await shop.made("suppliers", { name: "Weaver" });
  const recipe = await shop.recipe("POT", 1, MUG);
  for (const [path, { id }] of Object.entries({
    recipes: recipe,
    products: product,
    locations: location,
    suppliers: supplier,
  })) {
    await send(shop, "PATCH", `${path}/${id}`, { name: "Renamed" });
    await send(shop, "DELETE", `${path}/${id}`);
  }
  const policy = await shop.made("inventory_policies", { sku: "TEA", location_id: shop.warehouse, reorder_point: 2 });
  await send(shop, "PATCH", `inventory_policies/${policy.id}`, { reorder_point: 5 });
  await send(shop, "DELETE", `inventory_policies/${policy.id}`);
}

/** A level becomes low, is sold out, is oversold, and is filled again. */
async function stock(shop: Bakery): Promise<void> {
  const at_store = { sku: "TEA", location_id: shop.store };
  await shop.made("inventory_policies", { ...at_store, reorder_point: 5 });
  await shop.stock("TEA", 10, shop.store);
  await shop.order([{ ...at_store, quantity: 6 }], { reserve: true });
  await shop.stock("TEA", -5, shop.store);
  await shop.stock("TEA", 5, shop.store);
  await shop.made("waste_records", { ...at_store, quantity: 1, reason: "damaged" });
}

async function lots(shop: Bakery): Promise<void> {
  await shop.add("YEAST", 1, "Y-1", "2026-11-22");
  const lot_id = await shop.add("FLOUR", 10, "F-1", "2026-12-01");
  await shop.order([{ sku: "FLOUR", quantity: 1 }], { reserve: true });
  const recipe = await shop.recipe("DOUGH", 1, [{ sku: "FLOUR", quantity: 1 }]);
  const batch = await shop.batch(recipe.id, 1);
  await send(shop, "POST", `production_batches/${batch.id}/start`);
  await send(shop, "PATCH", `lots/${lot_id}`, { status: "quarantine" });
  await send(shop, "PATCH", `lots/${lot_id}`, { status: "release" });
  await send(shop, "POST", `production_batches/${batch.id}/complete`, { actual_quantity_produced: 1 });
  await send(shop, "POST", `production_batches/${(await shop.batch(recipe.id, 1)).id}/cancel`, { reason: "No oven" });
  await send(shop, "PATCH", `lots/${lot_id}`, { status: "recall" });
}

async function runJob({ app, tenant }: Bakery, job: string): Promise<void> {
  const run = await app.admin("POST", `/admin/v1/organizations/${tenant.id}/jobs/${job}`);
  if (run.status >= 300) throw new Error(run.text);
}

/** Imports demand, of which the nightly run makes forecasts, and dismisses an insight that it found. */
async function nightly(shop: Bakery): Promise<void> {
  const sold = (date: string) => ({ date, sku: "SALT", location_id: shop.warehouse, quantity: 3 });
  await shop.made("demand_history", { rows: [sold("2026-11-20"), sold("2026-11-21")] });
  shop.app.clock.advance(DAY);
  await runJob(shop, "hourly");
  await runJob(shop, "nightly");
  const [insight] = (await shop.get("ai/insights")).body.data;
  await send(shop, "POST", `ai/insights/${insight.id}/dismiss`);
}

/** An order with an unknown SKU waits at an integration, which is changed and deleted. */
async function integrations(shop: Bakery): Promise<void> {
  const sender = await openSender(shop, "standard");
  await sender.deliver("", { external_reference: "A-1001", items: [{ sku: "MUG-GREEN", quantity: 1 }] });
  await send(shop, "PATCH", `integrations/${sender.id}`, { name: "Till" });
  await send(shop, "DELETE", `integrations/${sender.id}`);
}

/** An endpoint is tested and changed, and disabled because nothing can be sent to it for days; another one is deleted. */
async function webhooks(shop: Bakery): Promise<void> {
  const url = "https://shop.example/stockbook";
  const endpoint = await shop.made("webhook_endpoints", { url, event_types: ["webhook_endpoint.updated"] });
  await send(shop, "POST", `webhook_endpoints/${endpoint.id}/test`);
  await send(shop, "PATCH", `webhook_endpoints/${endpoint.id}`, { description: "Web shop" });
  for (let attempt = 1; attempt <= 10; attempt++) {
    shop.app.clock.advance(2 * DAY);
    await runJob(shop, "deliveries");
  }
  await send(shop, "DELETE", `webhook_endpoints/${endpoint.id}`);
}

/** Somebody subscribes to alerts, whose channel can't be reached for days. */
async function alerts(shop: Bakery): Promise<void> {
  const channel = { type: "webhook", url: "https://shop.example/alerts" };
  const { id } = await shop.made("alert_subscriptions", { kinds: ["expired"], channel });
  await send(shop, "PATCH", `alert_subscriptions/${id}`, { kinds: ["low_stock", "out_of_stock"] });
  await shop.stock("SALT", 1);
  await shop.stock("SALT", -1);
  for (let attempt = 1; attempt <= 10; attempt++) {
    shop.app.clock.advance(2 * DAY);
    await runJob(shop, "deliveries");
  }
  await send(shop, "DELETE", `alert_subscriptions/${id}`);
}
