/** The demo organization: a fictional coffee and kitchen shop with three locations. */
export const organization = {
  name: "Tidewell Coffee & Provisions",
  slug: "tidewell",
  timezone: "Europe/London",
  currency: "GBP",
  modules: ["manufacturing", "traceability"],
  settings: { default_reorder_point: 3, default_reorder_quantity: 12, default_lead_time_days: 5 },
};

export const locations = [
  {
    name: "Avonside Warehouse",
    code: "WAREHOUSE",
    type: "warehouse",
    address: { line1: "Unit 7, Avonside Yard", city: "Bristol", postcode: "BS2 0XX", country: "GB" },
  },
  {
    name: "Cornmarket Shop",
    code: "SHOP",
    type: "store",
    address: { line1: "41 Cornmarket Row", city: "Bristol", postcode: "BS1 9XX", country: "GB" },
  },
  {
    name: "Harbour Market Stall",
    code: "STALL",
    type: "other",
    address: { line1: "Pitch 12, Harbour Market", city: "Bristol", postcode: "BS1 6XX", country: "GB" },
    metadata: { open: "Saturday and Sunday" },
  },
] as const;

export type LocationCode = (typeof locations)[number]["code"];

export const suppliers = [
  {
    name: "Quayside Roasting Co.",
    code: "QUAYSIDE",
    email: "orders@quayside-roasting.example",
    phone: "+44 117 496 0101",
    address: { line1: "3 Redcliffe Parade", city: "Bristol", country: "GB" },
    lead_time_days: 3,
    currency: "GBP",
  },
  {
    name: "Leaf & Lantern Teas",
    code: "LEAF",
    email: "trade@leafandlantern.example",
    phone: "+44 131 496 0142",
    address: { line1: "18 Water Lane", city: "Edinburgh", country: "GB" },
    lead_time_days: 7,
    currency: "GBP",
  },
  {
    name: "Cormorant Ceramics",
    code: "CORMORANT",
    email: "studio@cormorant-ceramics.example",
    phone: "+44 1632 960178",
    address: { line1: "The Old Net Loft", city: "St Ives", country: "GB" },
    lead_time_days: 21,
    currency: "GBP",
  },
  {
    name: "Brauwerk Gerätebau GmbH",
    code: "BRAUWERK",
    email: "export@brauwerk-geraete.example",
    phone: "+49 30 23125 061",
    address: { line1: "Spreeufer 9", city: "Berlin", country: "DE" },
    lead_time_days: 14,
    currency: "EUR",
  },
  {
    name: "Orchard Hill Larder",
    code: "ORCHARD",
    email: "hello@orchardhill.example",
    phone: "+44 1632 960155",
    address: { line1: "Orchard Hill Farm", city: "Hereford", country: "GB" },
    lead_time_days: 5,
    currency: "GBP",
    metadata: { delivers: "Tuesday" },
  },
] as const;

export type Season = "summer" | "winter" | "christmas";

/** Fewer and fewer ask for an article that is fading, and none for one that is forgotten; one that is new is sold since `LAUNCH`. */
export type Life = "fading" | "forgotten" | "new";

/** How many days before today the new article is delivered for the first time. */
export const LAUNCH = 6;

export type Article = {
  sku: string;
  name: string;
  options: Record<string, string>;
  price: number;
  cost: number;
  /** How often it is ordered, relative to the others. */
  demand: number;
  season?: Season | undefined;
  life?: Life;
  /** Units per case; deliveries are whole cases. */
  pack: number;
  /** The locations that keep it. */
  locations: readonly LocationCode[];
  /** Only for articles that are sold by weight. */
  unit?: string;
  quantity_decimals?: number;
  supplier: string;
};

export type Product = { name: string; description: string; category: string; articles: Article[] };

type Kind = { category: string; supplier: string; option: string; pack: number; locations: readonly LocationCode[] };
type Row = readonly [sku: string, value: string, price: number, cost: number, demand: number];

