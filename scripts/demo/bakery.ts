import type { Agenda } from "./agenda";
import type { Client } from "./client";
import { startOfDay } from "./orders";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** For how many days the demo has had its own bakery. */
const DAYS = 6;

type World = { client: Client; agenda: Agenda; shop_id: string; now: number };
type Id = { id: string };
type Delivery = { sku: string; quantity: number; unit_cost: number; lot_number: string; expiry_date: string };
type Batch = Id & { inputs: Id[]; outputs: { lot_id: string }[] };

const kilos = { unit: "kg", quantity_decimals: 4, lot_tracked: true };

const ingredients = [
  { sku: "BAK-FLOUR", name: "Flour T55", ...kilos, cost: 0.82 },
  { sku: "BAK-BUTTER", name: "Butter, unsalted", ...kilos, cost: 6.4, shelf_life_days: 60 },
  { sku: "BAK-MILK", name: "Whole milk", ...kilos, unit: "l", cost: 0.95, shelf_life_days: 8 },
  { sku: "BAK-YEAST", name: "Fresh yeast", ...kilos, cost: 5.2, shelf_life_days: 21 },
  { sku: "BAK-SALT", name: "Sea salt", unit: "kg", quantity_decimals: 4, cost: 0.6 },
];

const goods = [
  { sku: "BAK-DOUGH", name: "Croissant dough", ...kilos, shelf_life_days: 2 },
  { sku: "BAK-CROISSANT", name: "Butter croissant", lot_tracked: true, shelf_life_days: 1, price: 2.4 },
  { sku: "BAK-LOAF", name: "Country loaf", lot_tracked: true, shelf_life_days: 3, price: 4.8 },
];

const recipes = {
  dough: {
    name: "Croissant dough",
    code: "DOUGH",
    output_sku: "BAK-DOUGH",
    output_quantity: 10,
    items: [
      { sku: "BAK-FLOUR", quantity: 5.2, scrap_percent: 1 },
      { sku: "BAK-BUTTER", quantity: 2.75 },
      { sku: "BAK-MILK", quantity: 1.9 },
      { sku: "BAK-YEAST", quantity: 0.125 },
      { sku: "BAK-SALT", quantity: 0.1 },
    ],
    instructions: "Mix, rest overnight, laminate in three turns.",
  },
  croissants: {
    name: "Butter croissants",
    code: "CROISSANT",
    output_sku: "BAK-CROISSANT",
    output_quantity: 40,
    items: [{ sku: "BAK-DOUGH", quantity: 3, scrap_percent: 2 }],
    instructions: "Roll, prove for two hours, bake at 190 °C.",
  },
  loaves: {
    name: "Country loaves",
    code: "LOAF",
    output_sku: "BAK-LOAF",
    output_quantity: 12,
    items: [
      { sku: "BAK-FLOUR", quantity: 7.2 },
      { sku: "BAK-YEAST", quantity: 0.06 },
      { sku: "BAK-SALT", quantity: 0.15 },
    ],
    instructions: null,
  },
};

