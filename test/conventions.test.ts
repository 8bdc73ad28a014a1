import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp, type Tenant } from "./support/app";
import { codesOf } from "./support/shop";

const app = createTestApp();
let tenant: Tenant;
const LOCATIONS = "/api/v1/locations";

beforeAll(async () => {
  tenant = await app.mintTenant({ settings: { rate_limits: { requests_per_minute: 5000 } } });
});

describe("bodies", () => {
  test("flat and wrapped bodies mean the same, and members beside the wrapper are kept", async () => {
    const flat = await tenant.request("POST", LOCATIONS, { body: { name: "A", type: "store" } });
    const wrapped = await tenant.request("POST", LOCATIONS, { body: { location: { name: "A" }, type: "store" } });
    expect(flat.status).toBe(201);
    expect(wrapped.status).toBe(201);
    const { id: _, ...one } = flat.body.data;
    const { id: __, ...other } = wrapped.body.data;
    expect(one).toEqual(other);
  });

  test("unknown members are refused by name, with everything else that is wrong", async () => {
    const answer = await tenant.request("POST", LOCATIONS, { body: { nmae: "A", type: "castle" } });
    expect(answer.status).toBe(422);
    expect(codesOf(answer).sort()).toEqual([
      "validation_failed name",
      "validation_failed nmae",
      "validation_failed type",
    ]);
  });

  test("unknown query parameters are refused by name", async () => {
    const answer = await tenant.request("GET", `${LOCATIONS}?stauts=active`);
    expect(codesOf(answer)).toEqual(["validation_failed stauts"]);
  });

  test("what is not JSON is 400, what is not UTF-8 is 400, another media type is 415", async () => {
    const headers = { "Content-Type": "application/json" };
    expect((await tenant.request("POST", LOCATIONS, { body: '{"name":', headers })).status).toBe(400);
    const bytes = new Uint8Array([0x7b, 0x22, 0x6e, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]);
    expect((await tenant.request("POST", LOCATIONS, { body: bytes, headers })).status).toBe(400);
    const csv = await tenant.request("POST", LOCATIONS, { body: "name", headers: { "Content-Type": "text/csv" } });
    expect(codesOf(csv)).toEqual(["unsupported_media_type"]);
  });

  test("a body over 1 MiB is 413", async () => {
    const body = JSON.stringify({ name: "A", metadata: { long: "x".repeat(1024 * 1024) } });
    const answer = await tenant.request("POST", LOCATIONS, { body, headers: { "Content-Type": "application/json" } });
    expect(codesOf(answer)).toEqual(["payload_too_large"]);
  });

  test("a body that is an array, a string or null is 422, never 500", async () => {
    for (const body of ["[]", '"x"', "null", "1e400"]) {
      const answer = await tenant.request("POST", LOCATIONS, { body, headers: { "Content-Type": "application/json" } });
      expect(answer.status).toBe(422);
    }
  });
});

