import { expect, test } from "vitest";
import { deliverSoon } from "../../src/jobs/deliveries";
import { type Engine, newMeter } from "../../src/storage/port";
import { createTestApp, type Tenant } from "../support/app";
import { costOf } from "../support/cost";
import { databaseOf, deployment } from "../support/databases";
import { openEndpoint, openEndpoints, writeEvents } from "../support/endpoints";
import { openReceiver } from "../support/receivers";

const app = createTestApp();

/** What it costs the organization's database when deliveries are woken. */
async function costOfWake(tenant: Tenant) {
  const organization = (await app.admin("GET", `/admin/v1/organizations/${tenant.id}`)).body.data;
  const engine = await databaseOf(tenant.id);
  const meter = newMeter();
  await deliverSoon({ organization, engine, clock: () => app.clock.now, deployment }, async () => {}, meter);
  return meter;
}

test("a write of an organization without endpoints asks for them in its commit, and reads nothing", async () => {
  const asked: number[] = [];
  const wrapEngine = (engine: Engine): Engine => ({
    async execute(statements, mode) {
      const results = await engine.execute(statements, mode);
      for (const [at, { sql }] of statements.entries()) {
        if (sql.includes("FROM event_lanes")) asked.push(results[at]?.rows_read ?? 0);
      }
      return results;
    },
  });
  const tenant = await createTestApp({ wrapEngine }).mintTenant();
  asked.length = 0;
  const made = await tenant.request("POST", "/api/v1/products", { body: { name: "A", sku: "A" } });
  expect(costOf(made).round_trips).toBe(2);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toBeLessThanOrEqual(1);
});

test("a wake with nothing to do, and the delivery of one event, are a few statements", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  const first = await costOfWake(tenant);
  expect(first).toMatchObject({ round_trips: 4, statements: 14 });
  const idle = await costOfWake(tenant);
  expect(idle).toMatchObject({ round_trips: 2, statements: 7, rows_written: 0 });
  expect(idle.rows_read).toBeLessThan(200);
  await writeEvents(tenant.id, "order.created");
  const next = await costOfWake(tenant);
  expect(next).toMatchObject({ round_trips: 4, statements: 14 });
  expect(next.rows_read).toBeLessThan(1500);
});

test("an event that does not concern 1,000 endpoints costs a look at each, and nothing is written of them", async () => {
  const tenant = await app.mintTenant();
  await openEndpoints(
    tenant.id,
    Array.from({ length: 1000 }, (_, at) => ({ url: `https://example.com/${at}`, event_types: ["lot.*"] })),
  );
  // Each is looked into once after it was opened, as many as one invocation may.
  for (let wakes = 0; wakes < 30; wakes++) await costOfWake(tenant);
  await writeEvents(tenant.id, "order.created");
  const woken = await costOfWake(tenant);
  expect(woken).toMatchObject({ round_trips: 2, statements: 7 });
  expect(woken.rows_read).toBeLessThan(5000);
  expect(woken.rows_written).toBeLessThan(5);
  expect((await costOfWake(tenant)).rows_read).toBeLessThan(200);
});

test("the next event of a backlog costs the same however much follows", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, { ...receiver, event_types: ["lot.recalled"] });
  await writeEvents(tenant.id, ...Array.from({ length: 5000 }, () => "order.created" as const), "lot.recalled");
  const { rows_read, statements } = await costOfWake(tenant);
  expect(statements).toBe(14);
  expect(rows_read).toBeLessThan(1500);
  expect(await receiver.received()).toHaveLength(1);
});
