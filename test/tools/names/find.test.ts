import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/data/database";
import { type Engine, newMeter } from "../../../src/storage/port";
import { findNames } from "../../../src/tools/names/find";
import { toWords } from "../../../src/tools/names/words";
import { createTestApp } from "../../support/app";

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});

type Product = { name: string; category?: string; sku?: string; variants?: string[]; barcode?: string };
const PRODUCTS: readonly Product[] = [
  { name: "Mug", category: "Kitchenware", sku: "MUG", variants: ["Blue", "Red", "White"] },
  { name: "Stock Pot 12 L", category: "Kitchenware", sku: "STP-12" },
  { name: "Chef's Knife", category: "Kitchenware", sku: "KNF-01", barcode: "4006381333931" },
  { name: "Last Order Pint Glass", category: "Glassware", sku: "LOP-1" },
  { name: "Wine Glass", category: "Glassware", sku: "WGL-6" },
  { name: "Desk Lamp", category: "Lighting", sku: "LMP-DSK", variants: ["Black", "Brass"] },
  { name: "Desk Lamp Pro", category: "Lighting", sku: "LMP-PRO" },
  { name: "Floor Lamp", category: "Lighting", sku: "LMP-FLR" },
  { name: "Candles", category: "Candles", sku: "CAN-12" },
  { name: "Scented Candle", category: "Candles", sku: "CAN-SC" },
  { name: "T-Shirt", category: "Apparel", sku: "TSH", variants: ["Black S", "Black M", "White M"] },
  { name: "Polo Shirt", category: "Apparel", sku: "POL" },
  { name: "Top 5 Socks", category: "Apparel", sku: "SOC-5" },
  { name: "Wool Scarf", category: "Apparel", sku: "SCF-1" },
  { name: "Crème brûlée", category: "Food", sku: "CRB-4" },
  { name: "Cheddar", category: "Food", sku: "CHE-KG" },
  { name: "May Wine", category: "Drinks", sku: "MAYW-75" },
  { name: "Total Care 500 ml", category: "Personal Care", sku: "TOC-500" },
  { name: "Notebook A5", category: "Stationery", sku: "10025" },
  { name: "Wall Calendar 2026", category: "Stationery", sku: "2026-01" },
  { name: "Salt & Pepper Mill", category: "Kitchenware", sku: "SPM" },
  { name: "Garden Gnome", category: "Outdoor", sku: "GNO-1" },
];
const LOCATIONS = [
  ["Leeds Warehouse", "LDW"],
  ["Leeds Shop", "LSH"],
  ["Lyon", "LYN"],
  ["Köln Outlet", "CGN"],
  ["Main Street 7", "MS7"],
  ["Returns", "RET"],
];
const SUPPLIERS = [
  ["Müller Keramik", "MUL"],
  ["Acme", "ACM"],
  ["Pinnacle Interiors", "PIN"],
];
const CUSTOMERS = [
  "7-Twelve",
  "Anna Müller",
  "Blue Door B&B",
  "Count & Sons",
  "Dr. Yusuf Khan",
  "O'Brien's Pub",
  "Pinnacle Interiors",
];
const MORE_CUSTOMERS = ["The Last Resort Hotel", "Hotel Bellevue", "Jane Smith", "John Smith", "Top Shelf Bar"];

beforeAll(async () => {
  const tenant = await app.mintTenant({ modules: ["traceability"] });
  const send = async (path: string, body: object) => {
    const answer = await tenant.request("POST", `/api/v1/${path}`, { body });
    expect([path, answer.status, answer.text]).toEqual([path, 201, answer.text]);
    return answer.body.data;
  };
  let location_id = "";
  for (const [name, code] of LOCATIONS) location_id = (await send("locations", { name, code })).id;
  let supplier_id = "";
  for (const [name, code] of SUPPLIERS) supplier_id = (await send("suppliers", { name, code })).id;
  for (const { name, category, sku, variants, barcode } of PRODUCTS) {
    const codes = barcode ? { barcodes: [barcode] } : {};
    const of = variants
      ? {
          variants: variants.map((of_name) => ({
            sku: `${sku}-${of_name.toUpperCase().replace(" ", "-")}`,
            name: of_name,
          })),
        }
      : { sku, ...codes };
    const product = await send("products", { name, category, ...of });
    if (name === "Garden Gnome") await tenant.request("POST", `/api/v1/products/${product.id}/archive`, { body: {} });
  }
  for (const [at, name] of [...CUSTOMERS, ...MORE_CUSTOMERS].entries()) {
    await send("orders", {
      number: `SO-${1001 + at}`,
      location_id,
      customer: { name },
      items: [{ sku: "SPM", quantity: 1 }],
    });
  }
  const items = [{ sku: "SPM", quantity: 1 }];
  await send("purchase_orders", { number: "PO-2202", supplier_id, location_id, items });
}, 120_000);

