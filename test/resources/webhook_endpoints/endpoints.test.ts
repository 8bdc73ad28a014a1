import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp, type Tenant } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { createInterleavedApp } from "../../support/interleave";
import { codesOf } from "../../support/shop";

const app = createTestApp();
const PATH = "/api/v1/webhook_endpoints";
/** Nobody listens there: what is sent fails at once. */
const URL_OF = "http://127.0.0.1:9/stockbook";
let tenant: Tenant;

beforeAll(async () => {
  tenant = await app.mintTenant();
});

const post = (body: unknown, headers = {}) => tenant.request("POST", PATH, { body, headers });
const make = async (body: object = {}) =>
  (await post({ url: URL_OF, event_types: ["forecast.updated"], ...body })).body.data;
const read = async (id: string) => (await tenant.request("GET", `${PATH}/${id}`)).body.data;
const patch = (id: string, body: unknown, headers = {}) => tenant.request("PATCH", `${PATH}/${id}`, { body, headers });
const lanes = async ({ id }: { id: string }, owner = tenant) =>
  sql(
    await databaseOf(owner.id),
    "SELECT kind, is_active, event_types, done_through, attempts, next_attempt_at FROM event_lanes WHERE target_id = ? ORDER BY kind",
    id,
  );
const eventsOf = async (id: string, owner = tenant) =>
  (await owner.request("GET", "/api/v1/events?per_page=100")).body.data.filter(
    ({ data }: { data: { webhook_endpoint?: { id: string } } }) => data.webhook_endpoint?.id === id,
  );

