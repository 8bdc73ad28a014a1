import fc from "fast-check";
import { expect, test } from "vitest";
import { createTestApp } from "../../../support/app";
import { openShop, type Shop } from "../../../support/shop";

const TYPES = { csv: "text/csv", ndjson: "application/x-ndjson" };

const send = (shop: Shop, format: keyof typeof TYPES, body: string, query = "") =>
  shop.tenant.request("POST", `/api/v1/products/import${query}`, { body, headers: { "Content-Type": TYPES[format] } });

/** Everything of a catalogue that a caller can set, in its order. */
async function catalogue(shop: Shop) {
  const { text } = await shop.get("products?format=ndjson");
  const products = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const own = ({ id, product_id, version, created_at, updated_at, ...rest }: Record<string, unknown>) => rest;
  return products.map(({ variants, ...product }) => ({ ...own(product), variants: variants.map(own) }));
}

const hostile = fc.constantFrom(
  ...["=1+1", "'=1+1", "''-a", "-5", "'-5", "+49 30", "@SUM", "'a", "1.234", "1,234", "007", "true", '6" x 4"', "a;b"],
  ...["a, b", "line\nbreak", "[1]", "{}", "null", "ü ß €", "4.00638E+12", "Default Title", "sep=;"],
);
const words = fc
  .oneof(hostile, fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }))
  .map((text) => text.replaceAll(/\p{Cc}/gu, "").trim())
  .filter((text) => text !== "");
const money = fc.option(fc.integer({ min: 0, max: 10_000_000 }).map((units) => units / 10_000));
const metadata = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 6 }).filter((name) => name !== "__proto__"),
  fc.oneof(words, fc.integer(), fc.constant(null), fc.array(words, { maxLength: 2 })),
  { maxKeys: 3 },
);
const variant = fc.record({
  name: words,
  options: fc.dictionary(
    words.filter((name) => name !== "__proto__"),
    words,
    { maxKeys: 2 },
  ),
  unit: fc.constantFrom("unit", "kg", "-5", "=u"),
  quantity_decimals: fc.integer({ min: 0, max: 4 }),
  price: money,
  cost: money,
  lot_tracked: fc.boolean(),
  shelf_life_days: fc.option(fc.integer({ min: 1, max: 900 })),
  metadata,
  tag: words,
  barcodes: fc.integer({ min: 0, max: 3 }),
  archived: fc.boolean(),
});
const product = fc.record({
  name: words,
  description: fc.option(words),
  category: fc.option(words),
  metadata,
  variants: fc.array(variant, { minLength: 1, maxLength: 3 }),
  archived: fc.boolean(),
});

/** Creates products as a caller would, each SKU and barcode with a number so that it is unique. */
async function fill(shop: Shop, products: readonly (typeof product extends fc.Arbitrary<infer P> ? P : never)[]) {
  let number = 0;
  for (const { archived, variants, ...fields } of products) {
    const inputs = variants.map(({ tag, barcodes, archived: _, ...rest }) => {
      number += 1;
      return {
        ...rest,
        sku: `${tag}${number}`,
        barcodes: Array.from({ length: barcodes }, (_, at) => `${tag}${number}.${at}`),
      };
    });
    const made = await shop.made("products", { ...fields, variants: inputs });
    for (const [at, { archived: alone }] of variants.entries()) {
      if (alone) await shop.patch(`variants/${made.variants[at].id}`, { status: "archived" });
    }
    if (archived) await shop.patch(`products/${made.id}`, { status: "archived" });
  }
}

test("what one organization exports, as products or as variants, is the same catalogue in another; and known in its own", async () => {
  const app = createTestApp();
  await fc.assert(
    fc.asyncProperty(fc.array(product, { minLength: 1, maxLength: 4 }), async (products) => {
      const from = await openShop(app, { modules: ["traceability"] });
      await fill(from, products);
      const before = await catalogue(from);
      for (const format of ["csv", "ndjson"] as const) {
        for (const path of ["products?", "variants?include=product&"]) {
          const { text } = await from.get(`${path}format=${format}`);
          const again = await send(from, format, text, "?update=true");
          const counts = [again.status, again.body.data?.products, again.body.data?.variants];
          const unchanged = { created: 0, updated: 0 };
          expect(counts, again.text).toMatchObject([201, unchanged, unchanged]);
          const tenant = await app.mintTenant({
            modules: ["traceability"],
            settings: { rate_limits: { requests_per_minute: 100_000 } },
          });
          const to = { ...from, tenant, get: (to_path: string) => tenant.request("GET", `/api/v1/${to_path}`) };
          const answer = await send(to, format, text);
          expect([answer.status, answer.body.data?.errors], answer.text).toEqual([201, []]);
          expect(await catalogue(to)).toEqual(before);
        }
      }
    }),
    { numRuns: 6 },
  );
}, 120_000);

test("variants are listed with their product only if that is asked for, also in CSV", async () => {
  const shop = await openShop(createTestApp());
  const header = async (query: string) => (await shop.get(`variants?format=csv${query}`)).text.split("\r\n")[0];
  expect(await header("&include=product")).toBe(
    `${await header("")},product.name,product.description,product.category,product.metadata,product.status`,
  );
  const [mug] = (await shop.get("variants?sku=MUG&include=product")).body.data;
  expect(mug.product).toEqual({ name: "MUG", description: null, category: null, metadata: {}, status: "active" });
  expect((await shop.get("variants?sku=MUG")).body.data[0]).not.toHaveProperty("product");
  expect((await shop.get("variants?include=levels")).status).toBe(422);
});

test("variants that are imported without their product make products called as the first variant", async () => {
  const app = createTestApp();
  const [from, to] = [await openShop(app), await openShop(app)];
  await from.made("products", {
    name: "Bowl",
    variants: [
      { sku: "B1", name: "Small" },
      { sku: "B2", name: "Large" },
    ],
  });
  const { text } = await from.get("variants?format=csv&search=Bowl");
  expect((await send(to, "csv", text)).status).toBe(201);
  expect((await to.get("products?sku=B2")).body.data[0]).toMatchObject({
    name: "Small",
    variants: [
      { sku: "B1", name: "Small" },
      { sku: "B2", name: "Large" },
    ],
  });
});
