import { env } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import { parseEnv } from "../../src/env";
import { runDueJobs } from "../../src/jobs/run";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { databaseOf, directory, moveTo, spareDatabase, sql } from "../support/databases";

const HOURLY = "0 * * * *";
const DAY = 24 * 60 * 60 * 1000;
const app = createTestApp();

const runHourly = (wrapEngine?: (engine: Engine) => Engine) =>
  runDueJobs(HOURLY, { databases: parseEnv(env as never).databases, clock: () => app.clock.now, wrapEngine });

const eventsOf = async (id: string) =>
  (await sql(await databaseOf(id), "SELECT sequence FROM events ORDER BY sequence")).map(([sequence]) =>
    Number(sequence),
  );

/** A tenant with three events, the last one written `days` days after the first two. */
async function tenantWithEvents(days: number) {
  const tenant = await app.mintTenant();
  for (const sku of ["A", "B"]) await tenant.request("POST", "/api/v1/products", { body: { name: sku, sku } });
  app.clock.advance(days * DAY);
  await tenant.request("POST", "/api/v1/products", { body: { name: "C", sku: "C" } });
  return tenant;
}

test("events older than 30 days are deleted by the hourly run, and later ones stay", async () => {
  const tenant = await tenantWithEvents(20);
  await runHourly();
  expect(await eventsOf(tenant.id)).toEqual([1, 2, 3]);
  app.clock.advance(11 * DAY);
  await runHourly();
  expect(await eventsOf(tenant.id)).toEqual([3]);
});

test("the newest event stays however old it is, so that sequence numbers go on from it", async () => {
  const tenant = await tenantWithEvents(0);
  app.clock.advance(365 * DAY);
  await Promise.all([runHourly(), runHourly()]);
  expect(await eventsOf(tenant.id)).toEqual([3]);
  await tenant.request("POST", "/api/v1/products", { body: { name: "D", sku: "D" } });
  expect(await eventsOf(tenant.id)).toEqual([3, 4]);
});

test("an organization whose database fails is logged with its job, and the others are served", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const [failing, other] = [await tenantWithEvents(0), await tenantWithEvents(0)];
  app.clock.advance(40 * DAY);
  let deletions = 0;
  await runHourly((engine) => ({
    async execute(statements, mode) {
      const deletes = statements.some(({ sql }) => sql.startsWith("DELETE FROM events"));
      if (deletes && (await owns(engine, failing.id))) throw new Error("The disk is on fire");
      if (deletes) deletions += 1;
      return engine.execute(statements, mode);
    },
  }));
  expect(deletions).toBeGreaterThan(0);
  expect(await eventsOf(other.id)).toEqual([3]);
  expect(await eventsOf(failing.id)).toEqual([1, 2, 3]);
  const entries = logged.mock.calls.map(([entry]) => JSON.parse(String(entry)));
  expect(entries).toContainEqual({
    job: "clear_old_events",
    organization_id: failing.id,
    error: "Error: The disk is on fire",
  });
  logged.mockRestore();
});

test("an organization whose database this deployment can't open is logged, and later ones are served", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const [lost, later] = [await tenantWithEvents(0), await tenantWithEvents(0)];
  const engine = await databaseOf(later.id);
  const change = (columns: string) =>
    sql(directory, `UPDATE organizations SET ${columns}, version = version + 1 WHERE id = ?`, lost.id);
  await change("engine = 'd1', database_address = 'TENANT_9999'");
  app.clock.advance(40 * DAY);
  await runHourly();
  expect((await sql(engine, "SELECT count(*) FROM events"))[0]?.[0]).toBe(1);
  expect(logged.mock.calls.some(([entry]) => String(entry).includes(lost.id))).toBe(true);
  logged.mockRestore();
  await change("status = 'suspended'");
});

test("an organization whose database is behind is migrated before its jobs run", async () => {
  const tenant = await tenantWithEvents(0);
  const { address } = await spareDatabase();
  await moveTo(address, tenant.id, 0);
  await runHourly();
  const { database } = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}`)).body.data;
  expect(database).toMatchObject({ state: "current" });
});

test("a suspended organization's jobs do not run, and a cron that is not scheduled runs nothing", async () => {
  const tenant = await tenantWithEvents(0);
  app.clock.advance(40 * DAY);
  await runDueJobs("30 4 * * *", { databases: parseEnv(env as never).databases, clock: () => app.clock.now });
  await app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status: "suspended" } });
  await runHourly();
  expect(await eventsOf(tenant.id)).toEqual([1, 2, 3]);
});

/** Whether the engine reaches this organization's database: only that one has its events. */
async function owns(engine: Engine, organization_id: string): Promise<boolean> {
  const marker = "SELECT count(*) AS n FROM idempotency_keys WHERE owner = ?";
  await sql(
    await databaseOf(organization_id),
    "INSERT OR IGNORE INTO idempotency_keys (owner, key, fingerprint, status, body, created_at) VALUES (?, 'marker', '', 200, '', '')",
    organization_id,
  );
  return Number((await sql(engine, marker, organization_id))[0]?.[0]) === 1;
}
