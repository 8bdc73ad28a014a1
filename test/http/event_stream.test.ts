import { describe, expect, it } from "vitest";
import * as z from "zod";
import { locations } from "../../drizzle/tenant";
import { routes } from "../../src/app";
import { build } from "../../src/data/database";
import { prefersEvents } from "../../src/http/event_stream";
import { route } from "../../src/http/route";
import { refuse } from "../../src/shared/errors";
import { createTestApp } from "../support/app";
import { eventsIn } from "../support/event_streams";

const PATH = "/api/v1/countdown";

/** A route that counts down, and refuses after `refuse_after` numbers. */
const countdown = (runs: { count: number }) =>
  route({
    ...{ tag: "Test", method: "post", path: PATH, operation: "countDown", scope: "read", summary: "Count down" },
    answers: "resource",
    data: z.strictObject({ said: z.int() }),
    body: z.strictObject({ from: z.int(), refuse_after: z.int().optional() }),
    errors: ["not_understood"],
    streams: { number: "`{ value }`" },
    async handle(ctx, { body: { from, refuse_after }, emit }) {
      runs.count += 1;
      await ctx.read({});
      for (let said = 0; said < from; said++) {
        if (said === refuse_after) throw refuse("not_understood", "I can't count any further.");
        emit("number", { value: from - said });
      }
      return ctx.commit([], { said: from });
    },
  });

async function tenantOf(runs = { count: 0 }) {
  const tenant = await createTestApp({ serve: [...routes, countdown(runs)] }).mintTenant();
  return (body: object, headers: Record<string, string> = {}) =>
    tenant.request("POST", PATH, { body, headers: { Accept: "text/event-stream", ...headers } });
}

describe("a route that streams", () => {
  it("sends its events to a client that accepts them, and the data of the JSON response last", async () => {
    const send = await tenantOf();
    const streamed = await send({ from: 2 });
    expect(streamed.status).toBe(200);
    expect(streamed.headers.get("Content-Type")).toBe("text/event-stream");
    expect(streamed.headers.get("Cache-Control")).toBe("private, no-store");
    expect(eventsIn(streamed.text)).toEqual([
      { event: "number", data: { value: 2 } },
      { event: "number", data: { value: 1 } },
      { event: "answer", data: { said: 2 } },
    ]);
    const plain = await send({ from: 2 }, { Accept: "application/json" });
    expect(plain.body).toEqual({ data: { said: 2 } });
  });

  it("is refused as ever before the first event, and by the event error after it", async () => {
    const send = await tenantOf();
    const refused = await send({ from: 2, refuse_after: 0 });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].code).toBe("not_understood");
    expect((await send({ from: "many" })).body.errors[0].field).toBe("from");
    const late = eventsIn((await send({ from: 2, refuse_after: 1 })).text);
    expect(late.map(({ event }) => event)).toEqual(["number", "error"]);
    expect(late[1]?.data).toEqual({
      errors: [{ code: "not_understood", message: "I can't count any further." }],
      request_id: expect.stringMatching(/^req_/),
    });
  });

  it("repeats a request with the same idempotency key by its last event alone, without running it again", async () => {
    const runs = { count: 0 };
    const send = await tenantOf(runs);
    const key = { "Idempotency-Key": "one" };
    expect(eventsIn((await send({ from: 1 }, key)).text)).toHaveLength(2);
    const again = await send({ from: 1 }, key);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(eventsIn(again.text)).toEqual([{ event: "answer", data: { said: 1 } }]);
    const as_json = await send({ from: 1 }, { ...key, Accept: "*/*" });
    expect(as_json.body).toEqual({ data: { said: 1 } });
    expect(runs.count).toBe(3);

    const refused = { "Idempotency-Key": "two" };
    const late = await send({ from: 2, refuse_after: 1 }, refused);
    const replayed = await send({ from: 2, refuse_after: 1 }, refused);
    expect([late.status, replayed.status]).toEqual([200, 422]);
    expect(replayed.body).toEqual(eventsIn(late.text)[1]?.data);
  });
});

it("sends an event when it happens, and does not wait for the next one", async () => {
  const waiting = route({
    ...{ tag: "Test", method: "post", path: PATH, operation: "wait", scope: "read", summary: "Wait for a location" },
    answers: "resource",
    data: z.strictObject({ found: z.int() }),
    body: z.strictObject({}),
    streams: { waiting: "`{}`" },
    async handle(ctx, { emit }) {
      emit("waiting", {});
      for (;;) {
        const { found } = await ctx.read({ found: build.select({ id: locations.id }).from(locations) });
        if (found.length > 0) return { found: found.length };
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  });
  const app = createTestApp({ serve: [...routes, waiting] });
  const tenant = await app.mintTenant();
  const headers = { Accept: "text/event-stream" };
  const response = await app.open("POST", PATH, { key: tenant.api_key, body: {}, headers });
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe("event: waiting\ndata: {}\n\n");
  await tenant.request("POST", "/api/v1/locations", { body: { name: "Depot" } });
  expect((await reader.read()).value).toBe('event: answer\ndata: {"found":1}\n\n');
  expect((await reader.read()).done).toBe(true);
});

it("ends with the error that another request with the same idempotency key was refused with meanwhile", async () => {
  let runs = 0;
  const refusing = route({
    ...{ tag: "Test", method: "post", path: PATH, operation: "refuse", scope: "read", summary: "Refuse" },
    answers: "resource",
    data: z.strictObject({}),
    body: z.strictObject({}),
    errors: ["not_understood"],
    streams: { waiting: "`{}`" },
    async handle(ctx, { emit }) {
      runs += 1;
      const [run, is_first] = [runs, runs === 1];
      if (is_first) emit("waiting", {});
      for (let found: unknown[] = []; is_first && found.length === 0; ) {
        ({ found } = await ctx.read({ found: build.select({ id: locations.id }).from(locations) }));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw refuse("not_understood", `This is refusal ${run}.`);
    },
  });
  const tenant = await createTestApp({ serve: [...routes, refusing] }).mintTenant();
  const send = () =>
    tenant.request("POST", PATH, { body: {}, headers: { Accept: "text/event-stream", "Idempotency-Key": "one" } });
  const first = send();
  while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const second = await send();
  expect(second.body.errors[0].message).toBe("This is refusal 2.");
  await tenant.request("POST", "/api/v1/locations", { body: { name: "Depot" } });
  expect(eventsIn((await first).text)).toEqual([
    { event: "waiting", data: {} },
    { event: "error", data: second.body },
  ]);
});

it("streams only to those who name events before any other form", () => {
  const named = ["text/event-stream", "Text/Event-Stream;q=0.9, */*", "text/html, text/event-stream"];
  const not = [undefined, "*/*", "application/json, text/event-stream", "text/html"];
  expect(named.map(prefersEvents)).toEqual([true, true, true]);
  expect(not.map(prefersEvents)).toEqual([false, false, false, false]);
});
