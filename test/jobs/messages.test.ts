import { createExecutionContext, createMessageBatch, env, getQueueResult } from "cloudflare:test";
import { expect, test, vi } from "vitest";
import type { Step } from "../../src/commands/step";
import { runMessages } from "../../src/jobs/messages";
import type { Engine } from "../../src/storage/port";
import worker from "../../src/worker";
import { createTestApp } from "../support/app";
import { databaseOf, directory, moveTo, spareDatabase, sql } from "../support/databases";
import { createJobs, directoryRow, withSteps } from "../support/jobs";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const app = createTestApp();
const at = (ahead: number) => new Date(app.clock.now.getTime() + ahead).toISOString();

const eventsOf = async (id: string) =>
  (await sql(await databaseOf(id), "SELECT sequence FROM events ORDER BY sequence")).map(([sequence]) =>
    Number(sequence),
  );

const listed = async (id: string) => (await app.admin("GET", `/admin/v1/organizations/${id}/jobs`)).body.data;

/** A tenant with three events, the last one written `days` days after the first two. */
async function tenantWithEvents(days = 0) {
  const tenant = await app.mintTenant();
  for (const sku of ["A", "B"]) await tenant.request("POST", "/api/v1/products", { body: { name: sku, sku } });
  app.clock.advance(days * DAY);
  await tenant.request("POST", "/api/v1/products", { body: { name: "C", sku: "C" } });
  return tenant;
}

/** Executions fail that have a statement with this in it, of the database of one organization. */
function breaking(text: string, organization_id: string) {
  const fault = { is_there: true };
  const wrapEngine = (engine: Engine): Engine => ({
    async execute(statements, mode) {
      const breaks = fault.is_there && statements.some(({ sql }) => sql.includes(text));
      if (breaks && (await owns(engine, organization_id))) throw new Error("The disk is on fire");
      return engine.execute(statements, mode);
    },
  });
  return { fault, wrapEngine };
}

/** Whether the engine reaches this organization's database: only that one has its events. */
async function owns(engine: Engine, organization_id: string): Promise<boolean> {
  await sql(
    await databaseOf(organization_id),
    "INSERT OR IGNORE INTO idempotency_keys (owner, key, fingerprint, status, body, created_at) VALUES (?, 'marker', '', 200, '', '9')",
    organization_id,
  );
  const marker = "SELECT count(*) AS n FROM idempotency_keys WHERE owner = ? AND key = 'marker'";
  return Number((await sql(engine, marker, organization_id))[0]?.[0]) === 1;
}

test("events older than 30 days are deleted at night, and later ones stay", async () => {
  const tenant = await tenantWithEvents(20);
  const jobs = createJobs(app);
  await jobs.run();
  expect(await eventsOf(tenant.id)).toEqual([1, 2, 3]);
  app.clock.advance(11 * DAY);
  await jobs.run();
  expect(await eventsOf(tenant.id)).toEqual([3]);
});

test("a job that has finished is due in its next hour or night, and a message that comes twice does nothing", async () => {
  const tenant = await tenantWithEvents();
  const jobs = createJobs(app);
  await jobs.run();
  const due = async () => [
    (await directoryRow(tenant.id, "hourly")).due_at,
    (await directoryRow(tenant.id, "nightly")).due_at,
  ];
  const night = new Date(Math.ceil((app.clock.now.getTime() - 150 * MINUTE) / DAY) * DAY + 150 * MINUTE).toISOString();
  const hour = new Date(Math.ceil(app.clock.now.getTime() / (60 * MINUTE)) * 60 * MINUTE).toISOString();
  expect(await due()).toEqual([hour, night]);
  const before = await listed(tenant.id);
  await runMessages([{ organization_id: tenant.id, job: "nightly" }], jobs.platform);
  expect(await listed(tenant.id)).toEqual(before);
  await jobs.tick();
  expect(jobs.waiting.filter(({ organization_id }) => organization_id === tenant.id)).toEqual([]);
});

test("a message costs the directory two round trips: one finds the organization, one records the outcome", async () => {
  const tenant = await app.mintTenant();
  const sent: string[] = [];
  const jobs = createJobs(app, (engine: Engine) => ({
    execute(statements, mode) {
      sent.push(statements.map(({ sql }) => sql).join("; "));
      return engine.execute(statements, mode);
    },
  }));
  await jobs.run();
  app.clock.advance(DAY);
  sent.splice(0);
  await runMessages([{ organization_id: tenant.id, job: "hourly" }], jobs.platform);
  expect(sent.filter((text) => /organization|schema/.test(text))).toEqual([
    expect.stringMatching(/^select .* from "organizations"/),
    expect.stringMatching(/^update "organization_jobs"/),
  ]);
});

