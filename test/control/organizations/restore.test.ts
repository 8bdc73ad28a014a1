import { env } from "cloudflare:test";
import { beforeEach, expect, test } from "vitest";
import { parseEnv } from "../../../src/env";
import { ENGINES } from "../../../src/shared/organization";
import { engineProviders } from "../../../src/storage/engines/all";
import { migrate } from "../../../src/storage/migrate";
import { TENANT_MIGRATIONS } from "../../../src/storage/migrations";
import { DatabaseUnavailable, type Engine } from "../../../src/storage/port";
import { createTestApp, type TestApp } from "../../support/app";
import { fillCompany } from "../../support/company";
import { openTradingDairy } from "../../support/dairy";
import { databaseOf, directory, ENGINE, resetDatabases, spareDatabase, sql } from "../../support/databases";
import { dump } from "../../support/dump";
import { openReceiver } from "../../support/receivers";
import { type Backup, backupOf, restores } from "../../support/restores";

beforeEach(resetDatabases);

const { databases } = parseEnv(env as never);
const providers = engineProviders(databases);
const available = ENGINES.filter((engine) => providers[engine].is_available);

/** What a database holds, apart from when it was migrated. */
async function contentsOf(id: string) {
  const { schema_migrations, ...contents } = await dump(await databaseOf(id));
  return contents;
}

const schemaOf = async (id: string) =>
  sql(
    await databaseOf(id),
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB '_cf_*' AND name NOT GLOB 'libsql_*' AND name NOT GLOB 'restored_*' ORDER BY type, name",
  );

/** A dairy that trades, a backup of it, and what restores it. */
async function backedUpDairy() {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  return { app, dairy, backup: await backupOf(await databaseOf(dairy.tenant.id)), restore: restores(app) };
}

const codeOf = ({ status, body }: { status: number; body: { errors?: { code: string }[] } | null }) => [
  status,
  body?.errors?.[0]?.code,
];

/** Sends requests as a restored organization. */
const senderOf =
  (app: TestApp, { api_key }: { api_key: { key: string } }) =>
  (method: string, path: string, body?: unknown) =>
    app.request(method, `/api/v1/${path}`, { key: api_key.key, ...(body === undefined ? {} : { body }) });

test.each(available)("a backup restored to %s is the same, and its organization goes on as before", async (engine) => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const { id } = dairy.tenant;
  const restored = await restores(app).run(await backupOf(await databaseOf(id)), { engine });
  expect(restored).toMatchObject({ slug: "restored", status: "active", currency: "EUR", database: { engine } });
  expect(await contentsOf(restored.id)).toEqual(await contentsOf(id));
  if (engine === ENGINE) expect(await schemaOf(restored.id)).toEqual(await schemaOf(id));

  const send = senderOf(app, restored);
  expect((await send("GET", "products?search=mug")).body.data).toHaveLength(1);
  await send("POST", "products", { name: "Kefir", sku: "KEFIR" });
  expect((await send("GET", "products?search=kef")).body.data).toHaveLength(1);
  expect((await send("POST", `orders/${dairy.order.body.data.id}/fulfill`, {})).status).toBe(200);
  expect((await send("GET", "reports/reconciliation")).body.data).toMatchObject({ discrepancies: [] });
  const ledger = "inventory_ledger?order=desc&per_page=1";
  const last = (await dairy.get(ledger)).body.data[0].sequence;
  expect((await send("GET", ledger)).body.data[0].sequence).toBeGreaterThan(last);
});

