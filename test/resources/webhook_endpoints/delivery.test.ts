import { beforeEach, expect, test, vi } from "vitest";
import type { Settings } from "../../../src/env";
import { type SecretBox, secretBox } from "../../../src/shared/secret_box";
import { createTestApp, type Tenant } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { deliverNow, expectAt, verified } from "../../support/endpoints";
import { openReceiver } from "../../support/receivers";

const PATH = "/api/v1/webhook_endpoints";
const HOUR = 60 * 60 * 1000;
const key = (fill: string) => btoa(fill.repeat(32).slice(0, 32));
const withSecrets = (secrets: SecretBox | null) => (settings: Settings) => ({
  ...settings,
  deployment: { ...settings.deployment, secrets },
});

let app: ReturnType<typeof createTestApp>;
let tenant: Tenant;

beforeEach(async () => {
  app = createTestApp();
  tenant = await app.mintTenant();
});

const happen = (sku: string) => tenant.request("POST", "/api/v1/products", { body: { name: sku, sku } });
const make = async (url: string, more = {}) => {
  const made = await tenant.request("POST", PATH, { body: { url, event_types: ["product.*"], ...more } });
  expect(made.status, made.text).toBe(201);
  return made.body.data;
};
const act = (id: string, action: string, body: unknown = {}) =>
  tenant.request("POST", `${PATH}/${id}/${action}`, { body });
const deliveries = async (id: string) => (await tenant.request("GET", `${PATH}/${id}/deliveries`)).body.data;
const settled = (id: string, status: string, count = 1) =>
  vi.waitFor(async () => {
    const all = await deliveries(id);
    expect(all.map((delivery: { status: string }) => delivery.status)).toEqual(Array(count).fill(status));
    return all;
  });

test("what arrives is verified with the secret of the response, and is in the list of deliveries and in the progress", async () => {
  const receiver = await openReceiver({ status: 202, body: "Thanks" });
  const { id, secret, delivered_through } = await make(receiver.url);
  await happen("A");
  await expectAt(receiver, [delivered_through + 1]);
  const [delivery] = await settled(id, "delivered");
  const [request] = await receiver.received();
  const [event] = (await tenant.request("GET", "/api/v1/events?type=product.created")).body.data;
  expect(request && verified(request, secret)).toEqual({
    ...{ type: event.type, timestamp: event.created_at, data: event.data },
  });
  expect(delivery).toMatchObject({
    ...{ event_id: event.id, event_type: "product.created", attempt: 1, status: "delivered", error: null },
    ...{ response_status: 202, response_body: "Thanks", next_attempt_at: null },
  });
  expect(request?.headers["webhook-id"]).toBe(delivery.event_id);
  const read = await tenant.request("GET", `/api/v1/webhook_deliveries/${delivery.id}`);
  expect(read.body.data).toEqual(delivery);
  expect((await tenant.request("GET", `${PATH}/${id}`)).body.data.delivered_through).toBe(delivered_through + 1);
});

test("after a rotation messages verify with both secrets for 24 hours, then with the new one only", async () => {
  const receiver = await openReceiver();
  const { id, secret, delivered_through } = await make(receiver.url);
  const rotated = (await act(id, "rotate_secret")).body.data.secret;
  await happen("A");
  app.clock.advance(24 * HOUR);
  await expectAt(receiver, [delivered_through + 2]);
  await happen("B");
  await expectAt(receiver, [delivered_through + 2, delivered_through + 3]);
  const [during, afterwards] = await receiver.received();
  if (!during || !afterwards) throw new Error("Something is missing");
  expect(verified(during, secret)).toEqual(verified(during, rotated));
  expect(verified(afterwards, rotated)).toMatchObject({ type: "product.created" });
  expect(() => verified(afterwards, secret)).toThrow("No matching signature");
});

test("a test arrives at its endpoint alone, whichever types it takes", async () => {
  const [tested, other] = [await openReceiver(), await openReceiver()];
  const { id, secret } = await make(tested.url, { event_types: ["lot.*"] });
  await make(other.url, { event_types: null });
  const delivery = (await act(id, "test")).body.data;
  const [seen] = await settled(id, "delivered");
  expect(seen).toMatchObject({ id: delivery.id, event_id: delivery.event_id, attempt: 1 });
  const [request] = await tested.received();
  expect(request && verified(request, secret)).toMatchObject({ type: "webhook_endpoint.tested" });
  await happen("A");
  await vi.waitFor(async () => expect(await other.received()).toHaveLength(1));
  expect((await other.received()).map(({ body }) => JSON.parse(body).type)).toEqual(["product.created"]);
});

test("a failed test stays failed, and a retry sends it once more with the same id", async () => {
  const receiver = await openReceiver({ status: 500 }, { status: 200 });
  const { id } = await make(receiver.url);
  const delivery = (await act(id, "test")).body.data;
  await settled(id, "failed");
  expect((await tenant.request("GET", `${PATH}/${id}`)).body.data).toMatchObject({ status: "active", attempts: 0 });
  expect((await tenant.request("POST", `/api/v1/webhook_deliveries/${delivery.id}/retry`)).status).toBe(200);
  const [retried] = await settled(id, "delivered");
  expect(retried).toMatchObject({ id: delivery.id, attempt: 2, response_status: 200 });
  const ids = (await receiver.received()).map(({ headers }) => headers["webhook-id"]);
  expect(ids).toEqual([delivery.event_id, delivery.event_id]);
});

