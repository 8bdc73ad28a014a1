import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/app";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { dump } from "../support/dump";
import { oversell } from "../support/insights";
import type { Shop } from "../support/shop";

let last: Engine;
const app = createTestApp({
  wrapEngine: (engine) => {
    last = engine;
    return engine;
  },
});
let mine: Shop;
let theirs: Shop;
let reader: string;
/** For each kind of path, the id of something that is the other organization's. */
let ids: Record<string, string>;

beforeAll(async () => {
  mine = await openBakery(app);
  const bakery = await openBakery(app);
  theirs = bakery;
  const items = [{ sku: "MUG", quantity: 1 }];
  const { id: product_id, variants } = await theirs.product("SECRET", { barcode: "SECRET-1" });
  const adjustment = await theirs.stock("MUG", 10);
  const order = await theirs.order(items);
  await theirs.post(`orders/${order.id}/fulfill`);
  const made = async (path: string, body: object) => (await theirs.made(path, body)).id as string;
  const { warehouse: location_id, store, supplier } = theirs;
  ids = {
    products: product_id,
    variants: variants[0].id,
    "variants/barcode": "SECRET-1",
    locations: location_id,
    suppliers: supplier,
    inventory_adjustments: adjustment.id,
    orders: order.id,
    purchase_orders: await made("purchase_orders", { supplier_id: supplier, location_id, items }),
    stock_transfers: await made("stock_transfers", { from_location_id: location_id, to_location_id: store, items }),
    cycle_counts: await made("cycle_counts", { location_id }),
    return_authorizations: await made("return_authorizations", { order_id: order.id, items }),
    inventory_policies: await made("inventory_policies", { sku: "MUG", location_id }),
    lots: await bakery.add("BREAD", 5, "SECRET-LOT"),
    waste_records: await made("waste_records", { sku: "BREAD", location_id, quantity: 1, reason: "spoilage" }),
    recipes: (await bakery.recipe("BREAD", 1, items)).id,
    api_keys: theirs.tenant.api_key_id,
    webhook_endpoints: await made("webhook_endpoints", {
      url: "http://127.0.0.1:9/hook",
      event_types: ["webhook_endpoint.disabled"],
    }),
    alert_subscriptions: await made("alert_subscriptions", {
      kinds: ["insight"],
      channel: { type: "webhook", url: "http://127.0.0.1:9/hook" },
      mode: "daily_digest",
      digest_at: "08:00",
    }),
    integrations: await made("integrations", { source: "shopify", name: "Shop", location_id }),
  };
  ids.webhook_deliveries = (await theirs.post(`webhook_endpoints/${ids.webhook_endpoints}/test`)).body.data.id;
  ids["ai/forecasts"] = variants[0].id;
  ids["ai/insights"] = await oversell(theirs);
  ids.production_batches = (await bakery.batch(ids.recipes as string, 1)).id;
  const key = await mine.post("api_keys", { name: "Reader", scopes: ["read"] });
  reader = key.body.data.key;
});

const NOBODYS = "nobody_00000000000000000000000000";
const own = routes.filter((route) => route.realm === "organization" || route.realm === "keys");

/** The path of a route with an id in it. */
function pathWith(path: string, id: (kind: string) => string): string {
  return path.replace(
    /^\/api\/v1\/((?:ai\/)?[a-z_]+(?:\/barcode)?)\/:[a-z_]+/,
    (_, kind) => `/api/v1/${kind}/${id(kind)}`,
  );
}

const idOf = (kind: string): string => {
  const id = ids[kind];
  if (id === undefined) throw new Error(`Give this test an id of ${kind} that is another organization's`);
  return id;
};

/** A body that the route's schema accepts, so that what is refused is the id: the schema's own example. */
const bodyOf = (route: (typeof routes)[number]): unknown =>
  (route.body?.meta()?.examples as unknown[] | undefined)?.[0];