const everywhere: readonly LocationCode[] = ["WAREHOUSE", "SHOP", "STALL"];
const indoors: readonly LocationCode[] = ["WAREHOUSE", "SHOP"];

const coffee: Kind = { category: "Coffee", supplier: "QUAYSIDE", option: "size", pack: 12, locations: everywhere };
const tea: Kind = { category: "Tea", supplier: "LEAF", option: "size", pack: 12, locations: everywhere };
const chocolate: Kind = {
  category: "Chocolate",
  supplier: "ORCHARD",
  option: "flavour",
  pack: 12,
  locations: everywhere,
};
const larder: Kind = { category: "Larder", supplier: "ORCHARD", option: "size", pack: 6, locations: everywhere };
const crockery: Kind = { category: "Crockery", supplier: "CORMORANT", option: "colour", pack: 6, locations: indoors };
const brewing: Kind = { category: "Brewing", supplier: "BRAUWERK", option: "size", pack: 4, locations: indoors };

function product(kind: Kind, name: string, description: string, rows: readonly Row[], more: Partial<Article> = {}) {
  const { category, supplier, option, pack, locations } = kind;
  const articles = rows.map(
    ([sku, value, price, cost, demand]): Article => ({
      sku,
      name: `${name}, ${value}`,
      options: { [option]: value },
      price,
      cost,
      demand,
      pack,
      locations,
      supplier,
      ...more,
    }),
  );
  return { name, description, category, articles } satisfies Product;
}

const byWeight = { unit: "kg", quantity_decimals: 3, pack: 5, locations: ["SHOP"] } as const;

