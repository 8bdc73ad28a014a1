import { env } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { Settings } from "../../../src/env";
import { DatabaseUnavailable, type Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { directory, sql } from "../../support/databases";

const DOMAIN = "-acme-corp.turso.test";
const { LIBSQL_URL, LIBSQL_AUTH_TOKEN } = env as unknown as Record<string, string>;

const onTurso = (change: object = {}, wrapEngine?: (engine: Engine) => Engine) =>
  createTestApp({
    ...(wrapEngine ? { wrapEngine } : {}),
    settings: ({ databases, ...rest }: Settings) => ({
      ...rest,
      databases: {
        ...databases,
        turso: {
          api_url: inject("turso_api_url"),
          organization: "acme-corp",
          group: "default",
          api_token: "platform-token",
          group_auth_token: "group-token",
          ...change,
        },
      },
    }),
  });

const create = (app: ReturnType<typeof onTurso>, slug: string) =>
  app.admin("POST", "/admin/v1/organizations", { body: { name: slug, slug } });

describe("on Turso Cloud", () => {
  const tokens: (string | null)[] = [];

  // What goes to a database's own host name goes to the namespace that stands for it.
  beforeEach(() => {
    const real = globalThis.fetch;
    vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
      const request = new Request(input as Request, init as RequestInit);
      const { hostname, pathname } = new URL(request.url);
      if (!hostname.endsWith(DOMAIN)) return real(request);
      const headers = new Headers(request.headers);
      tokens.push(headers.get("Authorization"));
      headers.set("Authorization", `Bearer ${LIBSQL_AUTH_TOKEN}`);
      headers.set("x-namespace-bin", btoa(hostname.slice(0, -DOMAIN.length)).replace(/=+$/, ""));
      return real(`${LIBSQL_URL}${pathname}`, { method: request.method, headers, body: await request.arrayBuffer() });
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  test("an organization gets a database of its own through the platform API", async () => {
    const app = onTurso();
    const made = await create(app, "cloud");
    expect(made.status).toBe(201);
    const { id, api_key } = made.body.data;
    expect(await sql(directory, "SELECT database_address FROM organizations WHERE id = ?", id)).toEqual([
      [`https://${id.replace("_", "-")}${DOMAIN}`],
    ]);
    expect((await app.request("GET", "/api/v1/locations", { key: api_key.key })).status).toBe(200);
    expect(new Set(tokens)).toEqual(new Set(["Bearer group-token"]));
    expect(made.text).not.toContain("turso");
  });

  test("a database that an interrupted creation left behind is found again", async () => {
    const cut = onTurso({}, (engine) => ({
      execute: (statements, mode) =>
        statements.some((statement) => /update "organizations" set .*"database_address" = /i.test(statement.sql))
          ? Promise.reject(new DatabaseUnavailable("cut", false))
          : engine.execute(statements, mode),
    }));
    expect((await create(cut, "left-behind")).status).toBe(503);
    expect((await create(onTurso(), "left-behind")).status).toBe(201);
  });

  test("a refused token is our fault and tells nothing, an unreachable API is a plain 503", async () => {
    const refused = await create(onTurso({ api_token: "wrong" }), "no-token");
    expect(refused.status).toBe(500);
    expect(refused.text).not.toContain("token");
    expect((await create(onTurso({ api_url: "http://127.0.0.1:9" }), "no-token")).status).toBe(503);
    expect((await create(onTurso(), "no-token")).status).toBe(201);
  });
});