test("until all rows are there the organization serves nobody, is not migrated, exported or moved, and has no jobs", async () => {
  const { app, backup, dairy, restore } = await backedUpDairy();
  const { id, tables } = (await restore.begin(backup)).body.data;
  await restore.sendAll(id, backup, tables);
  const before = await dump(await databaseOf(id));
  const at = (path: string) => `/admin/v1/organizations/${id}${path}`;
  expect(codeOf(await app.admin("POST", at("/migrate")))).toEqual([409, "conflict"]);
  expect(codeOf(await app.admin("GET", at("/export")))).toEqual([409, "conflict"]);
  const to = { body: { to: app.clock.now.toISOString() } };
  expect(codeOf(await app.admin("POST", at("/recover"), to))).toEqual([409, "conflict"]);
  expect(codeOf(await app.admin("POST", at("/move"), { body: { engine: ENGINE } }))).toEqual([422, "invalid_status"]);
  expect(codeOf(await app.admin("POST", at("/jobs/nightly")))).toEqual([422, "invalid_status"]);
  const newKey = { body: { name: "Shop", scopes: ["read"] } };
  expect(codeOf(await app.admin("POST", at("/api_keys"), newKey))).toEqual([422, "invalid_status"]);
  const created = await app.admin("POST", "/admin/v1/organizations", { body: { name: "Restored", slug: "restored" } });
  expect(codeOf(created)).toEqual([409, "conflict"]);
  const all = (await app.admin("POST", "/admin/v1/migrate")).body.data;
  expect(all.map((one: { id: string }) => one.id)).toEqual([dairy.tenant.id]);
  expect(await dump(await databaseOf(id))).toEqual(before);
  expect((await restore.complete(id, backup)).status).toBe(200);
});

/** An app whose execution number `at` is cut off, before or after it took effect. */
function cutOff(at: number, moment: "before" | "after") {
  let executions = 0;
  return createTestApp({
    wrapEngine: (engine: Engine): Engine => ({
      async execute(statements, mode) {
        const is_cut = ++executions === at;
        if (is_cut && moment === "before") throw new DatabaseUnavailable("cut off", false);
        const results = await engine.execute(statements, mode);
        if (is_cut) throw new DatabaseUnavailable("cut off", false);
        return results;
      },
    }),
  });
}

test.each(["before", "after"] as const)(
  "a restore that is cut off %s any of its executions goes on where it was",
  async (moment) => {
    const dairy = await openTradingDairy(createTestApp());
    const backup = await backupOf(await databaseOf(dairy.tenant.id));
    const slug = `cut-${moment}`;
    /** Repeats a step, each time cut off a little later, until it is not. */
    async function insist(isDone: (restore: ReturnType<typeof restores>) => Promise<boolean>, by: number) {
      for (let at = 1; at < 500; at += by) if (await isDone(restores(cutOff(at, moment)))) return;
      throw new Error("It never ends");
    }
    await insist(async (restore) => (await restore.begin(backup, { slug })).status === 201, 2);
    const { id, tables } = (await restores(createTestApp()).begin(backup, { slug })).body.data;
    const sent = (restore: ReturnType<typeof restores>) =>
      restore.sendAll(id, backup, tables).then(
        () => true,
        () => false,
      );
    await insist(sent, 40);
    await insist(async (restore) => {
      const { status } = await restore.complete(id, backup);
      // After the last commit the restore is over, although nobody was told.
      return status === 200 || (moment === "after" && status === 409);
    }, 2);
    expect(await contentsOf(id)).toEqual(await contentsOf(dairy.tenant.id));
    expect(await sql(directory, "SELECT status FROM organizations WHERE id = ?", id)).toEqual([["active"]]);
  },
  180_000,
);

test("each step may be repeated and come twice at once, and what comes late changes nothing", async () => {
  const { backup, dairy, restore } = await backedUpDairy();
  const begun = await Promise.all([restore.begin(backup), restore.begin(backup)]);
  expect(begun.map(({ status }) => status)).toEqual([201, 201]);
  const [first, second] = begun.map(({ body }) => body.data);
  expect(second).toEqual(first);
  const { id, tables } = first;
  await Promise.all([restore.sendAll(id, backup, tables), restore.sendAll(id, backup, tables, 7)]);
  await restore.sendAll(id, backup, tables);
  const completed = await Promise.all([restore.complete(id, backup), restore.complete(id, backup)]);
  expect(completed.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await contentsOf(id)).toEqual(await contentsOf(dairy.tenant.id));

  const late = await restore.rows(id, backup, "counters", [["orders", 99]]);
  expect(codeOf(late)).toEqual([409, "conflict"]);
  expect(codeOf(await restore.begin(backup))).toEqual([409, "already_exists"]);
  expect(codeOf(await restore.complete(id, backup))).toEqual([409, "conflict"]);
  expect(codeOf(await restore.discard(id))).toEqual([422, "invalid_status"]);
  expect(await contentsOf(id)).toEqual(await contentsOf(dairy.tenant.id));
});