describe("pages", () => {
  test("Link leads to first, prev, next and last, and keeps the filters", async () => {
    const shop = await app.mintTenant();
    for (const name of ["A", "B", "C", "D", "E"]) await shop.request("POST", LOCATIONS, { body: { name } });
    const answer = await shop.request("GET", `${LOCATIONS}?status=active&per_page=2&page=2`);
    expect(answer.body.data.map((location: { name: string }) => location.name)).toEqual(["C", "B"]);
    expect(answer.body.meta).toEqual({ page: 2, per_page: 2, total: 5, total_pages: 3 });
    const links = answer.headers.get("Link") ?? "";
    for (const [rel, page] of [
      ["first", 1],
      ["prev", 1],
      ["next", 3],
      ["last", 3],
    ]) {
      expect(links).toContain(
        `<http://stockbook.test/api/v1/locations?status=active&per_page=2&page=${page}>; rel="${rel}"`,
      );
    }
    expect((await shop.request("GET", `${LOCATIONS}?per_page=2&page=9`)).body.data).toEqual([]);
  });

  test("page and per_page outside their bounds are 422", async () => {
    for (const query of [
      ...[
        "page=0",
        "page=-1",
        "page=x",
        "page=1.5",
        "page=",
        "page=%20",
        "page=0x10",
        "page=1e1",
        "page=%2B1",
        "page=1&page=2",
      ],
      ...["per_page=0", "per_page=101"],
    ]) {
      expect((await tenant.request("GET", `${LOCATIONS}?${query}`)).status).toBe(422);
    }
  });

  test("a quantity in a query is digits, with a sign and a fraction, and nothing else", async () => {
    const below = (text: string) => tenant.request("GET", `/api/v1/inventory_levels?below=${text}`);
    for (const text of ["5", "-5", "0.25", "007"]) expect((await below(text)).status).toBe(200);
    for (const text of ["", "%20", "0x10", "1e3", ".5", "5.", "%2B5", "Infinity", "0.00001", "1000000001"]) {
      expect(codesOf(await below(text))).toEqual(["validation_failed below"]);
    }
  });

  test("a time that its offset moves out of the years 0000 to 9999 is 422", async () => {
    const as_of = (time: string) => tenant.request("GET", `/api/v1/inventory_levels?as_of=${encodeURIComponent(time)}`);
    for (const time of ["9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59+01:00"]) {
      expect((await as_of(time)).status).toBe(200);
    }
    for (const time of ["9999-12-31T23:59:59-01:00", "0000-01-01T00:00:00+00:01"]) {
      expect(codesOf(await as_of(time))).toEqual(["validation_failed as_of"]);
    }
    const body = { name: "Late", scopes: ["read"], expires_at: "9999-12-31T23:59:59-01:00" };
    expect(codesOf(await tenant.request("POST", "/api/v1/api_keys", { body }))).toEqual([
      "validation_failed expires_at",
    ]);
  });

  test("a cursor that nobody gave out is 422 with its field", async () => {
    expect(codesOf(await tenant.request("GET", "/api/v1/events?cursor=nonsense"))).toEqual([
      "validation_failed cursor",
    ]);
  });

  test("the event feed walked by cursor shows every event once, in order", async () => {
    const shop = await app.mintTenant();
    const place = (await shop.request("POST", LOCATIONS, { body: { name: "A" } })).body.data.id;
    await shop.request("POST", "/api/v1/products", { body: { name: "Mug", sku: "MUG" } });
    for (let at = 1; at <= 7; at++) {
      const body = { sku: "MUG", location_id: place, quantity: at, reason: "found" };
      await shop.request("POST", "/api/v1/inventory_adjustments", { body });
    }
    const all = (await shop.request("GET", "/api/v1/events?per_page=100")).body.data;
    const walked: unknown[] = [];
    let answer = await shop.request("GET", "/api/v1/events?per_page=3");
    walked.push(...answer.body.data);
    while (answer.body.meta.next_cursor) {
      answer = await shop.request("GET", `/api/v1/events?per_page=3&cursor=${answer.body.meta.next_cursor}`);
      walked.push(...answer.body.data);
    }
    expect(walked).toEqual(all);
    expect(all.map((event: { sequence: number }) => event.sequence)).toEqual(
      all.map((_: unknown, at: number) => at + 1),
    );
  });
});

describe("versions", () => {
  test("a write with the current ETag succeeds and one with a stale ETag is 412, changing nothing", async () => {
    const made = await tenant.request("POST", LOCATIONS, { body: { name: "A" } });
    const path = `${LOCATIONS}/${made.body.data.id}`;
    const tag = (await tenant.request("GET", path)).headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"1-[0-9a-f]{16}"$/);
    const first = await tenant.request("PATCH", path, { body: { name: "B" }, headers: { "If-Match": tag } });
    expect(first.headers.get("ETag")).toMatch(/^"2-[0-9a-f]{16}"$/);
    const weak = await tenant.request("PATCH", path, { body: { name: "B" }, headers: { "If-Match": 'W/"2", "7"' } });
    expect(weak.headers.get("ETag")).toMatch(/^"3-[0-9a-f]{16}"$/);
    const stale = await tenant.request("PATCH", path, { body: { name: "C" }, headers: { "If-Match": tag } });
    expect(codesOf(stale)).toEqual(["stale_version"]);
    expect((await tenant.request("GET", path)).body.data.name).toBe("B");
    expect((await tenant.request("DELETE", path, { headers: { "If-Match": tag } })).status).toBe(412);
  });
});

