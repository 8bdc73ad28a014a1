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
  await fillCompany(engine, { variants: 200, orders: 200, entries: 2000 }, { from_before: true });
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

const EARLIER = "2026-11-01T00:00:00.000Z";

test("an organization from before lots were read in their order allocates and holds what it has as before", async () => {
  const tenant = await app.mintTenant({ modules: ["traceability"] });
  const { engine, address } = await spareDatabase();
  await migrate(engine, TENANT_MIGRATIONS.slice(0, 8));
  await fillCompany(engine, { variants: 5, orders: 0, entries: 0 });
  await moveTo(address, tenant.id, 8);
  await sql(engine, "UPDATE variants SET lot_tracked = 1, version = version + 1 WHERE id = 'var_1'");
  const lots = { LATE: "2030-02-01", SOON: "2030-01-01", EXPIRED: "2026-10-01", BLOCKED: "2029-01-01" };
  for (const [number, expiry_date] of Object.entries(lots)) {
    await sql(
      engine,
      `INSERT INTO lots (id, lot_number, variant_id, disposition, expiry_date, quantity_initial, on_hand, source_type, source_id,
          created_at, updated_at)
        VALUES ('lot_' || ?1, ?1, 'var_1', iif(?1 = 'BLOCKED', 'quarantine', 'active'), ?2, 50000, 0, 'inventory_adjustment', 'adj_1',
          '${EARLIER}', '${EARLIER}')`,
      ...[number, expiry_date],
    );
    await sql(
      engine,
      `INSERT INTO stock_posting (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, takes_available,
          needs_usable_lot, silent, reorder_point, reference_type, reference_id, today, at)
        VALUES ('adjustment', 'var_1', 'loc_1', 'lot_' || ?, 50000, 50000, 0, 0, 0, 1, 0, 'inventory_adjustment', 'adj_1', '2026-11-01',
          '${EARLIER}')`,
      number,
    );
  }
  const send = (method: string, path: string, body?: unknown) =>
    createTestApp().request(method, `/api/v1/${path}`, { key: tenant.api_key, ...(body ? { body } : {}) });
  const [level] = (await send("GET", "inventory_levels?variant_id=var_1")).body.data;
  expect(level).toMatchObject({ on_hand: 20, held: 10, available: 10 });
  const items = [{ sku: "SKU-1", quantity: 6 }];
  const order = (await send("POST", "orders", { location_id: "loc_1", items, reserve: true })).body.data;
  expect(order.items[0].lots).toMatchObject([
    { lot_number: "SOON", quantity: 5 },
    { lot_number: "LATE", quantity: 1 },
  ]);
  const waste = { sku: "SKU-1", location_id: "loc_1", quantity: 6, reason: "expired" };
  expect((await send("POST", "waste_records", waste)).body.data.lots).toMatchObject([
    { lot_number: "EXPIRED", quantity: 5 },
    { lot_number: "BLOCKED", quantity: 1 },
  ]);
  expect((await send("GET", "reports/reconciliation")).body.data.discrepancies).toEqual([]);
});

/** What an organization had stored before reservations knew their documents and locks had a table of their own. */
const BEFORE_LOCKS = [
  `INSERT INTO lots (id, lot_number, variant_id, disposition, quantity_initial, on_hand, source_type, source_id, created_at, updated_at)
    VALUES ('lot_1', 'A', 'var_1', 'active', 0, 0, 'inventory_adjustment', 'adj_1', '${EARLIER}', '${EARLIER}')`,
  ...[
    ["ord_line_01abc_1", ""],
    ["bat_line_01abc_12", ""],
    ["st_line_01abc_500", "lot_1"],
  ].map(
    ([line_id, lot_id]) => `INSERT INTO reservations (line_id, lot_id, variant_id, location_id, quantity)
      VALUES ('${line_id}', '${lot_id}', 'var_1', 'loc_1', 0)`,
  ),
  `INSERT INTO stock_ledger (type, variant_id, location_id, quantity, on_hand_change, reserved_change, on_hand_after, reserved_after,
      reference_type, reference_id, api_key_id, occurred_at, created_at)
    VALUES ('transfer_lost', 'var_1', 'loc_1', 10000, 0, 0, 100000, 0, 'stock_transfer', 'st_01abc', 'key_1',
      '${EARLIER}', '${EARLIER}')`,
  `INSERT INTO events (type, data, created_at) VALUES ('order.created', '{}', '${EARLIER}')`,
  ...["1", "2"].map(
    (
      n,
    ) => `INSERT INTO recipes (id, name, output_variant_id, output_quantity, status, change_number, created_at, updated_at)
      VALUES ('rec_${n}', 'R', 'var_${n}', 30000, 'active', ${n}, '${EARLIER}', '${EARLIER}')`,
  ),
  `INSERT INTO recipe_items (document_sequence, position, variant_id, quantity, scrap_percent)
    VALUES (1, 1, 'var_3', 10000, 0), (2, 1, 'var_4', 10000, 0)`,
  ...[
    [1, "cancelled", 1, 0],
    [2, "completed", null, 1],
  ].map(
    ([
      n,
      status,
      cancel_number,
      settled,
    ]) => `INSERT INTO production_batches (id, number, status, recipe_id, recipe_version, ordinal,
        cancel_number, cancellations_settled, location_id, output_variant_id, planned_quantity, metadata, planned_at, created_at, updated_at)
      VALUES ('bat_${n}', 'PB-${n}', '${status}', 'rec_1', 1, ${n}, ${cancel_number}, ${settled}, 'loc_1', 'var_1', 70000, '{}', '${EARLIER}', '${EARLIER}', '${EARLIER}')`,
  ),
  `INSERT INTO production_batch_inputs (document_sequence, position, id, variant_id, planned_quantity, carry, remainder)
    VALUES (1, 1, 'bat_line_1_1', 'var_3', 20000, '0/1', '-5/1'), (2, 1, 'bat_line_2_1', 'var_3', 20000, '-10000/1', '0/1')`,
  `INSERT INTO cycle_counts (id, number, status, location_id, blind, metadata, completion_number, created_at, updated_at)
    VALUES ('cc_1', 'CC-1', 'completed', 'loc_1', 0, '{}', 7, '${EARLIER}', '${EARLIER}')`,
];

