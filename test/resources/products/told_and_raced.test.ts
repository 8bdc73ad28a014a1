import { beforeEach, expect, test } from "vitest";
import { costOf } from "../../support/cost";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  shop.tenant.request(method, `/api/v1/${path}`, { body, headers });
const make = async (body: object) => {
  const answer = await shop.post("products", body);
  expect(answer.status).toBe(201);
  return answer.body.data;
};
const names = async (query: string) => {
  const answer = await shop.get(`products?${query}`);
  expect(costOf(answer).round_trips).toBe(1);
  expect(answer.body.meta.total).toBe(answer.body.data.length);
  return answer.body.data.map((product: { name: string }) => product.name);
};
/** What was told of a product, oldest first: the event's type and its data. */
const told = async (id: string) =>
  (await shop.get("events?per_page=100")).body.data
    .filter((event: { data: { product?: { id: string } } }) => event.data.product?.id === id)
    .map(({ type, data }: { type: string; data: { product: unknown } }) => [type, data.product]);

test("a product of 100 variants is made in two round trips, its variants in the order given", async () => {
  const variants = Array.from({ length: 100 }, (_, at) => ({ sku: `S-${at}`, barcode: `B-${at}` }));
  const answer = await shop.post("products", { name: "Socks", variants });
  expect(answer.status).toBe(201);
  expect(costOf(answer).round_trips).toBeLessThanOrEqual(2);
  const { data } = (await shop.get(`products/${answer.body.data.id}`)).body;
  expect(data).toEqual(answer.body.data);
  expect(data.variants.map((variant: { sku: string }) => variant.sku)).toEqual(variants.map(({ sku }) => sku));
  const more = [...variants, { sku: "S-100" }];
  expect(codesOf(await shop.post("products", { name: "X", variants: more }))).toEqual(["validation_failed variants"]);
});