test("an organization that fails is recorded, repeated later and later, and forgotten once it succeeds; others are served", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const [failing, other] = [await tenantWithEvents(), await tenantWithEvents()];
  const { fault, wrapEngine } = breaking("DELETE FROM events", failing.id);
  const jobs = createJobs(app, wrapEngine);
  app.clock.advance(40 * DAY);
  await jobs.run();
  expect(await eventsOf(other.id)).toEqual([3]);
  expect(await eventsOf(failing.id)).toEqual([1, 2, 3]);
  expect(await directoryRow(other.id, "nightly")).toMatchObject({ attempts: 0, failed_at: null });
  const waits: number[] = [];
  for (let attempt = 1; attempt <= 5; attempt++) {
    const row = await directoryRow(failing.id, "nightly");
    expect(row).toMatchObject({ attempts: attempt, error: "clear_old_events: The disk is on fire" });
    waits.push((Date.parse(String(row.due_at)) - app.clock.now.getTime()) / MINUTE);
    app.clock.now = new Date(String(row.due_at));
    await jobs.run();
  }
  expect(waits).toEqual([1, 5, 15, 60, 60]);
  const [, nightly] = await listed(failing.id);
  expect(nightly).toMatchObject({ status: "failed", attempts: 6, open_run: { steps_left: [], failures: [{}] } });
  const failed = async (wanted: boolean) =>
    (await app.admin("GET", `/admin/v1/organizations?per_page=100&failed_jobs=${wanted}`)).body.data.map(
      ({ id }: { id: string }) => id,
    );
  expect(await failed(true)).toEqual([failing.id]);
  expect(await failed(false)).toContain(other.id);
  expect(await failed(false)).not.toContain(failing.id);

  fault.is_there = false;
  app.clock.advance(60 * MINUTE);
  await jobs.run();
  expect(await eventsOf(failing.id)).toEqual([3]);
  expect(await directoryRow(failing.id, "nightly")).toMatchObject({ attempts: 0, failed_at: null, error: null });
  expect(await failed(true)).toEqual([]);
  logged.mockRestore();
});

test("a step that always fails is repeated once an hour at most, and the next night begins on time", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const tenant = await app.mintTenant();
  const jobs = createJobs(app);
  const runs: string[] = [];
  const failing: Step = {
    name: "failing",
    async run({ organization, now }) {
      if (organization.id !== tenant.id) return { statements: [], next: null, did: {} };
      runs.push(now.toISOString());
      throw new Error("The disk is on fire");
    },
  };
  const others: string[] = [];
  const passing: Step = {
    name: "passing",
    async run({ organization, now }) {
      if (organization.id === tenant.id) others.push(now.toISOString());
      return { statements: [], next: null, did: {} };
    },
  };
  await withSteps("nightly", [failing, passing], async () => {
    const begun = app.clock.now;
    while (others.length < 3) {
      await runMessages([{ organization_id: tenant.id, job: "nightly" }], jobs.platform);
      app.clock.now = new Date(String((await directoryRow(tenant.id, "nightly")).due_at));
    }
    expect(others.slice(1).map((at) => at.slice(10))).toEqual(["T02:30:00.000Z", "T02:30:00.000Z"]);
    expect(Date.parse(String(others[1])) - begun.getTime()).toBeLessThanOrEqual(DAY);
    expect(runs.filter((at) => at >= String(others[1]) && at < String(others[2])).length).toBeLessThanOrEqual(27);
  });
  logged.mockRestore();
});

test("an organization whose database can't be opened is seen by the operator, and later ones are served", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const [lost, later] = [await tenantWithEvents(), await tenantWithEvents()];
  const jobs = createJobs(app);
  const change = (columns: string) =>
    sql(directory, `UPDATE organizations SET ${columns}, version = version + 1 WHERE id = ?`, lost.id);
  await change("engine = 'd1', database_address = 'TENANT_9999'");
  app.clock.advance(40 * DAY);
  await jobs.run();
  expect(await eventsOf(later.id)).toEqual([3]);
  const [hourly] = await listed(lost.id);
  expect(hourly).toMatchObject({ status: "unknown", attempts: 1, last_run: null, failed_at: at(0) });
  expect(hourly.error).toContain("TENANT_9999");
  expect(logged.mock.calls.some(([entry]) => String(entry).includes(lost.id))).toBe(true);
  logged.mockRestore();
  await change("status = 'suspended'");
});

