import { beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/storage/port";
import { createTestApp, type Tenant } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { codesOf } from "../../support/shop";

const PATH = "/api/v1/webhook_endpoints";
/** A date on which lanes that wait do not send anything yet. */
const LATER = "2026-12-24T00:00:00.000Z";

let app: ReturnType<typeof createTestApp>;
let tenant: Tenant;
let database: Engine;
let endpoint: { id: string; delivered_through: number };

beforeEach(async () => {
  app = createTestApp();
  tenant = await app.mintTenant();
  const body = { url: "http://127.0.0.1:9/hook", event_types: ["product.*"] };
  endpoint = (await tenant.request("POST", PATH, { body })).body.data;
  database = await databaseOf(tenant.id);
  await hold();
});

/** Claims the feed for five minutes: nobody sends anything while these tests look at what is to be sent. */
async function hold(): Promise<void> {
  const until = new Date(app.clock.now.getTime() + 5 * 60_000).toISOString();
  await sql(database, "UPDATE event_lanes SET claim = 'tests', claimed_until = ? WHERE kind = 'feed'", until);
}

const act = (action: string, body: unknown = {}, headers = {}) =>
  tenant.request("POST", `${PATH}/${endpoint.id}/${action}`, { body, headers });
/** Writes one event, `product.created`. */
const happen = (name: string) => tenant.request("POST", "/api/v1/products", { body: { name, sku: name } });
/** The sequence of the nth event after the creation of the endpoint. */
const nth = (n: number) => endpoint.delivered_through + n;
const events = async () => (await tenant.request("GET", "/api/v1/events?per_page=100")).body.data;
const listed = async (query = "") => tenant.request("GET", `${PATH}/${endpoint.id}/deliveries?${query}`);
const retry = (id: string, headers = {}) =>
  tenant.request("POST", `/api/v1/webhook_deliveries/${id}/retry`, { headers });
const lanes = (kind: string) =>
  sql(
    database,
    "SELECT id, is_active, event_types, done_through, ends_with, next_attempt_at FROM event_lanes WHERE kind = ?",
    kind,
  );

/** Records a delivery as the sender does: of the event with this sequence. */
async function record(event_sequence: number, more: Record<string, unknown> = {}): Promise<string> {
  const id = `whd_${crypto.randomUUID()}`;
  const [event] = (await events()).filter(({ sequence }: { sequence: number }) => sequence === event_sequence);
  const row = {
    ...{ id, webhook_endpoint_id: endpoint.id, event_sequence, event_type: event?.type ?? "product.created" },
    ...{ attempt: 1, status: "failed", response_status: 500, response_body: "no", error: "status 500" },
    ...{ duration_ms: 7, next_attempt_at: null, delivered_at: null },
    ...{ created_at: app.clock.now.toISOString(), updated_at: app.clock.now.toISOString(), ...more },
  };
  const columns = Object.keys(row);
  await sql(
    database,
    `INSERT INTO webhook_deliveries (${columns}) VALUES (${columns.map(() => "?")})`,
    ...Object.values(row),
  );
  return id;
}

describe("a test", () => {
  test("writes an event of its own, and a lane that leads to this endpoint alone", async () => {
    const tested = await act("test");
    expect(tested.status).toBe(200);
    const delivery = tested.body.data;
    const event = (await events()).at(-1);
    expect(event).toMatchObject({ type: "webhook_endpoint.tested", data: { webhook_endpoint: { id: endpoint.id } } });
    expect(delivery).toMatchObject({
      ...{ event_id: event.id, event_type: "webhook_endpoint.tested", attempt: 0 },
      webhook_endpoint_id: endpoint.id,
    });
    const read = await tenant.request("GET", `/api/v1/webhook_deliveries/${delivery.id}`);
    expect(read.body.data).toMatchObject({ id: delivery.id, event_id: event.id });
    expect((await listed()).body.data.map(({ id }: { id: string }) => id)).toEqual([delivery.id]);
  });

  test("repeated under one key is one test", async () => {
    const once = () => act("test", {}, { "Idempotency-Key": "test" });
    const first = await once();
    expect((await once()).text).toBe(first.text);
    expect((await listed()).body.meta.total).toBe(1);
    expect((await events()).filter(({ type }: { type: string }) => type === "webhook_endpoint.tested")).toHaveLength(1);
  });

  test("of each of ten at once is an event and a delivery", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => act("test")));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const ids = answers.map(({ body }) => body.data.event_id);
    expect(new Set(ids).size).toBe(10);
    const tested = (await events()).filter(({ type }: { type: string }) => type === "webhook_endpoint.tested");
    expect(tested.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted());
  });

  test("is refused while the endpoint is disabled, and of a body that is not empty", async () => {
    expect(codesOf(await act("test", { url: "x" }))).toEqual(["validation_failed url"]);
    await tenant.request("PATCH", `${PATH}/${endpoint.id}`, { body: { status: "disabled" } });
    const refused = await act("test");
    expect(codesOf(refused)).toEqual(["invalid_status"]);
    expect(refused.body.errors[0].details).toEqual({ status: "disabled", allowed_from: ["active"] });
  });
});

