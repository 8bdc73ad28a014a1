import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { parseEnv, type Settings } from "../../../src/env";
import { ENGINES } from "../../../src/shared/organization";
import { engineProviders } from "../../../src/storage/engines/all";
import { DatabaseUnavailable, type Engine } from "../../../src/storage/port";
import { createTestApp, type TestApp } from "../../support/app";
import { directory, ENGINE, moveTo, resetDatabases, sql, testOn } from "../../support/databases";

beforeEach(resetDatabases);

const organizations = "/admin/v1/organizations";
const create = (app: TestApp, slug: string, body: object = {}, headers = {}) =>
  app.admin("POST", organizations, { body: { name: slug, slug, ...body }, headers });
const rows = (slug: string) =>
  sql(directory, "SELECT id, status, database_address FROM organizations WHERE slug = ?", slug);
const keysOf = async (slug: string) =>
  (
    await sql(
      directory,
      "SELECT k.id FROM api_keys k JOIN organizations o ON o.id = k.organization_id WHERE slug = ?",
      slug,
    )
  ).length;

/** Breaks the n-th execution: before it takes effect, or after it has, when nobody is told. */
function breakAt(n: number, when: "before" | "after") {
  let executions = 0;
  return (engine: Engine): Engine => ({
    async execute(statements, mode) {
      executions += 1;
      const broken = executions === n;
      if (broken && when === "before") throw new DatabaseUnavailable("cut", false);
      const results = await engine.execute(statements, mode);
      if (broken) throw new DatabaseUnavailable("cut", false);
      return results;
    },
  });
}

for (const when of ["before", "after"] as const) {
  test(`a creation cut off ${when} any of its steps is completed by repeating it`, async () => {
    let cuts = 0;
    for (let n = 1; ; n++) {
      const slug = `cut-${when}-${n}`;
      const first = await create(
        createTestApp({ wrapEngine: breakAt(n, when) }),
        slug,
        {},
        { "Idempotency-Key": slug },
      );
      if (first.status === 201) break;
      cuts += 1;
      expect(first.status).toBe(503);

      const app = createTestApp();
      const second = await create(app, slug, {}, { "Idempotency-Key": slug });
      expect(second.status).toBe(201);
      const { id, api_key, database } = second.body.data;
      expect(database.state).toBe("current");
      expect((await app.request("GET", "/api/v1/locations", { key: api_key.key })).status).toBe(200);
      expect(await rows(slug)).toEqual([[id, "active", expect.any(String)]]);
      expect(await keysOf(slug)).toBe(1);
    }
    expect(cuts).toBeGreaterThan(6);
  });
}

test("a repeated creation takes what is sent now", async () => {
  await createTestApp().admin("GET", organizations);
  const cut = createTestApp({ wrapEngine: breakAt(4, "after") });
  expect((await create(cut, "renamed", { name: "Old", currency: "EUR" })).status).toBe(503);
  expect((await rows("renamed"))[0]?.[1]).toBe("provisioning");
  const app = createTestApp();
  const [[id]] = (await rows("renamed")) as [[string]];
  const half = await app.admin("GET", `${organizations}/${id}`);
  expect(half.body.data).toMatchObject({ status: "provisioning", database: { state: "none", schema_version: 0 } });
  const early = [
    await app.admin("PATCH", `${organizations}/${id}`, { body: { status: "active" } }),
    await app.admin("POST", `${organizations}/${id}/api_keys`, { body: { name: "Early", scopes: ["read"] } }),
  ];
  expect(early.map(({ body }) => body.errors[0].code)).toEqual(["invalid_status", "invalid_status"]);
  const nowhere = [
    await app.admin("POST", `${organizations}/${id}/migrate`),
    await app.admin("GET", `${organizations}/${id}/export`),
  ];
  expect(nowhere.map(({ body }) => body.errors[0].code)).toEqual(["conflict", "conflict"]);

  const second = await create(app, "renamed", { name: "New", settings: { expiry_alert_days: 5 } });
  expect(second.status).toBe(201);
  expect(second.body.data).toMatchObject({ id, name: "New", currency: "USD", settings: { expiry_alert_days: 5 } });
});

