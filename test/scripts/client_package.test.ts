import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumPath } from "../../scripts/lib/chromium.ts";
import { packClient } from "../../scripts/lib/client_package.ts";
import { createClient } from "../../src/client/index.ts";
import { ADMIN_TOKEN, newStateDirectory, type Server, startServer } from "./server.ts";

const root = join(import.meta.dirname, "../..");
const state = newStateDirectory();
const project = mkdtempSync(join(tmpdir(), "stockbook-client-"));
let server: Server;
let key: string;

/** An empty project with the package as npm would publish it, and a server with one organization. The registry may be slow. */
beforeAll(async () => {
  const archive = await packClient(join(project, "package"));
  mkdirSync(join(project, "app"));
  write("package.json", JSON.stringify({ name: "app", private: true, type: "module" }));
  execFileSync("npm", ["install", "--no-audit", "--no-fund", archive], { cwd: join(project, "app") });
  server = await startServer({ state: state.path, empty: true });
  const operator = createClient({ url: server.url, key: ADMIN_TOKEN });
  const { data } = await operator.createOrganization({ body: { name: "Client", slug: "client" } });
  key = data.api_key?.key ?? "";
  await createClient({ url: server.url, key }).createLocation({ body: { name: "Main", code: "MAIN" } });
}, 180_000);
afterAll(async () => {
  await server?.stop();
  state.remove();
  rmSync(project, { recursive: true, force: true });
});

function write(name: string, text: string): string {
  const path = join(project, "app", name);
  writeFileSync(path, text);
  return path;
}

test("the package brings openapi-fetch and what that needs, and nothing of the server", () => {
  const installed = readdirSync(join(project, "app/node_modules")).filter((name) => !name.startsWith("."));
  expect(installed.toSorted()).toEqual(["openapi-fetch", "openapi-typescript-helpers", "stockbook"]);
  const files = readdirSync(join(project, "app/node_modules/stockbook")).toSorted();
  expect(files).toEqual(["LICENSE", "README.md", "client", "package.json"]);
});

test("the example of the README does what it says", () => {
  const readme = readFileSync(join(project, "app/node_modules/stockbook/README.md"), "utf8");
  const [, example = ""] = /## Example\n+```js\n([\s\S]*?)^```/m.exec(readme) ?? [];
  const path = write("example.js", example);
  const env = { PATH: process.env.PATH, STOCKBOOK_URL: server.url, STOCKBOOK_KEY: key };
  const said = execFileSync(process.execPath, [path], { env, encoding: "utf8" });
  expect(said).toBe("MUG-GREEN: 5 requested, 3 available\nMUG-GREEN: 3 on hand\n");
});

const CONSUMER = `
import { createClient, InsufficientStockError, type RowOf, verifyWebhook } from "stockbook/client";

const client = createClient({ url: "https://stock.example", key: "sb_live_1" });

export async function uses() {
  const { data, meta } = await client.listOrders({ status: ["pending"], per_page: 5 });
  const first: RowOf<"listOrders"> | undefined = data[0];
  const number: string | undefined = first?.number;
  const pages: number | undefined = meta.total_pages;
  const file: Response = await client.listOrders({ format: "csv" });
  const chart: Response = await client.getForecastChart({ variant_id: "var_1" });
  const nothing: undefined = await client.archiveProduct({ id: "prod_1" });
  for await (const product of client.listProducts.each()) product.name.toUpperCase();
  for await (const { data } of client.listProducts.pages({ per_page: 100 })) data.length.toFixed();
  await client.importProducts({ body: "sku\\nMUG" }, { content_type: "text/csv" });
  return { number, pages, file, chart, nothing };
}

export async function receives(request: Request, secret: string) {
  const event = await verifyWebhook({ payload: await request.text(), headers: request.headers, secret });
  if (event.type === "order.created") return event.data.order.id.toUpperCase();
  // @ts-expect-error Another event has no order.
  if (event.type === "product.created") return event.data.order;
  return event.id;
}

export const shortagesOf = (error: unknown) =>
  error instanceof InsufficientStockError ? error.shortages.map(({ requested, available }) => requested - available) : [];

export async function misuses() {
  // @ts-expect-error There is no such operation.
  await client.listThings();
  // @ts-expect-error The id is missing.
  await client.getOrder();
  // @ts-expect-error There is no such parameter.
  await client.getOrder({ id: "ord_1", colour: "blue" });
  // @ts-expect-error There is no such status.
  await client.listOrders({ status: ["lost"] });
  // @ts-expect-error A quantity is a number.
  await client.createOrder({ body: { location_id: "loc_1", items: [{ sku: "MUG", quantity: "5" }] } });
  // @ts-expect-error One order is no list.
  client.getOrder.each({ id: "ord_1" });
  // @ts-expect-error Text needs its media type.
  await client.importProducts({ body: "sku" });
}
`;

test.each([
  ["bundler", "esnext"],
  ["nodenext", "nodenext"],
])("types hold for a project with module resolution %s", (moduleResolution, module) => {
  write("consumer.ts", CONSUMER);
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] },
    ...{ module, moduleResolution, target: "es2022", lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable"] },
  };
  write("tsconfig.json", JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
  expect(compile()).toBe("");
});

/** What the compiler complains of. */
function compile(): string {
  try {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    return execFileSync(process.execPath, [tsc, "-p", "."], { cwd: join(project, "app"), encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const READS = `
const client = createClient({ url, key });
const codes = [];
for await (const { code } of client.listLocations.each()) codes.push(code);
const error = await client.getOrder({ id: "ord_0" }).catch((error) => error);
`;

test("the package runs in a Worker", async () => {
  const entry = write(
    "worker.js",
    `import { createClient, NotFoundError } from "stockbook/client";
    export default { async fetch(_, { url, key }) {
      ${READS}
      return Response.json({ codes, is_not_found: error instanceof NotFoundError });
    } };`,
  );
  const script = await bundled(entry, { platform: "neutral", format: "esm" });
  const env = { url: { type: "text" as const, value: server.url }, key: { type: "text" as const, value: key } };
  const modules = { "worker.js": { type: "esm" as const, contents: script } };
  const manifest = { mainModule: "worker.js", modulesRoot: project, modules };
  const config = { name: "worker", compatibilityDate: "2026-11-01", manifest, env };
  const worker = new Miniflare({ workers: [{ config }] });
  try {
    const response = await worker.dispatchFetch("http://worker/");
    expect(await response.json()).toEqual({ codes: expect.arrayContaining(["MAIN"]), is_not_found: true });
  } finally {
    await worker.dispose();
  }
});

test("the package runs in a browser", async () => {
  const entry = write(
    "browser.js",
    `import { createClient, NotFoundError } from "stockbook/client";
    globalThis.run = async ({ url, key }) => {
      ${READS}
      return { codes, is_not_found: error instanceof NotFoundError };
    };`,
  );
  const script = await bundled(entry, { platform: "browser", format: "iife" });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/healthz`);
    await page.evaluate(script);
    const result = await page.evaluate(`run(${JSON.stringify({ url: server.url, key })})`);
    expect(result).toEqual({ codes: expect.arrayContaining(["MAIN"]), is_not_found: true });
  } finally {
    await browser.close();
  }
});

async function bundled(entry: string, format: { platform: "neutral" | "browser"; format: "esm" | "iife" }) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    target: "es2022",
    ...format,
  });
  return outputFiles[0]?.text ?? "";
}