describe("a replay", () => {
  test("repeats the events of a range by sequence, clipped to those that are kept", async () => {
    for (const name of ["A", "B", "C"]) await happen(name);
    const last = (await events()).at(-1).sequence;
    for (const [range, from, to] of [
      [{ from: nth(1), to: nth(2) }, nth(1), nth(2)],
      [{ from: 0 }, 1, last],
      [{ from: 1, to: 10_000 }, 1, last],
      [{ from: last }, last, last],
    ] as const) {
      const replayed = await act("replay", range);
      expect(replayed.status).toBe(200);
      expect(replayed.body.data).toEqual({
        ...{ id: replayed.body.data.id, from_sequence: from, to_sequence: to, events: to - from + 1 },
      });
      const stored = (await lanes("replay")).find(([id]) => id === replayed.body.data.id);
      expect(stored).toEqual([replayed.body.data.id, 1, '["product.*"]', from - 1, to, null]);
    }
  });

  test("finds the events between two times, also those whose requests overtook each other", async () => {
    const times = [0, 10, 5, 20, 15, 30];
    app.clock.now = new Date("2026-11-23T09:00:00.000Z");
    await hold();
    for (const seconds of times) {
      app.clock.now = new Date(Date.parse("2026-11-23T09:00:00.000Z") + seconds * 1000);
      await happen(`At ${seconds}`);
    }
    const all = await events();
    const at = (seconds: number) => new Date(Date.parse("2026-11-23T09:00:00.000Z") + seconds * 1000).toISOString();
    const firstOf = (time: string) => all.find((event: { created_at: string }) => event.created_at >= time).sequence;
    const lastOf = (time: string) => all.findLast((event: { created_at: string }) => event.created_at <= time).sequence;
    for (const [from, to] of [
      [0, 30],
      [5, 5],
      [6, 16],
      [10, 15],
      [-9999, 9999],
    ] as const) {
      const { body } = await act("replay", { from: at(from), to: at(to).replace("Z", "+00:00") });
      expect(body.data, `${from} to ${to}`).toMatchObject({
        ...{ from_sequence: firstOf(at(from)), to_sequence: lastOf(at(to)) },
      });
      await sql(database, "DELETE FROM event_lanes WHERE kind = 'replay'");
    }
  });

  test("reads little of a month of events, whichever range it is", async () => {
    await sql(
      database,
      `INSERT INTO events (type, data, created_at)
        WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 40000)
        SELECT 'product.updated', '{}', strftime('%Y-%m-%dT%H:%M:%fZ', '2026-11-01', '+' || n || ' minutes') FROM n`,
    );
    for (const range of [
      { from: 1 },
      { from: "2026-11-05T00:00:00Z", to: "2026-11-06T00:00:00Z" },
      { from: "2026-11-20T00:00:00Z" },
    ]) {
      const replayed = await act("replay", range);
      expect(replayed.body.data.events).toBeGreaterThan(1000);
      const [, rows_read] = /rows_read;dur=(\d+)/.exec(replayed.headers.get("Server-Timing") ?? "") ?? [];
      expect(Number(rows_read), replayed.headers.get("Server-Timing") ?? "").toBeLessThan(200);
    }
  });

  test("without events, of what is neither a sequence nor a time, or without a beginning is refused", async () => {
    for (const [range, code] of [
      [{ from: 10_000 }, "validation_failed from"],
      [{ from: "2030-01-01T00:00:00Z" }, "validation_failed from"],
      [{ from: 1, to: "2001-01-01T00:00:00Z" }, "validation_failed from"],
      [{ from: nth(0), to: nth(0) - 1 }, "validation_failed from"],
      [{ from: -1 }, "validation_failed from"],
      [{ from: 1.5 }, "validation_failed from"],
      [{ from: "yesterday" }, "validation_failed from"],
      [{ from: "1" }, "validation_failed from"],
      [{ from: 1, to: "tomorrow" }, "validation_failed to"],
      [{}, "validation_failed from"],
      [{ from: 1, until: 2 }, "validation_failed until"],
    ] as const) {
      const refused = await act("replay", range);
      expect(codesOf(refused), JSON.stringify(range)).toEqual([code]);
    }
    expect(await lanes("replay")).toEqual([]);
  });

  test("repeated under one key is one replay; a sixth one at a time is refused, also of several at once", async () => {
    const once = () => act("replay", { from: 1 }, { "Idempotency-Key": "replay" });
    const first = await once();
    expect((await once()).text).toBe(first.text);
    expect(await lanes("replay")).toHaveLength(1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => act("replay", { from: 1 })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 409, 409, 409, 409]);
    expect(await lanes("replay")).toHaveLength(5);
  });

  test("is refused of a disabled endpoint; one under way halts with it, and goes on when it is enabled", async () => {
    await act("replay", { from: 1 });
    const change = (status: string) => tenant.request("PATCH", `${PATH}/${endpoint.id}`, { body: { status } });
    await change("disabled");
    expect((await lanes("replay"))[0]?.[1]).toBe(0);
    expect(codesOf(await act("replay", { from: 1 }))).toEqual(["invalid_status"]);
    await change("active");
    expect((await lanes("replay"))[0]?.[1]).toBe(1);
  });
});