describe("creating", () => {
  test("an endpoint takes all events by default, from those after its own creation on, and shows its secret once", async () => {
    const made = await post({ webhook_endpoint: { url: URL_OF, description: "Shop" } });
    expect(made.status).toBe(201);
    const { secret, ...endpoint } = made.body.data;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).toMatchObject({
      ...{ url: URL_OF, event_types: null, description: "Shop", status: "active", version: 1 },
      ...{ disabled_reason: null, disabled_at: null, attempts: 0, next_attempt_at: null },
    });
    expect(made.headers.get("Location")).toBe(`${PATH}/${endpoint.id}`);
    const [event] = await eventsOf(endpoint.id);
    expect(event).toMatchObject({ type: "webhook_endpoint.created", sequence: endpoint.delivered_through });
    expect(await read(endpoint.id)).toEqual(endpoint);
    const texts = [
      (await tenant.request("GET", PATH)).text,
      (await tenant.request("GET", "/api/v1/events?per_page=100")).text,
      (await tenant.request("GET", `${PATH}?format=ndjson`)).text,
    ];
    for (const text of texts) expect(text).not.toContain(secret);
  });

  test("no table has the secret in a form that can be read", async () => {
    const { id, secret } = (await post({ url: URL_OF }, { "Idempotency-Key": "readable" })).body.data;
    const database = await databaseOf(tenant.id);
    const tables = await sql(
      database,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    );
    const core = secret.slice("whsec_".length);
    for (const [table] of tables) {
      if (/_search|sqlite_|libsql/.test(String(table))) continue;
      const rows = await sql(database, `SELECT * FROM "${table}"`);
      expect(JSON.stringify(rows), String(table)).not.toContain(core);
    }
    const [[stored] = []] = await sql(database, "SELECT secret FROM webhook_endpoints WHERE id = ?", id);
    expect(stored).toMatch(/^[0-9a-f]{8}\.[^.]+\.[^.]+$/);
  });

  test("a repetition under the same key returns the same secret and makes one endpoint", async () => {
    const before = (await tenant.request("GET", PATH)).body.meta.total;
    const once = () => post({ url: URL_OF }, { "Idempotency-Key": "once" });
    const first = await once();
    const second = await once();
    expect(second.text).toBe(first.text);
    expect(second.headers.get("Idempotent-Replayed")).toBe("true");
    expect((await tenant.request("GET", PATH)).body.meta.total).toBe(before + 1);
    const database = await databaseOf(tenant.id);
    const [[record] = []] = await sql(database, "SELECT CAST(body AS TEXT) FROM idempotency_keys WHERE key = 'once'");
    expect(String(record)).not.toContain(first.body.data.secret.slice(6));
  });

  test("everything wrong is reported at once, by field", async () => {
    const refused = await post({ url: "ftp://x", event_types: ["order.exploded"], status: "asleep", secret: "mine" });
    expect(codesOf(refused).toSorted()).toEqual(
      ["event_types.0", "secret", "status", "url"].map((field) => `validation_failed ${field}`),
    );
    expect(codesOf(await post({}))).toEqual(["validation_failed url"]);
    expect(codesOf(await post({ url: 5 }))).toEqual(["validation_failed url"]);
    expect(codesOf(await post({ url: `https://x.example/${"x".repeat(2000)}` }))).toEqual(["validation_failed url"]);
    expect(codesOf(await post({ url: URL_OF, event_types: [] }))).toEqual(["validation_failed event_types"]);
  });

  test("types are those of the catalogue, or groups of them; another one is refused with those that are allowed", async () => {
    const { event_types } = await make({ event_types: ["order.*", "inventory.low", "order.*"] });
    expect(event_types).toEqual(["order.*", "inventory.low"]);
    for (const type of ["order", "*", "order.**", "orders.*", "ord*", "order.created ", "ORDER.created", "[o]rder.*"]) {
      const refused = await post({ url: URL_OF, event_types: [type] });
      expect(codesOf(refused), type).toEqual(["validation_failed event_types.0"]);
      expect(refused.body.errors[0].message).toContain("order.*");
      expect(refused.body.errors[0].message).toContain("inventory.low");
    }
  });

  test("without SECRETS_KEY it is refused, with the name of the setting", async () => {
    const keyless = createTestApp({
      settings: (settings) => ({ ...settings, deployment: { ...settings.deployment, secrets: null } }),
    });
    const stranger = await keyless.mintTenant();
    const refused = await stranger.request("POST", PATH, { body: { url: URL_OF } });
    expect(codesOf(refused)).toEqual(["validation_failed"]);
    expect(refused.body.errors[0].message).toContain("SECRETS_KEY");
  });

  test("what the deployment does not allow is refused on creation and on change", async () => {
    const strict = createTestApp({
      settings: (settings) => ({
        ...settings,
        deployment: { ...settings.deployment, allow_private_webhooks: false, own_hosts: ["api.example.com"] },
      }),
    });
    const shop = await strict.mintTenant();
    const { id } = (await shop.request("POST", PATH, { body: { url: "https://hooks.example.com" } })).body.data;
    for (const url of [
      "http://hooks.example.com",
      "https://127.1",
      "https://api.example.com/x",
      "https://x.internal",
    ]) {
      const refused = [
        await shop.request("POST", PATH, { body: { url } }),
        await shop.request("PATCH", `${PATH}/${id}`, { body: { url } }),
      ];
      for (const answer of refused) expect(codesOf(answer), url).toEqual(["validation_failed url"]);
    }
  });

  test("only an admin's key creates, changes, tests and replays; a reader's lists", async () => {
    const { id } = await make();
    const keys = await tenant.request("POST", "/api/v1/api_keys", { body: { name: "Shop", scopes: ["write"] } });
    const { key } = keys.body.data;
    const send = (method: string, path: string, body?: unknown) => app.request(method, path, { key, body });
    expect((await send("GET", `${PATH}/${id}`)).status).toBe(200);
    expect((await send("GET", `${PATH}/${id}/deliveries`)).status).toBe(200);
    for (const [method, path] of [
      ["POST", PATH],
      ["PATCH", `${PATH}/${id}`],
      ["DELETE", `${PATH}/${id}`],
      ["POST", `${PATH}/${id}/rotate_secret`],
      ["POST", `${PATH}/${id}/test`],
      ["POST", `${PATH}/${id}/replay`],
      ["POST", "/api/v1/webhook_deliveries/whd_1/retry"],
    ] as const) {
      expect(codesOf(await send(method, path, { url: URL_OF })), `${method} ${path}`).toEqual(["forbidden"]);
    }
  });

  test("a feed begins after the event of its endpoint, also if others are written meanwhile", async () => {
    const interleaved = createInterleavedApp();
    const owner = await interleaved.app.mintTenant();
    const place = (name: string) => owner.request("POST", "/api/v1/locations", { body: { name } });
    await place("First");
    const adjust = async () => {
      const product = await owner.request("POST", "/api/v1/products", { body: { name: "Mug", sku: "MUG" } });
      expect(product.status).toBe(201);
    };
    const made = await interleaved.between(() => owner.request("POST", PATH, { body: { url: URL_OF } }), adjust);
    const { id, delivered_through } = made.body.data;
    const [event] = await eventsOf(id, owner);
    expect(event.type).toBe("webhook_endpoint.created");
    expect(await lanes({ id }, owner)).toEqual([["feed", 1, null, event.sequence, 0, null]]);
    // The response was decided before the others had written.
    expect(delivered_through).toBeLessThan(event.sequence);
  });
});