test("rows that are missing, are too many or break a rule are refused, with the tables that they belong to", async () => {
  const { backup, restore } = await backedUpDairy();
  const { id, tables } = (await restore.begin(backup)).body.data;
  const others = tables.filter(({ name }: { name: string }) => name !== "locations");
  await restore.sendAll(id, backup, others);
  const missing = await restore.complete(id, backup);
  expect(codeOf(missing)).toEqual([409, "conflict"]);
  const rows = backup.tables.locations?.length;
  expect(missing.body.errors[0].details).toEqual({ tables: [{ table: "locations", rows: 0, expected: rows }] });
  expect(codeOf(await restore.rows(id, backup, "nothing", [[1]]))).toEqual([422, "validation_failed"]);
  const odd = await restore.rows(id, backup, "locations", [["loc_1"]]);
  expect(odd.body.errors[0]).toMatchObject({ code: "validation_failed", field: "rows.0" });
  expect(codeOf(await restore.rows(id, backup, "locations", [[{}]] as never))).toEqual([422, "validation_failed"]);
  expect(codeOf(await restore.rows(id, backup, "counters", [["orders", "many"]]))).toEqual([422, "validation_failed"]);
  expect(codeOf(await restore.rows(id, backup, "counters", [[null, 1]]))[0]).toBeLessThan(500);
  const plan = `restore_${backup.backup}`;
  expect(codeOf(await restore.rows(id, backup, plan, [[99, "DROP TABLE orders"]]))).toEqual([422, "validation_failed"]);
  const other = { ...backup, backup: "b".repeat(64) };
  expect(codeOf(await restore.rows(id, other, "locations", [["loc_1"]]))).toEqual([409, "conflict"]);
  expect(codeOf(await restore.complete(id, other))).toEqual([409, "conflict"]);
  expect(codeOf(await restore.begin(other))).toEqual([409, "conflict"]);
  for (const engine of available.filter((one) => one !== ENGINE)) {
    const elsewhere = await restore.begin(backup, { engine });
    expect(elsewhere.body.errors[0]).toMatchObject({ code: "conflict", field: "engine" });
  }
  expect((await restore.begin(backup, { engine: ENGINE })).body.data).toMatchObject({ id, engine: ENGINE });
  await restore.sendAll(id, backup, tables);
  expect((await restore.complete(id, backup)).status).toBe(200);
  expect(codeOf(await restore.rows("org_none", backup, "locations", [["loc_1"]]))).toEqual([404, "not_found"]);
});

test("a restore that is discarded leaves nothing, and its slug can be restored to or created again", async () => {
  const { app, backup, dairy, restore } = await backedUpDairy();
  const { id, tables } = (await restore.begin(backup)).body.data;
  await restore.sendAll(id, backup, tables);
  const database = await databaseOf(id);
  expect((await restore.discard(id)).status).toBe(204);
  expect((await restore.discard(id)).status).toBe(204);
  if (ENGINE === "d1") {
    const left = await sql(database, "SELECT name FROM sqlite_schema WHERE name NOT GLOB '_cf_*'");
    expect(left).toEqual([["vacated"]]);
  }
  expect(codeOf(await restore.rows(id, backup, "locations", [["loc_1"]]))).toEqual([409, "conflict"]);
  expect(codeOf(await restore.complete(id, backup))).toEqual([409, "conflict"]);

  const other: Backup = { ...backup, backup: "b".repeat(64) };
  const restored = await restore.run(other);
  expect(restored.id).toBe(id);
  expect(await contentsOf(id)).toEqual(await contentsOf(dairy.tenant.id));

  const begun = (await restore.begin(backup, { slug: "another" })).body.data;
  await restore.discard(begun.id);
  const created = await app.admin("POST", "/admin/v1/organizations", { body: { name: "Another", slug: "another" } });
  expect(created.body.data).toMatchObject({ id: begun.id, status: "active" });
  expect(codeOf(await restore.begin(backup, { slug: "another" }))).toEqual([409, "already_exists"]);
});

