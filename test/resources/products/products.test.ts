import { beforeEach, describe, expect, test } from "vitest";
import { openBakery } from "../../support/bakery";
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

describe("a new product", () => {
  test("of one variant takes the variant's fields itself", async () => {
    const answer = await shop.post("products", {
      name: "Jug",
      sku: "JUG",
      barcode: "4006381333931",
      price: 9.99,
      cost: 3,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({
      name: "Jug",
      status: "active",
      version: 1,
      variants: [
        { sku: "JUG", name: "Jug", barcode: "4006381333931", barcodes: ["4006381333931"], price: 9.99, cost: 3 },
      ],
    });
    expect((await shop.get(`products/${answer.body.data.id}`)).body.data).toEqual(answer.body.data);
    expect(await shop.events()).toContain("product.created");
  });

  test("of several variants has them in their order, found by id, SKU and barcode in any form of its number", async () => {
    const variants = [
      { sku: "S", name: "Small", options: { size: "S" }, barcodes: ["036000291452", "MY-CODE"] },
      { sku: "L", name: "Large", quantity_decimals: 2, unit: "kg" },
    ];
    const { data } = (await shop.post("products", { product: { name: "Shirt", category: "clothes", variants } })).body;
    expect(data.variants.map((variant: { sku: string }) => variant.sku)).toEqual(["S", "L"]);
    const [small] = data.variants;
    expect((await shop.get(`variants/${small.id}`)).body.data).toEqual(small);
    expect((await shop.get("variants?sku=S")).body.data).toEqual([small]);
    expect((await shop.get("variants?barcode=0036000291452")).body.data).toEqual([small]);
    expect((await shop.get("products?barcode=036000291452")).body.data).toEqual([data]);
    expect((await shop.get("products?sku=L")).body.data).toEqual([data]);
    expect((await shop.get(`products/${data.id}/variants`)).body.data.map((v: { sku: string }) => v.sku)).toEqual([
      "L",
      "S",
    ]);
  });

  test("whose SKUs or barcodes are taken is refused with every one of them named", async () => {
    await shop.product("ONE", { barcode: "036000291452" });
    const answer = await shop.post("products", {
      name: "Two",
      variants: [
        { sku: "ONE" },
        { sku: "NEW", barcode: "0036000291452" },
        { sku: "NEW", barcodes: ["A-1", "036000291452"] },
        { sku: "FINE", barcode: "A-1" },
      ],
    });
    expect(answer.status).toBe(409);
    expect(codesOf(answer)).toEqual([
      "already_exists variants.0.sku",
      "already_exists variants.1.barcode",
      "already_exists variants.2.sku",
      "already_exists variants.2.barcodes.1",
      "already_exists variants.3.barcode",
    ]);
    expect((await shop.get("variants?sku=FINE")).body.data).toEqual([]);
  });

  test("made by two at once with one SKU is made once", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => shop.post("products", { name: "Same", sku: "SAME" })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409]);
  });

  test("of nonsense is refused by field", async () => {
    const cases: [Record<string, unknown>, string][] = [
      [{ name: "X" }, "sku"],
      [{ sku: "X" }, "name"],
      [{ name: "X", sku: "X", variants: [{ sku: "Y" }] }, "sku"],
      [{ name: "X", variants: [] }, "variants"],
      [{ name: "X", sku: "X", price: -1 }, "price"],
      [{ name: "X", sku: "X", price: 0.00001 }, "price"],
      [{ name: "X", sku: "X", quantity_decimals: 5 }, "quantity_decimals"],
      [{ name: "X\u0000", sku: "X" }, "name"],
      [{ name: "X", sku: " " }, "sku"],
      [{ name: "X", variants: [{ sku: "Y", typo: 1 }] }, "variants.0.typo"],
    ];
    for (const [body, field] of cases)
      expect(codesOf(await shop.post("products", body))).toEqual([`validation_failed ${field}`]);
  });

  test("tracked by lots needs the module", async () => {
    const answer = await shop.post("products", { name: "Milk", sku: "MILK", lot_tracked: true });
    expect(answer.status).toBe(403);
    expect(answer.body.errors[0]).toMatchObject({ code: "module_disabled", details: { module: "traceability" } });
  });
});

