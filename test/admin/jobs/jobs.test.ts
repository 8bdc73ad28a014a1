import { expect, test, vi } from "vitest";
import type { Step } from "../../../src/commands/step";
import { createTestApp, type TestApp } from "../../support/app";
import { databaseOf, directory, sql, testOn } from "../../support/databases";
import { createJobs, directoryRow, withSteps } from "../../support/jobs";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const app = createTestApp();

const run = (id: string, job = "nightly", headers = {}, on: TestApp = app) =>
  on.admin("POST", `/admin/v1/organizations/${id}/jobs/${job}`, { headers });
const jobsOf = (id: string) => app.admin("GET", `/admin/v1/organizations/${id}/jobs`);

const addOldEvents = async (id: string, count: number) =>
  sql(
    await databaseOf(id),
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO events (type, data, created_at) SELECT 'order.created', '{}', ? FROM n`,
    ...[count, new Date(app.clock.now.getTime() - 31 * DAY).toISOString()],
  );

test("the operator runs a job at once, and again, and sees what it did", async () => {
  const { id, request } = await app.mintTenant();
  await addOldEvents(id, 3);
  await request("POST", "/api/v1/products", { body: { name: "Mug", sku: "MUG" } });
  const at = app.clock.now.toISOString();
  const finished = {
    ...{ job: "nightly", period: "2026-11-23", status: "finished", started_at: at, finished_at: at },
    ...{ duration_ms: 0, failures: [] },
  };
  const insights = { insights_found: 0, insights_opened: 0, insights_closed: 0 };
  const nothing_to_do = { receipts: 0, variants_sampled: 1, variants: 1, forecasts: 0, ...insights };
  expect((await run(id)).body.data).toEqual({ ...finished, did: { ...nothing_to_do, events_deleted: 3 } });
  expect((await run(id)).body.data).toEqual({ ...finished, did: nothing_to_do });
  const { status, body } = await jobsOf(id);
  expect(status).toBe(200);
  const nothing = { open_run: null, failed_at: null, attempts: 0, error: null };
  const [hourly, nightly] = body.data;
  expect(hourly).toMatchObject({ job: "hourly", status: "waiting", last_run: null, ...nothing });
  expect(nightly).toEqual({
    ...{ job: "nightly", status: "waiting", due_at: "2026-11-24T02:30:00.000Z", ...nothing },
    last_run: { period: "2026-11-23", started_at: at, finished_at: at, duration_ms: 0, did: nothing_to_do },
  });
});

test("a request that is repeated with its idempotency key runs the job once", async () => {
  const { id } = await app.mintTenant();
  await addOldEvents(id, 3);
  const key = { "Idempotency-Key": `run-${id}` };
  const first = await run(id, "nightly", key);
  await addOldEvents(id, 3);
  const again = await run(id, "nightly", key);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  expect(again.text).toBe(first.text);
  expect(await sql(await databaseOf(id), "SELECT count(*) FROM events")).toEqual([[4]]);
});

test("of two requests at once one runs the job and the other is 409, which its key does not remember", async () => {
  const { id } = await app.mintTenant();
  let other: Awaited<ReturnType<typeof run>> | undefined;
  const meanwhile: Step = {
    name: "meanwhile",
    async run() {
      other ??= await run(id, "nightly", { "Idempotency-Key": `other-${id}` });
      return { statements: [], next: null, did: { done: 1 } };
    },
  };
  await withSteps("nightly", [meanwhile], async () => {
    expect((await run(id)).body.data).toMatchObject({ status: "finished", did: { done: 1 } });
    expect([other?.status, other?.body.errors[0].code]).toEqual([409, "conflict"]);
    expect(other?.headers.get("Retry-After")).toBe("30");
    expect((await run(id, "nightly", { "Idempotency-Key": `other-${id}` })).status).toBe(200);
  });
});

test("a job that fails says which steps, and is repeated by itself", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const { id } = await app.mintTenant();
  const failing: Step = {
    name: "failing",
    run: () => Promise.reject(new Error("The disk is on fire")),
  };
  const passing: Step = { name: "passing", run: async () => ({ statements: [], next: null, did: { passed: 1 } }) };
  await withSteps("nightly", [failing, passing], async () => {
    const failures = [{ step: "failing", error: "The disk is on fire" }];
    expect((await run(id)).body.data).toMatchObject({ status: "failed", did: { passed: 1 }, failures });
    const [, nightly] = (await jobsOf(id)).body.data;
    expect(nightly).toMatchObject({
      status: "failed",
      attempts: 1,
      error: "failing: The disk is on fire",
      open_run: { failures },
    });
    const listed = await app.admin("GET", "/admin/v1/organizations?failed_jobs=true");
    expect(listed.body.data.map((each: { id: string }) => each.id)).toEqual([id]);
  });
  expect((await run(id)).body.data).toMatchObject({ status: "finished" });
  expect(await directoryRow(id, "nightly")).toMatchObject({ attempts: 0, failed_at: null });
  logged.mockRestore();
});

testOn("d1")("what is too large for one request is unfinished, and the queue goes on with it", async () => {
  const jobs = createJobs(app);
  const own = createTestApp({ settings: (settings) => ({ ...settings, queue: jobs.queue }) });
  const { id } = await app.mintTenant();
  const large: Step = {
    name: "large",
    run: async (_, from) => ({
      statements: [],
      next: Number(from) < 39 ? Number(from) + 1 : null,
      did: { portions: 1 },
    }),
  };
  await withSteps("nightly", [large], async () => {
    const { body } = await run(id, "nightly", {}, own);
    expect(body.data).toMatchObject({ status: "unfinished", finished_at: null, did: { portions: 25 } });
    expect(jobs.waiting).toEqual([{ organization_id: id, job: "nightly" }]);
    expect((await jobsOf(id)).body.data[1]).toMatchObject({
      status: "unfinished",
      open_run: { steps_left: ["large"] },
    });
    await jobs.deliver();
    expect((await jobsOf(id)).body.data[1]).toMatchObject({ open_run: null, last_run: { did: { portions: 40 } } });
  });
});

test("what does not exist is 404, and an organization that is not active is refused", async () => {
  const { id, api_key } = await app.mintTenant();
  const codes = async (answer: Promise<{ status: number; body: { errors: { code: string }[] } }>) => {
    const { status, body } = await answer;
    return [status, body.errors[0]?.code];
  };
  expect(await codes(run(id, "yearly"))).toEqual([404, "not_found"]);
  expect(await codes(run("org_x"))).toEqual([404, "not_found"]);
  expect(await codes(jobsOf("org_x"))).toEqual([404, "not_found"]);
  for (const method of ["GET", "POST"])
    expect(await codes(app.request(method, `/admin/v1/organizations/${id}/jobs${method === "POST" ? "/nightly" : ""}`, { key: api_key }))).toEqual([401, "unauthorized"]); // biome-ignore format: one line
  await app.admin("PATCH", `/admin/v1/organizations/${id}`, { body: { status: "suspended" } });
  expect(await codes(run(id))).toEqual([422, "invalid_status"]);
  expect((await jobsOf(id)).body.data).toMatchObject([{ due_at: null }, { due_at: null }, { due_at: null }]);
  await app.admin("PATCH", `/admin/v1/organizations/${id}`, { body: { status: "active" } });
  const move = '{"id":"x","phase":"announced","since":"2026-11-23T08:30:00.000Z","engine":"d1","location_hint":null}';
  await sql(directory, "UPDATE organizations SET move = ?, version = version + 1 WHERE id = ?", move, id);
  expect(await codes(run(id))).toEqual([409, "conflict"]);
});
