import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { directory, ENGINE, sql } from "../../support/databases";

const app = createTestApp();
const organizations = "/admin/v1/organizations";
const create = (body: object, headers = {}) => app.admin("POST", organizations, { body, headers });
const fieldsOf = (answer: { body: { errors: { field?: string }[] } }) =>
  answer.body.errors.map(({ field }) => field).sort();

test("a new organization has defaults, a current database and an admin key that works", async () => {
  const made = await create({ organization: { name: " Acme ", slug: "acme" } });
  expect(made.status).toBe(201);
  const { api_key, ...organization } = made.body.data;
  expect(organization).toMatchObject({
    name: "Acme",
    slug: "acme",
    timezone: "UTC",
    currency: "USD",
    modules: [],
    status: "active",
    settings: {
      default_reorder_point: 0,
      default_reorder_quantity: 0,
      default_lead_time_days: 7,
      default_service_level: 0.95,
      low_stock_includes_incoming: false,
      expiry_alert_days: 30,
      rate_limits: { requests_per_minute: 600, ai_requests_per_minute: 20, ai_tokens_per_day: 2_000_000 },
    },
    database: { engine: ENGINE, state: "current", migrated_at: "2026-11-23T08:30:00.000Z" },
  });
  expect(organization.database.schema_version).toBe(organization.database.current_version);
  expect(api_key).toMatchObject({ name: "Admin", scopes: ["admin"] });
  expect(api_key.key).toMatch(/^sb_live_[0-9A-Za-z]{38}$/);

  const own = await app.request("GET", "/api/v1/organization", { key: api_key.key });
  const { database, ...visible } = organization;
  expect(own.body.data).toEqual(visible);
  const read = await app.admin("GET", `${organizations}/${organization.id}`);
  expect(read.body.data).toEqual(organization);
  expect(read.headers.get("ETag")).toMatch(new RegExp(`^"${organization.version}-`));
  const [stored] = await sql(directory, "SELECT * FROM organizations WHERE slug = 'acme'");
  const address = (stored as string[]).find((value) => /^TENANT_|^org-/.test(String(value))) as string;
  expect(read.text).not.toContain(address);
});

test("every wrong field of a new organization is named at once", async () => {
  const wrong = await create({
    name: "",
    slug: "Not a slug",
    timezone: "Mars/Olympus",
    currency: "eur",
    modules: ["traceability", "traceability"],
    settings: {
      default_service_level: 2,
      expiry_alert_days: 0.5,
      rate_limits: { requests_per_minute: 0, typo: 1 },
      colour: "red",
    },
    extra: true,
  });
  expect(wrong.status).toBe(422);
  expect(fieldsOf(wrong)).toEqual(
    [
      ...[
        "name",
        "slug",
        "timezone",
        "currency",
        "modules",
        "settings.default_service_level",
        "settings.expiry_alert_days",
      ],
      ...["settings.rate_limits.requests_per_minute", "settings.rate_limits.typo", "settings.colour", "extra"],
    ].sort(),
  );
  for (const timezone of ["+01:00", "Europe/Nowhere", ""]) {
    expect(fieldsOf(await create({ name: "A", slug: "zone", timezone }))).toEqual(["timezone"]);
  }
  expect(fieldsOf(await create({}))).toEqual(["name", "slug"]);
});

test("a slug belongs to one organization", async () => {
  await app.mintTenant({ slug: "taken" });
  const second = await create({ name: "Another", slug: "taken" });
  expect(second.status).toBe(409);
  expect(second.body.errors[0]).toMatchObject({ code: "already_exists", field: "slug" });
});

test("a repeated creation shows the same key again, and the stored answer is not readable", async () => {
  const headers = { "Idempotency-Key": "once" };
  const body = { name: "Sealed", slug: "sealed" };
  const first = await create(body, headers);
  const again = await create(body, headers);
  expect(again.status).toBe(201);
  expect(again.text).toBe(first.text);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  const { key } = first.body.data.api_key;
  const stored = JSON.stringify([
    await sql(directory, "SELECT * FROM idempotency_keys"),
    await sql(directory, "SELECT * FROM api_keys"),
    await sql(directory, "SELECT * FROM organizations"),
  ]);
  expect(stored).not.toContain(key);
  expect(stored).not.toContain(key.slice("sb_live_".length + 4));
  expect((await create({ ...body, name: "Other" }, headers)).body.errors[0].code).toBe("idempotency_key_reused");
});