/** The names in a question, best first: the words, what they may mean, and what is said about them. */
async function namesIn(question: string) {
  const words = toWords(question);
  const mentions = await findNames(openDatabase(engine, newMeter()), words);
  return mentions.map(({ first, last, among, is_exact, is_plural, is_cut }) => ({
    words: question.slice(words[first]?.at, words[last]?.end),
    among: among.map(({ kind, name }) => `${kind} ${name}`),
    flags: [is_exact && "exact", is_plural && "plural", is_cut && "cut"].filter(Boolean).join(" "),
  }));
}

/** What exactly these words of a question may mean. */
async function meaning(question: string, words: string) {
  return (await namesIn(question)).find((mention) => mention.words === words);
}

describe("words name what they fit best", () => {
  test.each([
    ["how many mugs in leeds", "mugs", ["product Mug"], "plural"],
    ["how many mugs in leeds", "leeds", ["location Leeds Warehouse", "location Leeds Shop"], ""],
    ["mug", "mug", ["product Mug"], "exact"],
    ["desk lamp", "desk lamp", ["product Desk Lamp"], "exact"],
    ["desk lamps", "desk lamps", ["product Desk Lamp"], "plural"],
    ["desk lamps pro", "desk lamps pro", ["product Desk Lamp Pro"], "plural"],
    ["lamps", "lamps", ["product Desk Lamp", "product Desk Lamp Pro", "product Floor Lamp"], "plural"],
    ["the lamp", "lamp", ["product Desk Lamp", "product Desk Lamp Pro", "product Floor Lamp"], ""],
    ["socks", "socks", ["product Top 5 Socks"], "plural"],
    ["knives please", "knives", ["product Chef's Knife"], "plural"],
    ["chefs knifes", "chefs knifes", ["product Chef's Knife"], "plural"],
    ["scarves", "scarves", ["product Wool Scarf"], "plural"],
    ["shirts", "shirts", ["product T-Shirt", "product Polo Shirt"], "plural"],
    ["tshirt", "tshirt", ["product T-Shirt"], ""],
    ["t-shirts", "t-shirts", ["product T-Shirt"], "plural"],
    ["note books", "note books", ["product Notebook A5"], "plural"],
    ["pepper mill salt", "pepper mill salt", ["product Salt & Pepper Mill"], ""],
    ["creme brulee", "creme brulee", ["product Crème brûlée"], "exact"],
    ["koln outlet", "koln outlet", ["location Köln Outlet"], "exact"],
    ["outlet köln", "outlet köln", ["location Köln Outlet"], ""],
    ["salt and pepper mill", "salt and pepper mill", ["product Salt & Pepper Mill"], "exact"],
    ["count and sons", "count and sons", ["customer Count & Sons"], "exact"],
    ["sales to Count & Sons' pub", "Count & Sons", ["customer Count & Sons"], "exact"],
    ["obriens pub", "obriens pub", ["customer O'Brien's Pub"], "plural"],
    ["Dr. Yusuf Khan, how much", "Dr. Yusuf Khan", ["customer Dr. Yusuf Khan"], "exact"],
    ["O'Brien's Pub's orders", "O'Brien's Pub's", ["customer O'Brien's Pub"], "exact"],
    ["smith", "smith", ["customer Jane Smith", "customer John Smith"], ""],
    ["revenue from muller", "muller", ["customer Anna Müller", "supplier Müller Keramik"], ""],
    [
      "sales to pinnacle interiors",
      "pinnacle interiors",
      ["customer Pinnacle Interiors", "supplier Pinnacle Interiors"],
      "exact",
    ],
    ["candles", "candles", ["product Candles", "category Candles"], "exact"],
    ["garden gnomes", "garden gnomes", ["product Garden Gnome"], "plural"],
  ])("%s", async (question, words, among, flags) => {
    const found = await meaning(question, words);
    expect(found?.among.toSorted()).toEqual(among.toSorted());
    expect(found?.flags).toBe(flags);
  });
});

test("a variant is named by its product and what tells it from the others, in any order", async () => {
  expect((await meaning("blue mugs", "blue mugs"))?.among).toEqual(["variant Mug Blue"]);
  expect((await meaning("desk lamp brass", "desk lamp brass"))?.among).toEqual(["variant Desk Lamp Brass"]);
  const black = await meaning("black t-shirts", "black t-shirts");
  expect(black?.among).toEqual(["variant T-Shirt Black S", "variant T-Shirt Black M"]);
  expect(await meaning("green mugs", "green mugs")).toBeUndefined();
});

