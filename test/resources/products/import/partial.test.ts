import { beforeEach, describe, expect, test } from "vitest";
import { createTestApp } from "../../../support/app";
import { codesOf, openShop, type Shop } from "../../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop(createTestApp(), { modules: ["traceability"] });
});

const send = (rows: unknown[], query = "", headers: Record<string, string> = {}) =>
  shop.tenant.request("POST", `/api/v1/products/import${query}`, {
    body: rows.map((row) => JSON.stringify(row)).join("\n"),
    headers: { "Content-Type": "application/x-ndjson", ...headers },
  });
const skus = async () => (await shop.get("variants?per_page=100")).body.data.map(({ sku }: { sku: string }) => sku);
const linesOf = (errors: { line: number; code: string; field: string }[]) =>
  errors.map(({ line, code, field }) => `${line} ${code} ${field}`);

const MIXED = [
  { name: "Bowl", sku: "BOWL", quantity: 3, location: "WH" },
  { name: "Taken", sku: "MUG" },
  { name: "Half", variants: [{ sku: "HALF-1" }, { sku: "HALF-2", price: -1 }] },
  { name: "Twice", sku: "BOWL" },
  { name: "Nowhere", sku: "NOWHERE", quantity: 1, location: "loc_none" },
  {
    name: "Bread",
    sku: "BREAD",
    lot_tracked: true,
    quantity: 2,
    location: "WH",
    lot_number: "B1",
    expiry_date: "2027-01-31",
  },
  { name: "No lot", sku: "NOLOT", lot_tracked: true, quantity: 2, location: "WH" },
  { name: "Colour", sku: "COLOUR", color: "blue" },
];

