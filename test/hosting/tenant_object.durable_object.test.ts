import { env, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import type { Step } from "../../src/commands/step";
import { announce } from "../../src/events/announce";
import { close } from "../../src/storage/copy";
import { reopen } from "../../src/storage/fence";
import { TENANT_MIGRATIONS } from "../../src/storage/migrations";
import type { Engine } from "../../src/storage/port";
import { createTestApp, type TestApp } from "../support/app";
import { databaseOf, directory, moveTo, spareDatabase, sql } from "../support/databases";
import { deliverNow, expectAt, openEndpoint, writeEvents } from "../support/endpoints";
import { createJobs, directoryRow, withSteps } from "../support/jobs";
import { openReceiver } from "../support/receivers";
import { restores } from "../support/restores";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const { TENANTS } = env as unknown as { TENANTS: DurableObjectNamespace };

async function objectOf(organization_id: string): Promise<DurableObjectStub> {
  const [row] = await sql(directory, "SELECT database_address FROM organizations WHERE id = ?", organization_id);
  return TENANTS.get(TENANTS.idFromString(String(row?.[0])));
}

const alarmOf = async (id: string) => runInDurableObject(await objectOf(id), (_, state) => state.storage.getAlarm());

const sequencesOf = async (id: string, table = "events") =>
  (await read(await databaseOf(id), `SELECT sequence FROM ${table} ORDER BY sequence`)).map(([sequence]) =>
    Number(sequence),
  );

/** A read, which sets no alarm. */
async function read(engine: Engine, text: string): Promise<unknown[][]> {
  const [result] = await engine.execute([{ sql: text, params: [] }], "read");
  return result?.rows ?? [];
}

const addProduct = (tenant: { request: TestApp["request"] }, sku: string, key = sku) =>
  tenant.request("POST", "/api/v1/products", { body: { name: sku, sku }, headers: { "Idempotency-Key": key } });

/** A tenant with two events and recorded responses, and a third one `days` days later. */
async function tradingTenant(app: TestApp, days = 0) {
  const tenant = await app.mintTenant();
  for (const sku of ["A", "B"]) await addProduct(tenant, sku);
  app.clock.advance(days * DAY);
  await addProduct(tenant, "C");
  return tenant;
}

test("a request of an organization is served in its object: with what the gateway knows, and nothing that a client claims", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const call = { organization: { id: "org_other", name: "Ünïcode" }, scopes: ["admin"] };
  const forged = { "Stockbook-Call": encodeURIComponent(JSON.stringify(call)) };
  const own = await tenant.request("GET", "/api/v1/organization", { headers: forged });
  expect(own.body.data.id).toBe(tenant.id);
  const made = await tenant.request("POST", "/api/v1/api_keys", { body: { name: "Reader", scopes: ["read"] } });
  const key = made.body.data.key;
  const refused = await app.request("POST", "/api/v1/locations", { key, body: { name: "X" }, headers: forged });
  expect([refused.status, refused.body.errors[0].code]).toEqual([403, "forbidden"]);
  const listed = await app.request("GET", "/api/v1/locations", { key, headers: { ...forged, "X-Request-Id": "mine" } });
  expect([listed.status, listed.headers.get("X-Request-Id")]).toEqual([200, "mine"]);
  expect(listed.headers.get("Server-Timing")).toMatch(/round_trips;dur=1,.*directory;dur=\d+.*total;dur=\d+/);
});

test("an organization with a name of any letters, and a body that is too large, are served as on every engine", async () => {
  const app = createTestApp();
  const made = await app.admin("POST", "/admin/v1/organizations", {
    body: { name: "Żółw 株式会社 🐢", slug: "any-letters" },
  });
  const { key } = made.body.data.api_key;
  expect((await app.request("GET", "/api/v1/organization", { key })).body.data.name).toBe("Żółw 株式会社 🐢");
  const large = await app.request("POST", "/api/v1/products", { key, body: { name: "x".repeat(1_100_000) } });
  expect([large.status, large.body.errors[0].code]).toEqual([413, "payload_too_large"]);
});

