import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { codesOf, openShop } from "../../support/shop";

const MAIL = { api_url: "https://api.resend.example", api_key: "re_123", from: "alerts@stockbook.example" };

const withMail = () =>
  createTestApp({ settings: (given) => ({ ...given, deployment: { ...given.deployment, mail: MAIL } }) });
const strict = () =>
  createTestApp({
    settings: (given) => ({ ...given, deployment: { ...given.deployment, allow_private_webhooks: false } }),
  });

const SLACK = { type: "slack", url: "https://hooks.slack.com/services/T0/B0/X" };
const WEBHOOK = { type: "webhook", url: "https://shop.example/alerts" };
const LOW = { kinds: ["low_stock", "out_of_stock"], channel: SLACK };

test("a subscription shows what was asked for, and the defaults of the rest", async () => {
  const shop = await openShop(withMail());
  const made = await shop.made("alert_subscriptions", { alert_subscription: LOW });
  expect(made).toEqual({
    ...LOW,
    ...{ id: expect.stringMatching(/^als_/), mode: "immediate", digest_at: null, location_id: null },
    ...{ status: "active", disabled_reason: null, disabled_at: null, version: 1 },
    ...{ created_at: "2026-11-23T08:30:00.000Z", updated_at: "2026-11-23T08:30:00.000Z" },
  });
  const digest = await shop.made("alert_subscriptions", {
    ...{ kinds: ["insight"], mode: "daily_digest", location_id: shop.store },
    channel: { type: "email", to: ["stock@shop.example", "boss@shop.example"] },
  });
  expect(digest).toMatchObject({ mode: "daily_digest", digest_at: "08:00", location_id: shop.store });
  expect((await shop.get(`alert_subscriptions/${made.id}`)).body.data).toEqual(made);
  expect((await shop.get("alert_subscriptions")).body).toMatchObject({ data: [digest, made], meta: { total: 2 } });
  expect((await shop.get(`alert_subscriptions?location_id=${shop.store}`)).body.data).toEqual([digest]);
  expect((await shop.get("alert_subscriptions?status=disabled")).body.data).toEqual([]);
  const { data: events } = (await shop.get("events?type=alert_subscription.created")).body;
  expect(events.map(({ data }: { data: unknown }) => data)).toEqual([
    { alert_subscription: { ...made, channel: { type: "slack", url: "https://hooks.slack.com" } } },
    { alert_subscription: digest },
  ]);
});

test("no event has the URL that lets anybody post to a Slack channel", async () => {
  const shop = await openShop();
  const { id } = await shop.made("alert_subscriptions", LOW);
  const path = `alert_subscriptions/${id}`;
  expect((await shop.patch(path, { status: "disabled" })).body.data.channel).toEqual(SLACK);
  expect((await shop.tenant.request("DELETE", `/api/v1/${path}`)).status).toBe(204);
  const feed = (await shop.get("events?per_page=100")).text;
  expect(feed).toContain("alert_subscription.deleted");
  expect(feed).not.toContain(new URL(SLACK.url).pathname);
});

test("a webhook's secret is shown once, kept encrypted, and stays when its URL changes", async () => {
  const shop = await openShop();
  const { secret, ...made } = await shop.made("alert_subscriptions", { kinds: ["expired"], channel: WEBHOOK });
  expect(secret).toMatch(/^whsec_/);
  const path = `alert_subscriptions/${made.id}`;
  expect((await shop.get(path)).body.data).toEqual(made);
  const engine = await databaseOf(shop.tenant.id);
  const stored = async () => (await sql(engine, "SELECT secret FROM alert_subscriptions"))[0]?.[0];
  const sealed = await stored();
  expect(sealed).not.toContain(secret.slice(6));
  const moved = await shop.patch(path, { channel: { ...WEBHOOK, url: "https://shop.example/other" } });
  expect(moved.body.data).not.toHaveProperty("secret");
  expect(await stored()).toBe(sealed);
  expect((await shop.patch(path, { channel: SLACK })).body.data).not.toHaveProperty("secret");
  expect(await stored()).toBeNull();
  expect((await shop.patch(path, { channel: WEBHOOK })).body.data.secret).toMatch(/^whsec_/);
  expect((await shop.get("events?per_page=100")).text).not.toContain("whsec_");
});

test("a repeated creation returns the same secret, and makes one subscription", async () => {
  const shop = await openShop();
  const create = () =>
    shop.post("alert_subscriptions", { kinds: ["expired"], channel: WEBHOOK }, { "Idempotency-Key": "once" });
  const both = [await create(), await create()];
  expect(both[1]?.text).toBe(both[0]?.text);
  expect((await shop.get("alert_subscriptions")).body.meta.total).toBe(1);
});

