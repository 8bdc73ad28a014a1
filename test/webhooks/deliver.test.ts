import { sql as sqlOf } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { changeFeed, closeLanes, openReplay, openRequest } from "../../src/webhooks/lanes";
import { createTestApp, type Tenant } from "../support/app";
import { databaseOf, sql } from "../support/databases";
import {
  deliveriesOf,
  deliverNow,
  expectAt,
  idsAt,
  newSecret,
  openEndpoint,
  verified,
  writeEvents,
} from "../support/endpoints";
import { openReceiver } from "../support/receivers";

const SECOND = 1000;
const app = createTestApp();

const addProduct = (tenant: Tenant, sku: string) =>
  tenant.request("POST", "/api/v1/products", { body: { name: sku, sku } });

const feedOf = async (tenant: Tenant) => (await tenant.request("GET", "/api/v1/events")).body.data;

test("an event arrives after the commit that has written it, as the feed shows it, signed by Standard Webhooks", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  const { id, secret } = await openEndpoint(tenant.id, receiver);
  await addProduct(tenant, "A");
  await expectAt(receiver, [1]);
  const [event] = await feedOf(tenant);
  const [request] = await receiver.received();
  if (!request) throw new Error("Nothing arrived");
  expect(request).toMatchObject({
    method: "POST",
    headers: {
      ...{ "content-type": "application/json", "user-agent": "Stockbook-Webhooks/1", "webhook-id": event.id },
      "webhook-timestamp": String(app.clock.now.getTime() / 1000),
    },
  });
  expect(verified(request, secret)).toEqual({ type: event.type, timestamp: event.created_at, data: event.data });
  expect(() => verified(request, newSecret())).toThrow("No matching signature");
  await vi.waitFor(async () =>
    expect(await deliveriesOf(tenant.id, id)).toEqual([
      {
        ...{ event_sequence: 1, attempt: 1, status: "delivered", response_status: 200, response_body: "" },
        ...{ error: null, next_attempt_at: null },
      },
    ]),
  );
});

test("a write wakes who sends events, also those that were written before and woke nobody", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created", "order.cancelled");
  await addProduct(tenant, "A");
  await expectAt(receiver, [1, 2, 3]);
  expect((await receiver.received()).every(({ at_once }) => at_once === 1)).toBe(true);
});

test("an endpoint gets the types that it has asked for, and a test only on request", async () => {
  const tenant = await app.mintTenant();
  const [all, orders, some, none] = await Promise.all([openReceiver(), openReceiver(), openReceiver(), openReceiver()]);
  await openEndpoint(tenant.id, all);
  await openEndpoint(tenant.id, { ...orders, event_types: ["order.*"] });
  await openEndpoint(tenant.id, { ...some, event_types: ["product.created", "order.cancelled"] });
  await openEndpoint(tenant.id, { ...none, event_types: ["lot.recalled"] });
  await writeEvents(tenant.id, "order.created", "webhook_endpoint.tested", "product.created", "order.cancelled");
  await deliverNow(app, tenant);
  await writeEvents(tenant.id, "purchase_order.created", "order.reserved");
  await deliverNow(app, tenant);
  await expectAt(all, [1, 3, 4, 5, 6]);
  await expectAt(orders, [1, 4, 6]);
  await expectAt(some, [3, 4]);
  await expectAt(none, []);
});

test("while its secret is rotated an endpoint's messages have both signatures, and afterwards one", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  const previous = { secret: newSecret(), until: new Date(app.clock.now.getTime() + SECOND).toISOString() };
  const { secret } = await openEndpoint(tenant.id, { ...receiver, previous });
  await writeEvents(tenant.id, "order.created");
  await deliverNow(app, tenant);
  app.clock.advance(SECOND);
  await writeEvents(tenant.id, "order.created");
  await deliverNow(app, tenant);
  const [during, after] = await receiver.received();
  if (!during || !after) throw new Error("Two messages were expected");
  for (const each of [secret, previous.secret]) expect(verified(during, each)).toMatchObject({ type: "order.created" });
  expect(verified(after, secret)).toMatchObject({ type: "order.created" });
  expect(() => verified(after, previous.secret)).toThrow("No matching signature");
});

