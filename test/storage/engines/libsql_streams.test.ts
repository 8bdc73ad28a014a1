import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Sqld, startSqld } from "../../../scripts/lib/sqld.ts";
import type { Engine, Mode } from "../../../src/storage/port";

/** A pipeline that was sent to the server, and how it was answered. */
type Sent = { host: string; token: string; baton: string | null; types: string[]; status: number; left_open: boolean };

/** What stands between the engine and the server. */
type Meddling = (body: string, pass: (body: string) => Promise<Response>) => Promise<Response>;

const directory = mkdtempSync(join(tmpdir(), "stockbook-streams-"));
let sqld: Sqld;
let sent: Sent[] = [];
let meddle: Meddling = (body, pass) => pass(body);

beforeAll(async () => {
  sqld = await startSqld(directory);
});
afterAll(async () => {
  await sqld.stop();
  rmSync(directory, { recursive: true, force: true });
});

beforeEach(() => {
  sent = [];
  meddle = (body, pass) => pass(body);
  vi.useFakeTimers({ toFake: ["Date"] });
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const { host, pathname } = new URL(String(input));
    if (!host.endsWith(".test")) return real(input, init);
    const headers = new Headers(init?.headers);
    const token = headers.get("Authorization") ?? "";
    headers.set("Authorization", `Bearer ${sqld.auth_token}`);
    const pass = async (body: string) => {
      const response = await real(`${sqld.url}${pathname}`, { method: "POST", headers, body });
      const { baton, requests } = JSON.parse(body) as { baton: string | null; requests: { type: string }[] };
      const left_open = response.ok && ((await response.clone().json()) as { baton: string | null }).baton !== null;
      const types = requests.map(({ type }) => type);
      sent.push({ host, token, baton, types, status: response.status, left_open });
      return response;
    };
    return meddle(String(init?.body), pass);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** How many streams were opened, how many of them were left open, and how many were closed later on. */
function streams() {
  const opened = sent.filter(({ baton, status }) => baton === null && status === 200);
  return {
    opened: opened.length,
    kept: opened.filter(({ left_open }) => left_open).length,
    closed_later: sent.filter(({ baton, status, left_open }) => baton !== null && status === 200 && !left_open).length,
  };
}

/** An isolate that has kept no stream yet. */
async function newIsolate() {
  vi.resetModules();
  const { libsqlProvider } = await import("../../../src/storage/engines/libsql");
  return (namespace: string, auth_token = "token") => {
    const server = { url: "http://libsql.test", admin_url: sqld.admin_url, auth_token };
    return libsqlProvider(server, null, (engine) => engine).open(namespace);
  };
}

const atAdmin = (method: string, path: string) =>
  fetch(`${sqld.admin_url}/v1/namespaces/${path}`, {
    method,
    headers: { "Content-Type": "application/json", Authorization: `Basic ${sqld.admin_auth_key}` },
    ...(method === "POST" ? { body: "{}" } : {}),
  });

async function newNamespace(): Promise<string> {
  const name = `n-${crypto.randomUUID()}`;
  await atAdmin("POST", `${name}/create`);
  return name;
}

async function run(engine: Engine, sql: string | string[], mode: Mode = "write"): Promise<unknown[][]> {
  const statements = [sql].flat().map((text) => ({ sql: text, params: [] }));
  return (await engine.execute(statements, mode)).at(-1)?.rows ?? [];
}

/** A database with a table `t` of unique numbers, in an isolate of its own. */
async function openTable() {
  const open = await newIsolate();
  const name = await newNamespace();
  const engine = open(name);
  await run(engine, "CREATE TABLE t (x UNIQUE)");
  const stored = async () => (await run(engine, "SELECT x FROM t ORDER BY x", "read")).flat();
  return { open, name, engine, stored };
}

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a stream", () => {
  test("serves one request after the other, and of two at once each has its own", async () => {
    const { engine, stored } = await openTable();
    for (const x of [1, 2, 3]) await run(engine, `INSERT INTO t VALUES (${x})`);
    expect(await stored()).toEqual([1, 2, 3]);
    expect(streams()).toEqual({ opened: 1, kept: 1, closed_later: 0 });
    await Promise.all([run(engine, "SELECT 1", "read"), run(engine, "SELECT 2", "read")]);
    await Promise.all([run(engine, "SELECT 1", "read"), run(engine, "SELECT 2", "read")]);
    expect(streams()).toEqual({ opened: 2, kept: 2, closed_later: 0 });
    const batons = sent.map(({ baton }) => baton).filter((baton) => baton !== null);
    expect(new Set(batons).size).toBe(batons.length);
  });

  test("is of one database and one token", async () => {
    const { open, name, engine } = await openTable();
    await run(engine, "INSERT INTO t VALUES (1)");
    const other = open(await newNamespace());
    await run(other, "CREATE TABLE t (x)");
    expect(await run(other, "SELECT x FROM t")).toEqual([]);
    await run(open(name, "another token"), "SELECT 1");
    expect(streams()).toMatchObject({ opened: 3, kept: 3 });
    expect(sent.filter(({ token }) => token.includes("another")).map(({ baton }) => baton)).toEqual([null]);
  });

  test("is usable after a refused commit, of which nothing is left", async () => {
    const { engine, stored } = await openTable();
    await run(engine, "INSERT INTO t VALUES (1)");
    const refused = run(engine, ["INSERT INTO t VALUES (2)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (3)"]);
    await expect(refused).rejects.toMatchObject({ rule: "t.x" });
    await expect(run(engine, "SELECT * FROM a_table_that_is_not_there")).rejects.toThrow("no such table");
    await run(engine, "INSERT INTO t VALUES (4)");
    expect(await stored()).toEqual([1, 4]);
    expect(streams()).toEqual({ opened: 1, kept: 1, closed_later: 0 });
  });

  test("keeps no SQL texts, of which a server stores fifty", async () => {
    const { engine } = await openTable();
    for (const x of times(60, (at) => at)) await run(engine, [`SELECT ${x}`, `SELECT -${x}`], "read");
    expect(streams()).toMatchObject({ opened: 1 });
  });

  test("notices a migration on another connection", async () => {
    const { name, engine } = await openTable();
    const another = (await newIsolate())(name);
    await run(another, ["ALTER TABLE t ADD COLUMN y DEFAULT 7", "INSERT INTO t (x) VALUES (1)"]);
    expect(await run(engine, "SELECT * FROM t", "read")).toEqual([[1, 7]]);
    expect(streams()).toMatchObject({ opened: 2, kept: 2 });
  });

  test("is left alone once it was idle for eight seconds", async () => {
    const { engine } = await openTable();
    pass(7_999);
    await run(engine, "SELECT 1");
    expect(streams()).toMatchObject({ opened: 1 });
    pass(8_000);
    await run(engine, "SELECT 1");
    expect(streams()).toMatchObject({ opened: 2 });
    expect(sent.every(({ status }) => status === 200)).toBe(true);
  });

  test("is closed by its first request after a minute", async () => {
    const { engine } = await openTable();
    for (const _ of times(12, () => 0)) {
      pass(5_000);
      await run(engine, "SELECT 1");
    }
    expect(sent.at(-1)).toMatchObject({ left_open: false });
    expect(streams()).toEqual({ opened: 1, kept: 1, closed_later: 1 });
    await run(engine, "SELECT 1");
    expect(streams()).toMatchObject({ opened: 2 });
  });

  test("is closed if it is left in a transaction, as by a response that is too large", async () => {
    const { engine, stored } = await openTable();
    const too_large = run(engine, [
      "INSERT INTO t VALUES (1)",
      `SELECT hex(zeroblob(900000)) FROM (VALUES ${times(8, () => "(0)")})`,
    ]);
    await expect(too_large).rejects.toThrow("too large");
    expect(sent.at(-1)).toMatchObject({ types: ["close"], status: 200, left_open: false });
    await run(engine, "INSERT INTO t VALUES (2)");
    expect(await stored()).toEqual([2]);
    expect(streams()).toEqual({ opened: 2, kept: 2, closed_later: 1 });
  });

  test("is closed if a transaction could not begin on it", async () => {
    const { engine } = await openTable();
    meddle = (body, pass) => pass(body.replace("BEGIN IMMEDIATE", "BEGIN WHENEVER"));
    await expect(run(engine, "INSERT INTO t VALUES (1)")).rejects.toThrow("WHENEVER");
    expect(sent.at(-1)).toMatchObject({ types: ["close"], status: 200, left_open: false });
  });

  test("goes on where the server says, but not without the encryption it began with, or into one", async () => {
    const { engine } = await openTable();
    let base_url = "http://node-7.test";
    meddle = async (body, pass) => {
      const text = await (await pass(body)).text();
      return new Response(text.replace('"base_url":null', `"base_url":"${base_url}"`));
    };
    const hosts = async () => {
      sent = [];
      await run(engine, "SELECT 1");
      return sent.map(({ host }) => host);
    };
    expect(await hosts()).toEqual(["libsql.test"]);
    expect(await hosts()).toEqual(["node-7.test"]);
    base_url = "https://node-8.test";
    expect(await hosts()).toEqual(["node-7.test", "node-7.test"]);
    expect(sent.at(-1)?.types).toEqual(["close"]);
    expect(await hosts()).toEqual(["libsql.test", "libsql.test"]);
  });
});

