import type { EngineName } from "../../src/shared/organization.ts";

/** What a request has cost in the organization's database, by its header `Server-Timing`. */
export type Cost = { requests: number; rows_read: number; rows_written: number };

type Shop = { url: string; key: string };
type Call = (method: "GET" | "POST", path: string, body?: object) => Promise<{ cost: Cost; body: { data: never } }>;

/** An order of 3 lines is created and reserved in one request, and shipped in another. Each time 5 of them are measured. */
const ORDERS = 5;

/** What a shop reads for an order: its catalogue and stock, and the order as it is shown afterwards. */
const READS = ["/inventory_levels?per_page=25", "/products?per_page=25", "/orders?per_page=25"];

/** Measures the life of an order, and the reads that go with it, on a stocked shop: rows of the average order. */
export async function measureOrder(shop: Shop): Promise<{ order: Cost; reads: Cost }> {
  const call = callerOf(shop);
  const { body: levels } = await call("GET", "/inventory_levels?per_page=3");
  const [first] = levels.data as { location_id: string }[];
  const items = (levels.data as { sku: string }[]).map(({ sku }) => ({ sku, quantity: 1 }));
  const new_order = { location_id: first?.location_id, reserve: true, items };

  const order = nothing();
  const reads = nothing();
  for (let at = 0; at < ORDERS; at++) {
    const made = await call("POST", "/orders", new_order);
    const { id } = made.body.data as { id: string };
    const shipped = await call("POST", `/orders/${id}/fulfill`);
    for (const { cost } of [made, shipped]) add(order, cost);
    for (const path of [...READS, `/orders/${id}`]) add(reads, (await call("GET", path)).cost);
  }
  return { order: average(order), reads: average(reads) };
}

function callerOf({ url, key }: Shop): Call {
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${key}`,
        ...(method === "POST" ? { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() } : {}),
      },
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return { cost: costOf(response.headers.get("Server-Timing") ?? ""), body: (await response.json()) as never };
  };
}

/** The rows that a `Server-Timing` reports. */
function costOf(timing: string): Cost {
  const numberOf = (name: string) => Number(new RegExp(`\\b${name};dur=(\\d+)`).exec(timing)?.[1] ?? 0);
  return { requests: 1, rows_read: numberOf("rows_read"), rows_written: numberOf("rows_written") };
}

const nothing = (): Cost => ({ requests: 0, rows_read: 0, rows_written: 0 });

function add(sum: Cost, { requests, rows_read, rows_written }: Cost): void {
  sum.requests += requests;
  sum.rows_read += rows_read;
  sum.rows_written += rows_written;
}

function average({ requests, rows_read, rows_written }: Cost): Cost {
  const of = (sum: number) => Math.round(sum / ORDERS);
  return { requests: of(requests), rows_read: of(rows_read), rows_written: of(rows_written) };
}

/** List prices in USD per million, beyond what plans include (docs/operations.md says where they are from, and when). */
type Prices = { rows_read: number; rows_written: number; requests: number };

const PRICES: Record<EngineName, Prices> = {
  // A request to the Worker.
  d1: { rows_read: 0.001, rows_written: 1, requests: 0.3 },
  // A request to the Worker and one to the object, which is billed for 128 MB of memory for some 10 ms.
  durable_object: { rows_read: 0.001, rows_written: 1, requests: 0.3 + 0.15 + 0.128 * 0.01 * 12.5 },
  // Turso's plan Developer, and a request to the Worker.
  libsql: { rows_read: 0.001, rows_written: 1, requests: 0.3 },
};

/** What a thousand times as much costs, in USD. */
export function priceOfThousand(engine: EngineName, cost: Cost): number {
  const prices = PRICES[engine];
  const names = ["rows_read", "rows_written", "requests"] as const;
  return names.reduce((sum, name) => sum + (cost[name] * prices[name]) / 1000, 0);
}
