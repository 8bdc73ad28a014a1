import { expect, test } from "vitest";
import { TENANT_MIGRATIONS } from "../../../src/storage/migrations";
import { DatabaseUnavailable, type Engine } from "../../../src/storage/port";
import { createTestApp, type TestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";
import { fillCompany } from "../../support/company";
import { databaseOf, moveTo, spareDatabase, sql } from "../../support/databases";

const app = createTestApp();
const ODD = `Ümlaut 'quoted' "twice"; \r\n-- no comment\n<lf0> <cr0>\n)\n'; DROP TABLE orders;`;

const exported = (from: TestApp, id: string) => from.admin("GET", `/admin/v1/organizations/${id}/export`);

/** The statements of an export: each begins a line, and what is inside of one does not. */
function statementsOf(text: string): string[] {
  return text
    .split(/(?<=;\n)(?=CREATE |INSERT |BEGIN |COMMIT;|ROLLBACK;)/)
    .map((statement) => statement.replace(/^--.*\n/gm, "").trim())
    .filter((statement) => statement !== "" && !/^(BEGIN TRANSACTION|COMMIT);$/.test(statement));
}

async function restore(engine: Engine, text: string) {
  await engine.execute(
    statementsOf(text).map((statement) => ({ sql: statement, params: [] })),
    "write",
  );
}

async function tradingTenant() {
  const tenant = await app.mintTenant();
  const database = await databaseOf(tenant.id);
  await fillCompany(database, { variants: 5, orders: 30, entries: 4500 });
  await sql(
    database,
    `INSERT INTO locations (id, name, type, status, metadata, created_at, updated_at)
      SELECT 'loc_big_' || value, 'Big ' || value, 'other', 'active', json_object('x', printf('%.*c', 15000, 'x')), '', ''
      FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 100) SELECT value FROM n)`,
  );
  const [[sku]] = (await sql(database, "SELECT sku FROM variants ORDER BY sequence")) as [[string]];
  const order = await tenant.request("POST", "/api/v1/orders", {
    body: {
      location_id: "loc_1",
      note: ODD,
      customer: { name: "Zoë Quill" },
      reserve: true,
      items: [{ sku, quantity: 2 }],
    },
    headers: { "Idempotency-Key": "the order" },
  });
  expect(order.status).toBe(201);
  return { tenant, database, order: order.body.data };
}

test("an export during which the organization was written to restores nothing and says why", async () => {
  const { tenant, database } = await tradingTenant();
  let written = false;
  const busy = createTestApp({
    wrapEngine: (engine) => ({
      async execute(statements, mode) {
        const results = await engine.execute(statements, mode);
        if (
          !written &&
          statements.some((statement) => statement.sql.includes('quote("') && statement.sql.includes('"orders"'))
        ) {
          written = true;
          await sql(database, "INSERT INTO events (type, data, created_at) VALUES ('order.created', '{}', '')");
        }
        return results;
      },
    }),
  });
  const file = await exported(busy, tenant.id);
  expect(written).toBe(true);
  expect(file.text).toContain("Suspend it and export again");
  expect(file.text).not.toContain("\nCOMMIT;");
  const spare = await spareDatabase();
  const all = statementsOf(file.text).filter((statement) => statement !== "ROLLBACK;");
  await expect(restore(spare.engine, all.join("\n"))).rejects.toThrow();
  expect(await sql(spare.engine, "SELECT name FROM sqlite_schema WHERE name = 'orders'")).toEqual([]);
});

test("a suspended organization can be exported, an unknown one is not found, and a lost database is a plain 503", async () => {
  const tenant = await app.mintTenant();
  await app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status: "suspended" } });
  expect((await exported(app, tenant.id)).text).toContain("-- Complete.");
  expect((await exported(app, "org_unknown")).status).toBe(404);
  const cut = createTestApp({
    wrapEngine: (engine) => ({
      execute: (statements, mode) =>
        statements.some((statement) => statement.sql.includes("sqlite_schema"))
          ? Promise.reject(new DatabaseUnavailable("cut", false))
          : engine.execute(statements, mode),
    }),
  });
  expect((await exported(cut, tenant.id)).status).toBe(503);
});

test("an exported organization, restored into an empty database, is the same and goes on", async () => {
  const { tenant, database, order } = await tradingTenant();
  const file = await exported(app, tenant.id);
  expect(file.status).toBe(200);
  expect(file.headers.get("Content-Type")).toBe("application/sql");
  expect(file.headers.get("Content-Disposition")).toBe(`attachment; filename="${tenant.slug}-2026-11-23.sql"`);
  expect(file.text.endsWith("COMMIT;\n-- Complete.\n")).toBe(true);

  const spare = await spareDatabase();
  await restore(spare.engine, file.text);
  for (const search of ["product_search", "variant_search", "order_search"]) {
    const rows = (engine: Engine) =>
      sql(engine, `SELECT rowid FROM ${search} WHERE ${search} MATCH '"Widget" OR "Customer"' ORDER BY rowid`);
    expect((await rows(spare.engine)).length).toBeGreaterThan(search === "order_search" ? 29 : 4);
    expect(await rows(spare.engine)).toEqual(await rows(database));
  }

  const triggers = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name";
  expect(await sql(spare.engine, triggers)).toEqual(await sql(database, triggers));
  await moveTo(spare.address, tenant.id, TENANT_MIGRATIONS.length);
  const elsewhere = createTestApp();
  const again = await exported(elsewhere, tenant.id);
  expect(again.text).toBe(file.text);
  const request = (method: string, path: string, sent = {}) =>
    elsewhere.request(method, path, { key: tenant.api_key, ...sent });
  const { checked, discrepancies } = (await request("GET", "/api/v1/reports/reconciliation")).body.data;
  expect(checked).toBe(5);
  expect(discrepancies).toEqual([]);
  expect((await request("GET", `/api/v1/orders/${order.id}`)).body.data).toEqual(order);
  expect((await request("GET", "/api/v1/orders?search=quill")).body.data.map(({ id }: { id: string }) => id)).toEqual([
    order.id,
  ]);
  expect((await request("POST", `/api/v1/orders/${order.id}/fulfill`)).status).toBe(200);
});

test("what was made of which lot is exported and restored as well", async () => {
  const bakery = await openBakery(app);
  const flour = await bakery.add("FLOUR", 10, "F1", "2027-01-01");
  const recipe = await bakery.recipe("BREAD", 1, [{ sku: "FLOUR", quantity: 1 }]);
  await bakery.make(recipe.id, 3);
  await bakery.patch(`lots/${flour}`, { status: "quarantine" });
  const { id, api_key } = bakery.tenant;
  const trace = (await bakery.get(`lots/${flour}/trace_forward`)).body;
  const file = await exported(app, id);

  const spare = await spareDatabase();
  await restore(spare.engine, file.text);
  await moveTo(spare.address, id, TENANT_MIGRATIONS.length);
  const elsewhere = createTestApp();
  expect((await exported(elsewhere, id)).text).toBe(file.text);
  expect((await elsewhere.request("GET", `/api/v1/lots/${flour}/trace_forward`, { key: api_key })).body).toEqual(trace);
});
