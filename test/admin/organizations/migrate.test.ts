import { expect, test } from "vitest";
import { migrate } from "../../../src/storage/migrate";
import { TENANT_MIGRATIONS } from "../../../src/storage/migrations";
import { DatabaseUnavailable } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { fillCompany } from "../../support/company";
import { databaseOf, moveTo, spareDatabase, sql } from "../../support/databases";

const app = createTestApp();
const organizations = "/admin/v1/organizations";
const CURRENT = TENANT_MIGRATIONS.length;
const databaseState = async (id: string) => (await app.admin("GET", `${organizations}/${id}`)).body.data.database;

/** An organization whose database has had the first migration only. */
async function tenantBehind() {
  const tenant = await app.mintTenant();
  const { engine, address } = await spareDatabase();
  await migrate(engine, TENANT_MIGRATIONS.slice(0, 1));
  await moveTo(address, tenant.id, 1);
  expect(await databaseState(tenant.id)).toMatchObject({
    schema_version: 1,
    current_version: CURRENT,
    state: "behind",
  });
  return tenant;
}

test("a tenant behind is migrated before its first request is served", async () => {
  const { id, api_key } = await tenantBehind();
  const fresh = createTestApp({ now: "2026-11-24T00:00:00.000Z" });
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, at) =>
      fresh.request("POST", "/api/v1/locations", { key: api_key, body: { name: "L", code: `C${at}` } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(201));
  expect(await databaseState(id)).toMatchObject({
    schema_version: CURRENT,
    state: "current",
    migrated_at: "2026-11-24T00:00:00.000Z",
  });
});

test("an organization from before there were lots keeps its numbers, and may track what it has by lots from then on", async () => {
  const tenant = await app.mintTenant({ modules: ["traceability"] });
  const { engine, address } = await spareDatabase();
  await migrate(engine, TENANT_MIGRATIONS.slice(0, 2));
  await fillCompany(engine, { variants: 200, orders: 200, entries: 2000 });
  await moveTo(address, tenant.id, 2);
  const fresh = createTestApp();
  const send = (method: string, path: string, body?: unknown) =>
    fresh.request(method, `/api/v1/${path}`, { key: tenant.api_key, ...(body ? { body } : {}) });
  const { data, meta } = (await send("GET", "inventory_levels?per_page=100")).body;
  expect([meta.total, data[0].on_hand, data[0].held, data[0].available]).toEqual([200, 10, 0, 10]);
  const items = [{ sku: "SKU-1", quantity: 3 }];
  const order = (await send("POST", "orders", { location_id: "loc_1", items, reserve: true })).body.data;
  expect(order.items[0]).toMatchObject({ reserved_quantity: 3, lots: [] });
  expect((await send("PATCH", "variants/var_1", { lot_tracked: true })).status).toBe(200);
  const [lot] = (await send("GET", "lots?sku=SKU-1")).body.data;
  expect(lot).toMatchObject({ quantity_on_hand: 10, quantity_reserved: 3 });
  const fulfilled = (await send("POST", `orders/${order.id}/fulfill`)).body.data;
  expect(fulfilled.items[0].lots).toMatchObject([{ lot_id: lot.id, quantity: 3 }]);
  expect((await send("GET", "reports/reconciliation")).body.data.discrepancies).toEqual([]);
});

test("a migration that was cut off goes on where it was", async () => {
  const { id, api_key } = await tenantBehind();
  const cut = createTestApp({
    wrapEngine: (engine) => ({
      execute: (statements, mode) =>
        statements.some((statement) => statement.sql.includes("CREATE TRIGGER"))
          ? Promise.reject(new DatabaseUnavailable("cut", false))
          : engine.execute(statements, mode),
    }),
  });
  expect((await cut.request("GET", "/api/v1/locations", { key: api_key })).status).toBe(503);
  expect((await databaseState(id)).state).toBe("behind");
  expect((await createTestApp().request("GET", "/api/v1/locations", { key: api_key })).status).toBe(200);
  expect((await databaseState(id)).state).toBe("current");
});

test("the operator migrates one organization, again and again", async () => {
  const { id, slug } = await tenantBehind();
  for (const _ of [1, 2]) {
    const answer = await app.admin("POST", `${organizations}/${id}/migrate`, { headers: { "Idempotency-Key": "m" } });
    expect(answer.body.data).toEqual({ id, slug, schema_version: CURRENT });
  }
  const { version } = (await app.admin("GET", `${organizations}/${id}`)).body.data;
  expect((await app.admin("POST", `${organizations}/${id}/migrate`)).status).toBe(200);
  expect((await app.admin("GET", `${organizations}/${id}`)).body.data.version).toBe(version);
  expect((await app.admin("POST", `${organizations}/org_unknown/migrate`)).status).toBe(404);
});

test("migrating all goes on past one that fails, and is completed by repeating it", async () => {
  const [broken, fine] = [await tenantBehind(), await tenantBehind()];
  const database = await databaseOf(broken.id);
  // What stands in the migration's way here is a view of the name that it is about to make.
  await sql(database, "CREATE VIEW variant_documents AS SELECT 1 AS one");
  const first = (await app.admin("POST", "/admin/v1/migrate")).body.data as { id: string }[];
  const resultOf = (list: { id: string }[], id: string) => list.find((entry) => entry.id === id);
  expect(resultOf(first, broken.id)).toEqual({
    id: broken.id,
    slug: broken.slug,
    error: { code: "internal_error", message: expect.any(String) },
  });
  expect(resultOf(first, fine.id)).toMatchObject({ schema_version: CURRENT });
  expect((await databaseState(broken.id)).state).toBe("behind");

  await sql(database, "DROP VIEW variant_documents");
  const second = (await app.admin("POST", "/admin/v1/migrate")).body.data as { id: string }[];
  expect(resultOf(second, broken.id)).toMatchObject({ schema_version: CURRENT });
  expect(second.every((entry) => "schema_version" in entry)).toBe(true);
});