/** An app that can't make the first key of an organization. */
const keyless = () =>
  createTestApp({
    wrapEngine: (engine) => ({
      execute: (statements, mode) =>
        statements.some(({ sql: text }) => text.startsWith('insert into "api_keys"'))
          ? Promise.reject(new DatabaseUnavailable("cut off", false))
          : engine.execute(statements, mode),
    }),
  });

test("a restore whose database is complete and whose organization is not is completed by the same requests", async () => {
  const { backup, dairy, restore } = await backedUpDairy();
  const { id, tables } = (await restore.begin(backup)).body.data;
  await restore.sendAll(id, backup, tables);
  expect((await restores(keyless()).complete(id, backup)).status).toBe(503);
  expect(codeOf(await restore.rows(id, backup, "counters", [["orders", 99]]))).toEqual([409, "conflict"]);
  expect(await restore.run(backup)).toMatchObject({ id, status: "active" });
  expect(await contentsOf(id)).toEqual(await contentsOf(dairy.tenant.id));
});

test("a restored database can't be brought back to a time before its restore was complete", async () => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const backup = await backupOf(await databaseOf(dairy.tenant.id));
  /** Every execution takes a second. */
  const slow = createTestApp({
    clock: () => app.clock.now,
    wrapEngine: (engine) => ({
      execute(statements, mode) {
        app.clock.advance(1_000);
        return engine.execute(statements, mode);
      },
    }),
  });
  const { id, tables } = (await restores(app).begin(backup)).body.data;
  await restores(app).sendAll(id, backup, tables);
  expect((await restores(slow).complete(id, backup)).status).toBe(200);
  const to = new Date(app.clock.now.getTime() - 3_000).toISOString();
  const recovered = await app.admin("POST", `/admin/v1/organizations/${id}/recover`, { body: { to } });
  expect(recovered.body.errors[0]).toMatchObject({ code: "validation_failed", field: "to" });
});

test("a restore can be discarded wherever it was cut off, also once its database is complete", async () => {
  const { app, backup, restore } = await backedUpDairy();
  const idOf = async (slug: string) =>
    (await app.admin("GET", `/admin/v1/organizations?slug=${slug}`)).body.data[0]?.id as string | undefined;
  for (let at = 4; at < 60; at += 4) {
    const slug = `begun-${at}`;
    await restores(cutOff(at, "after")).begin(backup, { slug });
    const id = await idOf(slug);
    if (id) expect([slug, (await restore.discard(id)).status]).toEqual([slug, 204]);
  }

  const { id, tables } = (await restore.begin(backup)).body.data;
  await restore.sendAll(id, backup, tables);
  expect((await restores(keyless()).complete(id, backup)).status).toBe(503);
  expect((await restore.begin(backup)).body.data.tables).toEqual([]);
  expect((await restore.discard(id)).status).toBe(204);
  expect((await restore.run(backup)).status).toBe("active");
}, 120_000);

test("a discarding that is cut off is completed by another one", async () => {
  const { backup, restore } = await backedUpDairy();
  for (const moment of ["before", "after"] as const) {
    for (let at = 3; at < 15; at += 1) {
      const slug = `discarded-${moment}-${at}`;
      const { id } = (await restore.begin(backup, { slug })).body.data;
      await restores(cutOff(at, moment)).discard(id);
      expect([slug, (await restore.discard(id)).status]).toEqual([slug, 204]);
    }
  }
}, 180_000);

test("while a restore is being discarded, none is begun, and no database is taken for one", async () => {
  const { app, backup, restore } = await backedUpDairy();
  const { id } = (await restore.begin(backup)).body.data;
  await sql(
    directory,
    "UPDATE organizations SET database_address = NULL, restore = json_set(restore, '$.phase', 'discarding'), version = version + 1 WHERE id = ?",
    id,
  );
  expect(codeOf(await restore.begin(backup))).toEqual([409, "conflict"]);
  const row = () => sql(directory, "SELECT database_address FROM organizations WHERE id = ?", id);
  expect(await row()).toEqual([[null]]);
  const shown = (await app.admin("GET", `/admin/v1/organizations/${id}`)).body.data;
  expect(shown.database.restore).toMatchObject({ backup: backup.backup, phase: "discarding" });
  expect((await restore.discard(id)).status).toBe(204);
  expect((await restore.run(backup)).database.restore).toBeNull();
});

