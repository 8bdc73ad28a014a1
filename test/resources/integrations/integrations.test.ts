import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { dump } from "../../support/dump";
import { openSender, shopifyOrder } from "../../support/senders";
import { codesOf, openShop, type Shop } from "../../support/shop";

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let shop: Shop;

beforeAll(async () => {
  shop = await openShop(app);
});

const body = (more: Record<string, unknown> = {}) => ({
  source: "shopify",
  name: "Web shop",
  location_id: shop.warehouse,
  ...more,
});
const create = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  shop.post("integrations", body(more), headers);
const SECRET = "a secret of the sender's";

describe("an integration", () => {
  test("shows its secret when it is created, and its webhook path", async () => {
    const { status, headers, body: answer } = await create({ secret: SECRET });
    expect(status).toBe(201);
    const { data } = answer;
    expect(data).toMatchObject({
      source: "shopify",
      name: "Web shop",
      location_id: shop.warehouse,
      reserve_on_arrival: false,
      status: "active",
      secret: SECRET,
      version: 1,
      webhook_path: `/api/v1/integrations/webhooks/shopify/${data.id}`,
    });
    expect(data.id).toMatch(new RegExp(`^int_${shop.tenant.id.slice(4)}_[0-9a-z]{26}$`));
    expect(headers.get("Location")).toBe(`/api/v1/integrations/${data.id}`);
    const { secret: _, ...shown } = data;
    expect((await shop.get(`integrations/${data.id}`)).body.data).toEqual(shown);
  });

  test("is given a secret that its sender can sign with", async () => {
    const made = async (source: string) => (await create({ source })).body.data.secret;
    expect(await made("shopify")).toMatch(/^[0-9a-f]{64}$/);
    expect(await made("woocommerce")).toMatch(/^[0-9a-f]{64}$/);
    expect(await made("standard")).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const given = `whsec_${btoa("x".repeat(24))}`;
    expect((await create({ source: "standard", secret: given })).body.data.secret).toBe(given);
  });

  test("takes the secret that its sender has, with or without the prefix of Standard Webhooks", async () => {
    const bare = btoa("0123456789abcdef");
    for (const secret of [bare, `whsec_${bare}`]) {
      const sender = await openSender(shop, "standard", { secret });
      expect((await sender.send("", {})).status).toBe(200);
      expect((await sender.send("", {}, { signed_with: btoa("0123456789abcdeF") })).status).toBe(401);
    }
    const sender = await openSender(shop, "woocommerce", { secret: "hush" });
    expect((await sender.send("order.updated", {})).status).toBe(200);
  });

  test.each([
    [{ source: "magento" }, "source"],
    [{ name: "" }, "name"],
    [{ location_id: "loc_nowhere" }, "location_id"],
    [{ secret: "123" }, "secret"],
    [{ secret: "x".repeat(201) }, "secret"],
    [{ source: "standard", secret: "not a whsec secret" }, "secret"],
    [{ source: "standard", secret: "whsec_%%%%" }, "secret"],
    [{ source: "standard", secret: `whsec_${btoa("x".repeat(15))}` }, "secret"],
    [{ status: "disabled" }, "status"],
  ])("is refused with %j", async (wrong, field) => {
    expect(codesOf(await create(wrong))).toEqual([`validation_failed ${field}`]);
  });

  test("ships from an active location", async () => {
    const annex = await shop.made("locations", { name: "Annex" });
    await shop.tenant.request("DELETE", `/api/v1/locations/${annex.id}`);
    expect(codesOf(await create({ location_id: annex.id }))).toEqual(["validation_failed location_id"]);
    const { id } = (await create()).body.data;
    const moved = await shop.patch(`integrations/${id}`, { location_id: annex.id });
    expect(codesOf(moved)).toEqual(["validation_failed location_id"]);
  });

  test("can be changed, but not its source; a new secret is shown and valid at once", async () => {
    const sender = await openSender(shop, "shopify");
    const changed = await shop.patch(
      `integrations/${sender.id}`,
      { name: "Shop", secret: SECRET },
      { "If-Match": '"1"' },
    );
    expect(changed.body.data).toMatchObject({ name: "Shop", secret: SECRET, version: 2 });
    expect((await sender.send("orders/create", shopifyOrder())).status).toBe(401);
    expect((await sender.send("orders/create", shopifyOrder(), { signed_with: SECRET })).status).toBe(200);
    const again = await shop.patch(`integrations/${sender.id}`, { reserve_on_arrival: true });
    expect(again.body.data.secret).toBeUndefined();
    expect(codesOf(await shop.patch(`integrations/${sender.id}`, { source: "standard" }))).toEqual([
      "validation_failed source",
    ]);
    const stale = await shop.patch(`integrations/${sender.id}`, { name: "Late" }, { "If-Match": '"1"' });
    expect(codesOf(stale)).toEqual(["stale_version"]);
  });

  test("is listed, newest first, by its source", async () => {
    const other = await openShop(app);
    const ids: string[] = [];
    for (const source of ["shopify", "standard", "woocommerce"]) {
      ids.unshift((await other.made("integrations", { ...body({ source }), location_id: other.warehouse })).id);
    }
    const listed = async (query: string) => {
      const { data, meta } = (await other.get(`integrations${query}`)).body;
      expect(meta.total).toBe(data.length);
      return data.map(({ id }: { id: string }) => id);
    };
    expect(await listed("")).toEqual(ids);
    expect(await listed("?source=standard,woocommerce")).toEqual(ids.slice(0, 2));
    expect(ids.toReversed().toSorted()).toEqual(ids.toReversed());
    await other.tenant.request("DELETE", `/api/v1/integrations/${ids[1]}`);
    expect(await listed("")).toEqual([ids[0], ids[2]]);
  });

  test("is deleted with what arrived; its orders stay, and its sender is a stranger", async () => {
    const sender = await openSender(shop, "shopify");
    await sender.deliver("orders/create", shopifyOrder({ id: 42 }));
    expect((await shop.tenant.request("DELETE", `/api/v1/integrations/${sender.id}`)).status).toBe(204);
    expect((await shop.get(`integrations/${sender.id}`)).status).toBe(404);
    expect((await shop.get(`integrations/${sender.id}/deliveries`)).status).toBe(404);
    expect((await sender.send("orders/create", shopifyOrder({ id: 43 }))).status).toBe(401);
    expect(await sender.orders("42")).toHaveLength(1);
  });

  test("is managed by admins alone", async () => {
    const key = (await shop.post("api_keys", { name: "Writer", scopes: ["write"] })).body.data.key;
    const { id } = (await create()).body.data;
    const as = (method: string, path: string, sent: object = {}) =>
      app.request(method, `/api/v1/${path}`, { key, ...sent });
    expect((await as("POST", "integrations", { body: body() })).status).toBe(403);
    expect((await as("PATCH", `integrations/${id}`, { body: { name: "Mine" } })).status).toBe(403);
    expect((await as("DELETE", `integrations/${id}`)).status).toBe(403);
    expect((await as("GET", `integrations/${id}`)).status).toBe(200);
  });

  test("announces what happens to it", async () => {
    const other = await openShop(app);
    const { secret: _, ...made } = await other.made("integrations", { ...body(), location_id: other.warehouse });
    const changed = (await other.patch(`integrations/${made.id}`, { status: "disabled" })).body.data;
    await other.tenant.request("DELETE", `/api/v1/integrations/${made.id}`);
    const events = (await other.get("events?per_page=100")).body.data;
    const own = events.filter(({ type }: { type: string }) => type.startsWith("integration."));
    expect(own.map(({ type, data }: { type: string; data: object }) => [type, data])).toEqual([
      ["integration.created", { integration: made }],
      ["integration.updated", { integration: changed }],
      ["integration.deleted", { integration: changed }],
    ]);
  });
});