describe("changing", () => {
  test("fields that are not given stay, the version counts, and the event shows the endpoint", async () => {
    const { secret, delivered_through, attempts, next_attempt_at, ...made } = await make({ event_types: ["order.*"] });
    const changed = await patch(made.id, { description: "Till" });
    expect(changed.body.data).toMatchObject({ ...made, description: "Till", version: 2 });
    const events = await eventsOf(made.id);
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      "webhook_endpoint.created",
      "webhook_endpoint.updated",
    ]);
    const { delivered_through: _, attempts: __, next_attempt_at: ___, ...state } = await read(made.id);
    expect(events[1].data.webhook_endpoint).toEqual(state);
  });

  test("an endpoint that is disabled sends nothing, and goes on where it was when it is enabled", async () => {
    const made = await make({ event_types: ["order.*"] });
    const database = await databaseOf(tenant.id);
    await sql(
      database,
      "UPDATE event_lanes SET attempts = 4, next_attempt_at = '2030-01-01T00:00:00.000Z' WHERE id = ?",
      made.id,
    );
    expect(await read(made.id)).toMatchObject({ attempts: 4, next_attempt_at: "2030-01-01T00:00:00.000Z" });
    const disabled = await patch(made.id, { status: "disabled" });
    expect(disabled.body.data).toMatchObject({
      ...{ status: "disabled", disabled_reason: null, disabled_at: "2026-11-23T08:30:00.000Z" },
    });
    expect((await lanes(made))[0]?.slice(0, 2)).toEqual(["feed", 0]);
    expect(
      (await tenant.request("GET", `${PATH}?status=disabled`)).body.data.map(({ id }: { id: string }) => id),
    ).toEqual([made.id]);
    await patch(made.id, { status: "disabled", event_types: ["inventory.*"] });
    expect((await lanes(made))[0]?.slice(0, 3)).toEqual(["feed", 0, '["inventory.*"]']);
    const enabled = await patch(made.id, { status: "active" });
    expect(enabled.body.data).toMatchObject({
      status: "active",
      disabled_at: null,
      attempts: 0,
      next_attempt_at: null,
    });
    // Nothing of its types has happened: it is done with all events but that of this change.
    const { delivered_through } = enabled.body.data;
    expect((await eventsOf(made.id)).at(-1).sequence).toBe(delivered_through + 1);
    expect(await lanes(made)).toEqual([["feed", 1, '["inventory.*"]', delivered_through, 0, null]]);
  });

  test("a change of words leaves the attempts as they are", async () => {
    const made = await make({ event_types: ["order.*"] });
    const database = await databaseOf(tenant.id);
    await sql(
      database,
      "UPDATE event_lanes SET attempts = 2, next_attempt_at = '2030-01-01T00:00:00.000Z' WHERE id = ?",
      made.id,
    );
    expect((await patch(made.id, { description: "Same" })).body.data).toMatchObject({ attempts: 2 });
    expect((await patch(made.id, { url: `${URL_OF}/2` })).body.data).toMatchObject({ attempts: 0 });
  });

  test("of two changes decided on the same version one is stale; without If-Match both get through", async () => {
    const { id } = await make();
    const stale = await Promise.all(["A", "B"].map((description) => patch(id, { description }, { "If-Match": '"1"' })));
    expect(stale.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const both = await Promise.all([patch(id, { description: "C" }), patch(id, { event_types: ["lot.*"] })]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await read(id)).toMatchObject({ description: "C", event_types: ["lot.*"], version: 4 });
  });
});

