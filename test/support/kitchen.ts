import type { Answer, TestApp } from "./app";
import type { Company, Send } from "./every_route";
import { openSender, type Source, shopifyLine, shopifyOrder } from "./senders";

/** What is sold: the SKU, the name, and what one costs and is sold for. */
const RANGE = [
  ["MUG-BLUE", "Blue mug", 4.25, 12.5],
  ["MUG-RED", "Red mug", 4.25, 12.5],
  ["BOWL-OAK", "Oak bowl", 9.8, 24],
  ["PLATE-OAT", "Oat plate", 5.6, 14],
  ["JUG-WHITE", "White jug", 8.4, 22],
  ["TOWEL-LINEN", "Linen tea towel", 3.1, 9.5],
  ["BOARD-ASH", "Ash board", 11, 28],
  ["APRON-NAVY", "Navy apron", 8.75, 26],
  ["CANDLE-FIG", "Fig candle", 5.2, 16],
  ["CHUTNEY", "Apple chutney", 2.4, 6.5],
] as const;

/** A hamper, and what is put into one. */
const HAMPER = [
  ["HAMPER", "Picnic hamper", 24, 65],
  ["HONEY", "Heather honey", 4.1, 9],
  ["SHORTBREAD", "Shortbread", 2.2, 5.5],
  ["TEA-GREY", "Earl Grey tea", 3.4, 8],
  ["MARMALADE", "Orange marmalade", 2.6, 6],
] as const;

const DAYS_OF_HISTORY = 84;
const DAY = 24 * 60 * 60 * 1000;

/** The variants that the walk over all routes means by its numbers: from 80 on, those of the hamper. */
const named = (number: number) => (number < 80 ? RANGE[number % 10] : HAMPER[number - 80])?.[0] ?? "";

type Sent = { body?: unknown; headers?: Record<string, string> };

/** How requests are sent about an organization. What is refused throws. */
export type Requests = {
  id: string;
  key: string;
  clock: TestApp["clock"];
  /** Sends to any path, on nobody's behalf. */
  request(method: string, path: string, sent?: Sent & { key?: string }): Promise<Answer>;
  /** Sends to a path below `/api/v1`, on behalf of the organization's admin. */
  own(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** Sends to a path below `/admin/v1`, on behalf of the operator. */
  operator(method: string, path: string, sent?: Sent): Promise<Answer>;
};

/** The integration of an organization with a sender of webhooks. */
export function openIntegration(
  { clock, request, own }: Requests,
  source: Source,
  terms: { warehouse: string; name: string },
) {
  const shop = {
    app: { clock, request },
    warehouse: terms.warehouse,
    made: async (path: string, body: unknown) => (await own("POST", path, { body })).body.data,
    get: (path: string) => own("GET", path),
    post: (path: string, body: unknown = {}) => own("POST", path, { body }),
  };
  return openSender(shop, source, { name: terms.name });
}

/**
 * Makes of an organization a kitchen shop with twelve weeks of sales, with documents under way, and with an order of its web
 * shop for which something was missing: what a walk over all routes needs, and does not leave behind itself.
 */
export async function openKitchen(requests: Requests, hook: string): Promise<Company> {
  const send: Send = async (method, path, body) => (await requests.own(method, path, body && { body })).body.data;
  const main = (await send("POST", "locations", { name: "Main warehouse", code: "MAIN", type: "warehouse" })).id;
  const shop = (await send("POST", "locations", { name: "Harbour shop", code: "SHOP", type: "store" })).id;
  const rows = [...RANGE, ...HAMPER].map(([sku, product_name, cost, price]) => ({
    ...{ sku, product_name, cost, price, category: "kitchen", location_code: "MAIN", quantity: 24 },
  }));
  await send("POST", "products/import", { rows });
  const variants: { id: string; sku: string }[] = await send("GET", "variants?per_page=100");
  const variant = (number: number) => variants.find(({ sku }) => sku === named(number))?.id ?? "";

  await send("POST", "demand_history", { rows: history(requests.clock.now, { sku: named(7), location_id: main }) });
  await requests.operator("POST", `organizations/${requests.id}/jobs/nightly`);
  const [insight] = await send("GET", "ai/insights");

  const mill = { name: "Calder Mill", code: "MILL", lead_time_days: 7, currency: "GBP" };
  const supplier_id = (await send("POST", "suppliers", mill)).id;
  const aprons = [{ sku: named(7), quantity: 48, unit_cost: 8.75 }];
  await send("POST", "purchase_orders", { supplier_id, location_id: main, expected_at: "2026-12-01", items: aprons });
  const customer = { name: "Grace Hopper", email: "grace@example.com" };
  const candles = [{ sku: named(8), quantity: 2 }];
  await send("POST", "orders", { location_id: main, customer, channel: "webshop", items: candles, reserve: true });

  const sender = await openIntegration(requests, "shopify", { warehouse: main, name: "Web shop" });
  const lacking = shopifyOrder({ line_items: [shopifyLine({ title: "Jar", name: "Jar", sku: "JAR", quantity: 2 })] });
  const delivery = await sender.deliver("orders/create", lacking, { message: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd03f" });
  return {
    ...{ sku: named, variant, main, shop, hook },
    ...{ insight: insight.id, integration: sender.id, delivery: delivery.id },
  };
}

/** Twelve weeks of sales until yesterday: more on two days of each week. */
function history(now: Date, of: { sku: string; location_id: string }) {
  return Array.from({ length: DAYS_OF_HISTORY }, (_, at) => {
    const quantity = at % 7 < 2 ? 5 : 2 + (at % 3);
    const date = new Date(now.getTime() - (at + 1) * DAY).toISOString().slice(0, 10);
    return { ...of, date, quantity, revenue: 26 * quantity };
  });
}