describe("a secret", () => {
  test("is nowhere to be read once it was shown: not in the database, nor in what a repetition leaves there", async () => {
    const key = { "Idempotency-Key": "the-key" };
    const made = await create({ secret: "shpss_never_to_be_seen" }, key);
    expect((await create({ secret: "shpss_never_to_be_seen" }, key)).text).toBe(made.text);
    const { id } = made.body.data;
    await shop.patch(`integrations/${id}`, { secret: "shpss_nor_this_one_either" }, key);
    const written = JSON.stringify(await dump(engine));
    expect(written).toContain(id);
    expect(written).not.toMatch(/never_to_be_seen|nor_this_one/);
    for (const path of ["integrations", `integrations/${id}`, "events?per_page=100"]) {
      expect((await shop.get(path)).text).not.toMatch(/never_to_be_seen|nor_this_one/);
    }
  });

  test("can't be kept by a deployment without a key for it, which says so", async () => {
    const without = createTestApp({
      settings: (given) => ({ ...given, deployment: { ...given.deployment, secrets: null } }),
    });
    const bare = await openShop(without);
    const refused = await bare.post("integrations", { ...body(), location_id: bare.warehouse });
    expect(codesOf(refused)).toEqual(["validation_failed"]);
    expect(refused.body.errors[0].message).toContain("SECRETS_KEY");
  });
});
