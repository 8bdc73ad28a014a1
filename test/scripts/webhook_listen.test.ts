import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test } from "vitest";
import { ADMIN_TOKEN, call, newStateDirectory, ownEnvironment, startServer } from "./server.ts";

const root = join(import.meta.dirname, "../..");
const SECRET = `whsec_${Buffer.alloc(24, "one secret").toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(24, "another secret").toString("base64")}`;
const EVENT = {
  type: "order.created",
  timestamp: "2026-11-27T03:00:00.000Z",
  data: { order: { id: "ord_1", number: "SO-1", status: "reserved", items: [{ sku: "MUG", quantity: 3 }] } },
};

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

/** Starts the command as `npm run webhook:listen` does, at a free port, and waits until it listens or has ended. */
async function listen(args: string[] = [], env: Record<string, string> = {}) {
  const listener = spawn(process.execPath, ["scripts/run.js", "webhook-listen", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...ownEnvironment(), WEBHOOK_PORT: "0", ...env },
  });
  const output = { all: "", printed: "" };
  listener.stdout.on("data", (chunk) => (output.printed += chunk));
  for (const stream of [listener.stdout, listener.stderr]) stream.on("data", (chunk) => (output.all += chunk));
  cleanUp.push(() => listener.kill("SIGKILL"));
  await expect
    .poll(() => listener.exitCode !== null || output.all.includes("Listening at"), { timeout: 30_000 })
    .toBe(true);
  return { output, url: /Listening at (\S+)/.exec(output.all)?.[1] ?? "", end: () => endOf(listener) };
}

/** The exit code after Ctrl-C, or of a process that has ended already. */
async function endOf(listener: ChildProcess): Promise<number | null> {
  if (listener.exitCode === null) {
    listener.kill("SIGINT");
    await once(listener, "exit");
  }
  return listener.exitCode;
}

type Sent = { secret?: string; event?: unknown; id?: string; at?: Date; signature?: string };

async function send(
  url: string,
  { secret = SECRET, event = EVENT, id = "evt_1", at = new Date(), signature }: Sent = {},
) {
  const body = JSON.stringify(event);
  const { status } = await fetch(url, {
    method: "POST",
    headers: {
      ...{ "Content-Type": "application/json", "webhook-id": id },
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": signature ?? new Webhook(secret).sign(id, at, body),
    },
    body,
  });
  return status;
}

const linesOf = (output: { printed: string }) => output.printed.split("\n").filter((line) => /^\d\d:/.test(line));