test("a commit of which one statement fails leaves nothing, and no alarm either", async () => {
  const { address, engine } = await spareDatabase();
  const object = TENANTS.get(TENANTS.idFromString(address));
  await sql(engine, "CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT");
  await runInDurableObject(object, (_, state) => state.storage.deleteAlarm());
  await evictDurableObject(object);
  const insert = { sql: "INSERT INTO t VALUES (1)", params: [] };
  await expect(engine.execute([insert, insert], "write")).rejects.toThrow("t.a");
  expect(await runInDurableObject(object, (_, state) => state.storage.getAlarm())).toBeNull();
  expect(await sql(engine, "SELECT count(*) FROM t")).toEqual([[0]]);
  await engine.execute([insert], "write");
  expect(await runInDurableObject(object, (_, state) => state.storage.getAlarm())).toBeGreaterThan(Date.now());
});

test("of a hundred orders at once, as many are reserved as there is stock, and the others are told so", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const location = await tenant.request("POST", "/api/v1/locations", { body: { name: "Warehouse" } });
  const location_id = location.body.data.id;
  await addProduct(tenant, "MUG");
  const stock = { sku: "MUG", location_id, quantity: 60, reason: "found" };
  await tenant.request("POST", "/api/v1/inventory_adjustments", { body: stock });
  const order = { location_id, reserve: true, items: [{ sku: "MUG", quantity: 1 }] };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => tenant.request("POST", "/api/v1/orders", { body: order })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(60);
  expect(answers.filter(({ body }) => body.errors?.[0].code === "insufficient_stock")).toHaveLength(40);
});

test("an object that was evicted has what was committed, and replays it", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const first = await addProduct(tenant, "MUG");
  const alarm = await alarmOf(tenant.id);
  await evictDurableObject(await objectOf(tenant.id));
  const again = await addProduct(tenant, "MUG");
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  expect(again.text).toBe(first.text);
  expect(alarm).not.toBeNull();
  expect(await alarmOf(tenant.id)).toBe(alarm);
});

test("an object whose schema is behind is migrated when it wakes, before it serves, and is not if it has no schema", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  const { address, engine } = await spareDatabase();
  const { migrate } = await import("../../src/storage/migrate");
  await migrate(engine, TENANT_MIGRATIONS.slice(0, 3));
  await moveTo(address, tenant.id, TENANT_MIGRATIONS.length);
  await evictDurableObject(TENANTS.get(TENANTS.idFromString(address)));
  const fresh = createTestApp();
  const listed = await fresh.request("GET", "/api/v1/products", { key: tenant.api_key });
  expect([listed.status, listed.body.data]).toEqual([200, []]);
  expect(await sql(engine, "SELECT max(version) FROM schema_migrations")).toEqual([[TENANT_MIGRATIONS.length]]);

  const blank = await spareDatabase();
  await evictDurableObject(TENANTS.get(TENANTS.idFromString(blank.address)));
  expect(await sql(blank.engine, "SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB '_cf_*'")).toEqual([[0]]);
});

test("a closed object that is behind can be read and opened from outside, and its requests are 503 until then", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  const engine = await databaseOf(tenant.id);
  await sql(engine, "DELETE FROM schema_migrations WHERE version = (SELECT max(version) FROM schema_migrations)");
  await close(engine, "m1");
  await evictDurableObject(await objectOf(tenant.id));
  expect(await read(engine, "SELECT count(*) FROM events")).toEqual([[3]]);
  const refused = await tenant.request("GET", "/api/v1/products");
  expect([refused.status, refused.body.errors[0].code]).toEqual([503, "unavailable"]);
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  await runDurableObjectAlarm(await objectOf(tenant.id));
  expect(await alarmOf(tenant.id)).toBeGreaterThan(Date.now());
  expect(logged).toHaveBeenCalled();
  logged.mockRestore();
  await reopen(engine);
  expect(await read(engine, "SELECT count(*) FROM sqlite_schema WHERE name GLOB 'fence_*'")).toEqual([[0]]);
});

