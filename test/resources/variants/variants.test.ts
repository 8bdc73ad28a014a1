import { beforeEach, expect, test } from "vitest";
import { openBakery } from "../../support/bakery";
import { costOf } from "../../support/cost";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;
let product: { id: string; name: string; version: number; variants: { id: string }[] };
let path: string;

beforeEach(async () => {
  shop = await openShop();
  product = await shop.product("JUG", { name: "Jug", barcodes: ["A-1", "A-2"], price: 5 });
  path = `variants/${product.variants[0]?.id}`;
});

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  shop.tenant.request(method, `/api/v1/${path}`, { body, headers });
const patch = (body: unknown, headers = {}) => send("PATCH", path, body, headers);
const productNow = async () => (await shop.get(`products/${product.id}`)).body.data;
const lastTold = async () => (await shop.get("events?per_page=100")).body.data.at(-1);

test("an added variant takes the product's name and the defaults, comes last, and is told with the whole product", async () => {
  const answer = await shop.post(`products/${product.id}/variants`, { variant: { sku: "JUG-L", price: 7.25 } });
  expect(answer.status).toBe(201);
  expect(costOf(answer).round_trips).toBeLessThanOrEqual(2);
  expect(answer.body.data).toMatchObject({
    ...{ product_id: product.id, sku: "JUG-L", name: "Jug", options: {}, barcode: null, barcodes: [] },
    ...{ unit: "unit", quantity_decimals: 0, price: 7.25, cost: null, lot_tracked: false, shelf_life_days: null },
  });
  const after = await productNow();
  expect(after.variants).toEqual([product.variants[0], answer.body.data]);
  expect(await lastTold()).toMatchObject({ type: "product.updated", data: { product: after } });
});

test("a repeated addition adds one variant", async () => {
  const add = () => shop.post(`products/${product.id}/variants`, { sku: "JUG-L" }, { "Idempotency-Key": "add" });
  const first = await add();
  expect((await add()).text).toBe(first.text);
  expect((await productNow()).variants).toHaveLength(2);
});

