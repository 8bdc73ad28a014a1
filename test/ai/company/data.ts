/** The company of the evaluation: what it sells, where, to whom, and of whom it buys. Many names are awkward on purpose. */

type Variant = {
  sku: string;
  name?: string;
  price: number;
  cost: number;
  barcode?: string;
  unit?: string;
  quantity_decimals?: number;
  lot_tracked?: boolean;
};
export type SupplierCode = "MUL" | "NWT" | "ACM" | "DAD" | "LHW" | "PIN";
export type LocationCode = "LDW" | "LSH" | "LYN" | "CGN" | "MS7" | "OAM" | "RET";

/** How a product sells: `slow` in ones, `often` in many orders; until so many days before today, or not at all. */
type Pace = { pace: 0 | 1 | 2 | 3 | 4; until?: number };

export type ProductRow = {
  name: string;
  category: string;
  supplier: SupplierCode;
  variants: Variant[];
  archived?: boolean;
} & Pace;

const one = (sku: string, price: number, cost: number, more: Partial<Variant> = {}): Variant[] => [
  { sku, price, cost, ...more },
];
const several = (price: number, cost: number, names: Record<string, string>): Variant[] =>
  Object.entries(names).map(([sku, name]) => ({ sku, name, price, cost }));
const KILOS = { unit: "kg", quantity_decimals: 3 };
const LOTS = { lot_tracked: true };

const kitchen: ProductRow[] = [
  {
    ...{ name: "Mug", category: "Kitchenware", supplier: "MUL", pace: 4 },
    variants: several(12.5, 4.2, { "MUG-BLU": "Blue", "MUG-RED": "Red", "MUG-WHT": "White" }),
  },
  {
    ...{ name: "Stock Pot 12 L", category: "Kitchenware", supplier: "MUL", pace: 2 },
    variants: one("STP-12", 79, 38.4),
  },
  {
    ...{ name: "Frying Pan", category: "Kitchenware", supplier: "MUL", pace: 3 },
    variants: several(34.9, 14.75, { "PAN-24": "24 cm", "PAN-28": "28 cm" }),
  },
  {
    ...{ name: "Chef's Knife", category: "Kitchenware", supplier: "MUL", pace: 2 },
    variants: one("KNF-01", 58, 21.3, { barcode: "4006381333931" }),
  },
  { name: "Cutting Board", category: "Kitchenware", supplier: "MUL", pace: 2, variants: one("CUT-01", 22, 8.15) },
  { name: "Salad Bowl", category: "Kitchenware", supplier: "MUL", pace: 2, variants: one("BWL-SAL", 19.5, 6.6) },
  { name: "Soup Bowl", category: "Kitchenware", supplier: "MUL", pace: 3, variants: one("BWL-SOU", 9.9, 3.05) },
  {
    ...{ name: "Last Order Pint Glass", category: "Glassware", supplier: "MUL", pace: 3 },
    variants: one("LOP-1", 7.5, 2.1),
  },
  { name: "Wine Glass", category: "Glassware", supplier: "MUL", pace: 3, variants: one("WGL-6", 6.4, 1.95) },
  { name: "Carafe 1 L", category: "Glassware", supplier: "MUL", pace: 1, variants: one("CAR-1", 27, 11) },
];

const interiors: ProductRow[] = [
  {
    ...{ name: "Desk Lamp", category: "Lighting", supplier: "PIN", pace: 3 },
    variants: several(45, 18.6, { "LMP-DSK-BK": "Black", "LMP-DSK-BR": "Brass" }),
  },
  { name: "Desk Lamp Pro", category: "Lighting", supplier: "PIN", pace: 2, variants: one("LMP-PRO", 89, 41.25) },
  { name: "Floor Lamp", category: "Lighting", supplier: "PIN", pace: 1, variants: one("LMP-FLR", 129, 64) },
  { name: "Candles", category: "Candles", supplier: "PIN", pace: 2, variants: one("CAN-12", 14, 5.2) },
  { name: "Scented Candle", category: "Candles", supplier: "PIN", pace: 3, variants: one("CAN-SC", 18.5, 6.8) },
  {
    ...{ name: "Low Table 40 cm", category: "Furniture", supplier: "NWT", pace: 2 },
    variants: one("TBL-40", 149, 82),
  },
  { name: "Bar Stool", category: "Furniture", supplier: "NWT", pace: 2, variants: one("STL-BAR", 95, 44.5) },
  { name: "Bookshelf", category: "Furniture", supplier: "NWT", pace: 1, until: 200, variants: one("SHF-1", 219, 121) },
  {
    ...{ name: "Office Chair", category: "Furniture", supplier: "NWT", pace: 2 },
    variants: several(189, 97.5, { "CHR-GR": "Grey", "CHR-GN": "Green" }),
  },
];

const apparel: ProductRow[] = [
  {
    ...{ name: "T-Shirt", category: "Apparel", supplier: "NWT", pace: 4 },
    variants: several(19.9, 6.25, {
      "TSH-BK-S": "Black S",
      "TSH-BK-M": "Black M",
      "TSH-BK-L": "Black L",
      "TSH-WH-M": "White M",
    }),
  },
  {
    ...{ name: "Polo Shirt", category: "Apparel", supplier: "NWT", pace: 3 },
    variants: several(39, 15.1, { "POL-M": "M", "POL-L": "L" }),
  },
  {
    ...{ name: "Flannel Shirt", category: "Apparel", supplier: "NWT", pace: 2 },
    variants: several(54, 22.7, { "FLN-M": "M", "FLN-L": "L" }),
  },
  { name: "Top 5 Socks", category: "Apparel", supplier: "NWT", pace: 3, variants: one("SOC-5", 16, 5.05) },
  { name: "Wool Scarf", category: "Apparel", supplier: "NWT", pace: 1, until: 110, variants: one("SCF-1", 42, 17) },
  {
    ...{ name: "Rain Jacket", category: "Apparel", supplier: "NWT", pace: 2 },
    variants: several(110, 51.9, { "JKT-S": "S", "JKT-M": "M" }),
  },
];

