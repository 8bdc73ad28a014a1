import { expect, test } from "vitest";
import { AT_ONCE } from "../../src/data/retention";
import { clearOldEvents } from "../../src/jobs/clear_old_events";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { databaseOf, sql } from "../support/databases";
import { createJobs, withSteps } from "../support/jobs";

const DAY = 24 * 60 * 60 * 1000;
/** What a limit of 600 requests a minute allows in an hour. */
const WRITES = 600 * 60;
/** Of one write: its own event, and what becomes of the levels of a few lines. */
const EVENTS_OF_A_WRITE = 5;
const app = createTestApp();

const onlyClearing = <T>(test: () => Promise<T>) => withSteps("nightly", [clearOldEvents], test);

/** As `deliverAsIs`, with nothing but the deletion of old events in the nightly job. */
async function deliver(organization_id: string, job: "hourly" | "nightly"): Promise<number[]> {
  const portions: number[] = [];
  await onlyClearing(async () => portions.push(...(await deliverAsIs(organization_id, job))));
  return portions;
}

/** Delivers one message that calls for a job, and answers how many rows each deletion found to delete at most. */
async function deliverAsIs(organization_id: string, job: "hourly" | "nightly"): Promise<number[]> {
  const portions: number[] = [];
  const wrapEngine = (engine: Engine): Engine => ({
    execute(statements, mode) {
      for (const { sql: text } of statements)
        if (text.startsWith("DELETE")) portions.push(Number(/LIMIT (\d+)\)$/.exec(text)?.[1]));
      return engine.execute(statements, mode);
    },
  });
  const jobs = createJobs(app, wrapEngine);
  jobs.waiting.push({ organization_id, job });
  await jobs.deliver();
  return portions;
}

const at = (ago: number) => new Date(app.clock.now.getTime() - ago).toISOString();

/** Writes events behind the program's back, created so long ago. */
async function addEvents(engine: Engine, count: number, ago: number): Promise<void> {
  await sql(
    engine,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO events (type, data, created_at) SELECT 'order.created', '{}', ? FROM n`,
    count,
    at(ago),
  );
}

async function addKeys(engine: Engine, owner: string, count: number, ago: number): Promise<void> {
  await sql(
    engine,
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      INSERT INTO idempotency_keys (owner, key, fingerprint, status, body, created_at)
      SELECT ?, hex(randomblob(16)), 'f', 200, '', ? FROM n`,
    count,
    owner,
    at(ago),
  );
}

const countOf = async (engine: Engine, table: string) =>
  Number((await sql(engine, `SELECT count(*) FROM ${table}`))[0]?.[0]);

const nightly = async (id: string) => (await app.admin("GET", `/admin/v1/organizations/${id}/jobs`)).body.data[1];

test("one run deletes what 600 writes a minute have made in an hour, in portions, and nothing younger", async () => {
  const { id } = await app.mintTenant();
  const engine = await databaseOf(id);
  await addEvents(engine, WRITES * EVENTS_OF_A_WRITE, 30 * DAY + 1);
  await addEvents(engine, 7, 30 * DAY);
  await addKeys(engine, id, WRITES, DAY + 1);
  await addKeys(engine, id, 3, DAY - 1);
  const portions = [...(await deliver(id, "nightly")), ...(await deliver(id, "hourly"))];
  expect(await countOf(engine, "events")).toBe(7);
  expect(await countOf(engine, "idempotency_keys")).toBe(3);
  expect(Math.max(...portions)).toBe(AT_ONCE);
  expect(portions).toHaveLength((WRITES * EVENTS_OF_A_WRITE) / AT_ONCE + Math.ceil(WRITES / AT_ONCE));
  expect((await nightly(id)).last_run.did).toEqual({ events_deleted: WRITES * EVENTS_OF_A_WRITE });
  expect([...(await deliver(id, "nightly")), ...(await deliver(id, "hourly"))]).toEqual([]);
});

test("an invocation ends at half a million events of one organization, and the next one goes on", async () => {
  const { id } = await app.mintTenant();
  const engine = await databaseOf(id);
  await addEvents(engine, 25 * AT_ONCE + 5, 31 * DAY);
  await deliver(id, "nightly");
  expect(await countOf(engine, "events")).toBe(5);
  expect(await nightly(id)).toMatchObject({ status: "unfinished", open_run: { did: { events_deleted: 500_000 } } });
  await deliver(id, "nightly");
  expect(await sql(engine, "SELECT sequence FROM events")).toEqual([[25 * AT_ONCE + 5]]);
});

test("a portion that is exactly full leaves nothing but the newest row, and takes no further portion", async () => {
  const { id } = await app.mintTenant();
  const engine = await databaseOf(id);
  await addEvents(engine, AT_ONCE, 31 * DAY);
  expect(await deliver(id, "nightly")).toHaveLength(1);
  expect(await sql(engine, "SELECT sequence FROM events")).toEqual([[AT_ONCE]]);
});

test("the newest event stays however old it is, so that sequence numbers go on from it", async () => {
  const tenant = await app.mintTenant();
  const engine = await databaseOf(tenant.id);
  await addEvents(engine, 3, 31 * DAY);
  await onlyClearing(() => Promise.all([deliverAsIs(tenant.id, "nightly"), deliverAsIs(tenant.id, "nightly")]));
  expect(await sql(engine, "SELECT sequence FROM events")).toEqual([[3]]);
  await tenant.request("POST", "/api/v1/products", { body: { name: "D", sku: "D" } });
  expect(await sql(engine, "SELECT sequence FROM events ORDER BY sequence")).toEqual([[3], [4]]);
});