export const products: readonly Product[] = [
  product(coffee, "Harbour Blend", "The house espresso: cocoa, hazelnut, low acidity.", [
    ["COF-HAR-250", "250 g", 8.5, 4.1, 14],
    ["COF-HAR-1000", "1 kg", 29, 14.6, 8],
    ["COF-HAR-GR250", "250 g, ground", 8.5, 4.25, 9],
  ]),
  product(coffee, "Lighthouse Filter", "A light roast for filter: red apple, honey.", [
    ["COF-LIG-250", "250 g", 9.5, 4.7, 10],
    ["COF-LIG-1000", "1 kg", 33, 16.9, 4],
  ]),
  product(coffee, "Yirgacheffe Konga", "Washed Ethiopian single origin: jasmine, bergamot.", [
    ["COF-YIR-250", "250 g", 11.5, 6.2, 7],
    ["COF-YIR-1000", "1 kg", 41, 22.8, 2],
  ]),
  product(coffee, "Huila Supremo", "Washed Colombian single origin: caramel, plum.", [
    ["COF-HUI-250", "250 g", 10.5, 5.4, 6],
    ["COF-HUI-1000", "1 kg", 37, 19.4, 2],
  ]),
  product(coffee, "Night Ferry Decaf", "Sugar-cane decaffeinated, medium roast.", [
    ["COF-DEC-250", "250 g", 9.75, 5, 5],
    ["COF-DEC-GR250", "250 g, ground", 9.75, 5.15, 3],
  ]),
  product(
    coffee,
    "Cold Brew",
    "Eighteen hours in the dark, ready to drink.",
    [
      ["COF-CB-250", "250 ml", 3.6, 1.45, 9],
      ["COF-CB-1000", "1 l", 11, 4.9, 5],
    ],
    { season: "summer" },
  ),
  product(coffee, "Coffee by weight", "Weighed out at the counter.", [["COF-LOOSE", "per kg", 30, 14.2, 5]], byWeight),
  product(tea, "English Breakfast", "Assam and Kenya, brisk and malty.", [
    ["TEA-ENG-50", "50 bags", 5.25, 2.1, 8],
    ["TEA-ENG-100", "100 bags", 9, 3.8, 5],
    ["TEA-ENG-L125", "125 g loose", 6.5, 2.7, 4],
  ]),
  product(tea, "Earl Grey", "Ceylon with oil of bergamot.", [
    ["TEA-EAR-50", "50 bags", 5.5, 2.25, 5],
    ["TEA-EAR-L125", "125 g loose", 6.75, 2.85, 3],
  ]),
  product(tea, "Jasmine Pearls", "Hand-rolled green tea, scented five times.", [["TEA-JAS-L75", "75 g", 9.8, 5.1, 2]]),
  product(tea, "Peppermint", "Whole leaf, nothing else.", [["TEA-PEP-20", "20 bags", 3.8, 1.5, 4]]),
  product(tea, "Rooibos Vanilla", "Last decade's favourite.", [["TEA-ROO-L100", "100 g loose", 4.9, 1.95, 3]], {
    life: "fading",
  }),
  product(tea, "Tea by weight", "Loose leaf from the tin.", [["TEA-LOOSE", "per kg", 46, 19.5, 2]], byWeight),
  product(
    chocolate,
    "Drinking Chocolate",
    "Flakes of 65 % chocolate, for milk.",
    [
      ["CHO-DRK-DARK", "dark", 8.9, 4.2, 5],
      ["CHO-DRK-MINT", "mint", 8.9, 4.3, 3],
      ["CHO-DRK-CHILI", "chilli", 8.9, 4.3, 2],
    ],
    { season: "winter" },
  ),
  product(chocolate, "Chocolate Bar 80 g", "Made in small batches from Piura beans.", [
    ["CHO-BAR-70", "70 %", 4.6, 2.05, 7],
    ["CHO-BAR-SALT", "sea salt", 4.6, 2.1, 6],
    ["CHO-BAR-MILK", "milk", 4.4, 1.95, 5],
    ["CHO-BAR-ORANGE", "orange", 4.6, 2.1, 3],
  ]),
  product(larder, "Granola", "Oats, hazelnuts and honey, baked slowly.", [
    ["LAR-GRA-400", "400 g", 6.2, 2.9, 5],
    ["LAR-GRA-1000", "1 kg", 13.5, 6.6, 2],
  ]),
  product(larder, "Seville Marmalade", "Thick cut.", [
    ["LAR-MAR-227", "227 g", 4.2, 1.9, 4],
    ["LAR-MAR-454", "454 g", 6.9, 3.2, 2],
  ]),
  product(larder, "Heather Honey", "From the Quantock hills, unfiltered.", [
    ["LAR-HON-227", "227 g", 6.8, 3.6, 3],
    ["LAR-HON-454", "454 g", 11.9, 6.5, 2],
  ]),
  product(larder, "Shortbread", "All butter, twelve pieces.", [["LAR-SHO-PLAIN", "plain", 4.5, 1.9, 5]]),
  product(larder, "Ginger Snaps", "With stem ginger, sixteen pieces.", [["LAR-GIN-180", "180 g", 4.9, 2.1, 4]], {
    life: "new",
  }),
  product(crockery, "Harbour Mug 300 ml", "Stoneware, thrown by hand, dishwasher safe.", [
    ["MUG-300-BLUE", "blue", 18, 8.4, 4],
    ["MUG-300-SAND", "sand", 18, 8.4, 3],
    ["MUG-300-MOSS", "moss", 18, 8.4, 2],
    ["MUG-300-CHALK", "chalk", 18, 8.4, 2],
  ]),
  product(crockery, "Espresso Cup 80 ml", "Stoneware, with saucer.", [
    ["CUP-080-BLUE", "blue", 14, 6.3, 2],
    ["CUP-080-SAND", "sand", 14, 6.3, 2],
    ["CUP-080-MOSS", "moss", 14, 6.3, 1],
  ]),
  product(crockery, "Milk Jug 250 ml", "Of an earlier series.", [["JUG-250-MOSS", "moss", 16, 7.5, 2]], {
    life: "forgotten",
  }),
  product({ ...crockery, pack: 4 }, "Teapot 800 ml", "Stoneware with a steel strainer.", [
    ["POT-800-BLUE", "blue", 46, 22.5, 1],
    ["POT-800-SAND", "sand", 46, 22.5, 1],
  ]),
  product(brewing, "Pour-over Dripper", "Borosilicate glass with a cork collar.", [
    ["BRW-DRI-01", "1–2 cups", 24, 11.2, 2],
    ["BRW-DRI-02", "2–4 cups", 29, 13.6, 2],
  ]),
  product({ ...brewing, pack: 20, locations: everywhere }, "Paper Filters", "Unbleached, one hundred in a box.", [
    ["BRW-FIL-01", "1–2 cups", 4.5, 1.6, 7],
    ["BRW-FIL-02", "2–4 cups", 5.2, 1.85, 6],
  ]),
  product(brewing, "French Press", "Double walled steel.", [
    ["BRW-PRE-350", "350 ml", 32, 15.8, 2],
    ["BRW-PRE-1000", "1 l", 44, 21.9, 2],
  ]),
  product(brewing, "Hand Grinder", "Conical steel burrs, 38 mm.", [
    ["BRW-GRI-STEEL", "steel", 79, 41, 1],
    ["BRW-GRI-BLACK", "black", 79, 41, 1],
  ]),
  product(
    { ...larder, category: "Gifts", locations: everywhere },
    "Gift Box",
    "Packed to order in a printed box.",
    [
      ["GIF-COFFEE", "coffee", 34, 17.5, 2],
      ["GIF-TEA", "tea", 29, 14.1, 2],
      ["GIF-BREAKFAST", "breakfast", 42, 20.4, 1],
    ],
    { season: "christmas" },
  ),
  product({ ...crockery, category: "Gifts", pack: 10 }, "Cotton Tote", "Heavy organic cotton, printed in Bristol.", [
    ["GIF-TOTE-NAT", "natural", 12, 4.8, 2],
    ["GIF-TOTE-NAVY", "navy", 12, 4.8, 2],
  ]),
];