test("a creation that has a database goes on with its engine, named or not, and is refused with another", async () => {
  const { databases } = parseEnv(env as never);
  const providers = engineProviders(databases);
  const others = ENGINES.filter((engine) => engine !== ENGINE && providers[engine].is_available);
  expect(others).not.toEqual([]);
  const unfinished = createTestApp({
    wrapEngine: (engine) => ({
      execute: (statements, mode) =>
        statements.some(({ sql: text }) => text.startsWith('insert into "api_keys"'))
          ? Promise.reject(new DatabaseUnavailable("cut", false))
          : engine.execute(statements, mode),
    }),
  });
  const app = createTestApp();
  for (const [slug, engine] of [
    ["named", ENGINE],
    ["not-named", null],
  ] as const) {
    expect((await create(unfinished, slug)).status).toBe(503);
    for (const other of others) {
      const refused = await create(app, slug, { engine: other });
      expect(refused.body.errors[0]).toMatchObject({ code: "conflict", field: "engine" });
    }
    expect((await create(app, slug, { engine })).body.data.database.engine).toBe(ENGINE);
  }
});

test("of ten creations of one slug at once exactly one succeeds", async () => {
  const apps = [createTestApp(), createTestApp()];
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => create(apps[at % 2] as TestApp, "raced")));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  const refused = answers.filter(({ status }) => status === 409);
  expect(new Set(refused.map(({ body }) => body.errors[0].code))).toEqual(new Set(["already_exists"]));
  expect(await rows("raced")).toHaveLength(1);
  expect(await keysOf("raced")).toBe(1);
});

test("ten creations under one idempotency key make one organization and give one answer", async () => {
  const app = createTestApp();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => create(app, "once", {}, { "Idempotency-Key": "o" })),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await keysOf("once")).toBe(1);
});

test("ten organizations made at once have ten databases", async () => {
  const app = createTestApp();
  const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => create(app, `many-${at}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
  const places = await sql(directory, "SELECT DISTINCT database_address FROM organizations WHERE slug LIKE 'many-%'");
  expect(places).toHaveLength(10);
});

testOn("d1")("the last database of the pool goes to one organization, and the other waits for more", async () => {
  const withPool = (...names: string[]) =>
    createTestApp({
      settings: ({ databases, ...rest }: Settings) => ({
        ...rest,
        databases: {
          ...databases,
          pool: Object.fromEntries(names.map((name) => [name, databases.pool[name] as D1Database])),
        },
      }),
    });
  const small = withPool("TENANT_038");
  const answers = await Promise.all([create(small, "last-a"), create(small, "last-b")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 503]);
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.body.errors[0].code).toBe("capacity_exhausted");
  expect(refused?.body.errors[0].message).toContain("npm run tenants:add -- N");
  const waiting = answers[0]?.status === 503 ? "last-a" : "last-b";
  expect((await create(small, waiting)).status).toBe(503);
  expect((await create(small, "last-c")).status).toBe(503);

  const one = withPool("TENANT_037");
  const same = await Promise.all(Array.from({ length: 5 }, () => create(one, "last-same")));
  expect(same.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);

  expect((await create(withPool("TENANT_038", "TENANT_040"), waiting)).status).toBe(201);
  expect((await rows(waiting))[0]?.[2]).toBe("TENANT_040");
});

testOn("libsql")("a libSQL server that can't be reached is a plain 503, and the creation can be repeated", async () => {
  const lost = createTestApp({
    settings: ({ databases, ...rest }: Settings) => ({
      ...rest,
      databases: { ...databases, libsql: { url: "http://127.0.0.1:9", admin_url: "http://127.0.0.1:9" } },
    }),
  });
  const refused = await create(lost, "lost");
  expect(refused.status).toBe(503);
  expect(refused.body.errors[0].code).toBe("unavailable");
  expect(refused.headers.get("Retry-After")).toBe("2");
  expect((await create(createTestApp(), "lost")).status).toBe(201);
});

testOn("d1")("a database that holds data is given to nobody, whatever the directory says", async () => {
  const app = createTestApp();
  const former = await app.mintTenant();
  const [[address]] = (await rows(former.slug)).map((row) => row.slice(2)) as [[string]];
  await moveTo("TENANT_999", former.id, 0);
  const next = await app.mintTenant();
  expect((await rows(next.slug))[0]?.[2]).not.toBe(address);
});