/** The bakery behind the shop: made of lots, it makes lots, and what it sells can be traced back to the mill. */
export function newBakery({ client, agenda, shop_id, now }: World) {
  const today = startOfDay(now);
  const post = <T = Id>(path: string, body?: unknown) => client.post<T>(`/api/v1/${path}`, body);
  const date = (days: number) => new Date(today + days * DAY).toISOString().slice(0, 10);
  const ids = {} as Record<"bakery" | "supplier" | keyof typeof recipes, string>;

  /** Opens shop with ingredients of several lots: some last, some are about to expire, one has just done so. */
  async function open() {
    const location = { name: "Cornmarket Bakery", code: "BAKERY", type: "other" };
    ids.bakery = (
      await post("locations", { ...location, address: { line1: "41a Cornmarket Row", city: "Bristol" } })
    ).id;
    ids.supplier = (await post("suppliers", { name: "Severn Mill & Dairy", code: "SEVERN", lead_time_days: 2 })).id;
    const category = "Bakery";
    await post("products", { name: "Bakery ingredients", category, variants: ingredients });
    await post("products", { name: "Bakery goods", category, variants: goods });
    for (const [name, recipe] of Object.entries(recipes))
      ids[name as keyof typeof recipes] = (await post("recipes", recipe)).id;
    await receive([
      { sku: "BAK-FLOUR", quantity: 60, unit_cost: 0.82, lot_number: "FL-2207", expiry_date: date(9) },
      { sku: "BAK-FLOUR", quantity: 120, unit_cost: 0.86, lot_number: "FL-2311", expiry_date: date(140) },
      { sku: "BAK-BUTTER", quantity: 30, unit_cost: 6.4, lot_number: "BU-0918", expiry_date: date(4) },
      { sku: "BAK-MILK", quantity: 14, unit_cost: 0.95, lot_number: "MI-118", expiry_date: date(-1) },
      { sku: "BAK-MILK", quantity: 16, unit_cost: 0.95, lot_number: "MI-119", expiry_date: date(2) },
      { sku: "BAK-YEAST", quantity: 2, unit_cost: 5.2, lot_number: "YE-77", expiry_date: date(6) },
    ]);
    const salt = { sku: "BAK-SALT", location_id: ids.bakery, quantity: 25, reason: "initial", unit_cost: 0.6 };
    await post("inventory_adjustments", salt);
  }

  async function receive(items: Delivery[]) {
    const { supplier: supplier_id, bakery: location_id } = ids;
    const totals = Map.groupBy(items, ({ sku }) => sku);
    const ordered = [...totals].map(([sku, lots]) => ({
      sku,
      quantity: lots.reduce((sum, { quantity }) => sum + quantity, 0),
      unit_cost: lots[0]?.unit_cost,
    }));
    const order = await post("purchase_orders", { supplier_id, location_id, items: ordered });
    await post(`purchase_orders/${order.id}/receive`, { items });
  }

  async function start(recipe: keyof typeof recipes, planned_quantity: number): Promise<Batch> {
    const plan = { recipe_id: ids[recipe], location_id: ids.bakery, planned_quantity };
    const { id } = await post("production_batches", plan);
    return post<Batch>(`production_batches/${id}/start`);
  }

  /** Makes a batch, of which a little goes wrong. */
  async function make(recipe: keyof typeof recipes, planned: number, lost = 0, waste_quantity = 0): Promise<Batch> {
    const { id, inputs } = await start(recipe, planned);
    const wasted = waste_quantity > 0 ? [{ production_batch_input_id: inputs[0]?.id, waste_quantity }] : [];
    return post<Batch>(`production_batches/${id}/complete`, {
      actual_quantity_produced: planned - lost,
      inputs: wasted,
    });
  }

  /** A day: dough and loaves before dawn, croissants at six, all of it to the shop, and most of it sold. */
  async function bake(day: number) {
    await make("dough", 5, 0, day % 2 ? 0.1 : 0);
    await make("croissants", 60, day % 4);
    await make("loaves", 12);
    const quantities = [
      { sku: "BAK-CROISSANT", quantity: 56 },
      { sku: "BAK-LOAF", quantity: 12 },
    ];
    const transfer = { from_location_id: ids.bakery, to_location_id: shop_id, items: quantities };
    const { id } = await post("stock_transfers", transfer);
    await post(`stock_transfers/${id}/ship`);
    await post(`stock_transfers/${id}/receive`);
  }

  async function sell(day: number) {
    for (const [name, croissants, loaves] of [
      ["The Wharf Café", 30, 4],
      ["Sailmakers' Canteen", 16, 3],
      ["", 6 + (day % 3), 3],
    ] as const) {
      const items = [
        { sku: "BAK-CROISSANT", quantity: croissants },
        { sku: "BAK-LOAF", quantity: loaves },
      ];
      const customer = name ? { name } : {};
      const { id } = await post("orders", { location_id: shop_id, channel: name ? "trade" : "till", customer, items });
      await post(`orders/${id}/fulfill`);
    }
  }

  /** The last hours: some milk is thrown away, tomorrow's dough is under way, and loaves are planned. */
  async function tidy() {
    const lots = await client.get<{ id: string; lot_number: string }[]>("/api/v1/lots?sku=BAK-MILK");
    const old = lots.find(({ lot_number }) => lot_number === "MI-118");
    const waste = {
      sku: "BAK-MILK",
      location_id: ids.bakery,
      quantity: 1.5,
      reason: "spoilage",
      lot_record_id: old?.id,
    };
    await post("waste_records", { ...waste, notes: "Found behind the butter" });
    await start("dough", 5);
    await post("production_batches", { recipe_id: ids.loaves, location_id: ids.bakery, planned_quantity: 24 });
  }

  /** Plans the bakery's life up to `now`. */
  function plan() {
    const first = today - DAYS * DAY;
    agenda.plan(first + 3 * HOUR, open);
    for (let day = 1; day < DAYS; day++) {
      agenda.plan(first + day * DAY + 3.25 * HOUR, () => bake(day));
      agenda.plan(first + day * DAY + 16.75 * HOUR, () => sell(day));
    }
  }

  return { plan, tidy };
}

export type Bakery = ReturnType<typeof newBakery>;