describe("with partial=true", () => {
  test("products without a problem are written, and a product with one is left out as a whole, reported by line", async () => {
    const refused = await send(MIXED);
    expect(refused.status).toBe(409);
    expect(await skus()).toEqual(["TEA", "MUG"]);
    const answer = await send(MIXED, "?partial=true");
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body.data).toMatchObject({
      rows: 9,
      skipped: 7,
      products: { created: 2 },
      opening_stock: { levels: 2, quantity: 5 },
    });
    expect(linesOf(answer.body.data.errors)).toEqual([
      "2 already_exists rows.1.sku",
      "3 validation_failed rows.2.variants.1.price",
      "4 already_exists rows.3.sku",
      "5 validation_failed rows.4.location",
      "7 validation_failed rows.6.lot_number",
      "8 validation_failed rows.7.color",
    ]);
    expect(refused.body.errors.map(({ message }: { message: string }) => message)).toEqual(
      answer.body.data.errors.map(({ message }: { message: string }) => message),
    );
    expect((await skus()).toSorted()).toEqual(["BOWL", "BREAD", "MUG", "TEA"]);
    const [lot] = (await shop.get("lots?sku=BREAD")).body.data;
    expect(lot).toMatchObject({ lot_number: "B1", expiry_date: "2027-01-31", quantity_on_hand: 2 });
    expect((await shop.get("lots")).body.data).toHaveLength(1);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("a line that is not JSON is one of the problems; if nothing is left, nothing is written", async () => {
    const body = '{"name":"Jug","sku":"JUG"\n[1]\n{"name":"Cup","sku":"CUP"}\n';
    const headers = { "Content-Type": "application/x-ndjson" };
    const both = (query: string) => shop.tenant.request("POST", `/api/v1/products/import${query}`, { body, headers });
    expect(codesOf(await both(""))).toEqual(["validation_failed rows.0", "validation_failed rows.1"]);
    const answer = await both("?partial=true");
    expect([answer.status, answer.body.data.skipped, answer.body.data.products.created]).toEqual([201, 2, 1]);
    const none = await send([{ name: "Mug", sku: "MUG" }], "?partial=true");
    expect([none.status, none.body.data.skipped, none.body.data.products.created]).toEqual([201, 1, 0]);
  });

  test("at most 100 problems are reported, and then how many more", async () => {
    const rows = Array.from({ length: 130 }, (_, at) => ({ name: `P${at}`, sku: `P${at}`, price: "x" }));
    const refused = await send(rows);
    expect(refused.body.errors).toHaveLength(101);
    const { errors } = (await send(rows, "?partial=true")).body.data;
    expect(errors).toHaveLength(101);
    expect(errors.at(-1)).toMatchObject({ line: null, message: expect.stringContaining("30 more") });
  });
});

describe("stock", () => {
  const mugs = (quantity: number, more: object = {}) => ({
    name: "MUG",
    sku: "MUG",
    quantity,
    location: "WH",
    ...more,
  });

  test("is not added again by a file that is sent twice, nor where there has been some", async () => {
    const first = await send([mugs(5, { unit_cost: 2 })], "?update=true");
    expect(first.body.data).toMatchObject({ products: { unchanged: 1 }, opening_stock: { levels: 1, value: 10 } });
    const again = await send([mugs(5)], "?update=true");
    expect(again.body.data.opening_stock).toMatchObject({
      levels: 0,
      already_stocked: 1,
      quantity: 0,
      adjustment_ids: [],
    });
    await shop.stock("MUG", -5);
    expect((await send([mugs(9)], "?update=true")).body.data.opening_stock.already_stocked).toBe(1);
    expect(await shop.level("MUG")).toMatchObject({ on_hand: 0 });
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("comes at its own cost, else at that of the variant; what the response says it is worth is in the books", async () => {
    const rows = [
      { name: "Bowl", sku: "BOWL", cost: 3, quantity: 2, location: "WH" },
      { name: "Bowl", sku: "BOWL", quantity: 1, location: "ST", unit_cost: 5.5 },
      { name: "Vase", sku: "VASE", quantity: 4, location: "WH" },
      mugs(3, { unit_cost: 0.3333 }),
    ];
    const dry = await send(rows, "?update=true&dry_run=true");
    const done = await send(rows, "?update=true");
    const { adjustment_ids: _, ...dry_stock } = dry.body.data.opening_stock;
    expect(done.body.data.opening_stock).toMatchObject(dry_stock);
    const { totals } = (await shop.get("reports/valuation")).body.meta;
    expect(totals.value).toBe(done.body.data.opening_stock.value);
  });

  test("of archived things, twice in one file, finer than counted or negative is refused by line", async () => {
    await shop.product("OLD");
    const [{ id }] = (await shop.get("variants?sku=OLD")).body.data;
    await shop.patch(`variants/${id}`, { status: "archived" });
    const closed = await shop.made("locations", { name: "Closed", code: "CL" });
    await shop.patch(`locations/${closed.id}`, { status: "archived" });
    const row = (sku: string, more: object) => ({ name: sku, sku, quantity: 1, location: "WH", ...more });
    const answer = await send(
      [
        row("OLD", {}),
        row("A", { location: "CL" }),
        row("B", {}),
        row("B", { location: shop.warehouse }),
        row("C", { quantity: 0.5 }),
        row("D", { quantity: -1 }),
      ],
      "?update=true",
    );
    expect(codesOf(answer)).toEqual([
      "validation_failed rows.0.quantity",
      "validation_failed rows.1.location",
      "validation_failed rows.3.quantity",
      "validation_failed rows.4.quantity",
      "validation_failed rows.5.quantity",
    ]);
  });
});

describe("what depends on stock", () => {
  test("is not changed by an import: the cost of what is on hand, fewer decimals, lots, and what is archived", async () => {
    await shop.stock("MUG", 2);
    const rows = [
      { sku: "MUG", cost: 3, lot_tracked: true },
      { sku: "TEA", quantity_decimals: 2, status: "archived" },
    ];
    expect(codesOf(await send(rows.slice(0, 1), "?update=true"))).toEqual([
      "validation_failed rows.0.lot_tracked",
      "validation_failed rows.0.cost",
    ]);
    expect(codesOf(await send(rows.slice(1), "?update=true"))).toEqual([
      "validation_failed rows.0.status",
      "validation_failed rows.0.quantity_decimals",
    ]);
    expect((await send([{ sku: "TEA", cost: 3, barcode: "T-1" }], "?update=true")).body.data.variants.updated).toBe(1);
    expect((await shop.get("variants?barcode=T-1")).body.data[0]).toMatchObject({ sku: "TEA", cost: 3, version: 2 });
  });

  test("barcodes are unique among the file and the catalogue", async () => {
    await send([{ name: "Bowl", sku: "BOWL", barcode: "4006381333931" }]);
    const rows = [
      { name: "A", sku: "A", barcode: "04006381333931" },
      { name: "B", sku: "B", barcode: "X-1" },
      { name: "C", sku: "C", barcodes: ["X-1", "X-2"] },
      { name: "Bowl", sku: "BOWL", barcode: "4006381333931" },
    ];
    expect(codesOf(await send(rows, "?update=true"))).toEqual([
      "already_exists rows.0.barcode",
      "already_exists rows.2.barcodes",
    ]);
    expect((await send(rows.slice(1, 2), "?update=true")).status).toBe(201);
  });
});

describe("a request that is", () => {
  const rows = [{ name: "Bowl", sku: "BOWL", quantity: 3, location: "WH" }];

  test("repeated under its key changes nothing, and gets the same response", async () => {
    const first = await send(rows, "", { "Idempotency-Key": "once" });
    const again = await send(rows, "", { "Idempotency-Key": "once" });
    expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    expect(codesOf(await send([...rows, ...rows], "", { "Idempotency-Key": "once" }))).toEqual([
      "idempotency_key_reused",
    ]);
  });

  test("raced by the same file is refused, and nothing is there twice", async () => {
    const answers = await Promise.all(["", "", "?partial=true", "?update=true"].map((query) => send(rows, query)));
    expect(answers.map(({ status }) => status).every((status) => status === 201 || status === 409)).toBe(true);
    expect((await skus()).filter((sku: string) => sku === "BOWL")).toHaveLength(1);
    expect(await shop.level("BOWL")).toMatchObject({ on_hand: 3 });
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("about another organization's location or product finds none", async () => {
    const other = await openShop(shop.app);
    const theirs = { ...rows[0], location: undefined, location_id: other.store };
    expect(codesOf(await send([theirs]))).toEqual(["validation_failed rows.0.location_id"]);
    expect(codesOf(await send([{ ...rows[0], location: undefined }], `?location_id=${other.store}`))).toEqual([
      "validation_failed rows.0.location_id",
    ]);
    const { product_id } = (await other.get("variants?sku=MUG")).body.data[0];
    expect(
      (await send([{ product_id, product_name: "Mine", sku: "MINE" }], "?update=true")).body.data.products.created,
    ).toBe(1);
  });

  test("a dry run says what the write does, refusals and all, and writes nothing", async () => {
    for (const [file, query] of [
      [MIXED, ""],
      [MIXED, "partial=true"],
      [rows, "update=true"],
    ] as const) {
      const dry = await send([...file], `?dry_run=true&${query}`);
      const done = await send([...file], `?${query}`);
      const comparable = ({ status, body }: typeof dry) =>
        JSON.parse(JSON.stringify([status, body.data, body.errors]).replaceAll(/adj_\w+/g, "adj"));
      expect(comparable(dry)).toEqual(comparable(done));
    }
  });
});

test("levels as they are exported are opening stock where the SKUs are known", async () => {
  await shop.stock("MUG", 7);
  const other = await openShop(shop.app);
  const { text } = await shop.get("inventory_levels?format=csv");
  const answer = await other.tenant.request("POST", "/api/v1/products/import?update=true", {
    body: text,
    headers: { "Content-Type": "text/csv" },
  });
  expect(answer.body.data).toMatchObject({ products: { unchanged: 1 }, opening_stock: { levels: 1, quantity: 7 } });
  expect(await other.level("MUG")).toMatchObject({ on_hand: 7 });
});