test("names with words of the language of questions, numbers and months in them are found whole", async () => {
  for (const [question, words, name] of [
    ["how many last order pint glasses do we still have", "last order pint glasses", "product Last Order Pint Glass"],
    ["stock of may wine since may", "may wine", "product May Wine"],
    ["top 5 socks sold last week", "top 5 socks", "product Top 5 Socks"],
    ["stock pots available", "stock pots", "product Stock Pot 12 L"],
    ["wall calendars 2026 sold in 2026", "wall calendars 2026", "product Wall Calendar 2026"],
    ["Total Care 500 ml on hand", "Total Care 500 ml", "product Total Care 500 ml"],
    ["knives at main street 7", "main street 7", "location Main Street 7"],
    ["orders of the last resort hotel", "the last resort hotel", "customer The Last Resort Hotel"],
    ["stock in returns", "returns", "location Returns"],
    ["revenue with 7-twelve", "7-twelve", "customer 7-Twelve"],
  ] as const) {
    const mentions = await namesIn(question);
    expect(mentions.find((mention) => mention.words === words)?.among).toEqual([name]);
    expect(mentions.filter((mention) => mention.words.length > words.length)).toEqual([]);
  }
});

test("words with typing errors name what they resemble, and only that", async () => {
  expect((await meaning("chedar on hand", "chedar"))?.among).toEqual(["product Cheddar"]);
  expect((await meaning("wine glases", "wine glases"))?.among).toEqual(["product Wine Glass"]);
  expect((await meaning("flor lmap", "flor lmap"))?.among).toEqual(["product Floor Lamp"]);
  expect((await meaning("anna muler", "anna muler"))?.among).toEqual(["customer Anna Müller"]);
});

test("a code names exactly what has it, in any case, with or without its hyphen, and a barcode with or without zeros", async () => {
  for (const [question, words, name] of [
    ["stock of mug-blue", "mug-blue", "variant Mug Blue"],
    ["LMP-DSK-BRASS", "LMP-DSK-BRASS", "variant Desk Lamp Brass"],
    ["mugs at LDW", "LDW", "location Leeds Warehouse"],
    ["at lyn", "lyn", "location Lyon"],
    ["from mul", "mul", "supplier Müller Keramik"],
    ["scan 4006381333931", "4006381333931", "variant Chef's Knife"],
    ["scan 04006381333931", "04006381333931", "variant Chef's Knife"],
    ["10025 left", "10025", "variant Notebook A5"],
    ["2026-01 left", "2026-01", "variant Wall Calendar 2026"],
    ["status of so-1003", "so-1003", "order SO-1003"],
    ["po 2202?", "po 2202", "purchase_order PO-2202"],
    ["order 1003", "1003", "order SO-1003"],
    ["so1003", "so1003", "order SO-1003"],
  ] as const) {
    const found = await meaning(question, words);
    expect([question, found?.among, found?.flags]).toEqual([question, [name], "exact"]);
  }
});

test("words that name nothing, or only belong to the language of questions, are no names", async () => {
  for (const question of [
    ...[
      "how many unicorns",
      "show me low stock",
      "what sold last week",
      "top 5",
      "which orders are open",
      "best sellers of may",
    ],
    ...[
      "1003 units",
      "status of SO-7777",
      "who are our customers",
      "the weather",
      "stok",
      "bicycles",
      "' OR 1=1 --",
      '"',
      "",
    ],
  ]) {
    expect([question, await namesIn(question)]).toEqual([question, []]);
  }
});

test("an active thing comes before an archived one that fits as well", async () => {
  expect((await meaning("gnomes", "gnomes"))?.among).toEqual(["product Garden Gnome"]);
});

test("any question whatever can be looked through", async () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 8 }),
    fc.constantFrom(
      "mug",
      '"',
      "''",
      "NOT",
      "OR",
      "NEAR(",
      "*",
      "%",
      "_",
      "--",
      "-",
      "ß",
      "é",
      "x".repeat(200),
      "((",
      "{}",
      "^",
      ":",
      ...["𐀀𐊀", "𝓜𝓾𝓰𝓼𝓼", "\ud83d", "\udc00mug", "☕️☕️", "👩‍🍳"],
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const words = toWords(pieces.join(" "));
      const mentions = await findNames(openDatabase(engine, newMeter()), words);
      for (const { first, last, among, score } of mentions) {
        expect(first <= last && last < words.length && among.length > 0 && score > 0 && score <= 1).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