for (const route of own) {
  const { method, path } = route;
  const verb = method.toUpperCase();
  const body = bodyOf(route);
  const sent = body === undefined ? {} : { body };

  describe(`${verb} ${path}`, () => {
    const nobodys = pathWith(path, () => NOBODYS);

    test("without a key, or with a mistyped one, is 401", async () => {
      const key = mine.tenant.api_key;
      const mistyped = key.slice(0, -1) + (key.endsWith("x") ? "y" : "x");
      // Failures are counted by address.
      const unsuccessful = { ...sent, headers: { "CF-Connecting-IP": `${verb} ${path}` } };
      const withoutKey = await app.request(verb, nobodys, unsuccessful);
      const withMistypedKey = await app.request(verb, nobodys, { ...unsuccessful, key: mistyped });
      expect(withoutKey.status).toBe(401);
      expect(withMistypedKey.status).toBe(401);
    });

    if (route.scope !== "read") {
      test("with a key that may only read is 403", async () => {
        const answer = await app.request(verb, nobodys, { ...sent, key: reader });
        expect(answer.status).toBe(403);
      });
    }

    if (path.includes(":")) {
      test("another organization's id is answered as one that does not exist", async () => {
        const other = await mine.tenant.request(verb, pathWith(path, idOf), sent);
        const none = await mine.tenant.request(verb, nobodys, sent);
        expect(other.status).toBe(404);
        expect(other.body.errors).toEqual(none.body.errors);
      });
    }
  });
}

test("an organization's key is nothing to the operator's routes", async () => {
  for (const { method, path, realm } of routes) {
    if (realm !== "operator") continue;
    const at = path.replaceAll(/:[a-z_]+/g, theirs.tenant.id);
    expect((await mine.tenant.request(method.toUpperCase(), at)).status).toBe(401);
  }
});

test("another organization's ids inside a body are as unknown as made-up ones, and nothing of it changes", async () => {
  await theirs.get("locations");
  const database = last;
  const before = await dump(database);
  const bodies: [string, (id: (kind: string) => string) => object][] = [
    ["orders", (id) => ({ location_id: id("locations"), items: [{ variant_id: id("variants"), quantity: 1 }] })],
    [
      "inventory_adjustments",
      (id) => ({ variant_id: id("variants"), location_id: id("locations"), quantity: 1, reason: "found" }),
    ],
    [
      "purchase_orders",
      (id) => ({
        supplier_id: id("suppliers"),
        location_id: id("locations"),
        items: [{ variant_id: id("variants"), quantity: 1 }],
      }),
    ],
    [
      "stock_transfers",
      (id) => ({
        from_location_id: id("locations"),
        to_location_id: mine.store,
        items: [{ variant_id: id("variants"), quantity: 1 }],
      }),
    ],
    [
      "recipes",
      (id) => ({
        name: "Loaf",
        output_variant_id: id("variants"),
        output_quantity: 1,
        items: [{ variant_id: id("variants"), quantity: 1 }],
      }),
    ],
    ["production_batches", (id) => ({ recipe_id: id("recipes"), location_id: id("locations"), planned_quantity: 1 })],
    [
      "waste_records",
      (id) => ({
        variant_id: id("variants"),
        location_id: id("locations"),
        quantity: 1,
        reason: "expired",
        lot_record_id: id("lots"),
      }),
    ],
    ["cycle_counts", (id) => ({ location_id: id("locations"), variant_ids: [id("variants")] })],
    ["return_authorizations", (id) => ({ order_id: id("orders"), items: [{ sku: "MUG", quantity: 1 }] })],
    [
      "inventory_policies",
      (id) => ({ variant_id: id("variants"), location_id: id("locations"), supplier_id: id("suppliers") }),
    ],
  ];
  for (const [path, body] of bodies) {
    const other = await mine.post(path, body(idOf));
    const unknown = body(() => NOBODYS);
    const none = await mine.post(path, unknown);
    expect(other.status).toBe(422);
    expect(other.body.errors).toEqual(none.body.errors);
  }
  for (const filter of ["orders?location_id=", "inventory_levels?location_id=", "inventory_ledger?location_id="]) {
    expect((await mine.get(`${filter}${theirs.warehouse}`)).body.data).toEqual([]);
  }
  expect(await dump(database)).toEqual(before);
});

test("lists never show anything of another organization", async () => {
  for (const { method, path, answers, realm } of own) {
    if (method !== "get" || path.includes(":") || answers !== "collection" || realm !== "organization") continue;
    const { text } = await mine.tenant.request("GET", path);
    for (const id of [theirs.tenant.id, ...Object.values(ids)]) expect(text).not.toContain(id);
  }
});
