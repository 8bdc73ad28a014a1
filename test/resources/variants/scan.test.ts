import { beforeAll, describe, expect, test } from "vitest";
import { costOf } from "../../support/cost";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

const scan = (code: string) => shop.get(`variants/barcode/${encodeURIComponent(code)}`);
const found = async (code: string) => {
  const { status, body } = await scan(code);
  return status === 200 ? [body.data.sku, body.data.match] : [status, ...codesOf({ body })];
};
const archive = async (sku: string) => {
  const [variant] = (await shop.get(`variants?sku=${sku}`)).body.data;
  await shop.tenant.request("DELETE", `/api/v1/variants/${variant.id}`);
};

beforeAll(async () => {
  shop = await openShop();
  await shop.product("MILK", { barcode: "09506000134352" });
  await shop.product("SOAP", { barcodes: ["036000291452", "SOAP#1/2 100%"] });
  await shop.product("OTHER", { barcode: "036000291452-OTHER" });
});

test("a barcode with slashes, per cent signs and spaces is found when percent-encoded", async () => {
  expect(await found("SOAP#1/2 100%")).toEqual(["SOAP", "exact"]);
  expect(await found("https://id.gs1.org/01/09506000134352/10/%41%2FB?17=271231")).toEqual(["MILK", "gs1"]);
  const { gs1 } = (await scan("https://id.gs1.org/01/09506000134352/10/%41%2FB?17=271231")).body.data;
  expect(gs1).toMatchObject({ lot_number: "A/B", expiry_date: "2027-12-31" });
  expect((await shop.get("variants/barcode/010950600013435210ABC%1D21S")).body.data).toMatchObject({ sku: "MILK" });
});

test("what matches whole goes before what begins so", async () => {
  expect(await found("036000291452")).toEqual(["SOAP", "exact"]);
  expect(await found("00036000291452")).toEqual(["SOAP", "gtin"]);
  expect(await found("03600029145")).toEqual([409, "ambiguous_barcode"]);
  expect(await found("036000291452-")).toEqual(["OTHER", "prefix"]);
});

test("a variant two of whose barcodes begin so is one variant, and less than four characters are a guess", async () => {
  await shop.product("TWIN", { barcodes: ["TWIN-1", "TWIN-2"] });
  expect(await found("TWIN")).toEqual(["TWIN", "prefix"]);
  expect(await found("TWI")).toEqual([404, "not_found"]);
  expect(await found("twin")).toEqual([404, "not_found"]);
  expect(await found("TWI_")).toEqual([404, "not_found"]);
});

test("an archived variant is found by its whole barcode, and says that it is archived", async () => {
  await shop.product("OLD", { barcode: "4006381333931" });
  await archive("OLD");
  expect((await scan("4006381333931")).body.data).toMatchObject({ sku: "OLD", status: "archived", match: "exact" });
  expect(await found("04006381333931")).toEqual(["OLD", "gtin"]);
});

test("an archived variant does not stand in the way of the active one that begins so", async () => {
  await shop.product("LAMP-1", { barcode: "LAMP-1" });
  await shop.product("LAMP-2", { barcode: "LAMP-2" });
  expect(await found("LAMP")).toEqual([409, "ambiguous_barcode"]);
  await archive("LAMP-1");
  expect(await found("LAMP")).toEqual(["LAMP-2", "prefix"]);
  await archive("LAMP-2");
  expect(await found("LAMP-2")).toEqual(["LAMP-2", "exact"]);
});

test("candidates are at most 20, each variant once, and cost no more than that however many begin so", async () => {
  for (let batch = 0; batch < 10; batch++) {
    const variants = Array.from({ length: 100 }, (_, at) => ({
      sku: `MANY-${batch}-${at}`,
      barcodes: [`MANY-${batch}-${at}-A`, `MANY-${batch}-${at}-B`],
    }));
    expect((await shop.post("products", { name: "Many", variants })).status).toBe(201);
  }
  const several = await scan("MANY");
  expect(codesOf(several)).toEqual(["ambiguous_barcode"]);
  const { candidates } = several.body.errors[0].details;
  expect(candidates).toHaveLength(20);
  expect(new Set(candidates.map((one: { variant_id: string }) => one.variant_id)).size).toBe(20);
  expect(candidates[0]).toMatchObject({ sku: "MANY-0-0", name: "Many", barcode: "MANY-0-0-A" });
  expect(costOf(several).round_trips).toBe(1);
  expect(costOf(several).rows_read).toBeLessThanOrEqual(250);

  const whole = [await scan("MANY-3-1-A")];
  await shop.product("ALL", { barcode: "MANY" });
  whole.push(await scan("MANY"));
  for (const exact of whole) {
    expect(exact.body.data.match).toBe("exact");
    expect(costOf(exact).rows_read).toBeLessThanOrEqual(20);
  }
});

test("a scan shows the levels of every location, as the list of levels does", async () => {
  await shop.stock("MILK", 5);
  await shop.stock("MILK", 2, shop.store);
  const { levels } = (await scan("09506000134352")).body.data;
  const { data } = (await shop.get("inventory_levels?sku=MILK")).body;
  const byPlace = (one: { location_id: string }, other: { location_id: string }) =>
    one.location_id.localeCompare(other.location_id);
  expect([...levels].sort(byPlace)).toEqual([...data].sort(byPlace));
});

describe("a barcode", () => {
  let shop: Shop;
  const scan = (code: string) => shop.get(`variants/barcode/${encodeURIComponent(code)}`);

  beforeAll(async () => {
    shop = await openShop();
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

test("codes are trimmed where they are looked for as where they are stored", async () => {
  const product = await shop.product(" CUP ", { barcode: " CUP-CODE-1 " });
  const [variant] = product.variants;
  expect(variant).toMatchObject({ sku: "CUP", barcode: "CUP-CODE-1" });
  expect((await scan(" CUP-CODE-1 ")).body.data).toMatchObject({ sku: "CUP", match: "exact" });
  const found = async (path: string) => (await shop.get(path)).body.data.length;
  for (const list of ["variants?sku=%20CUP%20", "variants?barcode=%20CUP-CODE-1", "products?sku=CUP%20"]) {
    expect([list, await found(list)]).toEqual([list, 1]);
  }
  await shop.stock(" CUP", 5);
  expect(await found("inventory_levels?sku=CUP%20")).toBe(1);
  const order = await shop.order([{ sku: "CUP ", quantity: 2 }], { external_reference: " R-1 " });
  expect(await found("orders?external_reference=R-1%20&sku=%20CUP")).toBe(1);
  const items = [{ sku: " CUP ", quantity: 1 }];
  expect((await shop.post(`orders/${order.id}/fulfill`, { items })).status).toBe(200);
  expect((await shop.post("return_authorizations", { order_id: order.id, items })).status).toBe(201);
  const count = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: [" CUP "] });
  await shop.post(`cycle_counts/${count.id}/start`);
  const counted = { cycle_count_items_attributes: [{ sku: "CUP ", counted_quantity: 4 }] };
  expect((await shop.patch(`cycle_counts/${count.id}`, counted)).status).toBe(200);
  expect((await shop.get("variants?sku=%20%20")).status).toBe(422);
});