test("lists are newest first and filtered by status and slug", async () => {
  const tenant = await app.mintTenant({ slug: "listed" });
  const [newest] = (await app.admin("GET", `${organizations}?per_page=1`)).body.data;
  expect(newest.id).toBe(tenant.id);
  await app.admin("PATCH", `${organizations}/${tenant.id}`, { body: { status: "suspended" } });
  const suspended = await app.admin("GET", `${organizations}?status=suspended`);
  expect(suspended.body.data.map(({ id }: { id: string }) => id)).toEqual([tenant.id]);
  expect(suspended.body.meta).toMatchObject({ total: 1, page: 1 });
  expect((await app.admin("GET", `${organizations}?slug=listed`)).body.data).toHaveLength(1);
  expect((await app.admin("GET", `${organizations}?slug=nobody`)).body.data).toEqual([]);
  expect((await app.admin("GET", `${organizations}?colour=red`)).status).toBe(422);
});

test("a change merges settings, raises the version and refuses a stale one", async () => {
  const { id, request } = await app.mintTenant({
    settings: { default_lead_time_days: 3, rate_limits: { requests_per_minute: 50 } },
  });
  const before = (await app.admin("GET", `${organizations}/${id}`)).body.data;
  expect((await request("GET", "/api/v1/organization")).headers.get("RateLimit-Policy")).toContain("q=50;");
  const changed = await app.admin("PATCH", `${organizations}/${id}`, {
    body: {
      name: "Renamed",
      modules: ["manufacturing"],
      settings: { expiry_alert_days: 10, rate_limits: { ai_requests_per_minute: 5 } },
    },
    headers: { "If-Match": `"${before.version}"` },
  });
  expect(changed.status).toBe(200);
  expect(changed.body.data).toMatchObject({ name: "Renamed", modules: ["manufacturing"], version: before.version + 1 });
  expect(changed.body.data.settings).toEqual({
    ...before.settings,
    expiry_alert_days: 10,
    rate_limits: { requests_per_minute: 50, ai_requests_per_minute: 5, ai_tokens_per_day: 2_000_000 },
  });
  expect((await request("GET", "/api/v1/organization")).body.data.name).toBe("Renamed");
  const stale = await app.admin("PATCH", `${organizations}/${id}`, {
    body: { name: "Again" },
    headers: { "If-Match": `"${before.version}"` },
  });
  expect(stale.status).toBe(412);
  expect((await app.admin("PATCH", `${organizations}/${id}`, { body: { slug: "other" } })).status).toBe(422);
  expect((await app.admin("PATCH", `${organizations}/${id}`, { body: { status: "provisioning" } })).status).toBe(422);
  expect((await app.admin("PATCH", `${organizations}/org_unknown`, { body: { name: "X" } })).status).toBe(404);
});

test("of two changes at once both take effect, one after the other", async () => {
  const { id } = await app.mintTenant();
  const sent = [
    { name: "One" },
    { timezone: "Europe/Paris" },
    { currency: "EUR" },
    { settings: { expiry_alert_days: 9 } },
  ];
  const answers = await Promise.all(sent.map((body) => app.admin("PATCH", `${organizations}/${id}`, { body })));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { data } = (await app.admin("GET", `${organizations}/${id}`)).body;
  expect(data).toMatchObject({
    name: "One",
    timezone: "Europe/Paris",
    currency: "EUR",
    settings: { expiry_alert_days: 9 },
  });
});

test("a suspended organization is refused, here at once and on every other machine within a minute", async () => {
  const { id, api_key, request } = await app.mintTenant();
  const elsewhere = createTestApp();
  const there = () => elsewhere.request("GET", "/api/v1/organization", { key: api_key });
  expect((await there()).status).toBe(200);
  await app.admin("PATCH", `${organizations}/${id}`, { body: { status: "suspended" } });
  const refused = await request("GET", "/api/v1/locations");
  expect(refused.status).toBe(403);
  expect(refused.body.errors[0].code).toBe("organization_suspended");
  expect((await request("GET", "/api/v1/api_keys")).status).toBe(403);
  elsewhere.clock.advance(60_001);
  expect((await there()).status).toBe(403);
  await app.admin("PATCH", `${organizations}/${id}`, { body: { status: "active" } });
  expect((await request("GET", "/api/v1/locations")).status).toBe(200);
});

test("only the operator administers", async () => {
  const { id, api_key } = await app.mintTenant();
  for (const key of [undefined, api_key, "test-admin-token-012345678", "x"]) {
    const refused = await app.request("GET", `${organizations}/${id}`, key === undefined ? {} : { key });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("WWW-Authenticate")).toContain("Bearer");
  }
});