test("of two who take the same SKU or barcode at once one is refused by name, and leaves nothing behind", async () => {
  const races = {
    sku: [{ sku: "RACE" }, { sku: "RACE" }],
    barcode: [
      { sku: "R-1", barcode: "4006381333931" },
      { sku: "R-2", barcode: "04006381333931" },
    ],
  };
  for (const [field, bodies] of Object.entries(races)) {
    const answers = await Promise.all(bodies.map((body) => shop.post("products", { name: "Racer", ...body })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    const refused = answers.filter((answer) => answer.status === 409);
    expect(refused.map(codesOf)).toEqual([[`already_exists ${field}`]]);
  }
  expect(await names("search=Racer")).toHaveLength(2);
  expect((await shop.events()).filter((type) => type === "product.created")).toHaveLength(4);
});

test("a repeated creation makes one product and tells of it once", async () => {
  const once = () => shop.post("products", { name: "Once", sku: "ONCE" }, { "Idempotency-Key": "once" });
  const first = await once();
  expect((await once()).text).toBe(first.text);
  expect(await told(first.body.data.id)).toEqual([["product.created", first.body.data]]);
});

test("a list shows each product with its own variants, as GET does", async () => {
  await make({ name: "A", variants: [{ sku: "A-1" }, { sku: "A-2" }] });
  await make({ name: "B", sku: "B-1", barcodes: ["B-1", "B-2"] });
  for (const product of (await shop.get("products")).body.data) {
    expect((await shop.get(`products/${product.id}`)).body.data).toEqual(product);
  }
});

test("products are found by several filters together", async () => {
  await make({ name: "Blue pot", category: "kitchen", sku: "POT-B", barcode: "036000291452" });
  await make({ name: "Red pot", category: "kitchen", variants: [{ sku: "POT-R" }, { sku: "POT-L", name: "Large" }] });
  const lamp = await make({ name: "Lamp", category: "light", sku: "LAMP" });
  await send("DELETE", `products/${lamp.id}`);
  expect(await names("category=kitchen")).toEqual(["Red pot", "Blue pot"]);
  expect(await names("category=light&status=active")).toEqual([]);
  expect(await names("category=light&status=archived")).toEqual(["Lamp"]);
  expect(await names("search=pot&category=kitchen&status=active")).toEqual(["Red pot", "Blue pot"]);
  expect(await names("search=pot&sku=POT-L")).toEqual(["Red pot"]);
  expect(await names("search=pot&barcode=0036000291452")).toEqual(["Blue pot"]);
  expect(await names("search=pot&sku=LAMP")).toEqual([]);
});

test("a change keeps what it does not name, raises the version, and is told as answered", async () => {
  const made = await make({ name: "Cup", category: "kitchen", sku: "CUP" });
  shop.app.clock.advance(1000);
  const change = { name: "Beaker", category: null };
  const changed = await send("PATCH", `products/${made.id}`, change);
  expect(changed.headers.get("ETag")).toBe('"2"');
  expect(changed.body.data).toEqual({ ...made, ...change, version: 2, updated_at: shop.app.clock.now.toISOString() });
  expect((await told(made.id)).at(-1)).toEqual(["product.updated", changed.body.data]);
});

test("of two changes decided on the same version one is stale; without If-Match both take effect", async () => {
  const { id } = await make({ name: "Cup", sku: "CUP" });
  const stamped = { "If-Match": '"1"' };
  const change = (body: object, headers = {}) => send("PATCH", `products/${id}`, body, headers);
  const strict = await Promise.all([change({ name: "A" }, stamped), change({ name: "B" }, stamped)]);
  expect(strict.map((answer) => answer.status).sort()).toEqual([200, 412]);
  const loose = await Promise.all([change({ name: "C" }), change({ category: "d" })]);
  expect(loose.map((answer) => answer.status)).toEqual([200, 200]);
  expect((await shop.get(`products/${id}`)).body.data).toMatchObject({ name: "C", category: "d", version: 4 });
});

test("archiving and restoring are told as they are then read, and a repeated DELETE archives once", async () => {
  const made = await make({ name: "Cup", variants: [{ sku: "CUP-S" }, { sku: "CUP-L" }] });
  const remove = () => send("DELETE", `products/${made.id}`, undefined, { "Idempotency-Key": "delete" });
  expect([await remove(), await remove()].map((answer) => answer.status)).toEqual([204, 204]);
  const archived = (await shop.get(`products/${made.id}`)).body.data;
  expect(archived).toMatchObject({ version: 2, variants: [{ status: "archived" }, { status: "archived" }] });
  const { data: restored } = (await send("PATCH", `products/${made.id}`, { status: "active" })).body;
  expect((await shop.get(`products/${made.id}`)).body.data).toEqual(restored);
  expect(await told(made.id)).toEqual([
    ["product.created", made],
    ["product.archived", archived],
    ["product.updated", restored],
  ]);
});

test("a product archived while stock comes in ends archived and empty, or active with the stock", async () => {
  for (let at = 0; at < 5; at++) {
    const { id } = await make({ name: "Cup", sku: `CUP-${at}` });
    const line = { sku: `CUP-${at}`, location_id: shop.warehouse, quantity: 1, reason: "found" };
    const [deleted, stocked] = await Promise.all([
      send("DELETE", `products/${id}`),
      shop.post("inventory_adjustments", line),
    ]);
    const { status } = (await shop.get(`products/${id}`)).body.data;
    const { on_hand } = await shop.level(`CUP-${at}`);
    expect([
      [204, 422, "archived", 0],
      [422, 201, "active", 1],
    ]).toContainEqual([deleted.status, stocked.status, status, on_hand]);
  }
});

test("tracking by lots is refused by its path, unless the organization has the module", async () => {
  const dairy = await openShop(shop.app, { modules: ["traceability"] });
  const variants = [{ sku: "OK" }, { sku: "MILK", lot_tracked: true }];
  expect(codesOf(await shop.post("products", { name: "Milk", variants }))).toEqual([
    "module_disabled variants.1.lot_tracked",
  ]);
  const made = (await dairy.post("products", { name: "Milk", variants })).body.data;
  expect(made.variants.map((variant: { lot_tracked: boolean }) => variant.lot_tracked)).toEqual([false, true]);
});