describe("a change", () => {
  test("of a product or a variant changes the fields given and tells so", async () => {
    const product = await shop.product("JUG", { barcode: "B-1", price: 5 });
    const [variant] = product.variants;
    const renamed = await send("PATCH", `products/${product.id}`, { name: "Carafe" });
    expect(renamed.body.data).toMatchObject({ name: "Carafe", version: 2, variants: [variant] });
    const changed = await send("PATCH", `variants/${variant.id}`, {
      variant: { barcodes: ["B-2", "B-1"], price: null },
    });
    expect(changed.body.data).toMatchObject({ barcode: "B-2", barcodes: ["B-2", "B-1"], price: null, version: 2 });
    expect((await shop.get(`variants/${variant.id}`)).body.data).toEqual(changed.body.data);
    expect((await shop.get("products?search=carafe")).body.data).toHaveLength(1);
    expect((await shop.get("products?search=jug")).body.data).toHaveLength(1);
    expect((await shop.events()).filter((type) => type === "product.updated")).toHaveLength(2);
  });

  test("to a SKU or barcode that another variant has is 409", async () => {
    await shop.product("A", { barcode: "B-1" });
    const { variants } = await shop.product("B");
    const path = `variants/${variants[0].id}`;
    expect(codesOf(await send("PATCH", path, { sku: "A" }))).toEqual(["already_exists sku"]);
    expect(codesOf(await send("PATCH", path, { barcode: "B-1" }))).toEqual(["already_exists barcode"]);
    expect((await send("PATCH", path, { sku: "B", barcode: "B-2" })).status).toBe(200);
  });

  test("to coarser counting is refused once there was stock", async () => {
    const { variants } = await shop.product("OIL", { quantity_decimals: 2 });
    const path = `variants/${variants[0].id}`;
    expect((await send("PATCH", path, { quantity_decimals: 1 })).status).toBe(200);
    await shop.stock("OIL", 0.5);
    expect(codesOf(await send("PATCH", path, { quantity_decimals: 0 }))).toEqual(["in_use quantity_decimals"]);
    expect((await send("PATCH", path, { quantity_decimals: 3 })).status).toBe(200);
  });
});

