import { expect, test, vi } from "vitest";
import type { Step } from "../../src/commands/step";
import { openDatabase } from "../../src/data/database";
import { announce } from "../../src/events/announce";
import { newMeter } from "../../src/storage/port";
import { openRequest } from "../../src/webhooks/lanes";
import { createTestApp } from "../support/app";
import { databaseOf, directory, sql } from "../support/databases";
import { deliverNow, expectAt, openEndpoint, writeEvents } from "../support/endpoints";
import { createJobs, directoryRow, withSteps } from "../support/jobs";
import { openReceiver } from "../support/receivers";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const jobs = createJobs({ clock: { now: new Date() } });
const app = createTestApp({ settings: (given) => ({ ...given, queue: jobs.queue }) });
jobs.platform.clock = () => app.clock.now;

const addProduct = (tenant: Awaited<ReturnType<typeof app.mintTenant>>, sku: string) =>
  tenant.request("POST", "/api/v1/products", { body: { name: sku, sku } });

const jobOf = async (id: string) =>
  (await app.admin("GET", `/admin/v1/organizations/${id}/jobs`)).body.data.find(
    ({ job }: { job: string }) => job === "deliveries",
  );

const due = (ms: number) => new Date(app.clock.now.getTime() + ms).toISOString();

test("the operator has deliveries run now, and sees what the last run did", async () => {
  const tenant = await app.mintTenant();
  const [well, failing] = [await openReceiver(), await openReceiver({ status: 500 })];
  await openEndpoint(tenant.id, well);
  await openEndpoint(tenant.id, failing);
  await writeEvents(tenant.id, "order.created");
  const report = await deliverNow(app, tenant);
  const run = {
    ...{ period: "2026-11-23T08:30", started_at: due(0), finished_at: due(0), duration_ms: 0 },
    did: { delivered: 1, failed: 1 },
  };
  expect(report).toEqual({ job: "deliveries", status: "finished", failures: [], ...run });
  expect(await jobOf(tenant.id)).toMatchObject({ status: "waiting", last_run: run, open_run: null, failed_at: null });
});

test("an organization with endpoints is looked at each minute, and any other once an hour", async () => {
  const [quiet, tenant] = [await app.mintTenant(), await app.mintTenant()];
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await jobs.run();
  expect((await directoryRow(quiet.id, "deliveries")).due_at).toBe(due(HOUR));
  expect((await directoryRow(tenant.id, "deliveries")).due_at).toBe(due(MINUTE));
  await writeEvents(tenant.id, "order.created");
  app.clock.advance(MINUTE + 2 * SECOND);
  await jobs.run();
  await expectAt(receiver, [1]);
  // Cron comes with the minute, however long the last run took.
  expect((await directoryRow(tenant.id, "deliveries")).due_at).toBe(due(MINUTE - 2 * SECOND));
  app.clock.advance(-2 * SECOND);
});

test("an organization is looked at each minute from its first endpoint on, not from the next hour on", async () => {
  const tenant = await app.mintTenant();
  await jobs.run();
  expect((await directoryRow(tenant.id, "deliveries")).due_at).toBe(due(HOUR));
  const { url } = await openReceiver();
  const made = await tenant.request("POST", "/api/v1/webhook_endpoints", { body: { url } });
  expect(made.status).toBe(201);
  await vi.waitFor(() => expect(jobs.waiting).toEqual([{ organization_id: tenant.id, job: "deliveries" }]));
  await jobs.deliver();
  expect(Date.parse(String((await directoryRow(tenant.id, "deliveries")).due_at))).toBeLessThanOrEqual(
    app.clock.now.getTime() + MINUTE,
  );
  expect(jobs.waiting).toEqual([]);
});

test("an attempt that follows within a minute is made by a message with a delay, a later one by the directory", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ status: 500 });
  await openEndpoint(tenant.id, receiver);
  await jobs.run();
  jobs.delays.length = 0;
  await addProduct(tenant, "A");
  await expectAt(receiver, [1]);
  await vi.waitFor(() => expect(jobs.waiting).toEqual([{ organization_id: tenant.id, job: "deliveries" }]));
  expect([5, 6]).toContain(jobs.delays[0]);
  app.clock.advance(6 * SECOND);
  await jobs.deliver();
  await expectAt(receiver, [1, 1]);
  expect(jobs.waiting).toEqual([]);
  for (let minutes = 0; minutes < 4; minutes++) {
    app.clock.advance(MINUTE);
    await jobs.run();
  }
  await expectAt(receiver, [1, 1]);
  for (let minutes = 0; minutes < 2; minutes++) {
    app.clock.advance(MINUTE);
    await jobs.run();
  }
  await expectAt(receiver, [1, 1, 1]);
});

