import { beforeAll, expect, test, vi } from "vitest";
import { createTestApp, type Tenant } from "../support/app";
import { databaseOf, sql } from "../support/databases";
import { deliveriesOf, deliverNow, expectAt, openEndpoint, writeEvents } from "../support/endpoints";
import { type Answer, openReceiver } from "../support/receivers";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DELAYS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR)];

const app = createTestApp({
  settings: (given) => ({ ...given, deployment: { ...given.deployment, patience_ms: 300 } }),
});
let tenant: Tenant;

beforeAll(async () => {
  tenant = await app.mintTenant();
});

/** The event of an organization that has been written last. */
async function newEvent(): Promise<number> {
  await writeEvents(tenant.id, "order.created");
  return Number((await sql(await databaseOf(tenant.id), "SELECT max(sequence) FROM events"))[0]?.[0]);
}

/** An endpoint that gets one event, and responds to it so. */
async function newDelivery(...answers: Answer[]) {
  const receiver = await openReceiver(...answers);
  const { id } = await openEndpoint(tenant.id, receiver);
  const sequence = await newEvent();
  const report = await deliverNow(app, tenant);
  const state = async () => (await deliveriesOf(tenant.id, id))[0];
  return { receiver, id, sequence, report, state };
}

/** How long until the next attempt, in milliseconds. */
const pauseOf = (state: Record<string, unknown> | undefined) =>
  Date.parse(String(state?.next_attempt_at)) - app.clock.now.getTime();

const endpointOf = async (id: string) => {
  const [row] = await sql(
    await databaseOf(tenant.id),
    "SELECT status, disabled_reason, disabled_at, version FROM webhook_endpoints WHERE id = ?",
    id,
  );
  const [status, disabled_reason, disabled_at, version] = row ?? [];
  return { status, disabled_reason, disabled_at, version };
};

const withoutEndpoints = async () => {
  const database = await databaseOf(tenant.id);
  await sql(database, "DELETE FROM event_lanes");
  await sql(database, "DELETE FROM webhook_endpoints");
};

test.each<[string, Answer, { response_status: number | null; error: string; response_body?: string | null }]>([
  [
    "that doesn't respond",
    { hang: true },
    { response_status: null, response_body: null, error: "No response within 0.3 seconds" },
  ],
  [
    "that breaks the connection",
    { reset: true },
    { response_status: null, error: "The connection failed or was closed before a response" },
  ],
  [
    "that fails",
    { status: 500, body: "Oops" },
    { response_status: 500, error: "The response had the status 500", response_body: "Oops" },
  ],
  ["that is overloaded", { status: 503 }, { response_status: 503, error: "The response had the status 503" }],
  [
    "that has moved, which nobody follows",
    { status: 301, headers: { Location: "/hook/elsewhere" } },
    { response_status: 301, error: "The response had the status 301; redirects are not followed" },
  ],
])(
  "a receiver %s gets the event again after some seconds, and others get theirs meanwhile",
  async (_, answer, seen) => {
    await withoutEndpoints();
    const other = await openReceiver();
    await openEndpoint(tenant.id, other);
    const { receiver, sequence, report, state } = await newDelivery(answer, { status: 200, body: "Thanks" });
    expect(report.did).toEqual({ delivered: 1, failed: 1 });
    await expectAt(other, [sequence]);
    const failed = await state();
    expect(failed).toMatchObject({ attempt: 1, status: "pending", ...seen });
    expect(pauseOf(failed)).toBeGreaterThanOrEqual(5 * SECOND);
    expect(pauseOf(failed)).toBeLessThanOrEqual(5.5 * SECOND);
    expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 0, failed: 0 });
    app.clock.advance(6 * SECOND);
    const next = await newEvent();
    expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 3, failed: 0 });
    await expectAt(receiver, [sequence, sequence, next]);
    expect(await state()).toMatchObject({ attempt: 2, status: "delivered", response_body: "Thanks", error: null });
  },
);

test.each<[string, Answer, string]>([
  ["byte by byte", { body: "0123456789".repeat(20), drip_ms: 100 }, "0123456789"],
  ["with 100 MB", { bytes: 100_000_000 }, "x".repeat(1024)],
  ["with letters of several bytes", { body: "é".repeat(1000) }, "é".repeat(512)],
  ["with bytes that are no text", { body: "a\u0000b\u001f\ufffd" }, "a\u0000b\u001f\ufffd"],
  ["with a letter cut in two", { body: `x${"é".repeat(1000)}` }, `x${"é".repeat(511)}`],
])("of a response %s only the beginning is read, and its status decides", async (_, answer, beginning) => {
  await withoutEndpoints();
  const { report, state } = await newDelivery({ status: 200, ...answer });
  expect(report.did).toEqual({ delivered: 1, failed: 0 });
  const { status, response_body } = (await state()) ?? {};
  expect(status).toBe("delivered");
  expect(String(response_body).slice(0, 1024)).toContain(beginning.slice(0, 5));
  expect(new TextEncoder().encode(String(response_body)).length).toBeLessThanOrEqual(1024);
  if (!answer.drip_ms) expect(response_body).toBe(beginning);
});

