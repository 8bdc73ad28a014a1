import { expect, test } from "vitest";
import { lookUp, record } from "../../src/commands/idempotency";
import { openDatabase } from "../../src/data/database";
import { newMeter } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { databaseOf, directory, sql } from "../support/databases";
import { openShop } from "../support/shop";

const KEY = { "Idempotency-Key": "one key for everyone" };
const HOUR = 60 * 60 * 1000;

test("a key that the operator and two organizations use in the directory is a key of each of them", async () => {
  const app = createTestApp();
  const [one, other] = [await app.mintTenant(), await app.mintTenant()];
  const body = { name: "CI", scopes: ["read"] };
  const make = (tenant: typeof one) => tenant.request("POST", "/api/v1/api_keys", { body, headers: KEY });
  const by_operator = await app.admin("POST", `/admin/v1/organizations/${one.id}/api_keys`, { body, headers: KEY });
  const answers = [by_operator, await make(one), await make(other)];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(answers.map((answer) => answer.body.data.id)).size).toBe(3);
  expect(answers.map(({ headers }) => headers.get("Idempotent-Replayed"))).toEqual([null, null, null]);
  const owners = await sql(directory, "SELECT owner FROM idempotency_keys WHERE key = ?", KEY["Idempotency-Key"]);
  expect(owners.flat().toSorted()).toEqual(["admin", one.id, other.id].toSorted());
  expect((await make(one)).text).toBe(answers[1]?.text);
  expect((await make(other)).text).toBe(answers[2]?.text);
});

test("a record is found by its owner only, and for 24 hours", async () => {
  const database = openDatabase(await databaseOf((await createTestApp().mintTenant()).id), newMeter());
  const now = new Date("2026-11-23T08:30:00.000Z");
  const key = { owner: "one", key: "k", fingerprint: "f", now };
  await database.commit(await record(key, { status: 201, body: "{}", replay_id: null }));
  const found = async (more: object) => (await database.read({ rows: lookUp({ ...key, ...more }) })).rows.length;
  expect(await found({})).toBe(1);
  expect(await found({ owner: "other" })).toBe(0);
  expect(await found({ key: "other" })).toBe(0);
  expect(await found({ now: new Date(now.getTime() + 24 * HOUR - 1) })).toBe(1);
  expect(await found({ now: new Date(now.getTime() + 24 * HOUR) })).toBe(0);
});

test("each recorded response deletes the two oldest ones that are older than a day, and its own", async () => {
  const database = openDatabase(await databaseOf((await createTestApp().mintTenant()).id), newMeter());
  const start = new Date("2026-11-23T08:30:00.000Z").getTime();
  const write = async (key: string, now: number) =>
    database.commit(
      await record(
        { owner: "one", key, fingerprint: key, now: new Date(now) },
        { status: 200, body: "", replay_id: null },
      ),
    );
  const kept = async () => {
    const keys = ["a", "b", "c", "d", "e", "f", "g"];
    const lookUpIn = (key: string) => lookUp({ owner: "one", key, fingerprint: "", now: new Date(0) });
    const { ...rows } = await database.read(Object.fromEntries(keys.map((key) => [key, lookUpIn(key)])));
    return keys.filter((key) => (rows[key] ?? []).length > 0).join("");
  };
  for (const [at, key] of ["a", "b", "c", "d", "e"].entries()) await write(key, start + at);
  await write("f", start + HOUR);
  expect(await kept()).toBe("abcdef");
  await write("e", start + 24 * HOUR + 4);
  expect(await kept()).toBe("cdef");
  await write("g", start + 24 * HOUR + 4);
  expect(await kept()).toBe("efg");
  await write("a", start + 24 * HOUR + 4);
  expect(await kept()).toBe("aefg");
});

test("a compare-and-set that does not hold stays refused under its key, as it is refused for its content", async () => {
  const shop = await openShop();
  await shop.stock("MUG", 5);
  const set = { sku: "MUG", location_id: shop.warehouse, set_to: 9, expected_on_hand: 4, reason: "correction" };
  const refused = await shop.post("inventory_adjustments", set, KEY);
  expect([refused.status, refused.body.errors[0].code]).toEqual([409, "conflict"]);
  await shop.stock("MUG", -1);
  expect((await shop.post("inventory_adjustments", set, KEY)).text).toBe(refused.text);
  expect((await shop.post("inventory_adjustments", set)).status).toBe(201);
});

test("of ten at once with one key that are all refused, one refusal is recorded, and all get it", async () => {
  const shop = await openShop();
  const body = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }], reserve: true };
  const answers = await Promise.all(Array.from({ length: 10 }, () => shop.post("orders", body, KEY)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(422));
  const replayed = answers.filter(({ headers }) => headers.has("Idempotent-Replayed"));
  expect(replayed).toHaveLength(9);
  expect(new Set(answers.map(({ body }) => body.request_id)).size).toBe(1);
  await shop.stock("MUG", 1);
  expect((await shop.post("orders", body, KEY)).text).toBe(answers[0]?.text);
});