describe("a retry", () => {
  test("of a failed or delivered one makes one more attempt outside the order", async () => {
    await happen("A");
    await happen("B");
    for (const [sequence, status] of [
      [nth(1), "failed"],
      [nth(2), "delivered"],
    ] as const) {
      const id = await record(sequence, { status });
      const retried = await retry(id);
      expect(retried.status).toBe(200);
      expect(retried.body.data).toMatchObject({ id, attempt: 1, event_type: "product.created" });
      expect((await lanes("request")).find(([lane]) => lane === id)?.slice(3, 5)).toEqual([sequence - 1, sequence]);
    }
  });

  test("of a pending one brings its next attempt forward", async () => {
    await happen("A");
    await happen("B");
    const id = await record(nth(1), { status: "pending", next_attempt_at: LATER });
    await sql(database, "UPDATE event_lanes SET done_through = ?, next_attempt_at = ?, attempts = 1", nth(0), LATER);
    const retried = await retry(id);
    expect(retried.body.data).toMatchObject({ status: "pending", next_attempt_at: "2026-11-23T08:30:00.000Z" });
    expect(await lanes("request")).toEqual([]);
    expect((await lanes("feed"))[0]?.[5]).toBe(null);
  });

  test("repeated, or asked for twice at once, is one request", async () => {
    await happen("A");
    const id = await record(nth(1));
    const once = () => retry(id, { "Idempotency-Key": "retry" });
    const first = await once();
    expect((await once()).text).toBe(first.text);
    const answers = await Promise.all([retry(id), retry(id)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await lanes("request")).toHaveLength(1);
  });

  test("is refused while the endpoint is disabled, and once the event is gone", async () => {
    await happen("A");
    const id = await record(nth(1));
    await tenant.request("PATCH", `${PATH}/${endpoint.id}`, { body: { status: "disabled" } });
    expect(codesOf(await retry(id))).toEqual(["invalid_status"]);
    await tenant.request("PATCH", `${PATH}/${endpoint.id}`, { body: { status: "active" } });
    await sql(database, "DELETE FROM events WHERE sequence <= ?", nth(1));
    const refused = await retry(id);
    expect(codesOf(refused)).toEqual(["validation_failed"]);
    expect(refused.body.errors[0].message).toContain("30 days");
    expect(codesOf(await retry("whd_never"))).toEqual(["not_found"]);
  });
});

describe("the list of deliveries", () => {
  test("is newest first, by status, type, ids and time, in pages and after a cursor", async () => {
    for (let at = 0; at < 12; at++) {
      app.clock.advance(1000);
      await happen(`P${at}`);
    }
    const other = await tenant.request("POST", PATH, { body: { url: "http://127.0.0.1:9/other", status: "disabled" } });
    const made: string[] = [];
    for (let at = 0; at < 12; at++) {
      app.clock.advance(1000);
      made.unshift(await record(nth(1 + at), { status: ["failed", "delivered", "pending"][at % 3] }));
    }
    await record(nth(2), { webhook_endpoint_id: other.body.data.id });
    const all = (await listed("per_page=100")).body;
    expect(all.data.map(({ id }: { id: string }) => id)).toEqual(made);
    expect(all.meta.total).toBe(12);
    const failed = all.data.filter(({ status }: { status: string }) => status === "failed");
    expect((await listed("status=failed")).body.data).toEqual(failed);
    const two = all.data.filter(({ status }: { status: string }) => status !== "delivered");
    expect((await listed("status=failed,pending")).body.data).toEqual(two);
    expect((await listed("event_type=product.created&per_page=100")).body.data).toEqual(all.data);
    expect((await listed("event_type=order.created")).body.data).toEqual([]);
    expect((await listed(`ids=${made[3]},${made[5]}`)).body.data).toEqual([all.data[3], all.data[5]]);
    expect((await listed(`updated_since=${all.data[4].updated_at}`)).body.data).toEqual(all.data.slice(0, 5));
    const walked = [];
    let page = (await listed("per_page=5")).body;
    walked.push(...page.data);
    while (page.meta.next_cursor) {
      page = (await listed(`per_page=5&cursor=${page.meta.next_cursor}`)).body;
      walked.push(...page.data);
    }
    expect(walked).toEqual(all.data);
    expect(codesOf(await listed("event_type=order.*"))).toEqual(["validation_failed event_type"]);
    expect((await tenant.request("GET", `${PATH}/whe_never/deliveries`)).status).toBe(404);
  });
});