describe("idempotency", () => {
  const body = { name: "Once" };
  const post = (key: string, sent: unknown = body, path = LOCATIONS) =>
    tenant.request("POST", path, { body: sent, headers: { "Idempotency-Key": key } });

  test("a repetition gets the first answer byte for byte, is marked, and changes nothing", async () => {
    const first = await post("once");
    const again = await post("once");
    expect(again.text).toBe(first.text);
    expect(again.status).toBe(201);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect(again.headers.get("ETag")).toBe(first.headers.get("ETag"));
    expect(first.headers.get("Idempotent-Replayed")).toBeNull();
  });

  test("bare and quoted keys are the same key", async () => {
    const first = await post("quoted");
    expect((await post('"quoted"')).text).toBe(first.text);
  });

  test("the same key with another body, path or method is idempotency_key_reused", async () => {
    const first = await post("mine");
    expect(codesOf(await post("mine", { name: "Twice" }))).toEqual(["idempotency_key_reused"]);
    expect(codesOf(await post("mine", body, "/api/v1/suppliers"))).toEqual(["idempotency_key_reused"]);
    const headers = { "Idempotency-Key": "mine" };
    const path = `${LOCATIONS}/${first.body.data.id}`;
    expect(codesOf(await tenant.request("PATCH", path, { body, headers }))).toEqual(["idempotency_key_reused"]);
    expect((await post("mine")).text).toBe(first.text);
  });

  test("what was refused for its content stays refused, even when it would succeed by now", async () => {
    const product = { name: "Jug", sku: "JUG" };
    await tenant.request("POST", "/api/v1/products", { body: product });
    const place = (await post("place")).body.data.id;
    const take = { sku: "JUG", location_id: place, quantity: -1, reason: "damaged" };
    const refused = await post("take", take, "/api/v1/inventory_adjustments");
    expect(codesOf(refused)).toEqual(["insufficient_stock quantity"]);
    await post("fill", { ...take, quantity: 5, reason: "found" }, "/api/v1/inventory_adjustments");
    const again = await post("take", take, "/api/v1/inventory_adjustments");
    expect(again.text).toBe(refused.text);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect((await post("take again", take, "/api/v1/inventory_adjustments")).status).toBe(201);
  });

  test("an invalid body stays refused under its key, and a valid one then needs another key", async () => {
    const refused = await post("invalid", { nmae: "x" });
    expect((await post("invalid", { nmae: "x" })).text).toBe(refused.text);
    expect(codesOf(await post("invalid"))).toEqual(["idempotency_key_reused"]);
  });

  test("after 24 hours a key is free again", async () => {
    const machine = createTestApp();
    const shop = await machine.mintTenant();
    const headers = { "Idempotency-Key": "daily" };
    const first = await shop.request("POST", LOCATIONS, { body, headers });
    machine.clock.advance(24 * 60 * 60 * 1000 - 1000);
    expect((await shop.request("POST", LOCATIONS, { body, headers })).text).toBe(first.text);
    machine.clock.advance(2000);
    const second = await shop.request("POST", LOCATIONS, { body: { name: "Next day" }, headers });
    expect(second.status).toBe(201);
    expect(second.body.data.id).not.toBe(first.body.data.id);
  });

  test("keys of two organizations do not meet", async () => {
    const other = await app.mintTenant();
    const first = await post("shared");
    const second = await other.request("POST", LOCATIONS, { body, headers: { "Idempotency-Key": "shared" } });
    expect(second.body.data.id).not.toBe(first.body.data.id);
    expect(second.headers.get("Idempotent-Replayed")).toBeNull();
  });

  test("a key that is empty or too long is 422", async () => {
    for (const key of ['""', "x".repeat(256)]) {
      expect(codesOf(await post(key))).toEqual(["validation_failed Idempotency-Key"]);
    }
  });

  test("a 204 is repeated as a 204", async () => {
    const made = (await post("doomed")).body.data.id;
    const headers = { "Idempotency-Key": "delete" };
    expect((await tenant.request("DELETE", `${LOCATIONS}/${made}`, { headers })).status).toBe(204);
    const again = await tenant.request("DELETE", `${LOCATIONS}/${made}`, { headers });
    expect(again.status).toBe(204);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  });
});

describe("every answer", () => {
  test("carries X-Request-Id, taken over where it is well formed", async () => {
    const mine = await tenant.request("GET", LOCATIONS, { headers: { "X-Request-Id": "trace-42" } });
    expect(mine.headers.get("X-Request-Id")).toBe("trace-42");
    const odd = await tenant.request("GET", LOCATIONS, { headers: { "X-Request-Id": "a b<script>" } });
    expect(odd.headers.get("X-Request-Id")).toMatch(/^req_/);
    const refused = await app.request("GET", LOCATIONS);
    expect(refused.body.request_id).toBe(refused.headers.get("X-Request-Id"));
  });

  test("carries the rate limit, and beyond it is 429 with Retry-After until the minute is over", async () => {
    const machine = createTestApp();
    const shop = await machine.mintTenant({ settings: { rate_limits: { requests_per_minute: 3 } } });
    const remaining: (string | null)[] = [];
    for (let at = 0; at < 3; at++) remaining.push((await shop.request("GET", LOCATIONS)).headers.get("RateLimit"));
    expect(remaining).toEqual(['"default";r=2;t=60', '"default";r=1;t=60', '"default";r=0;t=60']);
    const refused = await shop.request("GET", LOCATIONS);
    expect(codesOf(refused)).toEqual(["rate_limited"]);
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect(refused.headers.get("RateLimit-Policy")).toBe('"default";q=3;w=60');
    machine.clock.advance(60_000);
    expect((await shop.request("GET", LOCATIONS)).status).toBe(200);
  });
});

describe("paths", () => {
  test("an unknown path is 404, a known one with another method 405 with Allow", async () => {
    expect(codesOf(await tenant.request("GET", "/api/v1/nothing"))).toEqual(["not_found"]);
    const answer = await tenant.request("PUT", LOCATIONS, { body: {} });
    expect(codesOf(answer)).toEqual(["method_not_allowed"]);
    expect(answer.headers.get("Allow")).toBe("GET, POST");
  });

  test("ids of nonsense are 404 with the same body as a missing one", async () => {
    const bodies = await Promise.all(
      ["loc_nope", "%27%3B--", "%00", "x".repeat(3000)].map(async (id) => {
        const answer = await tenant.request("GET", `${LOCATIONS}/${id}`);
        expect(answer.status).toBe(404);
        return answer.body.errors;
      }),
    );
    for (const errors of bodies) expect(errors).toEqual(bodies[0]);
  });
});