test("an organization whose database is behind is migrated before its jobs run", async () => {
  const tenant = await tenantWithEvents();
  const { address } = await spareDatabase();
  await moveTo(address, tenant.id, 0);
  await createJobs(app).run();
  const { database } = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}`)).body.data;
  expect(database).toMatchObject({ state: "current" });
  expect((await listed(tenant.id)).map(({ status }: { status: string }) => status)).toEqual([
    "waiting",
    "waiting",
    "waiting",
  ]);
});

test("a suspended organization's jobs do not run although a message comes, and do once it is active", async () => {
  const tenant = await tenantWithEvents();
  const jobs = createJobs(app);
  app.clock.advance(40 * DAY);
  await jobs.tick();
  await app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status: "suspended" } });
  while (await jobs.deliver());
  expect(await eventsOf(tenant.id)).toEqual([1, 2, 3]);
  await app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status: "active" } });
  await jobs.run();
  expect(await eventsOf(tenant.id)).toEqual([3]);
});

test("while an organization's database is moved its jobs do not run although a message comes, and do afterwards", async () => {
  const tenant = await tenantWithEvents();
  const jobs = createJobs(app);
  app.clock.advance(40 * DAY);
  await jobs.tick();
  const move = (value: string | null) =>
    sql(directory, "UPDATE organizations SET move = ?, version = version + 1 WHERE id = ?", value, tenant.id);
  await move('{"phase":"announced"}');
  while (await jobs.deliver());
  expect(await eventsOf(tenant.id)).toEqual([1, 2, 3]);
  await move(null);
  await jobs.run();
  expect(await eventsOf(tenant.id)).toEqual([3]);
});

test("a change of the time zone while the night runs is not forgotten", async () => {
  const tenant = await app.mintTenant();
  const jobs = createJobs(app);
  const change: Step = {
    name: "change",
    async run({ organization }) {
      if (organization.id === tenant.id)
        await app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { timezone: "Asia/Kathmandu" } });
      return { statements: [], next: null, did: {} };
    },
  };
  await withSteps("nightly", [change], async () => {
    await jobs.tick();
    while (await jobs.deliver());
    expect(await directoryRow(tenant.id, "nightly")).toMatchObject({ due_at: at(0) });
  });
  await jobs.run();
  expect((await directoryRow(tenant.id, "nightly")).due_at).toMatch(/T20:45:00.000Z$/);
});

test("a run that is too large for one message sends the next itself, and what got lost is resumed", async () => {
  const tenant = await app.mintTenant();
  const jobs = createJobs(app);
  await jobs.run();
  app.clock.advance(DAY);
  const portions: number[] = [];
  const large: Step = {
    name: "large",
    async run({ organization }, from) {
      if (organization.id === tenant.id) portions.push(Number(from));
      return { statements: [], next: Number(from) < 59 ? Number(from) + 1 : null, did: { portions: 1 } };
    },
  };
  const only = ({ organization_id, job }: { organization_id: string; job: string }) =>
    organization_id === tenant.id && job === "nightly";
  await withSteps("nightly", [large], async () => {
    await jobs.tick();
    jobs.waiting.splice(0, Number.POSITIVE_INFINITY, ...jobs.waiting.filter(only));
    await jobs.deliver();
    expect(jobs.waiting).toEqual([{ organization_id: tenant.id, job: "nightly" }]);
    await jobs.deliver();
    expect(jobs.waiting.splice(0)).toHaveLength(1);
    app.clock.advance(11 * MINUTE);
    await jobs.run();
  });
  expect(portions).toEqual(Array.from({ length: 60 }, (_, portion) => portion));
  const [, nightly] = await listed(tenant.id);
  expect(nightly).toMatchObject({ status: "waiting", open_run: null, last_run: { did: { portions: 60 } } });
});

test("a message that nobody understands is logged, and the one after it is worked off", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const tenant = await tenantWithEvents();
  app.clock.advance(40 * DAY);
  const call = { organization_id: tenant.id, job: "nightly" };
  await runMessages(
    ["?", { ...call, job: "yearly" }, { ...call, organization_id: "org_x" }, call],
    createJobs(app).platform,
  );
  expect(await eventsOf(tenant.id)).toEqual([3]);
  expect(logged).toHaveBeenCalledTimes(2);
  logged.mockRestore();
});

test("the deployment's handler acknowledges every message, also that of a failed job", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const tenant = await app.mintTenant();
  const body = { organization_id: tenant.id, job: "nightly" };
  const batch = createMessageBatch<unknown>("stockbook-jobs", [
    { id: "1", timestamp: new Date(), body, attempts: 1 },
    { id: "2", timestamp: new Date(), body: "?", attempts: 1 },
  ]);
  const context = createExecutionContext();
  await worker.queue(batch, env as never, context);
  const { outcome, retryBatch, retryMessages } = await getQueueResult(batch, context);
  expect([outcome, retryBatch, retryMessages]).toEqual(["ok", { retry: false }, []]);
  expect((await listed(tenant.id))[1].last_run).not.toBeNull();
  logged.mockRestore();
});