test("an organization from before reservations knew their documents, and locks had a table, goes on where it was", async () => {
  const tenant = await app.mintTenant({ modules: ["traceability", "manufacturing"] });
  const { engine, address } = await spareDatabase();
  await migrate(engine, TENANT_MIGRATIONS.slice(0, 4));
  await fillCompany(engine, { variants: 20, orders: 20, entries: 200 }, { from_before: true });
  for (const statement of BEFORE_LOCKS) await sql(engine, statement);
  await moveTo(address, tenant.id, 4);
  const fresh = createTestApp();
  const send = (method: string, path: string, body?: unknown) =>
    fresh.request(method, `/api/v1/${path}`, { key: tenant.api_key, ...(body ? { body } : {}) });

  const [entry] = (await send("GET", "inventory_ledger?reference_id=st_01abc")).body.data;
  expect(entry).toMatchObject({ actor_type: "api_key", actor_id: "key_1", api_key_id: "key_1" });
  expect(await sql(engine, "SELECT arrives, count(*) FROM stock_ledger GROUP BY arrives")).toEqual([
    [0, 200],
    [1, 1],
  ]);
  expect(await sql(engine, "SELECT reference_type, reference_id FROM reservations ORDER BY line_id")).toEqual([
    ["production_batch", "bat_01abc"],
    ["order", "ord_01abc"],
    ["stock_transfer", "st_01abc"],
  ]);
  expect((await send("GET", "events?type=order.created")).body.data[0]).toMatchObject({
    actor_type: null,
    actor_id: null,
  });

  // 7 / 3 of an ingredient counted in ones: 2, less the 1 that earlier batches used too much.
  const plan = async () => {
    const body = { recipe_id: "rec_1", location_id: "loc_1", planned_quantity: 7 };
    const { id, inputs } = (await send("POST", "production_batches", body)).body.data;
    return { id, quantity: inputs[0].planned_quantity };
  };
  const first = await plan();
  expect(first.quantity).toBe(1);
  expect((await send("POST", `production_batches/${first.id}/cancel`)).status).toBe(200);
  expect((await plan()).quantity).toBe(1);
  expect((await plan()).quantity).toBe(3);

  const circle = { items: [{ sku: "SKU-1", quantity: 1 }] };
  expect((await send("PATCH", "recipes/rec_2", circle)).status).toBe(200);
  expect((await send("PATCH", "recipes/rec_1", { items: [{ sku: "SKU-2", quantity: 1 }] })).status).toBe(422);
  const count = (await send("POST", "cycle_counts", { location_id: "loc_1", skus: ["SKU-5"] })).body.data;
  for (const verb of ["load_inventory", "start"]) await send("POST", `cycle_counts/${count.id}/${verb}`);
  const counted = [{ sku: "SKU-5", counted_quantity: 9 }];
  await send("PATCH", `cycle_counts/${count.id}`, { cycle_count_items_attributes: counted });
  expect((await send("POST", `cycle_counts/${count.id}/complete`)).body.data.status).toBe("completed");
  expect(await sql(engine, "SELECT name, version FROM locks ORDER BY name")).toEqual([
    ["cycle_counts loc_1", 1],
    ["production_batches rec_1", 4],
    ["recipes", 1],
  ]);
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
