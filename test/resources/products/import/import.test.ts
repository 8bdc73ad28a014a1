import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../../support/app";
import { codesOf, openShop, type Shop } from "../../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp());
});

/** Sends a file to the import. */
const send = (body: string, query = "", headers: Record<string, string> = {}) =>
  shop.tenant.request("POST", `/api/v1/products/import${query}`, {
    body,
    headers: { "Content-Type": "text/csv", ...headers },
  });
const ndjson = (lines: unknown[], query = "") =>
  send(lines.map((line) => JSON.stringify(line)).join("\n"), query, { "Content-Type": "application/x-ndjson" });
const found = async (sku: string) => (await shop.get(`products?sku=${sku}`)).body.data[0];
const count = async () => (await shop.get("products")).body.meta.total;
const messages = (answer: { body: { errors: { message: string }[] } }) =>
  answer.body.errors.map(({ message }) => message);

describe("importing CSV", () => {
  test("makes products with variants, and their stock at cost, with events and the law", async () => {
    const answer = await send(
      [
        "name,sku,price,cost,category,location_id,quantity",
        `Bowl,BOWL-S,9.5,3,kitchen,${shop.warehouse},10`,
        `Bowl,BOWL-L,12.5,4.25,kitchen,${shop.warehouse},2`,
        `Bowl,BOWL-L,12.5,4.25,kitchen,ST,3`,
        "Vase,VASE,20,,decoration,,",
      ].join("\n"),
    );
    expect(answer.status).toBe(201);
    expect(answer.body.data).toMatchObject({
      rows: 4,
      products: { created: 2, updated: 0, unchanged: 0 },
      variants: { created: 3, updated: 0, unchanged: 0 },
      opening_stock: { levels: 3, entries: 3, quantity: 15, value: 51.25, already_stocked: 0 },
      skipped: 0,
      errors: [],
      ignored_columns: [],
      format: "csv",
      encoding: "utf-8",
      delimiter: ",",
    });
    const bowl = await found("BOWL-S");
    expect(bowl).toMatchObject({ name: "Bowl", category: "kitchen", status: "active" });
    expect(
      bowl.variants.map((variant: { sku: string; price: number; cost: number }) => [
        variant.sku,
        variant.price,
        variant.cost,
      ]),
    ).toEqual([
      ["BOWL-S", 9.5, 3],
      ["BOWL-L", 12.5, 4.25],
    ]);
    expect(await shop.level("BOWL-L", shop.store)).toEqual({ on_hand: 3, reserved: 0, available: 3 });
    const [adjustment] = (await shop.get(`inventory_adjustments/${answer.body.data.opening_stock.adjustment_ids[0]}`))
      .body.data.adjustments;
    expect(adjustment.reason).toBe("initial");
    expect(
      (await shop.events())
        .filter((type) => type !== "inventory.restocked")
        .slice(-3)
        .toSorted(),
    ).toEqual(["inventory.adjusted", "product.created", "product.created"]);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("reports all problems of all rows at once, each with its line, and writes nothing", async () => {
    const before = await count();
    const answer = await send(
      [
        "Product Name,SKU,Price,Location,Qty",
        '"A bowl\nof two lines",BOWL,9.5,WH,1',
        "Vase,MUG,cheap,WH,1",
        "Vase,VASE,5,nowhere,1.5",
        "Other,BOWL,5,,",
        ",NAMELESS,5,,",
        "Jug,,5,,",
      ].join("\r\n"),
    );
    expect(answer.status).toBe(422);
    expect(
      answer.body.errors.map((error: { field: string; details: { line: number } }) => [
        error.field,
        error.details.line,
      ]),
    ).toEqual([
      ["rows.1.price", 4],
      ["rows.1.sku", 4],
      ["rows.2.location_code", 5],
      ["rows.3.sku", 6],
      ["rows.4.product_name", 7],
      ["rows.5.sku", 8],
    ]);
    for (const message of messages(answer)) expect(message).toMatch(/^Line \d+: /);
    expect(await count()).toBe(before);
  });

  test("refuses known SKUs by name, with their lines; update=true changes only what the file says", async () => {
    const file = "sku,name,price\nMUG,Mug,13.5\nNEW,New,1\nTEA,Tea,2\n";
    const refused = await send(file);
    expect([refused.status, codesOf(refused)]).toEqual([
      409,
      ["already_exists rows.0.sku", "already_exists rows.2.sku"],
    ]);
    expect(refused.body.errors[1].details).toMatchObject({ line: 4, sku: "TEA" });
    const updated = await send(file, "?update=true");
    expect([updated.status, updated.body.data.products, updated.body.data.variants]).toEqual([
      201,
      { created: 1, updated: 2, unchanged: 0 },
      { created: 1, updated: 2, unchanged: 0 },
    ]);
    expect((await found("TEA")).variants[0]).toMatchObject({ price: 2, unit: "kg", quantity_decimals: 3 });
    const again = await send(file, "?update=true");
    expect([again.body.data.products, again.body.data.variants]).toEqual([
      { created: 0, updated: 0, unchanged: 3 },
      { created: 0, updated: 0, unchanged: 3 },
    ]);
  });
});

describe("importing NDJSON", () => {
  test("takes bodies of POST /products with stock, and flat rows", async () => {
    const answer = await ndjson([
      {
        name: "Bowl",
        metadata: { a: 1 },
        variants: [
          { sku: "B1", options: { size: "S" }, stock: [{ location_id: shop.warehouse, quantity: 2, unit_cost: 1.5 }] },
          { sku: "B2", name: "Large" },
        ],
      },
      { name: "Vase", sku: "V", price: 3, quantity: 4, location: "Store" },
    ]);
    expect([answer.status, answer.body.data?.products, answer.body.data?.variants]).toEqual([
      201,
      { created: 2, updated: 0, unchanged: 0 },
      { created: 3, updated: 0, unchanged: 0 },
    ]);
    expect((await found("B2")).variants.map((variant: { name: string }) => variant.name)).toEqual(["Bowl", "Large"]);
    expect((await shop.level("V", shop.store)).on_hand).toBe(4);
    expect(await shop.discrepancies()).toEqual([]);
  });
});

describe("a hostile file", () => {
  test("of many cells, values, levels or problems is refused, and not kept in memory", async () => {
    const lines = [
      "[".repeat(50_000) + "]".repeat(50_000),
      JSON.stringify({ sku: "A", barcodes: Array(30_000).fill(1) }),
    ];
    const answer = await send(lines.join("\n"), "", { "Content-Type": "application/x-ndjson" });
    expect(messages(answer)).toEqual([
      "Line 1: It is not JSON: it has too many levels.",
      "Line 2: It is not JSON: it has too many values.",
    ]);
    const members = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`m${at}`, 1]));
    expect((await ndjson([members, members])).body.errors).toHaveLength(20);
    expect(codesOf(await send(`sku\n${",".repeat(4_000_000)}`))).toEqual(["malformed_request"]);
    expect(codesOf(await send(`sku,__proto__,constructor\nA,1,2\n`))).toEqual([
      "validation_failed __proto__",
      "validation_failed constructor",
    ]);
    expect(
      codesOf(await send('{"__proto__":{"sku":"A"},"constructor":1}', "", { "Content-Type": "application/x-ndjson" })),
    ).toContain("validation_failed rows.0.__proto__");
  });
});

test("rows that update by their SKU alone belong to the product that has it", async () => {
  await send("name,sku\nBowl,B1\nBowl,B2\nVase,V1\n");
  const updated = await send("sku,price\nB1,1\nV1,2\nB2,3\n", "?update=true");
  expect(updated.body.data).toMatchObject({ products: { created: 0, updated: 2 }, variants: { updated: 3 } });
  expect((await found("B1")).variants.map(({ price }: { price: number }) => price)).toEqual([1, 3]);
  expect((await found("B1")).version).toBe(2);
  const added = await send(`product_id,sku,price\n${(await found("B1")).id},B3,5\n`, "?update=true");
  expect(added.body.data).toMatchObject({ products: { updated: 1 }, variants: { created: 1 } });
  expect((await found("B3")).variants).toHaveLength(3);
});
