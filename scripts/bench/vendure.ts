import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "../lib/address.ts";
import { type Client, openClient } from "./load.ts";
import type { ScenarioName } from "./scenarios.ts";

const PACKAGES = ["@vendure/core@3.7.3", "libsql@0.5.29"];

/** Another product, for comparison: what answers the same questions, in its own API. */
export type Vendure = {
  /** The scenarios that have an equivalent. */
  scenarios: ScenarioName[];
  /** Opens so many connections for a scenario, and answers what runs it. */
  open(
    scenario: ScenarioName,
    connections: number,
  ): { run: (at: number) => Promise<unknown>; close: () => Promise<void> };
  stop: () => Promise<void>;
};

type Ask = <T>(query: string, variables?: object) => Promise<T>;
type Made = { id: string };

const STOCK = 1_000_000;
const LEVELS = "stockLevels { stockOnHand stockAllocated stockLocationId }";
const LIST = `{ productVariants(options: { take: 25 }) { totalItems items { id sku name ${LEVELS} } } }`;
const SCAN = `query ($sku: String!) {
  productVariants(options: { filter: { sku: { eq: $sku } }, take: 1 }) {
    items { id sku name price product { id name } ${LEVELS} } } }`;
const ADJUST =
  "mutation ($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id stockOnHand } }";

/** Installs Vendure in a directory, and starts it with so many variants on SQLite. */
export async function startVendure(directory: string, variants: number): Promise<Vendure> {
  install(directory);
  const [port] = (await freePorts(1)) as [number];
  const program = join(import.meta.dirname, "vendure_server.ts");
  const server = spawn(process.execPath, [program, directory, String(port)], { stdio: ["ignore", "pipe", "inherit"] });
  const [first] = await Promise.race([once(server.stdout, "data"), once(server, "exit")]);
  if (!String(first).includes("ready")) throw new Error(`Vendure ended instead of starting: ${first}`);
  const url = `http://127.0.0.1:${port}`;
  const token = await logIn(url);
  const open = (connections: number) =>
    openClient(url, connections, { "Content-Type": "application/json", Authorization: `Bearer ${token}` });
  const client = open(1);
  const ids = await stock(askerOf(client), variants);
  await client.close();
  return {
    scenarios: ["list", "scan", "adjust"],
    open(scenario, connections) {
      const client = open(connections);
      return { run: runnerOf(scenario, askerOf(client), ids), close: client.close };
    },
    async stop() {
      server.kill();
      if (server.exitCode === null) await once(server, "exit");
    },
  };
}

function install(directory: string) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "package.json"), '{ "private": true }\n');
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = spawnSync("npm", ["install", ...options, ...PACKAGES], { cwd: directory, stdio: ["ignore", 2, 2] });
  if (npm.status !== 0) throw new Error("npm could not install Vendure.");
}

/** The token of a new session of the administrator. */
async function logIn(url: string): Promise<string> {
  const query = 'mutation { login(username: "superadmin", password: "superadmin") { __typename } }';
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`${url}/admin-api`, { method: "POST", headers, body: JSON.stringify({ query }) });
  const token = response.headers.get("vendure-auth-token");
  if (!token) throw new Error(`Vendure let nobody in: ${await response.text()}`);
  return token;
}

function askerOf(client: Client): Ask {
  return async (query, variables = {}) => {
    const answer = JSON.parse(await client.request("POST", "/admin-api", JSON.stringify({ query, variables })));
    if (answer.errors) throw new Error(`Vendure refused: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  };
}

/** Creates what prices need, and then the variants, each of a product of its own; answers their ids. */
async function stock(ask: Ask, variants: number): Promise<string[]> {
  const create = async (of: string, input: object) => {
    const query = `mutation ($input: Create${of}Input!) { create${of}(input: $input) { id } }`;
    return (await ask<Record<string, Made>>(query, { input }))[`create${of}`]?.id;
  };
  const zone = await create("Zone", { name: "Everywhere" });
  const { channels } = await ask<{ channels: { items: Made[] } }>("{ channels { items { id } } }");
  await ask("mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { __typename } }", {
    input: { id: channels.items[0]?.id, defaultTaxZoneId: zone, defaultShippingZoneId: zone },
  });
  const taxCategoryId = await create("TaxCategory", { name: "Standard", isDefault: true });
  await create("TaxRate", { name: "Standard", enabled: true, value: 19, categoryId: taxCategoryId, zoneId: zone });
  const ids: string[] = [];
  for (let number = 1; number <= variants; number++) {
    const name = { languageCode: "en", name: `Widget ${number}` };
    const translations = [{ ...name, slug: `widget-${number}`, description: "" }];
    const productId = await create("Product", { enabled: true, translations });
    const input = {
      productId,
      sku: `SKU-${number}`,
      price: 1250,
      stockOnHand: STOCK,
      taxCategoryId,
      translations: [name],
    };
    const made = await ask<{ createProductVariants: Made[] }>(
      "mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }",
      { input: [{ ...input, trackInventory: "TRUE" }] },
    );
    ids.push(...made.createProductVariants.map(({ id }) => id));
  }
  return ids;
}

function runnerOf(scenario: ScenarioName, ask: Ask, ids: readonly string[]) {
  if (scenario === "list") return () => ask(LIST);
  if (scenario === "scan") return (at: number) => ask(SCAN, { sku: `SKU-${(at % ids.length) + 1}` });
  return (at: number) => ask(ADJUST, { input: [{ id: ids[at % ids.length], stockOnHand: STOCK + 1 + at }] });
}
