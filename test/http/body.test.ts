import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp, type Tenant } from "../support/app";
import { codesOf } from "../support/shop";

const app = createTestApp();
let tenant: Tenant;
const LOCATIONS = "/api/v1/locations";
const headers = { "Content-Type": "application/json" };

beforeAll(async () => {
  tenant = await app.mintTenant();
});

const post = (body: unknown, more: Record<string, string> = {}) =>
  tenant.request("POST", LOCATIONS, { body, headers: { ...headers, ...more } });

/** A body of unknown length, sent in portions of 64 KiB, that counts what was read of it. */
function endless(portions: number) {
  const read = { bytes: 0 };
  const portion = new TextEncoder().encode(" ".repeat(64 * 1024));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read.bytes >= portions * portion.length) return controller.close();
      read.bytes += portion.length;
      controller.enqueue(portion);
    },
  });
  return { body, read };
}

describe("the size of a body", () => {
  test("a body without a length is read up to 1 MiB and refused beyond it", async () => {
    const { body, read } = endless(2000);
    expect(codesOf(await post(body))).toEqual(["payload_too_large"]);
    expect(read.bytes).toBeLessThanOrEqual(1024 * 1024 + 3 * 64 * 1024);
  });

  test("a body without a length under 1 MiB is taken, with a key too", async () => {
    const stream = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (const part of ['{"na', 'me": "Str', 'eamed"}']) controller.enqueue(new TextEncoder().encode(part));
          controller.close();
        },
      });
    const made = await post(stream(), { "Idempotency-Key": "streamed" });
    expect(made.body.data.name).toBe("Streamed");
    expect((await post(stream(), { "Idempotency-Key": "streamed" })).text).toBe(made.text);
  });
});

describe("the depth of a body", () => {
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

  test("metadata may be nested 20 levels, not more", async () => {
    expect((await post(`{"name": "Deep", "metadata": ${nested(20)}}`)).status).toBe(201);
    const refused = await post(`{"name": "Deep", "metadata": ${nested(21)}}`);
    expect(codesOf(refused)).toEqual(["validation_failed metadata"]);
    expect(refused.body.errors[0].message).toBe("metadata must have at most 20 levels of lists and objects.");
  });

  test("a body of thousands of levels is refused before anything recursive sees it", async () => {
    for (const levels of [40, 5_070, 150_000]) {
      expect(codesOf(await post(`{"name": "Deep", "metadata": ${nested(levels)}}`))).toEqual(["validation_failed"]);
    }
    const list = `{"name": "Deep", "metadata": {"a": ${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
    expect(codesOf(await post(list))).toEqual(["validation_failed"]);
  });

  test("metadata holds 16 KiB as JSON, counted in bytes", async () => {
    const sized = (character: string, count: number) => ({ name: "Big", metadata: { a: character.repeat(count) } });
    expect((await post(JSON.stringify(sized("x", 16 * 1024 - 8)))).status).toBe(201);
    for (const body of [sized("x", 16 * 1024 - 7), sized("é", 8 * 1024 - 3)]) {
      expect(codesOf(await post(JSON.stringify(body)))).toEqual(["validation_failed metadata"]);
    }
  });
});

describe("the number of problems", () => {
  const unknown = (count: number) =>
    JSON.stringify({ name: "A", ...Object.fromEntries(Array.from({ length: count }, (_, at) => [`member_${at}`, 0])) });

  test("100 problems are all reported; of more, the first 100 and how many there are", async () => {
    expect((await post(unknown(100))).body.errors).toHaveLength(100);
    const { errors } = (await post(unknown(60_000))).body;
    expect(errors).toHaveLength(101);
    expect(errors[99].field).toBe("member_99");
    expect(errors[100]).toEqual({
      code: "validation_failed",
      message: "And 59,900 more of such problems. Correct those above first.",
      details: { more: 59_900 },
    });
  });

  test("a body with more values than any schema allows is refused as a whole", async () => {
    const answer = await post(`{"name": "A", "metadata": {"a": [${"0,".repeat(200_000)}0]}}`);
    expect(codesOf(answer)).toEqual(["validation_failed"]);
  });

  test("a refusal of a large body is small, and is recorded under its key", async () => {
    const named = JSON.stringify({ name: "A", ["x".repeat(600_000)]: 1, metadata: { ["y".repeat(400_000)]: 1 } });
    for (const [key, body] of [
      ["many", unknown(60_000)],
      ["long", named],
    ] as const) {
      const refused = await post(body, { "Idempotency-Key": key });
      expect(refused.status).toBe(422);
      expect(refused.text.length).toBeLessThan(50_000);
      const again = await post(body, { "Idempotency-Key": key });
      expect(again.text).toBe(refused.text);
      expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    }
  });

  test("a record with tens of thousands of invalid members is refused in the same way", async () => {
    const options = Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [String(at), 0]));
    const body = JSON.stringify({ name: "Mug", sku: "MUG", options });
    const answer = await tenant.request("POST", "/api/v1/products", { body, headers });
    expect(answer.body.errors).toHaveLength(101);
  });
});