describe("archiving", () => {
  test("takes the variants along, keeps everything readable, and can be undone", async () => {
    const product = await shop.product("JUG");
    expect((await send("DELETE", `products/${product.id}`)).status).toBe(204);
    const archived = (await shop.get(`products/${product.id}`)).body.data;
    expect([archived.status, archived.variants[0].status]).toEqual(["archived", "archived"]);
    expect((await shop.get("products?status=archived")).body.data).toHaveLength(1);
    expect(codesOf(await send("PATCH", `variants/${product.variants[0].id}`, { status: "active" }))).toEqual([
      "validation_failed status",
    ]);
    const restored = await send("PATCH", `products/${product.id}`, { status: "active" });
    expect(restored.body.data.variants[0].status).toBe("active");
    expect(await shop.events()).toContain("product.archived");
  });

  test("restores only the variants that it archived itself", async () => {
    const variants = [{ sku: "JUG-S" }, { sku: "JUG-M" }, { sku: "JUG-L" }];
    const product = await shop.made("products", { name: "Jug", variants });
    const [small, medium] = product.variants;
    const statuses = async () =>
      (await shop.get(`products/${product.id}`)).body.data.variants.map(({ status }: { status: string }) => status);
    await send("DELETE", `variants/${small.id}`);
    await send("DELETE", `variants/${medium.id}`);
    await send("PATCH", `variants/${medium.id}`, { status: "active" });
    await send("DELETE", `products/${product.id}`);
    await send("PATCH", `variants/${medium.id}`, { status: "archived" });
    expect(await statuses()).toEqual(["archived", "archived", "archived"]);
    await send("PATCH", `products/${product.id}`, { status: "active" });
    expect(await statuses()).toEqual(["archived", "active", "active"]);
    await send("PATCH", `variants/${small.id}`, { status: "active" });
    expect(await statuses()).toEqual(["active", "active", "active"]);
  });

  test("is refused while there is stock or an open order, and says which", async () => {
    const product = await shop.product("JUG");
    await shop.stock("JUG", 2);
    const held = await send("DELETE", `products/${product.id}`);
    expect(held.body.errors[0]).toMatchObject({
      code: "in_use",
      details: { stock: [{ on_hand: 2 }], open_orders: [], open_stock_transfers: [] },
    });
    await shop.stock("JUG", -2);
    const order = await shop.order([{ sku: "JUG", quantity: 1 }]);
    const open = await send("DELETE", `variants/${product.variants[0].id}`);
    expect(open.body.errors[0].details.open_orders).toEqual([order.number]);
    expect((await send("DELETE", `locations/${shop.warehouse}`)).body.errors[0].code).toBe("in_use");
    await shop.post(`orders/${order.id}/cancel`);
    expect((await send("DELETE", `variants/${product.variants[0].id}`)).status).toBe(204);
    expect((await send("DELETE", `locations/${shop.warehouse}`)).status).toBe(204);
  });

  test("is refused under a pending return, an open count and an active recipe too, and says which", async () => {
    const app = await openBakery();
    const archive = (path: string) => app.tenant.request("DELETE", `/api/v1/${path}`);
    const product = await app.product("JUG");
    const paths = [`products/${product.id}`, `variants/${product.variants[0].id}`];
    const expectInUse = async (details: Record<string, unknown>) => {
      for (const path of paths) {
        const [error] = (await archive(path)).body.errors;
        expect(error).toMatchObject({ code: "in_use", details: { stock: [], ...details } });
      }
    };

    await app.stock("JUG", 1);
    const order = await app.order([{ sku: "JUG", quantity: 1 }]);
    await app.post(`orders/${order.id}/fulfill`);
    const items = [{ sku: "JUG", quantity: 1, condition: "damaged" }];
    const rma = await app.made("return_authorizations", { order_id: order.id, items });
    await expectInUse({ open_return_authorizations: [rma.number], open_cycle_counts: [] });
    await app.post(`return_authorizations/${rma.id}/receive`);

    const planned = await app.made("cycle_counts", { location_id: app.warehouse, skus: ["JUG"] });
    await expectInUse({ open_cycle_counts: [planned.number], open_return_authorizations: [] });
    await app.post(`cycle_counts/${planned.id}/cancel`);
    const whole = await app.made("cycle_counts", { location_id: app.warehouse });
    await app.post(`cycle_counts/${whole.id}/start`);
    const counted = { cycle_count_items_attributes: [{ sku: "JUG", counted_quantity: 0 }] };
    await app.patch(`cycle_counts/${whole.id}`, counted);
    await expectInUse({ open_cycle_counts: [whole.number] });
    await app.post(`cycle_counts/${whole.id}/complete`);

    const made = await app.recipe("JUG", 1, [{ sku: "SALT", quantity: 1 }]);
    await expectInUse({ open_recipes: ["JUG"], open_cycle_counts: [] });
    await archive(`recipes/${made.id}`);
    const used = await app.recipe("BREAD", 1, [{ sku: "JUG", quantity: 1 }]);
    await expectInUse({ open_recipes: ["BREAD"] });
    await archive(`recipes/${used.id}`);
    expect((await archive(`products/${product.id}`)).status).toBe(204);
  });

  test("and ordering at once never leave an open order for an archived variant", async () => {
    for (let round = 0; round < 5; round++) {
      const product = await shop.product(`JUG-${round}`);
      const body = { location_id: shop.warehouse, items: [{ sku: `JUG-${round}`, quantity: 1 }] };
      const [archived, ordered] = await Promise.all([
        send("DELETE", `products/${product.id}`),
        shop.post("orders", body),
      ]);
      expect([archived.status, ordered.status].sort()).not.toEqual([201, 204]);
    }
  });
});