const food: ProductRow[] = [
  { name: "Crème brûlée", category: "Food", supplier: "DAD", pace: 2, variants: one("CRB-4", 9.8, 3.9, LOTS) },
  { name: "Basmati Rice", category: "Food", supplier: "DAD", pace: 3, variants: one("RICE-B", 4.6, 1.85, KILOS) },
  { name: "Coffee Beans", category: "Food", supplier: "DAD", pace: 4, variants: one("COF-1", 28, 12.4, KILOS) },
  { name: "Yoghurt", category: "Food", supplier: "DAD", pace: 3, variants: one("YOG-500", 3.4, 1.3, LOTS) },
  {
    ...{ name: "Cheddar", category: "Food", supplier: "DAD", pace: 2 },
    variants: one("CHE-KG", 24, 11.6, { ...KILOS, ...LOTS }),
  },
  { name: "Honey", category: "Food", supplier: "DAD", pace: 2, variants: one("HON-350", 8.9, 3.6) },
  { name: "Olive Oil", category: "Food", supplier: "DAD", pace: 2, variants: one("OIL-750", 17.5, 8.2, LOTS) },
  { name: "May Wine", category: "Drinks", supplier: "LHW", pace: 3, variants: one("MAYW-75", 21, 9.3) },
  { name: "Oat Milk", category: "Drinks", supplier: "DAD", pace: 3, variants: one("OATM-1", 4.2, 1.7, LOTS) },
  { name: "Orange Juice", category: "Drinks", supplier: "LHW", pace: 2, variants: one("OJ-1", 5.5, 2.2, LOTS) },
];

const sundries: ProductRow[] = [
  {
    ...{ name: "Total Care 500 ml", category: "Personal Care", supplier: "ACM", pace: 3 },
    variants: one("TOC-500", 11.9, 4.4),
  },
  { name: "Hand Soap", category: "Personal Care", supplier: "ACM", pace: 3, variants: one("SOAP-1", 6.5, 2.3) },
  { name: "First Aid Kit", category: "Personal Care", supplier: "ACM", pace: 1, variants: one("FAK-1", 36, 15.8) },
  {
    ...{ name: "Sunscreen SPF 30", category: "Personal Care", supplier: "ACM", pace: 2, until: 240 },
    variants: one("SUN-30", 23, 9.9),
  },
  {
    ...{ name: "Notebook A5", category: "Stationery", supplier: "ACM", pace: 3 },
    variants: several(7.9, 2.45, { "10025": "Lined", "10026": "Blank" }),
  },
  {
    ...{ name: "Wall Calendar 2026", category: "Stationery", supplier: "ACM", pace: 2, until: 250 },
    variants: one("2026-01", 15, 5.6),
  },
  {
    ...{ name: "Return to Sender Stamp", category: "Stationery", supplier: "ACM", pace: 1 },
    variants: one("STMP-1", 13, 4.9),
  },
  { name: "Year Planner", category: "Stationery", supplier: "ACM", pace: 0, variants: one("PLAN-27", 18, 7.1) },
  {
    ...{ name: "Garden Gnome", category: "Outdoor", supplier: "NWT", pace: 1, until: 300, archived: true },
    variants: one("GNO-1", 33, 12),
  },
  {
    ...{ name: "Fidget Spinner", category: "Outdoor", supplier: "ACM", pace: 0, archived: true },
    variants: one("FID-1", 5, 1.1),
  },
];

export const PRODUCTS: readonly ProductRow[] = [...kitchen, ...interiors, ...apparel, ...food, ...sundries];

export const LOCATIONS: readonly { code: LocationCode; name: string; type: string }[] = [
  { code: "LDW", name: "Leeds Warehouse", type: "warehouse" },
  { code: "LSH", name: "Leeds Shop", type: "store" },
  { code: "LYN", name: "Lyon", type: "store" },
  { code: "CGN", name: "Köln Outlet", type: "store" },
  { code: "MS7", name: "Main Street 7", type: "store" },
  { code: "OAM", name: "Open Air Market", type: "store" },
  { code: "RET", name: "Returns", type: "other" },
];

export const SUPPLIERS: readonly { code: SupplierCode; name: string; lead_time_days: number; currency?: string }[] = [
  { code: "MUL", name: "Müller Keramik", lead_time_days: 14 },
  { code: "NWT", name: "Northwind Traders", lead_time_days: 21 },
  { code: "ACM", name: "Acme", lead_time_days: 7 },
  { code: "DAD", name: "Dairy Direct", lead_time_days: 4 },
  { code: "LHW", name: "Late Harvest Wines", lead_time_days: 10 },
  { code: "PIN", name: "Pinnacle Interiors", lead_time_days: 12 },
];

/** Customers; the first eight buy wholesale. */
export const CUSTOMERS = [
  ...["Hotel Bellevue", "The Last Resort Hotel", "O'Brien's Pub", "Pinnacle Interiors", "Café Zoë", "7-Twelve"],
  ...["Count & Sons", "Top Shelf Bar", "Jane Smith", "John Smith", "Anna Müller", "Green Grocer Ltd", "Bella Italia"],
  ...["Kiwi Kitchens", "Sunday Roast Co", "Harbour Café", "Studio North", "Northside Gym", "Lamplight Theatre"],
  ...["Oakwood School", "Dr. Yusuf Khan", "María González", "Blue Door B&B", "Weekend Warriors", "Riverside Deli"],
] as const;
export const WHOLESALE = 8;