test("of two who add a variant of one SKU at once one is refused by name", async () => {
  const add = () => shop.post(`products/${product.id}/variants`, { sku: "JUG-L" });
  const answers = await Promise.all([add(), add()]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  expect(codesOf(answers.find((answer) => answer.status === 409) as never)).toEqual(["already_exists sku"]);
});

test("an archived product takes no new variant", async () => {
  await send("DELETE", `products/${product.id}`);
  const refused = await shop.post(`products/${product.id}/variants`, { sku: "JUG-L" });
  expect(refused.status).toBe(422);
  expect((await productNow()).variants).toHaveLength(1);
});

test("a product's version is another once a variant of it has changed or come", async () => {
  await patch({ price: 3 });
  const repriced = await productNow();
  expect(repriced.version).toBe(product.version + 1);
  await shop.post(`products/${product.id}/variants`, { sku: "JUG-L" });
  const grown = await productNow();
  expect(grown.version).toBe(product.version + 2);
  expect(await lastTold()).toMatchObject({ type: "product.updated", data: { product: grown } });
});

test("what is told of two variants changed at once ends with both changes", async () => {
  const other = (await shop.post(`products/${product.id}/variants`, { sku: "JUG-L" })).body.data;
  await Promise.all([patch({ price: 1 }), send("PATCH", `variants/${other.id}`, { price: 2 })]);
  expect((await lastTold()).data.product).toEqual(await productNow());
});

test("a product archived while a variant is added to it or restored never keeps an active variant", async () => {
  for (let at = 0; at < 4; at++) {
    const { id, variants } = await shop.product(`CUP-${at}`);
    await send("DELETE", `variants/${variants[0].id}`);
    await Promise.all([
      send("DELETE", `products/${id}`),
      shop.post(`products/${id}/variants`, { sku: `LATE-${at}` }),
      send("PATCH", `variants/${variants[0].id}`, { status: "active" }),
    ]);
    const after = (await shop.get(`products/${id}`)).body.data;
    if (after.status === "active") continue;
    expect(after.variants.map((variant: { status: string }) => variant.status)).not.toContain("active");
  }
});

test("of two changes decided on the same version one is stale; without If-Match both take effect", async () => {
  const stamped = { "If-Match": '"1"' };
  const strict = await Promise.all([patch({ name: "A" }, stamped), patch({ name: "B" }, stamped)]);
  expect(strict.map((answer) => answer.status).sort()).toEqual([200, 412]);
  const loose = await Promise.all([patch({ unit: "piece" }), patch({ cost: 1.5 })]);
  expect(loose.map((answer) => answer.status)).toEqual([200, 200]);
  expect((await shop.get(path)).body.data).toMatchObject({ unit: "piece", cost: 1.5, version: 4 });
});

test("a repeated change changes once", async () => {
  const headers = { "Idempotency-Key": "change" };
  const first = await patch({ price: 6 }, headers);
  const again = await patch({ price: 6 }, headers);
  expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
  expect((await shop.get(path)).body.data.version).toBe(2);
});

test("barcode is the main one: it comes first among barcodes, each is kept once, null takes it away", async () => {
  const barcodes = async (change: object) => {
    const { data } = (await patch(change)).body;
    expect(data.barcode).toBe(data.barcodes[0] ?? null);
    expect((await shop.get(path)).body.data).toEqual(data);
    return data.barcodes;
  };
  expect(await barcodes({ price: 1 })).toEqual(["A-1", "A-2"]);
  expect(await barcodes({ barcode: "B-1" })).toEqual(["B-1", "A-2"]);
  expect(await barcodes({ barcode: "C-1", barcodes: ["A-2", "C-1", "A-2"] })).toEqual(["C-1", "A-2"]);
  expect(await barcodes({ barcode: null })).toEqual(["A-2"]);
  expect(await barcodes({ barcodes: ["A", "B"] })).toEqual(["A", "B"]);
  expect(await barcodes({ barcodes: ["A,B"] })).toEqual(["A,B"]);
  expect(await barcodes({ barcodes: [] })).toEqual([]);
  expect((await shop.get("variants?barcode=A-1")).body.data).toEqual([]);
  expect((await shop.product("CUP", { barcode: "A-1" })).variants[0].barcode).toBe("A-1");
});

test("a barcode may be written in two forms of its number on one variant, but belongs to one variant only", async () => {
  const forms = ["036000291452", "0036000291452"];
  const { data } = (await patch({ barcodes: forms })).body;
  expect(data.barcodes).toEqual(forms);
  const other = await shop.product("CUP");
  const [variant] = other.variants;
  for (const barcode of [...forms, "00036000291452"]) {
    const refused = await send("PATCH", `variants/${variant.id}`, { barcode });
    expect(codesOf(refused)).toEqual(["already_exists barcode"]);
  }
  expect(codesOf(await shop.post(`products/${product.id}/variants`, { sku: "X", barcode: forms[1] }))).toEqual([
    "already_exists barcode",
  ]);
});

test("the barcode that is taken is named by its own path", async () => {
  await shop.product("CUP", { barcode: "TAKEN" });
  const fields = async (body: object) => codesOf(await patch(body));
  expect(await fields({ barcode: "TAKEN" })).toEqual(["already_exists barcode"]);
  expect(await fields({ barcodes: ["TAKEN"] })).toEqual(["already_exists barcodes.0"]);
  expect(await fields({ barcodes: ["FREE", "TAKEN"] })).toEqual(["already_exists barcodes.1"]);
  expect(await fields({ barcode: "FREE", barcodes: ["TAKEN"], sku: "CUP" })).toEqual([
    "already_exists sku",
    "already_exists barcodes.0",
  ]);
});

test("a variant has at most 20 barcodes, the main one included", async () => {
  const barcodes = Array.from({ length: 20 }, (_, at) => `B-${at}`);
  expect((await patch({ barcodes, barcode: "B-19" })).status).toBe(200);
  for (const answer of [
    await patch({ barcodes, barcode: "B-20" }),
    await shop.post("products", { name: "X", sku: "X", barcode: "B", barcodes: barcodes.map((code) => `X${code}`) }),
  ]) {
    expect(codesOf(answer)).toEqual(["validation_failed barcodes"]);
  }
});

test("a variant isn't counted more coarsely while an order is open, and the refusal is decided in one read", async () => {
  const oil = await shop.product("OIL", { quantity_decimals: 2 });
  const order = await shop.order([{ sku: "OIL", quantity: 0.25 }]);
  const coarser = () => send("PATCH", `variants/${oil.variants[0].id}`, { quantity_decimals: 0 });
  const refused = await coarser();
  expect(codesOf(refused)).toEqual(["in_use quantity_decimals"]);
  expect(costOf(refused).round_trips).toBe(1);
  await shop.post(`orders/${order.id}/cancel`);
  expect((await coarser()).status).toBe(200);
});

test("a variant counted more coarsely while stock or an order comes in never has a finer quantity than it is counted in", async () => {
  const place = { location_id: shop.warehouse };
  for (let at = 0; at < 6; at++) {
    const { variants } = await shop.product(`OIL-${at}`, { quantity_decimals: 2 });
    const line = { sku: `OIL-${at}`, quantity: 0.25 };
    const [changed, came] = await Promise.all([
      send("PATCH", `variants/${variants[0].id}`, { quantity_decimals: 0 }),
      at % 2
        ? shop.post("orders", { ...place, items: [line] })
        : shop.post("inventory_adjustments", { ...place, ...line, reason: "found" }),
    ]);
    expect([
      [200, 422],
      [422, 201],
    ]).toContainEqual([changed.status, came.status]);
  }
});

test("DELETE archives the variant alone, is told, and PATCH restores it", async () => {
  const other = (await shop.post(`products/${product.id}/variants`, { sku: "JUG-L" })).body.data;
  expect((await send("DELETE", `variants/${other.id}`)).status).toBe(204);
  const after = await productNow();
  expect(after).toMatchObject({ status: "active", variants: [{ status: "active" }, { status: "archived" }] });
  expect(await lastTold()).toMatchObject({ type: "product.updated", data: { product: after } });
  const line = { sku: "JUG-L", location_id: shop.warehouse, quantity: 1, reason: "found" };
  expect(codesOf(await shop.post("inventory_adjustments", line))).toEqual(["validation_failed sku"]);
  expect((await send("PATCH", `variants/${other.id}`, { status: "active" })).status).toBe(200);
  expect((await shop.post("inventory_adjustments", line)).status).toBe(201);
});

test("a variant with stock or an open order can't be archived, and the refusal names both", async () => {
  await shop.stock("JUG", 2);
  const order = await shop.order([{ sku: "JUG", quantity: 1 }], { reserve: true });
  for (const refused of [await send("DELETE", path), await patch({ status: "archived" })]) {
    expect(codesOf(refused)).toEqual(["in_use"]);
    expect(refused.body.errors[0].details).toMatchObject({
      stock: [{ variant_id: product.variants[0]?.id, location_id: shop.warehouse, on_hand: 2, reserved: 1 }],
      open_orders: [order.number],
    });
  }
  await shop.post(`orders/${order.id}/fulfill`);
  await shop.stock("JUG", -1);
  expect((await send("DELETE", path)).status).toBe(204);
});

test("a variant archived while stock comes in ends archived and empty, or active with the stock", async () => {
  for (let at = 0; at < 4; at++) {
    const { variants } = await shop.product(`CUP-${at}`);
    const line = { sku: `CUP-${at}`, location_id: shop.warehouse, quantity: 1, reason: "found" };
    const [deleted, stocked] = await Promise.all([
      send("DELETE", `variants/${variants[0].id}`),
      shop.post("inventory_adjustments", line),
    ]);
    const { status } = (await shop.get(`variants/${variants[0].id}`)).body.data;
    const { on_hand } = await shop.level(`CUP-${at}`);
    expect([
      [204, 422, "archived", 0],
      [422, 201, "active", 1],
    ]).toContainEqual([deleted.status, stocked.status, status, on_hand]);
  }
});

test("variants are found by SKU, barcode, product, status and text, and by all of them together", async () => {
  const other = (await shop.post(`products/${product.id}/variants`, { sku: "JUG-L", name: "Large" })).body.data;
  await send("DELETE", `variants/${other.id}`);
  const skus = async (query: string) => {
    const answer = await shop.get(`variants?${query}`);
    expect(costOf(answer).round_trips).toBe(1);
    expect(answer.body.meta.total).toBe(answer.body.data.length);
    return answer.body.data.map((variant: { sku: string }) => variant.sku);
  };
  expect(await skus("")).toEqual(["JUG-L", "JUG", "TEA", "MUG"]);
  expect(await skus("sku=JUG")).toEqual(["JUG"]);
  expect(await skus("barcode=A-2")).toEqual(["JUG"]);
  expect(await skus(`product_id=${product.id}`)).toEqual(["JUG-L", "JUG"]);
  expect(await skus(`product_id=${product.id}&status=active`)).toEqual(["JUG"]);
  expect(await skus("status=archived")).toEqual(["JUG-L"]);
  expect(await skus("search=large")).toEqual(["JUG-L"]);
  expect(await skus(`search=jug&sku=JUG&barcode=A-1&status=active&product_id=${product.id}`)).toEqual(["JUG"]);
  expect(await skus("search=jug&sku=MUG")).toEqual([]);
});

test("another organization's variant and barcode are answered as ones that never were", async () => {
  const stranger = await openShop(shop.app);
  const pairs = [
    ["GET", path, "variants/var_never"],
    ["PATCH", path, "variants/var_never"],
    ["DELETE", path, "variants/var_never"],
    ["GET", "variants/barcode/A-1", "variants/barcode/NEVER"],
  ] as const;
  for (const [method, theirs, nobodys] of pairs) {
    const body = method === "PATCH" ? { name: "Mine" } : undefined;
    const ask = (path: string) => stranger.tenant.request(method, `/api/v1/${path}`, { body });
    const [one, other] = [await ask(theirs), await ask(nobodys)];
    expect([one.status, other.status]).toEqual([404, 404]);
    expect(one.body.errors).toEqual(other.body.errors);
  }
});

test("quantity_decimals are not lowered under any open document that may have finer quantities, also at once", async () => {
  const app = await openBakery();
  const { variants } = await app.product("OIL", { quantity_decimals: 2 });
  const coarser = () => app.patch(`variants/${variants[0].id}`, { quantity_decimals: 0 });
  const recipe = await app.recipe("BREAD", 1, [{ sku: "OIL", quantity: 0.25 }]);
  expect(codesOf(await coarser())).toEqual(["in_use quantity_decimals"]);
  await app.tenant.request("DELETE", `/api/v1/recipes/${recipe.id}`);

  const count = await app.made("cycle_counts", { location_id: app.warehouse });
  await app.post(`cycle_counts/${count.id}/start`);
  const counted = () =>
    app.patch(`cycle_counts/${count.id}`, {
      cycle_count_items_attributes: [{ sku: "OIL", counted_quantity: 0.25 }],
    });
  expect((await counted()).status).toBe(200);
  expect(codesOf(await coarser())).toEqual(["in_use quantity_decimals"]);
  await app.post(`cycle_counts/${count.id}/cancel`);
  expect((await coarser()).status).toBe(200);
});

test("a product has at most 400 variants", async () => {
  const variants = Array.from({ length: 100 }, (_, at) => ({ sku: `V-${at}` }));
  const { id } = await shop.made("products", { name: "Assortment", variants });
  for (let at = 100; at < 400; at++) await shop.made(`products/${id}/variants`, { sku: `V-${at}` });
  const refused = await shop.post(`products/${id}/variants`, { sku: "V-400" });
  expect([refused.status, codesOf(refused)]).toEqual([422, ["validation_failed"]]);
  expect(refused.body.errors[0].message).toContain("400");
}, 60_000);
