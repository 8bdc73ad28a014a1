import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Miniflare } from "miniflare";

type Demo = { api_key: string; sku: string; location_id: string };

const file = (data: string) => join(data, "demo.json");

/** Has the demo worker make the demo organization, and keeps the key that it answers. */
export async function seedDemo(worker: Miniflare, data: string) {
  const response = await worker.dispatchFetch("http://demo/seed", { method: "POST" });
  if (!response.ok) throw new Error(`The demo organization could not be made: ${await response.text()}`);
  const { api_key, examples } = (await response.json()) as { api_key?: string; examples?: Omit<Demo, "api_key">[] };
  const example = examples?.[0];
  if (!api_key || !example) return;
  const demo: Demo = { api_key, sku: example.sku, location_id: example.location_id };
  writeFileSync(file(data), JSON.stringify(demo), { mode: 0o600 });
}

/** Three requests to try, or how to make an organization where there is no demo. */
export function greeting(url: string, data: string): string {
  if (!existsSync(file(data)))
    return `
Make an organization (ADMIN_TOKEN is in the environment or in .dev.vars):
  curl -s ${url}/admin/v1/organizations -H "Authorization: Bearer $ADMIN_TOKEN" -H 'Content-Type: application/json' -d '{"name":"Acme","slug":"acme"}'`;
  const { api_key, sku, location_id } = JSON.parse(readFileSync(file(data), "utf8")) as Demo;
  const key = `-H 'Authorization: Bearer ${api_key}'`;
  const order = JSON.stringify({ location_id, reserve: true, items: [{ sku, quantity: 1 }] });
  return `
Console     ${url}/console#key=${api_key}
Playground  ${url}/playground#key=${api_key}
Base URL    ${url}/api/v1
API key     ${api_key}

  curl -s ${url}/api/v1/products ${key}
  curl -s ${url}/api/v1/inventory_levels ${key}
  curl -s ${url}/api/v1/orders ${key} -H 'Content-Type: application/json' -d '${order}'`;
}
