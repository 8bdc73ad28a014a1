import { beforeEach, describe, expect, test } from "vitest";
import type { Settings } from "../../../src/env";
import { resealEndpoints } from "../../../src/resources/webhook_endpoints/reseal_secrets";
import { type SecretBox, secretBox } from "../../../src/shared/secret_box";
import type { Engine } from "../../../src/storage/port";
import { createTestApp, type Tenant, type TestApp } from "../../support/app";
import { databaseOf, sql } from "../../support/databases";
import { createInterleavedApp } from "../../support/interleave";
import { openTenant } from "../../support/posting";

const PATH = "/api/v1/webhook_endpoints";
const key = (fill: string) => btoa(fill.repeat(32).slice(0, 32));
const [OLD, NEW] = [key("old"), key("new")];

/** The application on the same databases, with these keys. */
const withSecrets = (secrets: SecretBox | null) => (settings: Settings) => ({
  ...settings,
  deployment: { ...settings.deployment, secrets },
});
const withKeys = (secrets: SecretBox | null): TestApp => createTestApp({ settings: withSecrets(secrets) });

const before = withKeys(secretBox(OLD));
const after = withKeys(secretBox(NEW, [OLD]));
let tenant: Tenant;
let database: Engine;

beforeEach(async () => {
  tenant = await before.mintTenant();
  await tenant.request("GET", PATH);
  database = await databaseOf(tenant.id);
});

const make = async () => {
  const body = { url: "http://127.0.0.1:9/hook", event_types: ["forecast.updated"] };
  return (await tenant.request("POST", PATH, { body })).body.data;
};
const night = async (app = after) =>
  (await app.admin("POST", `/admin/v1/organizations/${tenant.id}/jobs/nightly`)).body.data;
const stored = async (id: string) =>
  (await sql(database, "SELECT secret, previous_secret FROM webhook_endpoints WHERE id = ?", id))[0] as string[];
const opened = (sealed: string | undefined, row_id: string, box = secretBox(NEW)) =>
  box.open(String(sealed), { organization_id: tenant.id, row_id });

describe("the night after SECRETS_KEY was changed", () => {
  test("needs the earlier key for the last time, and changes nothing that a client sees", async () => {
    const made = await make();
    const rotated = (await tenant.request("POST", `${PATH}/${made.id}/rotate_secret`)).body.data;
    const shown = await tenant.request("GET", `${PATH}/${made.id}`);
    expect((await night()).did).toMatchObject({ secrets_resealed: 2 });
    const [secret, previous] = await stored(made.id);
    expect(await opened(secret, made.id)).toBe(rotated.secret);
    expect(await opened(previous, made.id)).toBe(made.secret);
    const again = await tenant.request("GET", `${PATH}/${made.id}`);
    expect(again.text).toBe(shown.text);
    expect(again.headers.get("ETag")).toBe(shown.headers.get("ETag"));
    expect((await night()).did).not.toHaveProperty("secrets_resealed");
  });

  test("reaches the secrets of endpoints, subscriptions and integrations, however many there are", async () => {
    const now = "2026-11-23T08:30:00.000Z";
    const seal = (row_id: string) => secretBox(OLD).seal(`of ${row_id}`, { organization_id: tenant.id, row_id });
    for (let at = 1; at <= 60; at++) {
      await sql(
        database,
        `INSERT INTO webhook_endpoints (id, url, status, secret, created_at, updated_at)
          VALUES (?, 'https://shop.example', 'disabled', ?, ?, ?)`,
        ...[`whe_${at}`, await seal(`whe_${at}`), now, now],
      );
    }
    await sql(
      database,
      `INSERT INTO alert_subscriptions (id, kinds, channel, mode, status, secret, created_at, updated_at)
        VALUES ('als_1', '["low_stock"]', '{}', 'immediate', 'active', ?, ?, ?), ('als_2', '["insight"]', '{}', 'immediate', 'active', NULL, ?, ?)`,
      ...[await seal("als_1"), now, now, now, now],
    );
    await sql(
      database,
      `INSERT INTO integrations (id, source, name, location_id, reserve_on_arrival, status, secret, created_at, updated_at)
        VALUES ('int_1', 'shopify', 'Shop', 'loc_1', 0, 'active', ?, ?, ?)`,
      ...[await seal("int_1"), now, now],
    );
    expect((await night()).did).toMatchObject({ secrets_resealed: 62 });
    const all = await sql(
      database,
      `SELECT id, secret FROM webhook_endpoints UNION ALL SELECT id, secret FROM alert_subscriptions
        UNION ALL SELECT id, secret FROM integrations`,
    );
    for (const [id, secret] of all.filter(([, secret]) => secret !== null)) {
      expect(await opened(String(secret), String(id))).toBe(`of ${id}`);
    }
    expect(all).toHaveLength(63);
  });

  test("leaves a secret that was changed meanwhile as it is", async () => {
    const { id } = await make();
    const secrets = secretBox(NEW, [OLD]);
    const ctx = (await openTenant(tenant, () => before.clock.now, { secrets }))();
    const { statements } = await resealEndpoints.run(ctx, null);
    expect(statements).toHaveLength(1);
    const rotated = (await tenant.request("POST", `${PATH}/${id}/rotate_secret`)).body.data;
    const changed = await stored(id);
    await ctx.commit(statements, null);
    expect(await stored(id)).toEqual(changed);
    expect(await opened(changed[0], id, secretBox(OLD))).toBe(rotated.secret);
  });

  test("counts a secret that no key opens, such as one that was copied from another row, and goes on", async () => {
    const [first, second, third] = [await make(), await make(), await make()];
    const [copied] = await stored(first.id);
    await sql(database, "UPDATE webhook_endpoints SET secret = ? WHERE id = ?", copied, second.id);
    expect((await night()).did).toMatchObject({ secrets_resealed: 2, secrets_unreadable: 1 });
    expect(await opened((await stored(first.id))[0], first.id)).toBe(first.secret);
    expect(await opened((await stored(third.id))[0], third.id)).toBe(third.secret);
    expect((await stored(second.id))[0]).toBe(copied);
  });

  test("encrypts the secret of an endpoint although the one before can't be opened any more", async () => {
    const made = await make();
    await sql(database, "UPDATE webhook_endpoints SET previous_secret = 'gone.AAAA.AAAA' WHERE id = ?", made.id);
    expect((await night()).did).toMatchObject({ secrets_resealed: 1, secrets_unreadable: 1 });
    expect(await opened((await stored(made.id))[0], made.id)).toBe(made.secret);
  });
});

test("a rotation that is decided while the night encrypts the secret is decided again", async () => {
  const made = await make();
  const { app, between } = createInterleavedApp({ settings: withSecrets(secretBox(OLD)) });
  const rotate = () => app.request("POST", `${PATH}/${made.id}/rotate_secret`, { key: tenant.api_key });
  const rotated = await between(rotate, () => night());
  expect(rotated.status).toBe(200);
  const [secret, previous] = await stored(made.id);
  expect(await opened(secret, made.id, secretBox(OLD))).toBe(rotated.body.data.secret);
  expect(await opened(previous, made.id)).toBe(made.secret);
});

test("without a key, the night leaves secrets alone", async () => {
  const { id } = await make();
  const sealed = await stored(id);
  const { status, did } = await night(withKeys(null));
  expect(status).toBe("finished");
  expect(did).not.toHaveProperty("secrets_resealed");
  expect(await stored(id)).toEqual(sealed);
});