test("the alarm runs what is due and is set for what comes next: the night, where there is something to sell", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app, 20);
  const object = await objectOf(tenant.id);
  const untilAlarm = async () => ((await alarmOf(tenant.id)) ?? 0) - Date.now();
  // The clock of the test stands still at 08:30.
  const UNTIL_NIGHT = 18 * HOUR;
  expect(await untilAlarm()).toBeLessThanOrEqual(5 * MINUTE);
  expect(await runDurableObjectAlarm(object)).toBe(true);
  expect(await sequencesOf(tenant.id)).toEqual([1, 2, 3]);
  expect(Math.abs((await untilAlarm()) - UNTIL_NIGHT)).toBeLessThan(MINUTE);

  app.clock.advance(11 * DAY);
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([3]);
  await evictDurableObject(object);
  await runDurableObjectAlarm(object);
  expect(Math.abs((await untilAlarm()) - UNTIL_NIGHT)).toBeLessThan(MINUTE);
  const [, nightly] = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}/jobs`)).body.data;
  expect(nightly).toMatchObject({ status: "waiting", last_run: { period: "2026-12-24", did: { events_deleted: 2 } } });
  expect(Date.parse(nightly.due_at) - app.clock.now.getTime()).toBe(UNTIL_NIGHT);

  app.clock.advance(365 * DAY);
  await addProduct(tenant, "D");
  await Promise.all([runDurableObjectAlarm(object), runDurableObjectAlarm(object)]);
  expect(await sequencesOf(tenant.id)).toEqual([4]);
  await addProduct(tenant, "E");
  expect(await sequencesOf(tenant.id)).toEqual([4, 5]);
});

test("an object sends the events of its commits itself, and its alarm makes the attempts that follow", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ status: 500 }, { status: 200 });
  await openEndpoint(tenant.id, receiver);
  await addProduct(tenant, "A");
  await expectAt(receiver, [1]);
  const untilAlarm = async () => ((await alarmOf(tenant.id)) ?? Number.POSITIVE_INFINITY) - Date.now();
  await vi.waitFor(async () => expect(await untilAlarm()).toBeLessThan(6 * 1000));
  app.clock.advance(6 * 1000);
  await runDurableObjectAlarm(await objectOf(tenant.id));
  await expectAt(receiver, [1, 1]);
  const jobs = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}/jobs`)).body.data;
  expect(jobs[2]).toMatchObject({
    job: "deliveries",
    status: "waiting",
    last_run: { did: { delivered: 1, failed: 0 } },
  });
  expect(jobs[2].due_at).toBeNull();
});

/** The milliseconds until the alarm of an organization's object. */
const untilAlarmOf = async (id: string) => ((await alarmOf(id)) ?? Number.POSITIVE_INFINITY) - Date.now();

test("an object whose alarm came while a backup was restored into it looks at its jobs once that is complete", async () => {
  const restore = restores(createTestApp());
  const backup = { backup: "d".repeat(64), schema_version: TENANT_MIGRATIONS.length, tables: {} };
  const { id } = (await restore.begin(backup)).body.data;
  await runDurableObjectAlarm(await objectOf(id));
  expect(await untilAlarmOf(id)).toBeGreaterThan(HOUR);
  expect((await restore.complete(id, backup)).status).toBe(200);
  expect(await untilAlarmOf(id)).toBeLessThanOrEqual(MINUTE);
});

test("while events are sent an alarm within a minute takes over if the object ends", async () => {
  const tenant = await createTestApp().mintTenant();
  const receiver = await openReceiver({ delay_ms: 1000 });
  await openEndpoint(tenant.id, receiver);
  await runInDurableObject(await objectOf(tenant.id), (_, state) => state.storage.setAlarm(Date.now() + HOUR));
  await addProduct(tenant, "A");
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(1));
  expect(await untilAlarmOf(tenant.id)).toBeLessThanOrEqual(MINUTE);
});

