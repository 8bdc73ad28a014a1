import { beforeAll, expect, test, vi } from "vitest";
import { JOB_NAMES } from "../../src/shared/jobs";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { directory, sql } from "../support/databases";
import { createJobs, directoryRow } from "../support/jobs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const app = createTestApp();
const at = (ahead: number) => new Date(app.clock.now.getTime() + ahead).toISOString();

/** Adds organizations to the directory, without databases behind them. */
const addOrganizations = (count: number, columns = "'active', 'd1', 'NONE_' || i, NULL") =>
  sql(
    directory,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO organizations (id, name, slug, timezone, currency, modules, settings, schema_version, created_at, updated_at,
        status, engine, database_address, move)
      SELECT 'org_' || hex(randomblob(8)), 'X', 'slug-' || hex(randomblob(8)), 'UTC', 'EUR', '[]', '{}', 1, ?, ?, ${columns} FROM n`,
    ...[count, at(0), at(0)],
  );

beforeAll(async () => {
  await app.mintTenant();
  await createJobs(app).tick();
});

test("ten thousand organizations are served in a few ticks, each in a bounded number of statements", async () => {
  await addOrganizations(10_000);
  let [statements, rows] = [0, 0];
  const counted = createJobs(app, (engine: Engine) => ({
    async execute(sent, mode) {
      const results = await engine.execute(sent, mode);
      statements += sent.length;
      for (const { rows_read } of results) rows += rows_read;
      return results;
    },
  }));
  const ticks: number[] = [];
  while (ticks.length < 10) {
    [statements, rows] = [0, 0];
    const sent = await counted.tick();
    expect(statements).toBeLessThan(200);
    expect(rows).toBeLessThan(50_000);
    if (sent === 0) break;
    ticks.push(sent);
  }
  expect(ticks).toEqual([5000, 5000, 5000, 5000, 5000, 5000]);
  const calls = counted.waiting.map(({ organization_id, job }) => `${organization_id} ${job}`);
  expect(new Set(calls).size).toBe(30_000);
  expect(Math.max(...counted.batches)).toBe(100);
  await sql(
    directory,
    "DELETE FROM organization_jobs WHERE organization_id IN (SELECT id FROM organizations WHERE slug GLOB 'slug-*')",
  );
});

test("a call that got lost is repeated after some minutes, and not before", async () => {
  const tenant = await app.mintTenant();
  const jobs = createJobs(app);
  await jobs.tick();
  const calls = jobs.waiting.splice(0).filter(({ organization_id }) => organization_id === tenant.id);
  expect(calls.map(({ job }) => job).sort()).toEqual(JOB_NAMES.toSorted());
  app.clock.advance(9 * MINUTE);
  await jobs.tick();
  expect(jobs.waiting).toEqual([]);
  app.clock.advance(2 * MINUTE);
  await jobs.tick();
  expect(jobs.waiting.filter(({ organization_id }) => organization_id === tenant.id)).toHaveLength(JOB_NAMES.length);
});

test("without the queue a tick fails and names it, and the calls are repeated later", async () => {
  await app.mintTenant();
  const jobs = createJobs(app);
  await expect(createJobsWithoutQueue()).rejects.toThrow("JOBS");
  app.clock.advance(11 * MINUTE);
  expect(await jobs.tick()).toBeGreaterThan(0);

  async function createJobsWithoutQueue() {
    const { dispatchDueJobs } = await import("../../src/jobs/dispatch");
    return dispatchDueJobs({ ...jobs.platform, queue: null });
  }
});

test("nobody calls for an organization that is suspended, moved, or not yet complete, until it is active and has settled", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const tenant = await app.mintTenant();
  const jobs = createJobs(app);
  await jobs.run();
  const callsAfter = async (ms: number) => {
    app.clock.advance(ms);
    await jobs.tick();
    return jobs.waiting.splice(0).filter(({ organization_id }) => organization_id === tenant.id).length;
  };
  const patch = (body: object) => app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body });
  await patch({ status: "suspended" });
  expect(await callsAfter(30 * HOUR)).toBe(0);
  expect(await callsAfter(30 * HOUR)).toBe(0);
  await patch({ status: "active" });
  expect(await callsAfter(0)).toBe(JOB_NAMES.length);

  const move = (value: string | null) =>
    sql(
      directory,
      "UPDATE organizations SET move = ?, updated_at = ?, version = version + 1 WHERE id = ?",
      ...[value, at(0), tenant.id],
    );
  await move('{"phase":"copying"}');
  expect(await callsAfter(11 * MINUTE)).toBe(0);
  expect(await callsAfter(11 * MINUTE)).toBe(0);
  await move(null);
  expect(await callsAfter(0)).toBe(JOB_NAMES.length);

  await addOrganizations(3, "'provisioning', 'd1', NULL, NULL");
  await jobs.tick();
  const ids = (await sql(directory, "SELECT id FROM organizations WHERE status = 'provisioning'")).map(([id]) => id);
  expect(ids).toHaveLength(3);
  expect(jobs.waiting.filter(({ organization_id }) => ids.includes(organization_id))).toEqual([]);
  logged.mockRestore();
});

test("an organization that is activated while a tick finds it suspended has its jobs run at the next tick", async () => {
  const tenant = await app.mintTenant();
  const setStatus = (status: string) =>
    app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status } });
  await setStatus("suspended");
  let activate: (() => Promise<unknown>) | null = () => setStatus("active");
  const raced = createJobs(app, (engine: Engine) => ({
    async execute(statements, mode) {
      const has_read = statements.some(({ sql }) => /^update "organization_jobs".*json_each/.test(sql));
      const race = has_read ? activate : null;
      if (has_read) activate = null;
      await race?.();
      return engine.execute(statements, mode);
    },
  }));
  await raced.tick();
  expect(activate).toBeNull();
  const jobs = createJobs(app);
  await jobs.tick();
  expect(jobs.waiting.filter(({ organization_id }) => organization_id === tenant.id)).toHaveLength(JOB_NAMES.length);
});

test("what a clock that was far ahead has made due is due once it is right again", async () => {
  const tenant = await app.mintTenant();
  const now = app.clock.now;
  const jobs = createJobs(app);
  await jobs.run();
  const { due_at } = await directoryRow(tenant.id, "nightly");
  app.clock.advance(400 * 24 * HOUR);
  await jobs.run();
  app.clock.now = now;
  await jobs.tick();
  expect(jobs.waiting.filter(({ organization_id }) => organization_id === tenant.id)).toHaveLength(JOB_NAMES.length);
  while (await jobs.deliver());
  expect((await directoryRow(tenant.id, "nightly")).due_at).toBe(due_at);
});

test("an organization's nights follow its time zone when that is changed", async () => {
  const tenant = await app.mintTenant();
  const jobs = createJobs(app);
  await jobs.run();
  expect((await directoryRow(tenant.id, "nightly")).due_at).toMatch(/T02:30:00.000Z$/);
  await app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { timezone: "Asia/Kathmandu" } });
  await jobs.run();
  expect((await directoryRow(tenant.id, "nightly")).due_at).toMatch(/T20:45:00.000Z$/);
});
