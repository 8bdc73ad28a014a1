import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCommand } from "./command.ts";
import { newStateDirectory, type Server, startServer } from "./server.ts";

const state = newStateDirectory();
const output = join(state.path, "acme.sql");
const closings: (() => void)[] = [];
let server: Server;

beforeAll(async () => {
  server = await startServer({ state: join(state.path, "state"), empty: true });
  for (const slug of ["acme", "shop"]) await json("organizations", "create", "--name", slug, "--slug", slug);
  await json("backup", "acme", "--output", join(state.path, "whole.sql"));
});
afterAll(async () => {
  for (const close of closings) close();
  await server.stop();
  state.remove();
});

/** What a command prints with `--json`. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
async function json(...args: string[]): Promise<any> {
  const { said, ended } = startCommand(server.url, ["--json", ...args]);
  expect(await ended).toBe(0);
  return JSON.parse(said.out);
}

/** The keys that commands have made for themselves, of both organizations. */
async function ownKeys(): Promise<{ name: string; revoked_at: string | null }[]> {
  const keys = [...(await json("keys", "list", "acme")), ...(await json("keys", "list", "shop"))];
  return keys.filter(({ name }) => name === "Command line");
}

type Passage = { is_kept?: RegExp; is_lost?: RegExp; is_halved?: RegExp };

/**
 * The server behind a proxy. It keeps the requests that match `is_kept` until they are released, loses the answers to others, and
 * lets only the first half of others through. A request is told by its method, path and body.
 */
async function behindProxy({ is_kept, is_lost, is_halved }: Passage) {
  const asked: string[] = [];
  const kept: { request: string; release: () => void }[] = [];
  const proxy = createServer(async (incoming, response) => {
    const { url = "", method = "GET" } = incoming;
    const body = (await incoming.toArray()).join("");
    const request = `${method} ${url} ${body}`;
    asked.push(request);
    if (is_kept?.test(request)) await new Promise<void>((release) => kept.push({ request, release }));
    const { connection, host, ...headers } = incoming.headers as Record<string, string>;
    const real = await fetch(`${server.url}${url}`, { method, headers, ...(body ? { body } : {}) });
    const text = await real.text();
    if (is_lost?.test(request)) return response.destroy();
    if (real.status === 204) return response.writeHead(204).end();
    response.writeHead(real.status, { "Content-Type": real.headers.get("Content-Type") ?? "" });
    if (is_halved?.test(request)) return response.write(text.slice(0, text.length / 2));
    response.end(text);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const close = () => void proxy.close().closeAllConnections();
  closings.push(close);
  /** Waits until a request is kept. */
  const keeping = (what: RegExp) =>
    expect.poll(() => kept.some(({ request }) => what.test(request)), { timeout: 30_000 }).toBe(true);
  const release = (what: RegExp) => {
    for (const one of kept) if (what.test(one.request)) one.release();
  };
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked, keeping, release, close };
}

const SUSPENSION = /^PATCH .*"suspended"/;
const ACTIVATION = /^PATCH .*"active"/;
const CREATION = /^POST .*\/api_keys /;
const REVOCATION = /^DELETE .*\/api_keys\//;
const PROOF = /^GET .*\/reconciliation/;

test("a backup that is interrupted, or whose connection is lost, leaves no part of the file", async () => {
  const { url, close } = await behindProxy({ is_halved: /export/ });
  const broken = startCommand(url, ["backup", "acme", "--output", output]);
  await expect.poll(() => existsSync(`${output}.part`), { timeout: 30_000 }).toBe(true);
  close();
  expect(await broken.ended).toBe(3);
  expect(broken.said.err).toMatch(/^The connection was lost during the export\./);
  const nothing = await behindProxy({ is_halved: /export/ });
  const { child, ended } = startCommand(nothing.url, ["backup", "acme", "--output", output]);
  await expect.poll(() => existsSync(`${output}.part`), { timeout: 30_000 }).toBe(true);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect([output, `${output}.part`].filter(existsSync)).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s while the suspension for a backup is under way leaves the organization active",
  async (signal) => {
    const { url, asked, keeping, release } = await behindProxy({ is_kept: SUSPENSION });
    const { child, ended } = startCommand(url, ["backup", "acme", "--output", output, "--suspend"]);
    await keeping(SUSPENSION);
    child.kill(signal);
    // Time enough for the command to send what it would send too early.
    expect((await json("organizations", "show", "acme")).status).toBe("active");
    expect(asked.filter((request) => ACTIVATION.test(request))).toEqual([]);
    release(SUSPENSION);
    expect(await ended).toBe(130);
    expect(asked.at(-1)).toMatch(ACTIVATION);
    expect((await json("organizations", "show", "acme")).status).toBe("active");
    expect([output, `${output}.part`].filter(existsSync)).toEqual([]);
  },
);

test("a second signal ends a command at once that waits for an answer", async () => {
  const { url, keeping } = await behindProxy({ is_kept: SUSPENSION });
  const { child, ended } = startCommand(url, ["backup", "acme", "--output", output, "--suspend"]);
  await keeping(SUSPENSION);
  child.kill("SIGINT");
  child.kill("SIGTERM");
  expect(await ended).toBe(130);
});

test("an organization is active again if the answer to its suspension is lost; if that is lost too, it is said", async () => {
  const command = ["backup", "acme", "--output", output, "--suspend"];
  const { url } = await behindProxy({ is_lost: SUSPENSION });
  expect(await startCommand(url, command).ended).toBe(3);
  expect((await json("organizations", "show", "acme")).status).toBe("active");
  const both = await behindProxy({ is_lost: /^PATCH / });
  const { said, ended } = startCommand(both.url, command);
  expect(await ended).toBe(3);
  expect(said.err).toContain("acme may still be suspended");
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends verify with every key revoked that it has made", async (signal) => {
  for (const moment of [CREATION, PROOF]) {
    const before = (await ownKeys()).length;
    const { url, asked, keeping, release } = await behindProxy({ is_kept: moment });
    const { child, ended } = startCommand(url, ["verify"]);
    await keeping(moment);
    child.kill(signal);
    release(CREATION);
    expect(await ended).toBe(130);
    expect(asked.filter((request) => CREATION.test(request))).toHaveLength(1);
    const keys = await ownKeys();
    expect(keys).toHaveLength(before + 1);
    expect(keys.filter(({ revoked_at }) => revoked_at === null)).toEqual([]);
  }
});

test("once it is interrupted, verify doesn't go on to the next organization", async () => {
  const { url, asked, keeping, release } = await behindProxy({ is_kept: /reconciliation|^DELETE/ });
  const { child, said, ended } = startCommand(url, ["verify"]);
  await keeping(PROOF);
  child.kill("SIGINT");
  await keeping(REVOCATION);
  release(PROOF);
  // Time enough for the command to go on with what the proof has answered.
  await ownKeys();
  release(REVOCATION);
  expect(await ended).toBe(130);
  expect(asked.filter((request) => CREATION.test(request))).toHaveLength(1);
  expect(said).toEqual({ out: "", err: "" });
});

test("a restore that is interrupted says how to discard what it has sent", async () => {
  const { url, keeping } = await behindProxy({ is_kept: /restore\/rows/ });
  const { child, said, ended } = startCommand(url, ["restore", join(state.path, "whole.sql"), "--slug", "half"]);
  await keeping(/restore\/rows/);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(said.err).toContain("To go on, repeat the command.");
  expect(said.err).toContain("organizations discard half");
  await json("organizations", "discard", "half");
});