test("an attempt that failed during an alarm follows in seconds, also if a request has set another alarm meanwhile", async () => {
  const tenant = await createTestApp().mintTenant();
  const receiver = await openReceiver({ status: 500, delay_ms: 500 });
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  const alarm = runDurableObjectAlarm(await objectOf(tenant.id));
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(1));
  await addProduct(tenant, "A");
  await alarm;
  expect(await untilAlarmOf(tenant.id)).toBeLessThan(6 * 1000);
});

test("an attempt at a job's event that failed during an alarm follows in seconds", async () => {
  const tenant = await tradingTenant(createTestApp());
  const receiver = await openReceiver({ status: 500 });
  await openEndpoint(tenant.id, receiver);
  const announcing: Step = {
    name: "announcing",
    run: async (ctx) => ({ statements: [announce(ctx, "insight.created", { note: {} })], next: null, did: {} }),
  };
  await withSteps("nightly", [announcing], async () => runDurableObjectAlarm(await objectOf(tenant.id)));
  expect(await receiver.received()).toHaveLength(1);
  expect(await untilAlarmOf(tenant.id)).toBeLessThan(6 * 1000);
});

test("an attempt that failed when the operator had deliveries run follows in seconds", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ status: 500 });
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  await deliverNow(app, tenant);
  expect(await untilAlarmOf(tenant.id)).toBeLessThan(6 * 1000);
});

test("the alarms of objects that share an isolate run at the same time", async () => {
  const app = createTestApp();
  const tenants = [await tradingTenant(app), await tradingTenant(app), await tradingTenant(app)];
  await Promise.all(tenants.map(async ({ id }) => runDurableObjectAlarm(await objectOf(id))));
  for (const { id } of tenants) {
    const { data } = (await app.admin("GET", `/admin/v1/organizations/${id}/jobs`)).body;
    expect(data[1]).toMatchObject({ job: "nightly", status: "waiting", last_run: { period: "2026-11-23" } });
  }
});

test("an alarm that a clock which was far ahead has set is replaced when the object wakes", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  const object = await objectOf(tenant.id);
  await runInDurableObject(object, (_, state) => state.storage.setAlarm(Date.now() + 400 * DAY));
  await evictDurableObject(object);
  await tenant.request("GET", "/api/v1/products");
  expect((await alarmOf(tenant.id)) ?? 0).toBeLessThan(Date.now() + HOUR);
});

test("without anything to come no alarm is set, so that an idle organization sleeps", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const object = await objectOf(tenant.id);
  await runDurableObjectAlarm(object);
  expect(await alarmOf(tenant.id)).toBeNull();
  const add = (name: string) =>
    tenant.request("POST", "/api/v1/locations", { body: { name }, headers: { "Idempotency-Key": name } });
  for (const name of ["A", "B"]) await add(name);
  await runDurableObjectAlarm(object);
  // The first record may be deleted in a day, and then in the next full hour.
  expect(Math.abs(((await alarmOf(tenant.id)) ?? 0) - Date.now() - DAY)).toBeLessThan(MINUTE);
  app.clock.advance(DAY + HOUR);
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id, "idempotency_keys")).toEqual([2]);
  // The first event may be deleted in a month; nothing waits longer than a day for an alarm.
  expect(Math.abs(((await alarmOf(tenant.id)) ?? 0) - Date.now() - DAY)).toBeLessThan(MINUTE);
  app.clock.advance(31 * DAY);
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([2]);
  expect(await alarmOf(tenant.id)).toBeNull();
});

