import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Miniflare } from "miniflare";
import type { EngineName } from "../../src/shared/organization.ts";
import { freePorts } from "../lib/address.ts";
import type { Bundle } from "../lib/bundle.ts";
import { startWorker, tenantBinding } from "../lib/server.ts";
import { readSettings } from "../lib/settings.ts";
import { bindingsOf, type Sqld, startSqld } from "../lib/sqld.ts";
import type { Api } from "../lib/webhook_endpoint.ts";
import { demandOf } from "./demand.ts";
import { openApi } from "./load.ts";
import { childNamed, cpuSeconds, peakMemory, resetPeakMemory } from "./process.ts";
import type { Send } from "./scenarios.ts";

/** Where SQLite runs in a process of its own, and where it runs in workerd. */
export const NIGHTLY_ENGINES = ["libsql", "d1"] as const;

/** What a nightly run took. */
export type Night = { cpu: number; wall: number; memory: number; did: Record<string, number> };

/** Sends a statement to the organization's database, past the program. */
type Execute = (sql: string, param: string) => Promise<void>;

export type Shop = {
  id: string;
  operator: Send;
  shop: Send;
  api: Api;
  pid: number;
  execute: Execute;
  stop: () => Promise<void>;
};

const ADMIN_TOKEN = "an-admin-token-for-the-nightly-run";
const HOST = "127.0.0.1";

/** Starts a server, without anything else in its process, with an organization of its own. */
export async function startShop(engine: EngineName, directory: string, bundle: Bundle): Promise<Shop> {
  process.env.ADMIN_TOKEN = ADMIN_TOKEN;
  const sqld = engine === "libsql" ? await startSqld(join(directory, "sqld")) : null;
  const { bindings, ...others } = readSettings();
  const { SECRETS_KEY = "" } = bindings;
  const of_webhooks = { SECRETS_KEY, ALLOW_PRIVATE_WEBHOOKS: "true" };
  const settings = {
    ...others,
    bindings: { ENGINE: engine, ADMIN_TOKEN, ...of_webhooks, ...(sqld ? bindingsOf(sqld) : {}) },
  };
  const [port] = (await freePorts(1)) as [number];
  const worker = await startWorker(settings, bundle, join(directory, "app"), { host: HOST, port });
  const url = `http://${HOST}:${port}`;
  const operator = openApi(url, 1, ADMIN_TOKEN);
  const { id, api_key } = await operator.send<{ id: string; api_key: { key: string } }>(
    "POST",
    "/admin/v1/organizations",
    { name: "Night", slug: "night", settings: { rate_limits: { requests_per_minute: 1_000_000 } } },
  );
  const shop = openApi(url, 1, api_key.key);
  return {
    id,
    operator: operator.send,
    shop: shop.send,
    api: { url, api_key: api_key.key },
    pid: childNamed("workerd"),
    execute: sqld ? onSqld(sqld, id.replaceAll("_", "-")) : await onD1(worker),
    async stop() {
      await Promise.all([operator.close(), shop.close()]);
      await worker.dispose();
      await sqld?.stop();
    },
  };
}

function onSqld({ url, auth_token }: Sqld, namespace: string): Execute {
  const headers = { Authorization: `Bearer ${auth_token}`, "x-namespace-bin": btoa(namespace).replace(/=+$/, "") };
  return async (sql, param) => {
    const execute = { type: "execute", stmt: { sql, args: [{ type: "text", value: param }] } };
    const body = JSON.stringify({ baton: null, requests: [execute, { type: "close" }] });
    const response = await fetch(`${url}/v3/pipeline`, { method: "POST", headers, body });
    const text = await response.text();
    if (!response.ok || text.includes('"type":"error"')) throw new Error(text.slice(0, 500));
  };
}

async function onD1(worker: Miniflare): Promise<Execute> {
  const database = await worker.getD1Database(tenantBinding(1));
  return async (sql, param) => {
    await database.prepare(sql).bind(param).run();
  };
}

/** As many as a product may have, and as an adjustment may have lines. */
const PORTION = 100;
const DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Gives an organization so many variants, each with some stock and the demand of a year up to yesterday. The demand is written
 * into the database directly: the API would take millions of days, too, but also many minutes.
 */
export async function stockForNight({ shop, execute }: Shop, variants: number, say: (text: string) => void) {
  const location = await shop<{ id: string }>("POST", "/api/v1/locations", { name: "Main warehouse" });
  for (let first = 1; first <= variants; first += PORTION) {
    if (first % 2000 === 1) say(`${first - 1} of ${variants} variants…`);
    const numbers = Array.from({ length: Math.min(PORTION, variants - first + 1) }, (_, at) => first + at);
    const made = await shop<{ variants: { id: string }[] }>("POST", "/api/v1/products", {
      ...{ name: `Range ${first}`, category: `Category ${first % 17}` },
      variants: numbers.map((number) => ({ sku: `SKU-${number}`, name: `Size ${number}`, price: 12.5, cost: 4 })),
    });
    const demand = numbers.map((number) => demandOf(number, DAYS));
    await execute(
      DAYS_OF_DEMAND,
      JSON.stringify(
        made.variants.map(({ id }, at) => [id, location.id, firstDay(demand[at]?.length ?? 0), demand[at]]),
      ),
    );
    const adjustments = numbers.map((number) => ({
      ...{ sku: `SKU-${number}`, location_id: location.id, quantity: 1 + ((number * 7) % 400) },
      reason: "received",
    }));
    await shop("POST", "/api/v1/inventory_adjustments", { adjustments });
  }
}

/** Writes the demand of variants, given as variant, location, first day, and a quantity for each day. */
const DAYS_OF_DEMAND = `INSERT INTO imported_demand (variant_id, location_id, day, quantity)
  SELECT v.value ->> 0, v.value ->> 1, date(v.value ->> 2, '+' || d.key || ' days'), d.value * 10000
  FROM (SELECT value FROM json_each(?) LIMIT -1) v CROSS JOIN json_each(v.value, '$[3]') d`;

function firstDay(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, "2026-11-26".length);
}

type Job = { job: string; open_run: unknown; failed_at: string | null; last_run: { did: Night["did"] } | null };

/** How often an unfinished run is looked at, which costs the server a millisecond or two. */
const POLL_MS = 250;

/** Runs the nightly job as the operator would, and measures the server until the run is over. */
export async function measureNight({ id, operator, pid }: Shop): Promise<Night> {
  resetPeakMemory(pid);
  const [before, began] = [cpuSeconds(pid), performance.now()];
  const report = await operator<{ status: string; did: Night["did"] }>(
    "POST",
    `/admin/v1/organizations/${id}/jobs/nightly`,
    {},
  );
  let { did } = report;
  if (report.status === "failed") throw new Error(JSON.stringify(report));
  while (report.status === "unfinished") {
    await sleep(POLL_MS);
    const job = (await operator<Job[]>("GET", `/admin/v1/organizations/${id}/jobs`)).find(
      (one) => one.job === "nightly",
    );
    if (job?.failed_at) throw new Error(JSON.stringify(job));
    if (!job?.last_run || job.open_run) continue;
    did = job.last_run.did;
    break;
  }
  const wall = (performance.now() - began) / 1000;
  return { cpu: cpuSeconds(pid) - before, wall, memory: peakMemory(pid), did };
}
