import { expect, test, vi } from "vitest";
import { mintApiKey } from "../../../src/control/api_keys/token";
import type { Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { directory, sql } from "../../support/databases";
import { codesOf } from "../../support/shop";

const app = createTestApp();
const keys = "/api/v1/api_keys";
const own = "/api/v1/organization";
const without = ({ request_id, ...rest }: { request_id: string }) => rest;

const counted = (asked: () => void) => (engine: Engine) => ({
  execute(...call: Parameters<Engine["execute"]>) {
    asked();
    return engine.execute(...call);
  },
});

test("a key is shown once, listed without itself, and works until it is revoked", async () => {
  const tenant = await app.mintTenant();
  const made = await tenant.request("POST", keys, { body: { api_key: { name: "Shop", scopes: ["read"] } } });
  expect(made.status).toBe(201);
  const { key, ...shown } = made.body.data;
  expect(shown).toMatchObject({ name: "Shop", scopes: ["read"], expires_at: null, prefix: key.slice(0, 12) });
  expect((await app.request("GET", own, { key })).status).toBe(200);

  const list = await tenant.request("GET", keys);
  expect(list.body.meta.total).toBe(2);
  expect(list.body.data[0]).toEqual({ ...shown, revoked_at: null, last_used_at: "2026-11-23T08:30:00.000Z" });
  expect(list.text).not.toContain(key);
  expect(list.body.data[1].id).toBe(tenant.api_key_id);

  expect((await tenant.request("DELETE", `${keys}/${shown.id}`)).status).toBe(204);
  expect((await app.request("GET", own, { key })).status).toBe(401);
  expect((await tenant.request("DELETE", `${keys}/${shown.id}`)).status).toBe(204);
  expect((await tenant.request("GET", keys)).body.data[0].revoked_at).toBe("2026-11-23T08:30:00.000Z");
});

test("each key may ask for itself, and sees no other", async () => {
  const tenant = await app.mintTenant();
  const { key, ...shown } = (await tenant.request("POST", keys, { body: { name: "Till", scopes: ["read"] } })).body
    .data;
  const current = await app.request("GET", `${keys}/current`, { key });
  expect(current.status).toBe(200);
  expect(current.body.data).toMatchObject({ ...shown, revoked_at: null });
  expect(current.text).not.toContain(key);
  expect((await tenant.request("GET", `${keys}/current`)).body.data).toMatchObject({ scopes: ["admin"] });
  expect((await app.request("GET", keys, { key })).status).toBe(403);
  expect((await app.request("GET", `${keys}/current`)).status).toBe(401);
});

test("a revoked key is refused everywhere within a minute", async () => {
  const tenant = await app.mintTenant();
  const { id, key } = (await tenant.request("POST", keys, { body: { name: "Shop", scopes: ["read"] } })).body.data;
  const elsewhere = createTestApp();
  expect((await elsewhere.request("GET", own, { key })).status).toBe(200);
  await tenant.request("DELETE", `${keys}/${id}`);
  elsewhere.clock.advance(60_001);
  expect((await elsewhere.request("GET", own, { key })).status).toBe(401);
});

test("a key ends at its time, which must lie in the future", async () => {
  const late = createTestApp();
  const tenant = await late.mintTenant();
  const create = (expires_at: unknown) =>
    tenant.request("POST", keys, { body: { name: "Temporary", scopes: ["write"], expires_at } });
  for (const wrong of ["2026-11-23T08:30:00.000Z", "2020-01-01T00:00:00Z", "tomorrow", 1]) {
    const refused = await create(wrong);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].field).toBe("expires_at");
  }
  const { key, expires_at } = (await create("2026-11-23T09:31:00+01:00")).body.data;
  expect(expires_at).toBe("2026-11-23T08:31:00.000Z");
  expect((await late.request("GET", own, { key })).status).toBe(200);
  late.clock.advance(60_000);
  expect((await late.request("GET", own, { key })).status).toBe(401);
});

test("scopes reach as far as their name says", async () => {
  const tenant = await app.mintTenant();
  const keyFor = async (scope: string) =>
    (await tenant.request("POST", keys, { body: { name: scope, scopes: [scope] } })).body.data.key as string;
  const [read, write, admin] = await Promise.all(["read", "write", "admin"].map(keyFor));
  const statuses = (key: string | undefined) =>
    Promise.all([
      app.request("GET", "/api/v1/locations", { key: key as string }),
      app.request("POST", "/api/v1/locations", { key: key as string, body: { name: "L" } }),
      app.request("GET", keys, { key: key as string }),
    ]).then((answers) => answers.map(({ status }) => status));
  expect(await statuses(read)).toEqual([200, 403, 403]);
  expect(await statuses(write)).toEqual([200, 201, 403]);
  expect(await statuses(admin)).toEqual([200, 201, 200]);
  for (const scopes of [[], ["read", "read"], ["root"], "read"]) {
    expect((await tenant.request("POST", keys, { body: { name: "Wrong", scopes } })).status).toBe(422);
  }
});

test("a mistyped key is refused without asking the directory, an unknown one after", async () => {
  const tenant = await app.mintTenant();
  const asked = vi.fn();
  const counting = createTestApp({ wrapEngine: counted(asked) });
  const typo = tenant.api_key.slice(0, -1) + (tenant.api_key.endsWith("A") ? "B" : "A");
  for (const key of [typo, tenant.api_key.slice(0, -1), `${tenant.api_key}A`, "sb_live_", "Bearer"]) {
    expect((await counting.request("GET", own, { key })).status).toBe(401);
  }
  expect(asked).not.toHaveBeenCalled();
  const unknown = await counting.request("GET", own, { key: mintApiKey() });
  expect(unknown.status).toBe(401);
  expect(asked).toHaveBeenCalled();
  const [stored] = await sql(directory, "SELECT hash, prefix FROM api_keys WHERE id = ?", tenant.api_key_id);
  expect(stored?.[0]).toMatch(/^[0-9a-f]{64}$/);
});