test("what is too large for one alarm goes on with the next, which comes at once", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  const object = await objectOf(tenant.id);
  await runDurableObjectAlarm(object);
  app.clock.advance(DAY);
  const portions: unknown[] = [];
  const large: Step = {
    name: "large",
    async run(_, from) {
      portions.push(from);
      return { statements: [], next: portions.length < 60 ? portions.length : null, did: {} };
    },
  };
  await withSteps("nightly", [large], async () => {
    for (const done of [25, 50, 60]) {
      await runDurableObjectAlarm(object);
      expect(portions).toHaveLength(done);
      const wait = ((await alarmOf(tenant.id)) ?? 0) - Date.now();
      if (done < 60) expect(wait).toBeLessThan(MINUTE);
      else expect(wait).toBeGreaterThan(MINUTE);
    }
  });
});

test("between the portions of a job an object serves its requests", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  const object = await objectOf(tenant.id);
  await runDurableObjectAlarm(object);
  app.clock.advance(DAY);
  let request: Promise<unknown> | undefined;
  let [portions, is_served] = [0, false];
  const long: Step = {
    name: "long",
    async run() {
      request ??= tenant.request("GET", "/api/v1/locations").then(() => {
        is_served = true;
      });
      return { statements: [], next: is_served ? null : ++portions, did: {} };
    },
  };
  await withSteps("nightly", [long], async () => {
    await runDurableObjectAlarm(object);
    expect(is_served).toBe(true);
    await request;
  });
});