test("a retry brings the next attempt of a pending delivery forward, and what waits behind it follows", async () => {
  const receiver = await openReceiver({ status: 503 }, { status: 200 });
  const { id, delivered_through } = await make(receiver.url);
  const [first, second] = [delivered_through + 1, delivered_through + 2];
  await happen("A");
  const [pending] = await settled(id, "pending");
  await happen("B");
  await tenant.request("POST", `/api/v1/webhook_deliveries/${pending.id}/retry`);
  await expectAt(receiver, [first, first, second]);
  await settled(id, "delivered", 2);
});

test("a retry sends a pending delivery whose type the endpoint takes no longer, which nothing else would", async () => {
  const receiver = await openReceiver({ status: 503 }, { status: 200 });
  const { id, delivered_through } = await make(receiver.url);
  await happen("A");
  const [pending] = await settled(id, "pending");
  await tenant.request("PATCH", `${PATH}/${id}`, { body: { event_types: ["order.*"] } });
  const retried = await tenant.request("POST", `/api/v1/webhook_deliveries/${pending.id}/retry`);
  expect(retried.status).toBe(200);
  await expectAt(receiver, [delivered_through + 1, delivered_through + 1]);
  await settled(id, "delivered");
});

test("a replay sends the events of the endpoint's types again, in order and with the same ids", async () => {
  const receiver = await openReceiver();
  const { id, delivered_through } = await make(receiver.url);
  for (const sku of ["A", "B", "C"]) await happen(sku);
  const sequences = [1, 2, 3].map((at) => delivered_through + at);
  await expectAt(receiver, sequences);
  const replayed = await act(id, "replay", { from: 1, to: delivered_through + 2 });
  expect(replayed.body.data).toMatchObject({ from_sequence: 1, events: delivered_through + 2 });
  await expectAt(receiver, [...sequences, ...sequences.slice(0, 2)]);
  await settled(id, "delivered", 3);
});

test("an endpoint that is disabled and enabled again gets what happened meanwhile", async () => {
  const receiver = await openReceiver();
  const { id, delivered_through } = await make(receiver.url);
  const change = (status: string) => tenant.request("PATCH", `${PATH}/${id}`, { body: { status } });
  await change("disabled");
  await happen("A");
  await deliverNow(app, tenant);
  expect(await receiver.received()).toEqual([]);
  await change("active");
  await expectAt(receiver, [delivered_through + 2]);
});

test("SECRETS_KEY is changed in three steps, and deliveries verify after each", async () => {
  const receiver = await openReceiver();
  const at = (secrets: SecretBox | null) => {
    app = createTestApp({ settings: withSecrets(secrets) });
    const { id, api_key } = tenant;
    tenant = { ...tenant, request: (method, path, sent = {}) => app.request(method, path, { key: api_key, ...sent }) };
    return { app, id };
  };
  at(secretBox(key("old")));
  const { id, secret } = await make(receiver.url);
  await happen("A");
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(1));

  const both = at(secretBox(key("new"), [key("old")]));
  await happen("B");
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(2));
  const night = await both.app.admin("POST", `/admin/v1/organizations/${tenant.id}/jobs/nightly`);
  expect(night.body.data.did.secrets_resealed).toBe(1);

  at(secretBox(key("new")));
  await happen("C");
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(3));
  for (const request of await receiver.received()) {
    expect(verified(request, secret)).toMatchObject({ type: "product.created" });
  }
  await settled(id, "delivered", 3);
});

test.each([
  ["the key", null],
  ["the right key", secretBox(key("other"))],
])(
  "without %s a delivery fails with a plain error, nothing is sent, and it arrives once the key is there",
  async (_, box) => {
    const receiver = await openReceiver();
    const { id, secret, delivered_through } = await make(receiver.url);
    const keyless = createTestApp({ settings: withSecrets(box) });
    await keyless.request("POST", "/api/v1/products", { key: tenant.api_key, body: { name: "A", sku: "A" } });
    const [pending] = await settled(id, "pending");
    expect(pending).toMatchObject({ attempt: 1, error: "The message could not be prepared", response_status: null });
    const [[sealed] = []] = await sql(
      await databaseOf(tenant.id),
      "SELECT secret FROM webhook_endpoints WHERE id = ?",
      id,
    );
    for (const hidden of [secret, secret.slice(6), String(sealed)]) {
      expect(JSON.stringify(pending)).not.toContain(hidden);
    }
    expect(await receiver.received()).toEqual([]);
    app.clock.advance(HOUR);
    await deliverNow(app, tenant);
    await expectAt(receiver, [delivered_through + 1]);
  },
);

test("a host that leads to a private address by now gets nothing, and is tried again", async () => {
  const answer = (data: string) => ({ body: JSON.stringify({ Status: 0, Answer: [{ type: 1, data }] }) });
  const resolver = await openReceiver(answer("10.0.0.8"));
  const strict = createTestApp({
    settings: (settings) => ({
      ...settings,
      deployment: { ...settings.deployment, allow_private_webhooks: false, dns_resolver: resolver.url },
    }),
  });
  const send = (method: string, path: string, body?: unknown) =>
    strict.request(method, `/api/v1/${path}`, { key: tenant.api_key, body });
  const url = "https://hooks.example.com/stockbook";
  const { id } = (await send("POST", "webhook_endpoints", { url, event_types: ["product.*"] })).body.data;
  await send("POST", "products", { name: "A", sku: "A" });
  const [pending] = await settled(id, "pending");
  expect(pending.error).toContain("10.0.0.8, which isn't public");
  expect(pending.next_attempt_at).not.toBeNull();
});