test("what waits until a claim to its endpoint ends is looked at then, and not again and again until then", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  const { id } = await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  const engine = await databaseOf(tenant.id);
  await sql(engine, "UPDATE event_lanes SET claim = 'a dead one', claimed_until = ?", due(30 * SECOND));
  await openDatabase(engine, newMeter()).commit([
    openRequest({ target_id: id, consumer: "webhook_endpoint" }, "whd_1", 1),
  ]);
  jobs.delays.length = 0;
  await jobs.run();
  expect(jobs.delays.filter((delay) => delay > 0)).toEqual([30]);
  app.clock.advance(31 * SECOND);
  await jobs.deliver();
  await expectAt(receiver, [1, 1]);
});

test("endpoints that hang keep no other waiting: as many as one run sends to at once have another one called", async () => {
  const patience_ms = 5000;
  const impatient = createTestApp({
    settings: (given) => ({ ...given, queue: jobs.queue, deployment: { ...given.deployment, patience_ms } }),
  });
  impatient.clock.advance(app.clock.now.getTime() - impatient.clock.now.getTime());
  const tenant = await impatient.mintTenant();
  const hanging = await Promise.all(Array.from({ length: 6 }, () => openReceiver({ hang: true })));
  for (const receiver of hanging) await openEndpoint(tenant.id, receiver);
  const well = await openReceiver();
  await openEndpoint(tenant.id, well);
  jobs.waiting.length = 0;
  const added = addProduct(tenant, "A");
  await vi.waitFor(
    () => expect(jobs.waiting).toEqual([{ organization_id: tenant.id, job: "deliveries" }]),
    patience_ms,
  );
  while (await jobs.deliver());
  await expectAt(well, [1]);
  const failed = await sql(await databaseOf(tenant.id), "SELECT 1 FROM webhook_deliveries WHERE status <> 'delivered'");
  expect(failed).toEqual([]);
  await added;
  for (const receiver of hanging) await receiver.answer({});
});

test("what a run leaves is sent by the runs that follow from its messages", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  const all = Array.from({ length: 120 }, (_, at) => at + 1);
  await writeEvents(tenant.id, ...all.map(() => "order.created" as const));
  await jobs.run();
  await expectAt(receiver, all);
});

test("a suspended organization and one whose database is moved deliver nothing until that is over", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await jobs.run();
  await writeEvents(tenant.id, "order.created");
  const setStatus = (status: string) =>
    app.admin("PATCH", `/admin/v1/organizations/${tenant.id}`, { body: { status } });
  const runs = async () => {
    app.clock.advance(2 * MINUTE);
    await jobs.run();
    return (await receiver.received()).length;
  };
  await setStatus("suspended");
  expect(await runs()).toBe(0);
  await setStatus("active");
  const move = (value: string | null) =>
    sql(
      directory,
      "UPDATE organizations SET move = ?, updated_at = ?, version = version + 1 WHERE id = ?",
      ...[value, due(0), tenant.id],
    );
  await move('{"phase":"copying"}');
  expect(await runs()).toBe(0);
  await move(null);
  expect(await runs()).toBe(1);
});

test("the events of a job are sent at its end, and what fails follows in seconds", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ status: 500 });
  jobs.delays.length = 0;
  await openEndpoint(tenant.id, receiver);
  const announcing: Step = {
    name: "announcing",
    run: async (ctx) => ({ statements: [announce(ctx, "insight.created", { note: {} })], next: null, did: {} }),
  };
  await withSteps("nightly", [announcing], () =>
    app.admin("POST", `/admin/v1/organizations/${tenant.id}/jobs/nightly`),
  );
  await expectAt(receiver, [1]);
  expect(jobs.waiting.at(-1)).toEqual({ organization_id: tenant.id, job: "deliveries" });
  expect([5, 6]).toContain(jobs.delays[0]);
});

test("an organization that gets its first endpoint is looked at each minute from the first event on", async () => {
  const tenant = await app.mintTenant();
  await jobs.run();
  expect((await directoryRow(tenant.id, "deliveries")).due_at).toBe(due(HOUR));
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  app.clock.advance(10 * MINUTE);
  await addProduct(tenant, "A");
  await expectAt(receiver, [1]);
  await vi.waitFor(() => expect(jobs.waiting).toContainEqual({ organization_id: tenant.id, job: "deliveries" }));
  app.clock.advance(MINUTE);
  await jobs.run();
  expect(String((await directoryRow(tenant.id, "deliveries")).due_at) <= due(MINUTE)).toBe(true);
});
