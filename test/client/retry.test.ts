import { expect, test } from "vitest";
import {
  ConflictError,
  ConnectionError,
  createClient,
  InternalError,
  RateLimitedError,
  TimeoutError,
  UnavailableError,
  ValidationError,
} from "../../src/client/index.ts";
import { retryAfterMs } from "../../src/client/retry.ts";
import { refusal, type Step, startScriptedApi } from "../support/scripted_api.ts";

const NOW = { "Retry-After": "0" };
const created: Step = { status: 201, body: { data: { id: "sup_1" } } };
const supplier = { body: { name: "Kiln", code: "KILN" } };

test.each<[string, Step]>([
  ["a lost connection", { cut: "before" }],
  ["a response that broke off", { cut: "in the middle" }],
  ["429", refusal(429, "rate_limited", { headers: NOW })],
  ["500", refusal(500, "internal_error", { headers: NOW })],
  ["503", refusal(503, "unavailable", { headers: NOW })],
  ["a proxy's page with 502", { status: 502, headers: NOW, body: "<h1>Bad gateway</h1>" }],
  ["504 without a body", { status: 504, headers: NOW }],
  ["a first attempt that is still running", refusal(409, "idempotency_in_flight", { headers: NOW })],
  ["a conflict that says when to retry", refusal(409, "conflict", { headers: NOW })],
])("a write is repeated with the same key and body after %s", async (_, step) => {
  await using api = await startScriptedApi(step, step, created);
  const client = createClient({ url: api.url, key: "sb_live_1" });
  expect(await client.createSupplier(supplier)).toEqual({ data: { id: "sup_1" } });
  expect(api.sent.map(({ body }) => JSON.parse(body))).toEqual([supplier.body, supplier.body, supplier.body]);
  const keys = new Set(api.sent.map(({ headers }) => headers["idempotency-key"]));
  expect([...keys]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  expect(api.sent[0]?.headers.authorization).toBe("Bearer sb_live_1");
});

test.each([
  ["409 that says nothing of later", refusal(409, "conflict"), ConflictError],
  ["409 of a taken value", refusal(409, "already_exists", { headers: NOW }), ConflictError],
  ["422", refusal(422, "validation_failed", { headers: NOW }), ValidationError],
  [
    "a pause longer than a minute",
    refusal(429, "rate_limited", { headers: { "Retry-After": "3600" } }),
    RateLimitedError,
  ],
])("a call is not repeated after %s", async (_, step, Class) => {
  await using api = await startScriptedApi(step, created);
  await expect(createClient({ url: api.url, key: "k" }).createSupplier(supplier)).rejects.toThrow(Class);
  expect(api.sent).toHaveLength(1);
});

test("the last refusal is thrown when all attempts have failed, and their number can be chosen", async () => {
  const step = refusal(503, "unavailable", { headers: NOW });
  await using api = await startScriptedApi(...Array(9).fill(step));
  const client = createClient({ url: api.url, key: "k" });
  await expect(client.createSupplier(supplier)).rejects.toThrow(UnavailableError);
  expect(api.sent).toHaveLength(5);
  await expect(client.createSupplier(supplier, { retries: 0 })).rejects.toThrow(UnavailableError);
  expect(api.sent).toHaveLength(6);
  await expect(createClient({ url: api.url, key: "k", retries: 1 }).listSuppliers()).rejects.toThrow(UnavailableError);
  expect(api.sent).toHaveLength(8);
});

test("a write without a key is not repeated when it may have been done", async () => {
  await using api = await startScriptedApi(refusal(500, "internal_error", { headers: NOW }));
  const send = createClient({ url: api.url, key: "k" }).receiveStandardWebhook as (input: object) => Promise<unknown>;
  await expect(send({ integration_id: "int_1", body: {} })).rejects.toThrow(InternalError);
  expect(api.sent).toHaveLength(1);
});

test("each call has a key of its own, and one that is given is sent", async () => {
  await using api = await startScriptedApi(created, created, created);
  const client = createClient({ url: api.url, key: "k" });
  await client.createSupplier(supplier);
  await client.createSupplier(supplier);
  await client.createSupplier(supplier, { idempotency_key: "order-17", if_match: '"4"' });
  const [first, second, third] = api.sent.map(({ headers }) => headers);
  expect(first?.["idempotency-key"]).not.toBe(second?.["idempotency-key"]);
  expect(third).toMatchObject({ "idempotency-key": "order-17", "if-match": '"4"' });
});

test("a signal ends a call that is waiting for its next attempt, and one that is waiting for a response", async () => {
  await using api = await startScriptedApi(refusal(503, "unavailable", { headers: { "Retry-After": "50" } }), {
    silent: true,
  });
  const client = createClient({ url: api.url, key: "k" });
  for (const requests of [1, 2]) {
    const controller = new AbortController();
    const reason = new Error("The page was left.");
    const call = client.listSuppliers({}, { signal: controller.signal });
    const ended = expect(call).rejects.toBe(reason);
    await expect.poll(() => api.sent.length).toBe(requests);
    controller.abort(reason);
    await ended;
  }
});

test("no response within timeout_ms is a TimeoutError, and no server a ConnectionError", async () => {
  await using api = await startScriptedApi({ silent: true }, { silent: true });
  const client = createClient({ url: api.url, key: "k", timeout_ms: 50, retries: 1 });
  await expect(client.listSuppliers()).rejects.toThrow(TimeoutError);
  expect(api.sent).toHaveLength(2);
  const nobody = createClient({ url: "http://127.0.0.1:1", key: "k", retries: 0 });
  await expect(nobody.listSuppliers()).rejects.toThrow(ConnectionError);
});

test("what the caller got wrong is thrown as it is, and not repeated", async () => {
  await using api = await startScriptedApi(created, created);
  const client = createClient({ url: api.url, key: "k" });
  const metadata: Record<string, unknown> = {};
  metadata.itself = metadata;
  await expect(client.createProduct({ body: { name: "Mug", metadata } })).rejects.toThrow(TypeError);
  expect(api.sent).toHaveLength(0);
  const fault = new Error("A fault of the caller's own.");
  const onResponse = () => {
    throw fault;
  };
  await expect(client.createSupplier(supplier, { onResponse })).rejects.toBe(fault);
  expect(api.sent).toHaveLength(1);
});

test("a stream is sent once", async () => {
  await using api = await startScriptedApi(refusal(503, "unavailable", { headers: NOW }), created);
  const body = new Blob(["sku\nMUG\n"]).stream();
  const call = createClient({ url: api.url, key: "k" }).importProducts({ body }, { content_type: "text/csv" });
  await expect(call).rejects.toThrow(UnavailableError);
  expect(api.sent).toMatchObject([{ body: "sku\nMUG\n", headers: { "content-type": "text/csv" } }]);
});

test("Retry-After is read as seconds and as a date", () => {
  const now = Date.parse("2026-11-27T10:00:00Z");
  expect(retryAfterMs("3", now)).toBe(3_000);
  expect(retryAfterMs("Fri, 27 Nov 2026 10:00:05 GMT", now)).toBe(5_000);
  expect(retryAfterMs("Fri, 27 Nov 2026 09:00:00 GMT", now)).toBe(0);
  expect(retryAfterMs("soon", now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});