test("a completion whose restore is discarded after its commit is refused, and records nothing", async () => {
  const { backup, restore } = await backedUpDairy();
  const { id, tables } = (await restore.begin(backup)).body.data;
  await restore.sendAll(id, backup, tables);
  const discarded: number[] = [];
  const late = createTestApp({
    wrapEngine: (engine) => ({
      async execute(statements, mode) {
        const results = await engine.execute(statements, mode);
        if (statements.some(({ sql: text }) => text === `DROP TABLE "restore_${backup.backup}"`)) {
          discarded.push((await restore.discard(id)).status);
        }
        return results;
      },
    }),
  });
  expect(codeOf(await restores(late).complete(id, backup))).toEqual([409, "conflict"]);
  expect(discarded).toEqual([204]);
  const columns = "status, restore, database_address, schema_version";
  expect(await sql(directory, `SELECT ${columns} FROM organizations WHERE id = ?`, id)).toEqual([
    ["provisioning", null, null, 0],
  ]);
  expect((await restore.run(backup)).status).toBe("active");
});

test("a beginning that comes late leaves a complete database as it is", async () => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const backup = await backupOf(await databaseOf(dairy.tenant.id));
  let is_over = false;
  const late = createTestApp({
    wrapEngine: (engine) => ({
      async execute(statements, mode) {
        const results = await engine.execute(statements, mode);
        const asks = statements.some(({ params }) => params.includes(`restore_${backup.backup}`));
        if (asks && !is_over) {
          is_over = true;
          await restores(app).run(backup);
        }
        return results;
      },
    }),
  });
  expect(codeOf(await restores(late).begin(backup))).toEqual([409, "conflict"]);
  expect(is_over).toBe(true);
  const [row] = await sql(directory, "SELECT id, status FROM organizations WHERE slug = 'restored'");
  expect(row?.[1]).toBe("active");
  expect(await contentsOf(String(row?.[0]))).toEqual(await contentsOf(dairy.tenant.id));
});

test("of a completion and a discarding at once one happens", async () => {
  const { backup, dairy, restore } = await backedUpDairy();
  for (const slug of ["first", "second", "third"]) {
    const { id, tables } = (await restore.begin(backup, { slug })).body.data;
    await restore.sendAll(id, backup, tables);
    const [completed, discarded] = await Promise.all([restore.complete(id, backup), restore.discard(id)]);
    expect([completed.status, discarded.status]).toEqual(completed.status === 200 ? [200, 422] : [409, 204]);
    if (completed.status === 200) {
      expect(codeOf(discarded)).toEqual([422, "invalid_status"]);
      expect(await contentsOf(id)).toEqual(await contentsOf(dairy.tenant.id));
    } else {
      const [row] = await sql(
        directory,
        "SELECT status, restore, database_address FROM organizations WHERE id = ?",
        id,
      );
      expect(row).toEqual(["provisioning", null, null]);
    }
  }
});