test("products and variants are found by part of a name or SKU, and by the beginnings of words", async () => {
  await shop.post("products", { name: "Blue garden chair", category: "garden", sku: "CHR-100" });
  await shop.post("products", { name: "Garden table", category: "garden", variants: [{ sku: "TBL-1", name: "Oak" }] });
  const skus = async (query: string) =>
    (await shop.get(`variants?${query}`)).body.data.map((v: { sku: string }) => v.sku);
  expect(await skus("search=garden")).toEqual(["TBL-1", "CHR-100"]);
  expect(await skus("search=ARDEN%20CH")).toEqual(["CHR-100"]);
  expect(await skus("search=hr-10")).toEqual(["CHR-100"]);
  expect(await skus("search=oa")).toEqual(["TBL-1"]);
  expect(await skus("search=o")).toEqual(["TBL-1"]);
  expect(await skus("search=ak")).toEqual([]);
  expect(await skus("search=%22%20OR%20%2A")).toEqual([]);
  expect((await shop.get("products?search=oak")).body.data).toHaveLength(1);
  expect((await shop.get("products?search=garden&category=garden&status=active")).body.meta.total).toBe(2);
});

test("another organization's product, variant and supplier do not exist", async () => {
  const product = await shop.product("JUG");
  const supplier = (await shop.post("suppliers", { name: "Potter" })).body.data;
  const stranger = await openShop(shop.app);
  const paths = [
    ["GET", `products/${product.id}`, "products/prd_none"],
    ["PATCH", `products/${product.id}`, "products/prd_none"],
    ["DELETE", `products/${product.id}`, "products/prd_none"],
    ["GET", `products/${product.id}/variants`, "products/prd_none/variants"],
    ["GET", `variants/${product.variants[0].id}`, "variants/var_none"],
    ["PATCH", `variants/${product.variants[0].id}`, "variants/var_none"],
    ["DELETE", `variants/${product.variants[0].id}`, "variants/var_none"],
    ["PATCH", `suppliers/${supplier.id}`, "suppliers/sup_none"],
    ["DELETE", `suppliers/${supplier.id}`, "suppliers/sup_none"],
  ];
  for (const [method, theirs, nobodys] of paths as [string, string, string][]) {
    const body = method === "PATCH" ? { name: "Mine" } : undefined;
    const send = (path: string) => stranger.tenant.request(method, `/api/v1/${path}`, body ? { body } : {});
    const [one, other] = [await send(theirs), await send(nobodys)];
    expect(one.status).toBe(404);
    expect(one.body.errors).toEqual(other.body.errors);
  }
});

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
  expect(changed.headers.get("ETag")).toMatch(/^"2-/);
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

test("one or two characters beyond the basic plane find the words that begin with them", async () => {
  await shop.made("products", { name: "𠮷野家 bowl", sku: "BOWL" });
  await shop.made("products", { name: "Box 🍎🍐🍊", sku: "FRUIT" });
  const found = async (search: string) =>
    (await shop.get(`products?search=${encodeURIComponent(search)}`)).body.data.map(
      ({ variants }: { variants: { sku: string }[] }) => variants[0]?.sku,
    );
  expect(await found("𠮷野")).toEqual(["BOWL"]);
  expect(await found("𠮷")).toEqual(["BOWL"]);
  expect(await found("🍎🍐")).toEqual(["FRUIT"]);
  expect(await found("🍎")).toEqual(["FRUIT"]);
  expect(await found("🍎🍐🍊")).toEqual(["FRUIT"]);
  expect(await found("🍊🍎")).toEqual([]);
});