describe("rotating", () => {
  test("the new secret is shown once, and the previous one ends after 24 hours", async () => {
    const made = await make();
    const path = `${PATH}/${made.id}/rotate_secret`;
    const once = () => tenant.request("POST", path, { headers: { "Idempotency-Key": "rotate" } });
    const rotated = await once();
    expect(rotated.status).toBe(200);
    expect(rotated.body.data.secret).toMatch(/^whsec_/);
    expect(rotated.body.data.secret).not.toBe(made.secret);
    expect(rotated.body.data).toMatchObject({ version: 2, previous_secret_until: "2026-11-24T08:30:00.000Z" });
    expect((await once()).text).toBe(rotated.text);
    expect(await read(made.id)).not.toHaveProperty("secret");
    const [, updated] = await eventsOf(made.id);
    expect(updated.type).toBe("webhook_endpoint.updated");
    expect(JSON.stringify(updated)).not.toContain(rotated.body.data.secret);
    expect((await tenant.request("POST", path, { headers: { "If-Match": '"1"' } })).status).toBe(412);
  });

  test("two rotations at once make two secrets, one after the other", async () => {
    const { id } = await make();
    const answers = await Promise.all([1, 2].map(() => tenant.request("POST", `${PATH}/${id}/rotate_secret`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(answers.map(({ body }) => body.data.secret)).size).toBe(2);
    expect((await read(id)).version).toBe(3);
  });
});

test("a deleted endpoint is gone with its lanes, and so are its deliveries", async () => {
  const { id } = await make();
  const tested = await tenant.request("POST", `${PATH}/${id}/test`);
  expect((await tenant.request("DELETE", `${PATH}/${id}`, { headers: { "If-Match": '"7"' } })).status).toBe(412);
  const remove = () => tenant.request("DELETE", `${PATH}/${id}`, { headers: { "Idempotency-Key": "gone" } });
  expect((await remove()).status).toBe(204);
  expect((await remove()).headers.get("Idempotent-Replayed")).toBe("true");
  expect(await lanes({ id })).toEqual([]);
  for (const [method, path] of [
    ["GET", `${PATH}/${id}`],
    ["GET", `${PATH}/${id}/deliveries`],
    ["PATCH", `${PATH}/${id}`],
    ["DELETE", `${PATH}/${id}`],
    ["POST", `${PATH}/${id}/test`],
    ["GET", `/api/v1/webhook_deliveries/${tested.body.data.id}`],
    ["POST", `/api/v1/webhook_deliveries/${tested.body.data.id}/retry`],
  ] as const) {
    expect(codesOf(await tenant.request(method, path, method === "GET" ? {} : { body: {} })), path).toEqual([
      "not_found",
    ]);
  }
  expect((await eventsOf(id)).at(-1).type).toBe("webhook_endpoint.deleted");
});

test("another organization's endpoint is answered as one that never was", async () => {
  const { id } = await make();
  const delivery = (await tenant.request("POST", `${PATH}/${id}/test`)).body.data;
  const stranger = await app.mintTenant();
  for (const [method, path, body] of [
    ["GET", `${PATH}/:id`],
    ["PATCH", `${PATH}/:id`, {}],
    ["DELETE", `${PATH}/:id`],
    ["POST", `${PATH}/:id/rotate_secret`],
    ["POST", `${PATH}/:id/test`],
    ["POST", `${PATH}/:id/replay`, { from: 1 }],
    ["GET", `${PATH}/:id/deliveries`],
    ["GET", "/api/v1/webhook_deliveries/:id"],
    ["POST", "/api/v1/webhook_deliveries/:id/retry"],
  ] as const) {
    const own = path.includes("deliveries/:id") ? delivery.id : id;
    const answers = await Promise.all(
      [own, "whx_never"].map((one) => stranger.request(method, path.replace(":id", one), { body })),
    );
    expect(
      answers.map(({ status }) => status),
      path,
    ).toEqual([404, 404]);
    expect(answers[0]?.body.errors).toEqual(answers[1]?.body.errors);
  }
});