test("the operator runs a job of an object in the object, which then goes on with what is left", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  await runDurableObjectAlarm(await objectOf(tenant.id));
  const run = () => app.admin("POST", `/admin/v1/organizations/${tenant.id}/jobs/nightly`);
  expect((await run()).body.data).toMatchObject({ status: "finished", did: {} });
  app.clock.advance(40 * DAY);
  expect((await run()).body.data).toMatchObject({ status: "finished", did: { events_deleted: 2 }, failures: [] });
  expect(await sequencesOf(tenant.id)).toEqual([3]);
  const large: Step = {
    name: "large",
    run: async (_, from) => ({ statements: [], next: Number(from) < 30 ? Number(from) + 1 : null, did: {} }),
  };
  await withSteps("nightly", [large], async () => {
    expect((await run()).body.data).toMatchObject({ status: "unfinished" });
    await runDurableObjectAlarm(await objectOf(tenant.id));
    const [, nightly] = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}/jobs`)).body.data;
    expect(nightly).toMatchObject({ status: "waiting", open_run: null });
  });
});

test("an alarm that fails, or comes while the directory can't be reached, is set again, and loses nothing", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const failing = { on: "" };
  const app = createTestApp({
    wrapEngine: (engine: Engine) => ({
      execute(statements, mode) {
        const breaks = failing.on !== "" && statements.some((statement) => statement.sql.includes(failing.on));
        return breaks ? Promise.reject(new Error("The disk is on fire")) : engine.execute(statements, mode);
      },
    }),
  });
  const tenant = await tradingTenant(app);
  app.clock.advance(40 * DAY);
  const object = await objectOf(tenant.id);
  for (const part of ["DELETE FROM events", 'from "organizations"', "DELETE FROM idempotency_keys"]) {
    failing.on = part;
    await runDurableObjectAlarm(object);
    failing.on = "";
    expect(await alarmOf(tenant.id), part).not.toBeNull();
  }
  expect(logged).toHaveBeenCalled();
  failing.on = "";
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([3]);
  expect(await sequencesOf(tenant.id, "idempotency_keys")).toEqual([3]);
  logged.mockRestore();
});

test("a job that fails in an object is seen by the operator, repeated soon, and forgotten once it succeeds", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = { is: true };
  const app = createTestApp({
    wrapEngine: (engine: Engine) => ({
      execute(statements, mode) {
        const breaks = broken.is && statements.some((statement) => statement.sql.includes("DELETE FROM events"));
        return breaks ? Promise.reject(new Error("The disk is on fire")) : engine.execute(statements, mode);
      },
    }),
  });
  const tenant = await tradingTenant(app);
  app.clock.advance(40 * DAY);
  const object = await objectOf(tenant.id);
  await runDurableObjectAlarm(object);
  const error = "clear_old_events: The disk is on fire";
  expect(await directoryRow(tenant.id, "nightly")).toMatchObject({ attempts: 1, error });
  expect(await directoryRow(tenant.id, "hourly")).toMatchObject({ attempts: 0, error: null });
  expect(Math.abs(((await alarmOf(tenant.id)) ?? 0) - Date.now() - MINUTE)).toBeLessThan(MINUTE / 2);
  broken.is = false;
  await runDurableObjectAlarm(object);
  expect(await directoryRow(tenant.id, "nightly")).toMatchObject({ attempts: 0, failed_at: null, error: null });
  expect(await sequencesOf(tenant.id)).toEqual([3]);
  logged.mockRestore();
});

test("a suspended organization's alarm deletes nothing, and comes again", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  app.clock.advance(40 * DAY);
  const suspend = (status: string) => app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status } });
  await suspend("suspended");
  const object = await objectOf(tenant.id);
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([1, 2, 3]);
  expect(await alarmOf(tenant.id)).toBeGreaterThan(Date.now());
  await suspend("active");
  expect((await alarmOf(tenant.id)) ?? 0).toBeLessThan(Date.now() + MINUTE);
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([3]);
});

test("while its database is moved an object runs no jobs, and looks again in some minutes", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  app.clock.advance(40 * DAY);
  const object = await objectOf(tenant.id);
  const move = (value: string | null) =>
    sql(directory, "UPDATE organizations SET move = ?, version = version + 1 WHERE id = ?", value, tenant.id);
  await move('{"phase":"copying"}');
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([1, 2, 3]);
  expect(Math.abs(((await alarmOf(tenant.id)) ?? 0) - Date.now() - 5 * MINUTE)).toBeLessThan(MINUTE);
  await move(null);
  await runDurableObjectAlarm(object);
  expect(await sequencesOf(tenant.id)).toEqual([3]);
});

test("cron leaves an object's jobs to its alarm", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  app.clock.advance(40 * DAY);
  const jobs = createJobs(app);
  await jobs.tick();
  expect(jobs.waiting.filter(({ organization_id }) => organization_id === tenant.id)).toEqual([]);
  jobs.waiting.push({ organization_id: tenant.id, job: "nightly" });
  await jobs.deliver();
  expect(await sequencesOf(tenant.id)).toEqual([1, 2, 3]);
});

test("an object that no organization has is left alone, and sets no further alarm", async () => {
  const app = createTestApp();
  const tenant = await tradingTenant(app);
  const object = await objectOf(tenant.id);
  const engine = await databaseOf(tenant.id);
  const { address } = await spareDatabase();
  await moveTo(address, tenant.id, 0);
  app.clock.advance(40 * DAY);
  await runDurableObjectAlarm(object);
  expect(await runInDurableObject(object, (_, state) => state.storage.getAlarm())).toBeNull();
  expect(await sql(engine, "SELECT count(*) FROM events")).toEqual([[3]]);
});

test("a list that is sent as a whole passes through the gateway as it is read, and ends when the client leaves", async () => {
  let reads = 0;
  const app = createTestApp({
    wrapEngine: (engine) => ({
      execute(statements, mode) {
        if (mode === "read" && statements.some((statement) => /locations/.test(statement.sql))) reads += 1;
        return engine.execute(statements, mode);
      },
    }),
  });
  const tenant = await app.mintTenant();
  await sql(
    await databaseOf(tenant.id),
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
      INSERT INTO locations (id, name, type, status, metadata, created_at, updated_at)
      SELECT 'loc_' || i, 'Shelf ' || i, 'other', 'active', '{}', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n`,
  );
  const sent = { key: tenant.api_key };
  const lines = await (await app.open("GET", "/api/v1/locations?format=ndjson", sent)).text();
  expect(lines.trim().split("\n")).toHaveLength(12_000);
  const all = reads;
  reads = 0;
  const response = await app.open("GET", "/api/v1/locations?format=ndjson", sent);
  await response.body?.cancel();
  expect(all).toBeGreaterThan(2);
  expect(reads).toBeLessThan(all);
});