export const articles: readonly Article[] = products.flatMap((product) => product.articles);

/** An article that was not delivered for some weeks, sold out, and came back. */
export const interrupted = "CHO-BAR-SALT";

/** An article that has been on offer for some weeks, and at what share of its price. */
export const offer = { sku: "BRW-FIL-02", days: 25, share: 0.6 };

/** SKUs that are sold out, because their suppliers have not delivered them for weeks. */
export const sold_out = ["MUG-300-MOSS", "CHO-BAR-ORANGE", "TEA-JAS-L75", "BRW-GRI-BLACK", "COF-YIR-1000"];

/** The EAN-13 of the nth article, with 952, the prefix that GS1 reserves for demonstrations. */
export function barcodeOf(number: number): string {
  const digits = `9524017${String(number).padStart(5, "0")}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

export const customers = [
  "Amelia Hart",
  "Ben Okafor",
  "Carys Morgan",
  "Daniel Whitlock",
  "Elif Demir",
  "Fergus Boyd",
  "Grace Adeyemi",
  "Harriet Voss",
  "Imran Qureshi",
  "Joanna Pike",
  "Kenji Mori",
  "Lucy Tremaine",
  "Marek Nowak",
  "Nadia Rahman",
  "Oliver Sand",
  "Priya Nair",
  "Quentin Lowe",
  "Rosa Delgado",
  "Stephen Hale",
  "Tamsin Reed",
  "Umar Farouk",
  "Verity Lane",
  "Will Ashdown",
  "Xanthe Cole",
  "Yusuf Aydin",
  "Zoe Marchetti",
];

/** Cafés, shops and offices that order in larger quantities. */
export const trade_customers = [
  { name: "The Wharf Café", email: "kitchen@thewharf.example", phone: "+44 117 496 0118", external_id: "T-001" },
  { name: "Beacon Bookshop", email: "till@beaconbooks.example", phone: "+44 117 496 0127", external_id: "T-002" },
  { name: "Studio Nine Offices", email: "desk@studionine.example", phone: "+44 117 496 0133", external_id: "T-003" },
  { name: "Sailmakers' Canteen", email: "chef@sailmakers.example", phone: "+44 117 496 0149", external_id: "T-004" },
];