test.each([
  [{ ...LOW, kinds: [] }, "validation_failed kinds"],
  [{ ...LOW, kinds: ["low_stock", "low_stock"] }, "validation_failed kinds"],
  [{ ...LOW, kinds: ["weather"] }, "validation_failed kinds.0"],
  [{ ...LOW, digest_at: "24:00", mode: "daily_digest" }, "validation_failed digest_at"],
  [{ ...LOW, digest_at: "8:00", mode: "daily_digest" }, "validation_failed digest_at"],
  [{ ...LOW, mode: "weekly" }, "validation_failed mode"],
  [{ ...LOW, location_id: "loc_unknown" }, "validation_failed location_id"],
  [{ ...LOW, channel: { type: "slack" } }, "validation_failed channel.url"],
  [{ ...LOW, channel: { type: "fax", to: "1" } }, "validation_failed channel.type"],
  [{ ...LOW, channel: { type: "slack", url: "http://hooks.slack.com/x" } }, "validation_failed channel.url"],
  [{ ...LOW, channel: { type: "webhook", url: "https://localhost/x" } }, "validation_failed channel.url"],
  [{ ...LOW, channel: { type: "webhook", url: "https://10.0.0.1/x" } }, "validation_failed channel.url"],
  [{ ...LOW, channel: { type: "webhook", url: "https://a:b@shop.example" } }, "validation_failed channel.url"],
  [{ ...LOW, channel: { type: "email", to: ["boss@shop.example"] } }, "validation_failed channel.type"],
  [{ ...LOW, channel: { type: "email", to: [] } }, "validation_failed channel.to"],
  [{ ...LOW, channel: { type: "email", to: ["nobody"] } }, "validation_failed channel.to.0"],
  [{ ...LOW, channel: { type: "email", to: ["a@b.example", "a@b.example"] } }, "validation_failed channel.to"],
  [{ channel: SLACK }, "validation_failed kinds"],
  [{ ...LOW, color: "red" }, "validation_failed color"],
])("%j is refused", async (body, code) => {
  const shop = await openShop(strict());
  expect(codesOf(await shop.post("alert_subscriptions", body))).toEqual([code]);
  expect((await shop.get("alert_subscriptions")).body.meta.total).toBe(0);
});

test("without a mail provider, and without a key for secrets, what needs it is refused with the name of the setting", async () => {
  const shop = await openShop(
    createTestApp({ settings: (given) => ({ ...given, deployment: { ...given.deployment, secrets: null } }) }),
  );
  const mail = await shop.post("alert_subscriptions", { ...LOW, channel: { type: "email", to: ["a@b.example"] } });
  expect(mail.status).toBe(422);
  expect(mail.text).toContain("RESEND_API_KEY");
  expect(mail.text).toContain("ALERTS_FROM");
  const webhook = await shop.post("alert_subscriptions", { ...LOW, channel: WEBHOOK });
  expect(webhook.status).toBe(422);
  expect(webhook.text).toContain("SECRETS_KEY");
  expect((await shop.post("alert_subscriptions", LOW)).status).toBe(201);
});

test("fields change one by one; a stale version, another organization and a key without admin change nothing", async () => {
  const shop = await openShop();
  const made = await shop.made("alert_subscriptions", LOW);
  const path = `alert_subscriptions/${made.id}`;
  const digest = await shop.patch(path, { mode: "daily_digest" });
  expect(digest.body.data).toEqual({ ...made, mode: "daily_digest", digest_at: "08:00", version: 2 });
  expect((await shop.patch(path, { digest_at: "17:45" })).body.data).toMatchObject({ digest_at: "17:45" });
  expect((await shop.patch(path, { mode: "immediate" })).body.data).toMatchObject({ digest_at: null });
  const disabled = await shop.patch(path, { status: "disabled" });
  expect(disabled.body.data).toMatchObject({ status: "disabled", disabled_reason: null, version: 5 });
  expect(disabled.body.data.disabled_at).not.toBeNull();
  expect((await shop.patch(path, { status: "active" })).body.data).toMatchObject({ disabled_at: null });
  expect(codesOf(await shop.patch(path, { kinds: ["expired"] }, { "If-Match": '"1"' }))).toEqual(["stale_version"]);
  const other = await openShop(shop.app);
  expect((await other.get(path)).status).toBe(404);
  expect((await other.patch(path, { kinds: ["expired"] })).status).toBe(404);
  expect((await other.tenant.request("DELETE", `/api/v1/${path}`)).status).toBe(404);
  const { key } = (await shop.post("api_keys", { name: "clerk", scopes: ["write"] })).body.data;
  const byClerk = (method: string) =>
    shop.app.request(method, `/api/v1/${path}`, { key, body: method === "GET" ? undefined : {} });
  expect([(await byClerk("GET")).status, (await byClerk("PATCH")).status]).toEqual([200, 403]);
  expect((await shop.tenant.request("DELETE", `/api/v1/${path}`)).status).toBe(204);
  expect((await shop.get(path)).status).toBe(404);
  expect(await sql(await databaseOf(shop.tenant.id), "SELECT count(*) FROM event_lanes")).toEqual([[0]]);
  expect((await shop.events()).filter((type) => type.startsWith("alert_subscription."))).toEqual([
    "alert_subscription.created",
    ...Array.from({ length: 5 }, () => "alert_subscription.updated"),
    "alert_subscription.deleted",
  ]);
});
