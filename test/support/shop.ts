import { createTestApp, type Tenant } from "./app";

/** A tenant with products, locations and stock, and short words for what tests do all the time. */
export async function openShop(app = createTestApp(), organization: Record<string, unknown> = {}) {
  const tenant: Tenant = await app.mintTenant({
    settings: { rate_limits: { requests_per_minute: 100_000 } },
    ...organization,
  });
  const post = (path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    tenant.request("POST", `/api/v1/${path}`, { body, headers });
  const get = (path: string) => tenant.request("GET", `/api/v1/${path}`);

  const made = async (path: string, body: unknown) => {
    const answer = await post(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return answer.body.data;
  };
  const warehouse: string = (await made("locations", { name: "Warehouse", code: "WH" })).id;
  const store: string = (await made("locations", { name: "Store", code: "ST", type: "store" })).id;
  const product = (sku: string, more: Record<string, unknown> = {}) => made("products", { name: sku, sku, ...more });
  await product("MUG", { price: 12.5 });
  await product("TEA", { quantity_decimals: 3, unit: "kg" });

  const stock = (sku: string, quantity: number, location_id = warehouse) =>
    made("inventory_adjustments", { sku, location_id, quantity, reason: quantity > 0 ? "found" : "damaged" });
  const order = (items: unknown[], more: Record<string, unknown> = {}) =>
    made("orders", { location_id: warehouse, items, ...more });

  const patch = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    tenant.request("PATCH", `/api/v1/${path}`, { body, headers });
  const supplier: string = (await made("suppliers", { name: "Potter", currency: "GBP" })).id;

  /** What is on its way to a location. */
  async function incoming(sku: string, location_id = warehouse): Promise<number> {
    const [found] = (await get(`inventory_levels?sku=${sku}&location_id=${location_id}`)).body.data;
    return found?.incoming ?? 0;
  }

  /** The level of a variant at a location; zeros where it never had stock. */
  async function level(sku: string, location_id = warehouse) {
    const [found] = (await get(`inventory_levels?sku=${sku}&location_id=${location_id}`)).body.data;
    const { on_hand, reserved, available } = found ?? { on_hand: 0, reserved: 0, available: 0 };
    return { on_hand, reserved, available };
  }

  /** The types of the events so far, oldest first. */
  const events = async (): Promise<string[]> =>
    (await get("events?per_page=100")).body.data.map((event: { type: string }) => event.type);

  /** The law of the contract's section 3. */
  async function discrepancies(): Promise<unknown[]> {
    const { data } = (await get("reports/reconciliation")).body;
    return data.entries_without_level > 0 ? [data] : data.discrepancies;
  }

  return {
    app,
    tenant,
    post,
    patch,
    get,
    made,
    supplier,
    incoming,
    warehouse,
    store,
    product,
    stock,
    order,
    level,
    events,
    discrepancies,
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** The codes of a refusal, with the fields they are about. */
export const codesOf = (answer: { body: { errors: { code: string; field?: string }[] } }) =>
  answer.body.errors.map(({ code, field }) => (field ? `${code} ${field}` : code));