test("a key that does not exist is looked up once a minute, whoever tries it", async () => {
  const asked = vi.fn();
  const counting = createTestApp({ wrapEngine: counted(asked) });
  const key = mintApiKey();
  expect((await counting.request("GET", own, { key })).status).toBe(401);
  asked.mockClear();
  for (let attempt = 0; attempt < 5; attempt++) expect((await counting.request("GET", own, { key })).status).toBe(401);
  expect(asked).not.toHaveBeenCalled();
  counting.clock.advance(60_000);
  expect((await counting.request("GET", own, { key })).status).toBe(401);
  expect(asked).toHaveBeenCalled();
});

test("warm requests cost no look-up, and last use is recorded once a minute", async () => {
  const asked = vi.fn();
  const counting = createTestApp({ wrapEngine: counted(asked) });
  const { request, api_key_id } = await counting.mintTenant();
  await request("GET", own);
  asked.mockClear();
  await request("GET", own);
  expect(asked).not.toHaveBeenCalled();
  counting.clock.advance(60_000);
  await request("GET", own);
  const [stored] = await sql(directory, "SELECT last_used_at FROM api_keys WHERE id = ?", api_key_id);
  expect(stored).toEqual(["2026-11-23T08:31:00.000Z"]);
});

test("another organization's key is not there", async () => {
  const [one, other] = [await app.mintTenant(), await app.mintTenant()];
  const theirs = await one.request("DELETE", `${keys}/${other.api_key_id}`);
  const nobodys = await one.request("DELETE", `${keys}/key_unknown`);
  expect(theirs.status).toBe(404);
  expect(without(theirs.body)).toEqual(without(nobodys.body));
  const path = `/admin/v1/organizations/${one.id}/api_keys`;
  expect((await app.admin("DELETE", `${path}/${other.api_key_id}`)).status).toBe(404);
  expect((await app.admin("GET", "/admin/v1/organizations/org_unknown/api_keys")).status).toBe(404);
  expect(
    (await app.admin("POST", "/admin/v1/organizations/org_unknown/api_keys", { body: { name: "X", scopes: ["read"] } }))
      .status,
  ).toBe(404);
  expect((await one.request("GET", keys)).body.meta.total).toBe(1);
  expect((await other.request("GET", own)).status).toBe(200);
});

test("the operator makes, lists and revokes keys of any organization", async () => {
  const tenant = await app.mintTenant();
  const path = `/admin/v1/organizations/${tenant.id}/api_keys`;
  const { id, key } = (await app.admin("POST", path, { body: { name: "Support", scopes: ["admin"] } })).body.data;
  expect((await app.request("GET", keys, { key })).body.meta.total).toBe(2);
  expect((await app.admin("GET", `${path}?per_page=1`)).headers.get("Link")).toContain('rel="next"');
  expect((await app.admin("DELETE", `${path}/${id}`)).status).toBe(204);
  expect((await app.request("GET", keys, { key })).status).toBe(401);
});

test("a repeated creation makes one key, shows it again to its maker, and to nobody else", async () => {
  const tenant = await app.mintTenant();
  const sent = { body: { name: "Shop", scopes: ["admin"] }, headers: { "Idempotency-Key": "k1" } };
  const [first, again] = [await tenant.request("POST", keys, sent), await tenant.request("POST", keys, sent)];
  expect(again.text).toBe(first.text);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  expect((await tenant.request("GET", keys)).body.meta.total).toBe(2);
  const stored = JSON.stringify(await sql(directory, "SELECT body FROM idempotency_keys WHERE owner = ?", tenant.id));
  expect(stored).not.toContain("sb_live");
  const colleague = await app.request("POST", keys, { ...sent, key: first.body.data.key });
  expect(colleague.status).toBe(422);
  expect(colleague.body.errors[0].code).toBe("idempotency_key_reused");

  const revoked = { headers: { "Idempotency-Key": "k2" } };
  const path = `${keys}/${first.body.data.id}`;
  expect((await tenant.request("DELETE", path, revoked)).status).toBe(204);
  const replayed = await tenant.request("DELETE", path, revoked);
  expect([replayed.status, replayed.text]).toEqual([204, ""]);
});

test("a response sealed with the operator's former token is refused, and the record holds nothing of a token", async () => {
  const tenant = await app.mintTenant();
  const path = `/admin/v1/organizations/${tenant.id}/api_keys`;
  const sent = { body: { name: "Shop", scopes: ["read"] }, headers: { "Idempotency-Key": "sealed" } };
  const first = await app.admin("POST", path, sent);
  expect((await app.admin("POST", path, sent)).text).toBe(first.text);
  const key = "another-admin-token-0123456789";
  const rotated = createTestApp({ settings: (bound) => ({ ...bound, admin_token: key }) });
  const refused = await rotated.request("POST", path, { ...sent, key });
  expect(codesOf(refused)).toEqual(["idempotency_key_reused"]);
});

test("fifty creations under one idempotency key make one key and give one answer", async () => {
  const tenant = await app.mintTenant();
  const sent = { body: { name: "Shop", scopes: ["read"] }, headers: { "Idempotency-Key": "many" } };
  const answers = await Promise.all(Array.from({ length: 50 }, () => tenant.request("POST", keys, sent)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect((await tenant.request("GET", keys)).body.meta.total).toBe(2);
});
