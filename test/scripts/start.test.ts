import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../src/shared/organization.ts";
import { ADMIN_TOKEN, call, newStateDirectory, type Server, startServer, survivors } from "./server.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function stateDirectory(): string {
  const state = newStateDirectory();
  cleanUp.push(state.remove);
  return state.path;
}

async function start(wanted: Parameters<typeof startServer>[0]): Promise<Server> {
  const server = await startServer(wanted);
  cleanUp.push(() => server.stop());
  return server;
}

const keyIn = ({ output }: Server) => /^API key +(sb_live_\w+)$/m.exec(output)?.[1] ?? "";
const commandsIn = ({ output }: Server) => output.match(/^ +curl .+$/gm) ?? [];

describe.each(ENGINES)("npm start on %s", (engine) => {
  test("serves a demo organization, goes on where it was, and leaves nothing running", async () => {
    const state = stateDirectory();
    const first = await start({ state, engine });
    const key = keyIn(first);
    expect(first.output).toMatch(
      /^Building the worker…\nCreating the demo organization \(about 10 s\)…\nStarting…\nStockbook is ready/m,
    );
    expect(first.output).toMatch(new RegExp(`^Base URL +${first.url}/api/v1$`, "m"));
    expect(key).toMatch(/^sb_live_/);

    const answers = commandsIn(first).map((command) =>
      JSON.parse(execFileSync("sh", ["-c", command], { encoding: "utf8" })),
    );
    expect(answers).toHaveLength(3);
    const [products, levels, order] = answers;
    expect(products.meta.total).toBeGreaterThan(20);
    expect(levels.meta.total).toBeGreaterThan(100);
    expect(order.data.status).toBe("reserved");

    const proof = await call(first.url, key, "GET", "/api/v1/reports/reconciliation");
    expect(proof.body.data).toMatchObject({ checked: levels.meta.total, discrepancies: [] });
    const latest = await call(first.url, key, "GET", "/api/v1/orders?per_page=1&page=2");
    expect(Date.parse(latest.body.data[0].placed_at)).toBeLessThanOrEqual(Date.now());
    for (const status of [
      "pending",
      "partially_reserved",
      "reserved",
      "partially_fulfilled",
      "fulfilled",
      "cancelled",
    ]) {
      const some = await call(first.url, key, "GET", `/api/v1/orders?status=${status}`);
      expect(some.body.meta.total, status).toBeGreaterThan(0);
    }

    const made = await call(first.url, ADMIN_TOKEN, "POST", "/admin/v1/organizations", { name: "Late", slug: "late" });
    expect(made.status).toBe(201);
    expect(made.body.data.database.engine).toBe(engine);
    const late = made.body.data.api_key.key;
    const location = await call(first.url, late, "POST", "/api/v1/locations", { name: "Cellar" });
    expect(location.status).toBe(201);
    expect(await first.stop("SIGINT")).toEqual([]);
    if (engine === "libsql") expect(readdirSync(join(state, "data/sqld"))).not.toEqual([]);

    const second = await start({ state, engine });
    expect(keyIn(second)).toBe(key);
    expect(second.output).toMatch(/^Starting…\nStockbook is ready/);
    const found = await call(second.url, key, "GET", `/api/v1/orders/${order.data.id}`);
    expect(found.body.data).toEqual(order.data);
    const cellar = await call(second.url, late, "GET", `/api/v1/locations/${location.body.data.id}`);
    expect(cellar.body).toEqual(location.body);
    expect(await second.stop("SIGTERM")).toEqual([]);
  });

  test("with --empty there is no organization, and two servers side by side share nothing", async () => {
    const states = [stateDirectory(), stateDirectory()];
    const [one, other] = (await Promise.all(states.map((state) => start({ state, engine, empty: true })))) as [
      Server,
      Server,
    ];
    expect(one.output).not.toContain("sb_live_");
    expect(one.output).toContain("/admin/v1/organizations");
    const organizations = (server: Server) => call(server.url, ADMIN_TOKEN, "GET", "/admin/v1/organizations");
    expect((await organizations(one)).body.meta.total).toBe(0);

    const made = await call(one.url, ADMIN_TOKEN, "POST", "/admin/v1/organizations", { name: "Acme", slug: "acme" });
    expect(made.status).toBe(201);
    expect((await organizations(one)).body.meta.total).toBe(1);
    expect((await organizations(other)).body.meta.total).toBe(0);
    const stranger = await call(other.url, made.body.data.api_key.key, "GET", "/api/v1/orders");
    expect(stranger.status).toBe(401);

    const left = await Promise.all([one.stop("SIGINT"), other.stop("SIGTERM")]);
    expect(left).toEqual([[], []]);
  });
});