describe("a stream that the server no longer has", () => {
  const once = { opened: 2, kept: 2 };

  test("is replaced after a restart of the server, and the write is done once", async () => {
    const { engine, stored } = await openTable();
    await sqld.stop();
    sqld = await startSqld(directory);
    await run(engine, "INSERT INTO t VALUES (1)");
    expect(await stored()).toEqual([1]);
    expect(streams()).toMatchObject(once);
    expect(sent.map(({ status }) => status)).toEqual([200, 400, 200, 200]);
  });

  test("is replaced after it expired, and the write is done once", async () => {
    const { engine, stored } = await openTable();
    // The engine's clock stands still, the server's does not.
    await wait(11_500);
    await run(engine, "INSERT INTO t VALUES (1)");
    expect(await stored()).toEqual([1]);
    expect(streams()).toMatchObject(once);
    expect(sent.map(({ status }) => status)).toEqual([200, 400, 200, 200]);
  });

  test("is replaced if its baton is none of the server's, and the write is done once", async () => {
    const { engine, stored } = await openTable();
    meddle = (body, pass) => pass(body.replace(/"baton":"..../, '"baton":"AAAA'));
    await run(engine, "INSERT INTO t VALUES (1)");
    meddle = (body, pass) => pass(body);
    expect(await stored()).toEqual([1]);
    expect(streams()).toMatchObject(once);
  });

  test("is not replaced if its baton was used: the request may have arrived before", async () => {
    const { engine, stored } = await openTable();
    meddle = async (body, pass) => {
      await pass(body);
      return pass(body);
    };
    await expect(run(engine, "INSERT INTO t VALUES (1)")).rejects.toMatchObject({ worth_a_retry: false });
    expect(sent.map(({ status }) => status)).toEqual([200, 200, 400]);
    meddle = (body, pass) => pass(body);
    expect(await stored()).toEqual([1]);
    expect(streams()).toMatchObject(once);
  });

  test("is given up with a lost response, and nothing is sent again", async () => {
    const { engine, stored } = await openTable();
    meddle = async (body, pass) => {
      await pass(body);
      throw new TypeError("Network connection lost.");
    };
    await expect(run(engine, "INSERT INTO t VALUES (1)")).rejects.toMatchObject({ worth_a_retry: true });
    expect(sent.length).toBe(2);
    meddle = (body, pass) => pass(body);
    expect(await stored()).toEqual([1]);
    expect(streams()).toMatchObject(once);
  });
});

describe("a database that is deleted and made again", () => {
  test("is never reached by an old stream if a request came in between", async () => {
    const { name, engine } = await openTable();
    await Promise.all([run(engine, "INSERT INTO t VALUES (1)"), run(engine, "SELECT 1", "read")]);
    await atAdmin("DELETE", name);
    await expect(run(engine, "INSERT INTO t VALUES (2)")).rejects.toThrow("can't be reached");
    await atAdmin("POST", `${name}/create`);
    for (const _ of times(3, () => 0)) {
      expect(await run(engine, "SELECT name FROM sqlite_schema", "read")).toEqual([]);
    }
  });

  test("is never reached by an old stream that was idle for eight seconds", async () => {
    const { name, engine } = await openTable();
    await atAdmin("DELETE", name);
    await atAdmin("POST", `${name}/create`);
    pass(8_000);
    expect(await run(engine, "SELECT name FROM sqlite_schema", "read")).toEqual([]);
  });

  test("is reached after a minute at the latest, however busy it is", async () => {
    const { name, engine } = await openTable();
    await atAdmin("DELETE", name);
    await atAdmin("POST", `${name}/create`);
    for (const _ of times(12, () => 0)) {
      pass(5_000);
      await run(engine, "SELECT 1", "read");
    }
    expect(await run(engine, "SELECT name FROM sqlite_schema", "read")).toEqual([]);
  });
});

describe("the connections of the server", () => {
  test("are kept for at most 16 streams of a database", async () => {
    const { engine } = await openTable();
    const numbers = times(40, (x) => x);
    expect(await Promise.all(numbers.map((x) => run(engine, `SELECT ${x}`, "read")))).toEqual(
      numbers.map((x) => [[x]]),
    );
    expect(streams()).toMatchObject({ kept: 16 });
  });

  test("are kept for at most 32 streams, and 300 databases are served by a server of 128 connections", async () => {
    const open = await newIsolate();
    const engines = (await Promise.all(times(300, newNamespace))).map((name) => open(name));
    for (const engine of engines) await run(engine, "CREATE TABLE t (x)");
    for (const engine of engines) expect(await run(engine, "SELECT * FROM t", "read")).toEqual([]);
    expect(streams()).toMatchObject({ kept: 32, closed_later: 0 });
    expect(sent.every(({ status }) => status === 200)).toBe(true);
    pass(8_000);
    for (const engine of engines.slice(-32)) await run(engine, "SELECT * FROM t", "read");
    expect(streams()).toMatchObject({ kept: 64 });
  });

  test("are not kept for eight seconds after the server had none left", async () => {
    const { engine } = await openTable();
    const before = streams().kept;
    let refused = false;
    meddle = async (body, pass) => {
      if (refused || body.includes('"baton":"')) return pass(body);
      refused = true;
      return Response.json({ error: "Timed out while opening database connection" }, { status: 429 });
    };
    await Promise.all([run(engine, "SELECT 1", "read"), run(engine, "SELECT 2", "read")]);
    await Promise.all([run(engine, "SELECT 1", "read"), run(engine, "SELECT 2", "read")]);
    expect(sent.slice(-2).every(({ left_open }) => !left_open)).toBe(true);
    await run(engine, "SELECT 1", "read");
    expect(sent.at(-1)).toMatchObject({ baton: null, left_open: false });
    pass(8_000);
    await run(engine, "SELECT 1", "read");
    expect(sent.at(-1)).toMatchObject({ baton: null, left_open: true });
    expect(before).toBe(1);
  });

  test("are not taken for good by requests that never end", async () => {
    const { engine } = await openTable();
    meddle = () => new Promise(() => {});
    for (const x of times(40, (at) => at)) void run(engine, `SELECT ${x}`, "read");
    await wait(50);
    meddle = (body, pass) => pass(body);
    await run(engine, "SELECT 1", "read");
    expect(sent.at(-1)).toMatchObject({ baton: null, left_open: false });
    pass(8_000);
    await run(engine, "SELECT 1", "read");
    expect(sent.at(-1)).toMatchObject({ baton: null, left_open: true });
  });
});

test("the writes of an isolate are sent to a database one at a time, but none waits for good for one that never ends", async () => {
  const { engine, stored } = await openTable();
  let under_way = 0;
  let most = 0;
  meddle = async (body, pass) => {
    if (body.includes("IMMEDIATE")) most = Math.max(most, ++under_way);
    const response = await pass(body);
    if (body.includes("IMMEDIATE")) under_way--;
    return response;
  };
  const numbers = times(30, (x) => x);
  await Promise.all(
    numbers.flatMap((x) => [run(engine, `INSERT INTO t VALUES (${x})`), run(engine, "SELECT 1", "read")]),
  );
  expect(await stored()).toEqual(numbers);
  expect(most).toBe(1);
  meddle = () => new Promise(() => {});
  void run(engine, "SELECT 1");
  await wait(50);
  meddle = (body, pass) => pass(body);
  await run(engine, "INSERT INTO t VALUES (30)");
  expect(await stored()).toEqual([...numbers, 30]);
});

test("values are those of the client, and what a statement cost is told", async () => {
  const { engine } = await openTable();
  await run(engine, "INSERT INTO t VALUES (1), (2), (3)");
  const values = await run(engine, "SELECT 9007199254740991, -1, 1.5, 'ä', NULL, x'000102ff'", "read");
  const bytes = new Uint8Array([0, 1, 2, 255]).buffer;
  expect(values).toEqual([[9007199254740991, -1, 1.5, "ä", null, bytes]]);
  await expect(run(engine, "SELECT 9007199254740993")).rejects.toThrow("too large");
  const costs = await engine.execute(
    ["SELECT x FROM t", "INSERT INTO t VALUES (4)"].map((sql) => ({ sql, params: [] })),
    "write",
  );
  expect(costs).toMatchObject([{ rows_read: 3, rows_written: 0 }, { rows_written: 2 }]);
});