test("two who deliver at once send nothing twice and leave nothing out", async () => {
  const tenant = await app.mintTenant();
  const receivers = await Promise.all(Array.from({ length: 4 }, () => openReceiver()));
  for (const receiver of receivers) await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, ...Array.from({ length: 10 }, () => "order.created" as const));
  const reports = await Promise.all([1, 2, 3].map(() => deliverNow(app, tenant)));
  const sum = (name: string) => reports.reduce((total, { did }) => total + did[name], 0);
  expect([sum("delivered"), sum("failed")]).toEqual([40, 0]);
  for (const receiver of receivers) await expectAt(receiver, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test("a message whose record got lost is sent again once the claim has ended, with the same id and bytes", async () => {
  const broken = { is: true };
  const wrapEngine = (engine: Engine): Engine => ({
    async execute(statements, mode) {
      if (broken.is && statements.some(({ sql }) => /insert into "webhook_deliveries"/.test(sql))) {
        throw new Error("Network connection lost.");
      }
      return engine.execute(statements, mode);
    },
  });
  vi.spyOn(console, "error").mockImplementation(() => {});
  const breaking = createTestApp({ wrapEngine });
  const tenant = await breaking.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created", "order.reserved");
  await expect(deliverNow(breaking, tenant)).rejects.toThrow("No deliveries: 500");
  broken.is = false;
  expect((await deliverNow(breaking, tenant)).did).toEqual({ delivered: 0, failed: 0 });
  breaking.clock.advance(61 * SECOND);
  expect((await deliverNow(breaking, tenant)).did).toEqual({ delivered: 2, failed: 0 });
  await expectAt(receiver, [1, 1, 2]);
  const [first, second] = await receiver.received();
  expect(second?.body).toBe(first?.body);
});

test("a claim by a clock that was far ahead doesn't hold", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  await sql(
    await databaseOf(tenant.id),
    "UPDATE event_lanes SET claim = 'another', claimed_until = '2027-01-01T00:00:00.000Z', next_attempt_at = '2027-01-01T00:00:00.000Z'",
  );
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 1, failed: 0 });
  expect(await idsAt(receiver)).toHaveLength(1);
});

test("an endpoint whose secret can't be opened fails for itself, and nothing of the reason leaves", async () => {
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  const tenant = await app.mintTenant();
  const [locked, open] = [await openReceiver(), await openReceiver()];
  const { id } = await openEndpoint(tenant.id, locked);
  await openEndpoint(tenant.id, open);
  await sql(await databaseOf(tenant.id), "UPDATE webhook_endpoints SET secret = 'other.AAAA.AAAA' WHERE id = ?", id);
  await writeEvents(tenant.id, "order.created");
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 1, failed: 1 });
  await expectAt(locked, []);
  await expectAt(open, [1]);
  expect(await deliveriesOf(tenant.id, id)).toMatchObject([
    { attempt: 1, status: "pending", error: "The message could not be prepared", response_status: null },
  ]);
  expect(error).toHaveBeenCalled();
});

/** Runs deliveries, and changes something while the first message is under way. */
async function whileSending(
  tenant: Tenant,
  receiver: { received(): Promise<unknown[]> },
  change: () => Promise<unknown>,
) {
  const delivering = deliverNow(app, tenant);
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(1));
  await change();
  return delivering;
}

test("what is deleted while a message is under way stays deleted, and leaves no record", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ delay_ms: 500, status: 410 });
  const { id } = await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created", "order.cancelled");
  const database = openDatabase(await databaseOf(tenant.id), newMeter());
  const report = await whileSending(tenant, receiver, () =>
    database.commit([closeLanes(id), sqlOf`DELETE FROM webhook_endpoints WHERE id = ${id}`]),
  );
  expect(report.did).toEqual({ delivered: 0, failed: 0 });
  expect(await deliveriesOf(tenant.id, id)).toEqual([]);
  expect(await sql(await databaseOf(tenant.id), "SELECT sequence FROM events ORDER BY sequence")).toEqual([[1], [2]]);
});

test("who is disabled while a message is under way has it recorded and gets no other, and goes on there once enabled", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ delay_ms: 500 }, {});
  const { id } = await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created", "order.cancelled");
  const database = openDatabase(await databaseOf(tenant.id), newMeter());
  const report = await whileSending(tenant, receiver, () => database.commit([changeFeed(id, { is_active: false })]));
  expect(report).toMatchObject({ status: "finished", did: { delivered: 1, failed: 0 } });
  await database.commit([changeFeed(id, { is_active: true })]);
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 1, failed: 0 });
  await expectAt(receiver, [1, 2]);
});

test("an endpoint that somebody disables while its last attempt is under way is not disabled again", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ delay_ms: 500, status: 410 });
  const { id } = await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  const engine = await databaseOf(tenant.id);
  await whileSending(tenant, receiver, () =>
    sql(engine, "UPDATE webhook_endpoints SET status = 'disabled', version = version + 1 WHERE id = ?", id),
  );
  const [endpoint] = await sql(engine, "SELECT version, disabled_reason FROM webhook_endpoints WHERE id = ?", id);
  expect(endpoint).toEqual([2, null]);
  expect(await sql(engine, "SELECT type FROM events")).toEqual([["order.created"]]);
});