describe("npm run webhook:listen", () => {
  test("prints a verified event in one line and accepts it, also when it comes again", async () => {
    const { url, output, end } = await listen(["--secret", SECRET]);
    expect([await send(url), await send(url)]).toEqual([204, 204]);
    await expect
      .poll(() => linesOf(output).map((line) => line.slice(10)))
      .toEqual([
        "204  order.created  evt_1  verified  order ord_1 number=SO-1 status=reserved",
        "204  order.created  evt_1  verified, received 2 times  order ord_1 number=SO-1 status=reserved",
      ]);
    expect(await end()).toBe(0);
  });

  test("refuses with 400 what was signed with another secret, long ago or not at all, and says why", async () => {
    const { url, output } = await listen([], { WEBHOOK_SECRET: SECRET });
    expect(await send(url, { secret: OTHER })).toBe(400);
    expect(await send(url, { at: new Date(Date.now() - 6 * 60_000) })).toBe(400);
    expect(await send(url, { signature: "v1,AAAA" })).toBe(400);
    expect((await fetch(url, { method: "POST", body: "hello" })).status).toBe(400);
    expect((await fetch(url)).status).toBe(405);
    await expect
      .poll(() => linesOf(output).map((line) => /NOT VERIFIED \(.*?\)/.exec(line)?.[0]))
      .toEqual([
        "NOT VERIFIED (No matching signature found)",
        "NOT VERIFIED (Message timestamp too old)",
        "NOT VERIFIED (No matching signature found)",
        "NOT VERIFIED (Missing required headers)",
      ]);
  });

  test("accepts either of two secrets while one is being rotated", async () => {
    const { url } = await listen(["--secret", SECRET, "--secret", OTHER]);
    expect([await send(url), await send(url, { secret: OTHER })]).toEqual([204, 204]);
  });

  test("without a secret it says that nothing is verified, and refuses a body that is no event", async () => {
    const { url, output } = await listen();
    expect(output.all).toContain("No secret is given, so nothing is verified.");
    expect(await send(url)).toBe(204);
    expect(await send(url, { event: { hello: "world" } })).toBe(400);
    await expect
      .poll(() => linesOf(output).map((line) => line.slice(10, 60)))
      .toEqual([
        expect.stringContaining("204  order.created  evt_1  not verified (no secret"),
        expect.stringContaining("400  -  evt_1  refused (The body has no type"),
      ]);
  });

  test("with --json it prints nothing but one JSON object per request, with the whole body", async () => {
    const { url, output } = await listen(["--secret", SECRET, "--json"]);
    await send(url);
    await expect.poll(() => output.printed).toMatch(/\n$/);
    const { received_at, ...printed } = JSON.parse(output.printed);
    expect(received_at).toMatch(/^\d{4}-/);
    expect(printed).toEqual({ id: "evt_1", status: 204, verification: "verified", fault: null, body: EVENT });
  });

  test("with --fail 2 it refuses the first two with 500, and a request that isn't verified doesn't count", async () => {
    const { url } = await listen(["--secret", SECRET, "--fail", "2"]);
    const statuses = [await send(url), await send(url, { secret: OTHER }), await send(url), await send(url)];
    expect(statuses).toEqual([500, 400, 500, 204]);
  });

  test.each([
    [["--secret", "password"], "--secret must begin with whsec_, as the API returned it.\n"],
    [["--port", "x"], "--port must be a number up to 65535.\n"],
    [["--fail", "-1"], /--fail/],
    [["--nonsense"], /--nonsense/],
  ])("%j is refused with exit code 1", async (args, sentence) => {
    const { output, end } = await listen(args);
    expect(await end()).toBe(1);
    expect(output.all).toMatch(sentence);
  });

  test("a taken port is refused in plain words", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    cleanUp.push(() => taken.close());
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { output, end } = await listen(["--port", String(port)]);
    expect(await end()).toBe(1);
    expect(output.all).toBe(`Port ${port} is taken; pass another one with --port.\n`);
  });

  test("with --key it registers itself, prints what happens in the organization, and is gone from there at the end", async () => {
    const state = newStateDirectory();
    cleanUp.push(state.remove);
    const server = await startServer({ state: state.path, empty: true });
    cleanUp.push(() => server.stop());
    const made = await call(server.url, ADMIN_TOKEN, "POST", "/admin/v1/organizations", { name: "Acme", slug: "acme" });
    const { key } = made.body.data.api_key;
    const endpoints = () => call(server.url, key, "GET", "/api/v1/webhook_endpoints");

    const { output, url, end } = await listen(["--key", key, "--url", server.url]);
    expect((await endpoints()).body.data).toMatchObject([{ url: expect.stringContaining(url), status: "active" }]);
    await call(server.url, key, "POST", "/api/v1/products", { name: "Mug", sku: "MUG" });
    await expect
      .poll(() => output.printed, { timeout: 20_000 })
      .toMatch(/ 204 {2}product\.created {2}evt_\w+ {2}verified {2}product prd_\w+ .*name=Mug/);
    expect(await end()).toBe(0);
    expect((await endpoints()).body.data).toEqual([]);
  });

  test("a key that the server refuses, or a server that isn't there, is said in one line", async () => {
    const refused = await listen(["--key", "sb_live_x", "--url", "http://127.0.0.1:9"]);
    expect(await refused.end()).toBe(1);
    expect(refused.output.all).toBe("http://127.0.0.1:9 can't be reached.\n");
  });
});