test.each<[string, string, number, number]>([
  ["in seconds", "120", 2 * MINUTE, 2 * MINUTE],
  ["as a date", new Date(app.clock.now.getTime() + 300 * HOUR).toUTCString(), 24 * HOUR, 24 * HOUR],
  ["that is shorter than the schedule", "1", 5 * SECOND, 5.5 * SECOND],
  ["that makes no sense", "soon", 5 * SECOND, 5.5 * SECOND],
])("Retry-After %s is honoured, at most for a day", async (_, retry_after, least, most) => {
  await withoutEndpoints();
  const { state } = await newDelivery({ status: 429, headers: { "Retry-After": retry_after } });
  const pause = pauseOf(await state());
  expect(pause).toBeGreaterThanOrEqual(least);
  expect(pause).toBeLessThanOrEqual(most);
});

test("a receiver that is gone is disabled at once, and that is an event", async () => {
  await withoutEndpoints();
  const other = await openReceiver();
  await openEndpoint(tenant.id, { ...other, event_types: ["webhook_endpoint.disabled"] });
  const { id, receiver, sequence, state } = await newDelivery({ status: 410 });
  expect(await state()).toMatchObject({ attempt: 1, status: "failed", response_status: 410, next_attempt_at: null });
  expect(await endpointOf(id)).toEqual({
    status: "disabled",
    disabled_reason: "The endpoint is gone: it responded with 410.",
    disabled_at: app.clock.now.toISOString(),
    version: 2,
  });
  await expectAt(other, [sequence + 1]);
  const [request] = await other.received();
  const { data } = JSON.parse(String(request?.body));
  expect(data.webhook_endpoint).toMatchObject({ id, status: "disabled", version: 2 });
  expect(request?.body).not.toContain('secret"');
  await newEvent();
  await deliverNow(app, tenant);
  await expectAt(receiver, [sequence]);
});

test("attempts follow the schedule, and after the last one the endpoint is disabled; its feed stays where it was", async () => {
  await withoutEndpoints();
  const { id, receiver, sequence, state } = await newDelivery({ status: 500 });
  for (const [at, delay] of DELAYS.entries()) {
    const failed = await state();
    expect(failed).toMatchObject({ attempt: at + 1, status: "pending" });
    expect(pauseOf(failed)).toBeGreaterThanOrEqual(delay);
    expect(pauseOf(failed)).toBeLessThanOrEqual(delay * 1.1);
    app.clock.advance(pauseOf(failed) - 1);
    expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 0, failed: 0 });
    app.clock.advance(1);
    expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 0, failed: 1 });
  }
  expect(await state()).toMatchObject({ attempt: 10, status: "failed", next_attempt_at: null });
  expect(await endpointOf(id)).toMatchObject({
    status: "disabled",
    disabled_reason: "10 attempts to deliver an event have failed. The response had the status 500.",
  });
  app.clock.advance(48 * HOUR);
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 0, failed: 0 });
  await receiver.answer({ status: 200 });
  const database = await databaseOf(tenant.id);
  await sql(database, "UPDATE event_lanes SET is_active = 1, is_behind = 1 WHERE id = ?", id);
  expect((await deliverNow(app, tenant)).did).toEqual({ delivered: 2, failed: 0 });
  await expectAt(receiver, [...Array.from({ length: 11 }, () => sequence), sequence + 1]);
});

test("a destination that is refused when something is sent is a failed attempt, and nothing leaves", async () => {
  await withoutEndpoints();
  const strict = createTestApp({
    settings: (given) => ({ ...given, deployment: { ...given.deployment, allow_private_webhooks: false } }),
  });
  strict.clock.now = app.clock.now;
  const receiver = await openReceiver();
  const { id } = await openEndpoint(tenant.id, receiver);
  await newEvent();
  expect((await deliverNow(strict, tenant)).did).toEqual({ delivered: 0, failed: 1 });
  const [state] = await deliveriesOf(tenant.id, id);
  expect(state).toMatchObject({ status: "pending", response_status: null, response_body: null });
  expect(state?.error).toBe("The URL must use https");
  await sql(await databaseOf(tenant.id), "UPDATE event_lanes SET attempts = 9, next_attempt_at = NULL");
  expect((await deliverNow(strict, tenant)).did).toEqual({ delivered: 0, failed: 1 });
  const { disabled_reason } = await endpointOf(id);
  expect(disabled_reason).toBe("10 attempts to deliver an event have failed. The URL must use https.");
  await expectAt(receiver, []);
});

test("no attempt writes a secret or the receiver's address to the log", async () => {
  await withoutEndpoints();
  const error = vi.spyOn(console, "error");
  const { receiver, state } = await newDelivery({ reset: true });
  expect(JSON.stringify([error.mock.calls, await state()])).not.toContain(receiver.url);
});