test("an endpoint whose feed is changed before its tenth attempt has failed counts from the beginning", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ delay_ms: 500, status: 500 });
  const { id } = await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created");
  const engine = await databaseOf(tenant.id);
  await sql(engine, "UPDATE event_lanes SET attempts = 9");
  const database = openDatabase(engine, newMeter());
  await whileSending(tenant, receiver, () => database.commit([changeFeed(id, { event_types: null })]));
  expect(await sql(engine, "SELECT attempts, is_active FROM event_lanes")).toEqual([[1, 1]]);
  expect(await sql(engine, "SELECT status FROM webhook_endpoints")).toEqual([["active"]]);
});

test("an endpoint that takes further types gets none of what is older, and nothing that it was still to get is left out", async () => {
  const tenant = await app.mintTenant();
  const [current, behind] = [await openReceiver(), await openReceiver({ status: 500 }, {})];
  const wanted = { event_types: ["order.*"] };
  const [first, second] = [
    await openEndpoint(tenant.id, { ...current, ...wanted }),
    await openEndpoint(tenant.id, { ...behind, ...wanted }),
  ];
  await writeEvents(tenant.id, "product.created", "product.updated");
  await deliverNow(app, tenant);
  const database = openDatabase(await databaseOf(tenant.id), newMeter());
  await database.commit([changeFeed(first.id, { event_types: null })]);
  await writeEvents(tenant.id, "order.created", "product.archived");
  await deliverNow(app, tenant);
  await database.commit([changeFeed(second.id, { event_types: null })]);
  await writeEvents(tenant.id, "product.created");
  await deliverNow(app, tenant);
  await expectAt(current, [3, 4, 5]);
  await expectAt(behind, [3, 3, 4, 5]);
});

test("a replay repeats a range in its order while the feed waits, and is gone afterwards", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  const { id } = await openEndpoint(tenant.id, { ...receiver, event_types: ["order.*"] });
  await writeEvents(tenant.id, "order.created", "order.reserved", "lot.recalled", "order.fulfilled", "order.created");
  await deliverNow(app, tenant);
  const database = openDatabase(await databaseOf(tenant.id), newMeter());
  const target = { target_id: id, consumer: "webhook_endpoint" } as const;
  const range = { event_types: ["order.*"], done_through: 1, ends_with: 4 };
  await database.commit([openReplay(target, "rpl_1", range)]);
  await writeEvents(tenant.id, "order.cancelled");
  await Promise.all([deliverNow(app, tenant), deliverNow(app, tenant)]);
  await deliverNow(app, tenant);
  const received = await receiver.received();
  const numbers = (await idsAt(receiver)).map((event_id) => Number(event_id.split("_")[1]));
  expect(numbers.slice(0, 4)).toEqual([1, 2, 4, 5]);
  expect(numbers.slice(4).filter((number) => number !== 6)).toEqual([2, 4]);
  expect(numbers.filter((number) => number === 6)).toHaveLength(1);
  expect(received.every(({ at_once }) => at_once === 1)).toBe(true);
  expect(await sql(await databaseOf(tenant.id), "SELECT kind FROM event_lanes")).toEqual([["feed"]]);
});

test("what is sent on request is tried once, and its failure neither delays nor disables the endpoint", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver({ status: 500 }, { status: 200 });
  const { id } = await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "webhook_endpoint.tested");
  const database = openDatabase(await databaseOf(tenant.id), newMeter());
  const target = { target_id: id, consumer: "webhook_endpoint" } as const;
  await database.commit([openRequest(target, "whd_1", 1)]);
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 0, failed: 1 });
  expect(await deliveriesOf(tenant.id, id)).toMatchObject([{ attempt: 1, status: "failed", next_attempt_at: null }]);
  await writeEvents(tenant.id, "order.created");
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 1, failed: 0 });
  await database.commit([openRequest(target, "whd_1", 1)]);
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 1, failed: 0 });
  await expectAt(receiver, [1, 2, 1]);
  expect(await deliveriesOf(tenant.id, id)).toMatchObject([{ attempt: 2, status: "delivered" }, { attempt: 1 }]);
  expect(await sql(await databaseOf(tenant.id), "SELECT kind FROM event_lanes")).toEqual([["feed"]]);
});

test("a feed that is behind the oldest event that is kept goes on with that", async () => {
  const tenant = await app.mintTenant();
  const receiver = await openReceiver();
  await openEndpoint(tenant.id, receiver);
  await writeEvents(tenant.id, "order.created", "order.created", "order.created");
  await sql(await databaseOf(tenant.id), "DELETE FROM events WHERE sequence < 3");
  await deliverNow(app, tenant);
  await expectAt(receiver, [3]);
});
