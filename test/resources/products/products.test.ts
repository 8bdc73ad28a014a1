import { beforeEach, describe, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const request = (method: string, path: string, body?: unknown) =>
  shop.tenant.request(method, `/api/v1/${path}`, body === undefined ? {} : { body });

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
    const renamed = await request("PATCH", `products/${product.id}`, { name: "Carafe" });
    expect(renamed.body.data).toMatchObject({ name: "Carafe", version: 2, variants: [variant] });
    const changed = await request("PATCH", `variants/${variant.id}`, {
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
    expect(codesOf(await request("PATCH", path, { sku: "A" }))).toEqual(["already_exists sku"]);
    expect(codesOf(await request("PATCH", path, { barcode: "B-1" }))).toEqual(["already_exists barcode"]);
    expect((await request("PATCH", path, { sku: "B", barcode: "B-2" })).status).toBe(200);
  });

  test("to coarser counting is refused once there was stock", async () => {
    const { variants } = await shop.product("OIL", { quantity_decimals: 2 });
    const path = `variants/${variants[0].id}`;
    expect((await request("PATCH", path, { quantity_decimals: 1 })).status).toBe(200);
    await shop.stock("OIL", 0.5);
    expect(codesOf(await request("PATCH", path, { quantity_decimals: 0 }))).toEqual(["in_use quantity_decimals"]);
    expect((await request("PATCH", path, { quantity_decimals: 3 })).status).toBe(200);
  });
});

describe("archiving", () => {
  test("takes the variants along, keeps everything readable, and can be undone", async () => {
    const product = await shop.product("JUG");
    expect((await request("DELETE", `products/${product.id}`)).status).toBe(204);
    const archived = (await shop.get(`products/${product.id}`)).body.data;
    expect([archived.status, archived.variants[0].status]).toEqual(["archived", "archived"]);
    expect((await shop.get("products?status=archived")).body.data).toHaveLength(1);
    expect(codesOf(await request("PATCH", `variants/${product.variants[0].id}`, { status: "active" }))).toEqual([
      "validation_failed status",
    ]);
    const restored = await request("PATCH", `products/${product.id}`, { status: "active" });
    expect(restored.body.data.variants[0].status).toBe("active");
    expect(await shop.events()).toContain("product.archived");
  });

  test("is refused while there is stock or an open order, and says which", async () => {
    const product = await shop.product("JUG");
    await shop.stock("JUG", 2);
    const held = await request("DELETE", `products/${product.id}`);
    expect(held.body.errors[0]).toMatchObject({
      code: "in_use",
      details: { stock: [{ on_hand: 2 }], open_orders: [], open_stock_transfers: [] },
    });
    await shop.stock("JUG", -2);
    const order = await shop.order([{ sku: "JUG", quantity: 1 }]);
    const open = await request("DELETE", `variants/${product.variants[0].id}`);
    expect(open.body.errors[0].details.open_orders).toEqual([order.number]);
    expect((await request("DELETE", `locations/${shop.warehouse}`)).body.errors[0].code).toBe("in_use");
    await shop.post(`orders/${order.id}/cancel`);
    expect((await request("DELETE", `variants/${product.variants[0].id}`)).status).toBe(204);
    expect((await request("DELETE", `locations/${shop.warehouse}`)).status).toBe(204);
  });

  test("and ordering at once never leave an open order for an archived variant", async () => {
    for (let round = 0; round < 5; round++) {
      const product = await shop.product(`JUG-${round}`);
      const body = { location_id: shop.warehouse, items: [{ sku: `JUG-${round}`, quantity: 1 }] };
      const [archived, ordered] = await Promise.all([
        request("DELETE", `products/${product.id}`),
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

describe("a scanned barcode", () => {
  const scan = (code: string) => shop.get(`variants/barcode/${encodeURIComponent(code)}`);

  beforeEach(async () => {
    await shop.post("products", { name: "Milk", sku: "MILK", barcode: "09506000134352", category: "dairy" });
    await shop.post("products", { name: "Soap", sku: "SOAP", barcode: "036000291452" });
    await shop.post("products", {
      name: "Pen",
      variants: [
        { sku: "PEN-R", barcode: "PEN-100" },
        { sku: "PEN-B", barcode: "PEN-101" },
      ],
    });
    await shop.stock("MILK", 5);
  });

  test("is found exactly, with its product and levels", async () => {
    const { data } = (await scan("09506000134352")).body;
    expect(data).toMatchObject({
      sku: "MILK",
      match: "exact",
      gs1: null,
      product: { name: "Milk", category: "dairy", status: "active" },
      levels: [{ location_id: shop.warehouse, on_hand: 5, available: 5 }],
    });
  });

  test("is found by another form of its GTIN", async () => {
    expect((await scan("9506000134352")).body.data).toMatchObject({ sku: "MILK", match: "gtin" });
    expect((await scan("0036000291452")).body.data).toMatchObject({ sku: "SOAP", match: "gtin" });
    expect((await scan("00036000291452")).body.data).toMatchObject({ sku: "SOAP", match: "gtin" });
  });

  test("is found by GS1 element strings and Digital Links, with lot, expiry, serial and quantity parsed", async () => {
    const codes = [
      "(01)09506000134352(10)ABC123(17)271231(21)SER9",
      "]C1010950600013435217271231" + "10ABC123\u001d21SER9",
      "010950600013435210ABC123\u001d1727123121SER9",
      "https://id.example.com/01/09506000134352/10/ABC123/21/SER9?17=271231",
    ];
    for (const code of codes) {
      const answer = await scan(code);
      expect(answer.status).toBe(200);
      expect(answer.body.data).toMatchObject({
        sku: "MILK",
        match: "gs1",
        gs1: { gtin: "09506000134352", lot_number: "ABC123", expiry_date: "2027-12-31", serial_number: "SER9" },
      });
    }
    expect((await scan("(01)00036000291452(30)12")).body.data.gs1).toMatchObject({ quantity: 12, lot_number: null });
  });

  test("is found by the beginning of exactly one barcode; several are 409 with candidates, none is 404", async () => {
    expect((await scan("0950600")).body.data).toMatchObject({ sku: "MILK", match: "prefix" });
    const several = await scan("PEN-1");
    expect(several.status).toBe(409);
    expect(several.body.errors[0]).toMatchObject({ code: "ambiguous_barcode" });
    expect(several.body.errors[0].details.candidates.map((c: { sku: string }) => c.sku).sort()).toEqual([
      "PEN-B",
      "PEN-R",
    ]);
    expect((await scan("PEN")).status).toBe(404);
    expect((await scan("999999")).status).toBe(404);
    expect((await scan("(01)09506000134353")).status).toBe(404);
  });
});
