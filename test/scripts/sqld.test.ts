import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Sqld, startSqld } from "../../scripts/lib/sqld.ts";

const folder = mkdtempSync(join(tmpdir(), "stockbook-sqld-"));
let sqld: Sqld;

beforeAll(async () => {
  sqld = await startSqld(folder);
});

afterAll(async () => {
  await sqld.stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = (url: string, body: object, authorization?: string) =>
  fetch(url, {
    method: "POST",
    headers: {
      ...{ "Content-Type": "application/json", "x-namespace-bin": btoa("acme").replace(/=+$/, "") },
      ...(authorization ? { Authorization: authorization } : {}),
    },
    body: JSON.stringify(body),
  });

test("the local libSQL server serves nobody without its token, and its admin API nobody without its key", async () => {
  const create = (authorization?: string) => send(`${sqld.admin_url}/v1/namespaces/acme/create`, {}, authorization);
  expect((await create()).status).toBe(401);
  expect((await create(`Bearer ${sqld.auth_token}`)).status).toBe(401);
  expect((await create(`Basic ${sqld.admin_auth_key}`)).status).toBe(200);

  const query = { requests: [{ type: "execute", stmt: { sql: "SELECT 1" } }] };
  const read = (authorization?: string) => send(`${sqld.url}/v2/pipeline`, query, authorization);
  expect((await read()).status).toBe(401);
  expect((await read("Bearer x")).status).toBe(401);
  expect((await read(`Bearer ${sqld.auth_token}`)).status).toBe(200);
});