test("what is restored sends nothing to other systems until it is enabled there, with new secrets", async () => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const receiver = await openReceiver();
  const { url } = receiver;
  const endpoint = await dairy.made("webhook_endpoints", { url });
  const channel = { type: "webhook", url };
  const subscription = await dairy.made("alert_subscriptions", { kinds: ["low_stock"], channel });
  const integration = await dairy.made("integrations", {
    ...{ source: "standard", name: "Shop", location_id: dairy.warehouse },
  });
  const restored = await restores(app).run(await backupOf(await databaseOf(dairy.tenant.id)));
  const send = senderOf(app, restored);
  const disabled = { status: "disabled", disabled_reason: expect.stringContaining("restored from a backup") };
  expect((await send("GET", `webhook_endpoints/${endpoint.id}`)).body.data).toMatchObject(disabled);
  expect((await send("GET", `alert_subscriptions/${subscription.id}`)).body.data).toMatchObject(disabled);
  expect((await send("GET", `integrations/${integration.id}`)).body.data.status).toBe("disabled");
  const types = (await send("GET", "events?per_page=100")).body.data.map(({ type }: { type: string }) => type);
  expect(types.slice(-3)).toEqual([
    ...["webhook_endpoint.disabled", "alert_subscription.disabled", "integration.updated"],
  ]);

  /** What has arrived from the restored organization: the other one goes on sending. */
  const arrived = async () => {
    const ids = (await receiver.received()).map(({ headers }) => String(headers["webhook-id"]));
    return ids.filter((one) => one.endsWith(restored.id.slice(-10)));
  };
  await send("POST", "products", { name: "Kefir", sku: "KEFIR" });
  await app.admin("POST", `/admin/v1/organizations/${restored.id}/jobs/deliveries`);
  expect(await arrived()).toEqual([]);
  // The backup may have been made while an event was being sent.
  app.clock.advance(2 * 60_000);
  const rotated = await send("POST", `webhook_endpoints/${endpoint.id}/rotate_secret`, {});
  expect(rotated.body.data.secret).toMatch(/^whsec_/);
  await send("PATCH", `webhook_endpoints/${endpoint.id}`, { status: "active" });
  await app.admin("POST", `/admin/v1/organizations/${restored.id}/jobs/deliveries`);
  await expect.poll(arrived, { timeout: 20_000 }).not.toEqual([]);
});

test("a backup of any earlier schema is restored and migrated, and one of a later schema is refused", async () => {
  const app = createTestApp();
  const { id } = await app.mintTenant();
  const current = await schemaOf(id);
  for (let schema_version = 1; schema_version < TENANT_MIGRATIONS.length; schema_version++) {
    const backup: Backup = { backup: "c".repeat(64), schema_version, tables: {} };
    const restored = await restores(app).run(backup, { slug: `version-${schema_version}` });
    expect(restored.database).toMatchObject({ state: "current", schema_version: TENANT_MIGRATIONS.length });
    if (schema_version > TENANT_MIGRATIONS.length - 2) expect(await schemaOf(restored.id)).toEqual(current);
  }
  const later = { backup: "c".repeat(64), schema_version: TENANT_MIGRATIONS.length + 1 };
  const refused = await restores(app).begin(later);
  expect(refused.body.errors[0]).toMatchObject({ code: "validation_failed", field: "schema_version" });
  expect(await sql(directory, "SELECT slug FROM organizations WHERE slug = 'restored'")).toEqual([]);
}, 180_000);

// Before entries had days and values, and before alarms were kept.
test.each([12, 20])(
  "a filled backup of schema %i comes to what its database is migrated to",
  async (schema_version) => {
    const app = createTestApp();
    const { engine } = await spareDatabase();
    const from_before = schema_version === 12;
    await migrate(engine, TENANT_MIGRATIONS.slice(0, schema_version));
    await fillCompany(engine, { variants: 30, orders: from_before ? 20 : 0, entries: 100 }, { from_before });
    const began_at = new Date().toISOString();
    const restored = await restores(app).run({ ...(await backupOf(engine)), schema_version });
    await migrate(engine, TENANT_MIGRATIONS);
    /** Without what the clock said in a migration. */
    const timeless = (contents: object) =>
      JSON.parse(JSON.stringify(contents), (_, value) =>
        typeof value === "string" && /^\d{4}-.*Z$/.test(value) && value >= began_at ? "later" : value,
      );
    const { schema_migrations, ...migrated } = await dump(engine);
    expect(timeless(await contentsOf(restored.id))).toEqual(timeless(migrated));
    const send = senderOf(app, restored);
    const { checked, discrepancies } = (await send("GET", "reports/reconciliation")).body.data;
    expect(checked).toBeGreaterThan(0);
    expect(discrepancies).toEqual([]);
    expect((await send("GET", "variants?per_page=100")).body.data).toHaveLength(30);
  },
);