describe("when the connection to an object breaks", () => {
  type Break = { before?: object; after?: object };

  /** An application of which the next request to an object is broken. */
  function fragileApp() {
    const next: { break: Break; sent: number } = { break: {}, sent: 0 };
    const fragile = (stub: DurableObjectStub) => ({
      async fetch(request: Request) {
        const { before, after } = next.break;
        next.break = {};
        next.sent += 1;
        if (before) throw Object.assign(new Error("broken"), before);
        const response = await stub.fetch(request);
        if (after) throw Object.assign(new Error("broken"), after);
        return response;
      },
    });
    const app = createTestApp({
      settings: ({ databases, ...rest }) => {
        const objects = databases.objects as DurableObjectNamespace;
        const get = (id: DurableObjectId) => fragile(objects.get(id));
        const idFromString = (id: string) => objects.idFromString(id);
        return { ...rest, databases: { ...databases, objects: { get, idFromString } as never } };
      },
    });
    return { app, next };
  }

  const lost = { retryable: true };
  const overloaded = { retryable: true, overloaded: true };

  test.each([
    ["a read", "GET", {}, { before: lost }, 200, 2],
    ["a write with a key that did not arrive", "POST", { "Idempotency-Key": "k" }, { before: lost }, 201, 2],
    ["a write with a key that took effect", "POST", { "Idempotency-Key": "k" }, { after: lost }, 201, 2],
    ["a write without a key", "POST", {}, { after: lost }, 503, 1],
    ["a read of an overloaded object", "GET", {}, { before: overloaded }, 503, 1],
    ["a read that fails by no fault of the connection", "GET", {}, { before: {} }, 500, 1],
  ] as const)("%s (%s) is answered once", async (_, method, headers, broken, status, sent) => {
    const tenant = await createTestApp().mintTenant();
    const { app, next } = fragileApp();
    next.break = broken;
    const body = method === "POST" ? { body: { name: "Warehouse" } } : {};
    const answer = await app.open(method, "/api/v1/locations", { key: tenant.api_key, headers, ...body });
    await answer.text();
    expect([answer.status, next.sent]).toEqual([status, sent]);
    const effects = method === "POST" ? 1 : 0;
    expect(await read(await databaseOf(tenant.id), "SELECT count(*) FROM locations")).toEqual([[effects]]);
    if (status === 503) expect(answer.headers.get("Retry-After")).toBe("2");
  });
});

test("an organization gets the engine that it asks for, and only objects take a place", async () => {
  const app = createTestApp();
  const create = (slug: string, body: object) =>
    app.admin("POST", "/admin/v1/organizations", { body: { name: slug, slug, ...body } });
  const near = await create("near", { engine: "durable_object", location_hint: "weur" });
  expect(near.body.data.database).toMatchObject({ engine: "durable_object", location_hint: "weur", state: "current" });
  const on_d1 = await create("on-d1", { engine: "d1" });
  expect(on_d1.body.data.database).toMatchObject({ engine: "d1", location_hint: null });
  expect((await app.request("GET", "/api/v1/locations", { key: on_d1.body.data.api_key.key })).status).toBe(200);
  const refusals = [
    await create("a", { engine: "d1", location_hint: "weur" }),
    await create("b", { engine: "libsql" }),
    await create("c", { location_hint: "mars" }),
  ];
  expect(refusals.map(({ status, body }) => [status, body.errors[0].field])).toEqual([
    [422, "location_hint"],
    [422, "engine"],
    [422, "location_hint"],
  ]);
});