test("a killed server takes its processes along, and starts again", async () => {
  const state = stateDirectory();
  const server = await start({ state, empty: true });
  const killed = server.processes();
  expect(killed.map(({ command }) => command)).toContain("workerd");
  process.kill(killed[0]?.pid as number, "SIGKILL");
  expect(await survivors(killed)).toEqual([]);
  const again = await start({ state, empty: true });
  expect((await fetch(`${again.url}/healthz`)).status).toBe(200);
});

test("a taken port is refused in plain words", async () => {
  const first = await start({ state: stateDirectory(), empty: true });
  const second = start({ state: stateDirectory(), empty: true, port: first.port });
  await expect(second).rejects.toThrow(/Port \d+ is taken; set PORT to another one/);
});

test.each([
  [{ HOST: "example.com" }, 'HOST must be an IP address or localhost, not "example.com".'],
  [{ HOST: "203.0.113.7" }, 'HOST must be an address of this machine, not "203.0.113.7".'],
  [
    { ADMIN_TOKEN: "short" },
    "ADMIN_TOKEN must have at least 16 characters. Generate one with `openssl rand -base64 32`.",
  ],
  [
    { SECRETS_KEY: "not-a-key" },
    "SECRETS_KEY must be 32 random bytes in base64. Generate them with `openssl rand -base64 32`.",
  ],
  [{ ALLOW_PRIVATE_WEBHOOKS: "yes" }, 'ALLOW_PRIVATE_WEBHOOKS must be true or false, not "yes".'],
  [{ PORT: "99999" }, 'PORT must be a whole number from 1 to 65535, not "99999".'],
  [{ ENGINE: "oracle" }, 'ENGINE must be one of d1, libsql, durable_object, not "oracle".'],
])("%o is refused in one sentence", async (env, sentence) => {
  const server = start({ state: stateDirectory(), empty: true, env });
  await expect(server).rejects.toThrow(new Error(`The server ended instead of starting:\n${sentence}\n`));
});

test("the server listens at 127.0.0.1 only, and with HOST=0.0.0.0 at every address of the machine", async () => {
  const addresses = Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ family }) => family === "IPv4")
    .map(({ address }) => address);
  const reachedOf = async ({ port }: Server) => {
    const answers = await Promise.allSettled(addresses.map((address) => fetch(`http://${address}:${port}/healthz`)));
    return addresses.filter((_, index) => answers[index]?.status === "fulfilled");
  };
  const local = await start({ state: stateDirectory(), empty: true });
  expect(await reachedOf(local)).toEqual(["127.0.0.1"]);
  expect(local.output).toContain("Webhooks may be sent to this machine and over http.");
  const open = await start({ state: stateDirectory(), empty: true, env: { HOST: "0.0.0.0" } });
  expect(await reachedOf(open)).toEqual(addresses);
  expect(open.output).not.toContain("Webhooks may be sent");
});

test("a start with another SECRETS_KEY than the one that encrypted the data says so, and serves", async () => {
  const state = stateDirectory();
  await (await start({ state, empty: true })).stop();
  const other = await start({ state, empty: true, env: { SECRETS_KEY: Buffer.alloc(32).toString("base64") } });
  expect(other.output).toMatch(/^SECRETS_KEY has changed, so the secrets of existing webhooks/m);
});

test("a stack trace in the log names the source files, not the minified bundle", async () => {
  const nowhere = { LIBSQL_URL: "http://127.0.0.1:9" };
  const server = await start({ state: stateDirectory(), engine: "libsql", empty: true, env: nowhere });
  const made = await call(server.url, ADMIN_TOKEN, "POST", "/admin/v1/organizations", { name: "Acme", slug: "acme" });
  expect(made.status).toBe(503);
  await expect.poll(() => server.output).toMatch(/at async provisionOrganization \(src\/[\w/]+\.ts:\d+:\d+\)/);
  expect(server.output).not.toContain("worker.js");
});
