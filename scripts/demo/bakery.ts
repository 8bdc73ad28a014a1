import type { Agenda } from "./agenda";
import { bakedGoods } from "./baked_goods";
import type { Client } from "./client";
import { dateOf, HISTORY_DAYS, importDemand } from "./history";
import { DAY, HOUR, startOfDay } from "./time";

/** How many days ago the demo's bakery began to record its stock. */
const DAYS = 6;

type Options = { client: Client; agenda: Agenda; shop_id: string; now: number };
type Resource = { id: string };
type Delivery = { sku: string; quantity: number; unit_cost: number; lot_number: string; expiry_date: string };
type Batch = Resource & { inputs: Resource[] };
type RecipeName = keyof typeof recipes;

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

/**
 * The bakery behind the shop. Its ingredients and goods are lots, so that what it sells can be traced to the supplier.
 */
export class Bakery {
  readonly #options: Options;
  readonly #today: number;
  readonly #recipe_ids = {} as Record<RecipeName, string>;
  #location_id = "";
  #supplier_id = "";

  constructor(options: Options) {
    this.#options = options;
    this.#today = startOfDay(options.now);
  }

  /** Schedules what happens in the bakery until `now`. */
  schedule() {
    const { agenda } = this.#options;
    const opening_day = this.#today - DAYS * DAY;
    agenda.schedule(opening_day + 3 * HOUR, () => this.#open());
    for (let day = 0; day < DAYS; day++) {
      agenda.schedule(opening_day + day * DAY + 3.25 * HOUR, () => this.#bake(day));
      agenda.schedule(opening_day + day * DAY + 16.75 * HOUR, () => this.#sell(day));
    }
  }

  /** The last hours: some milk is wasted, a batch of dough is in progress, and one of loaves is planned. */
  async finish() {
    const lots = await this.#options.client.get<{ id: string; lot_number: string }[]>("/api/v1/lots?sku=BAK-MILK");
    const expired = lots.find(({ lot_number }) => lot_number === "MI-118");
    await this.#post("waste_records", {
      sku: "BAK-MILK",
      location_id: this.#location_id,
      quantity: 1.5,
      reason: "spoilage",
      lot_record_id: expired?.id,
      notes: "Found behind the butter",
    });
    await this.#start("dough", 5);
    await this.#plan("loaves", 24);
  }

  /**
   * Creates the bakery, its catalogue and its stock: of some lots that keep, some about to expire, and one just
   * expired.
   */
  async #open() {
    const location = await this.#post("locations", {
      name: "Cornmarket Bakery",
      code: "BAKERY",
      type: "other",
      address: { line1: "41a Cornmarket Row", city: "Bristol" },
    });
    const supplier = await this.#post("suppliers", {
      name: "Severn Mill & Dairy",
      code: "SEVERN",
      lead_time_days: 2,
    });
    this.#location_id = location.id;
    this.#supplier_id = supplier.id;
    await this.#post("products", { name: "Bakery ingredients", category: "Bakery", variants: ingredients });
    await this.#post("products", { name: "Bakery goods", category: "Bakery", variants: goods });
    for (const [name, recipe] of Object.entries(recipes)) {
      this.#recipe_ids[name as RecipeName] = (await this.#post("recipes", recipe)).id;
    }
    await this.#importHistory();
    await this.#receive([
      { sku: "BAK-FLOUR", quantity: 60, unit_cost: 0.82, lot_number: "FL-2207", expiry_date: this.#date(9) },
      { sku: "BAK-FLOUR", quantity: 120, unit_cost: 0.86, lot_number: "FL-2311", expiry_date: this.#date(140) },
      { sku: "BAK-BUTTER", quantity: 30, unit_cost: 6.4, lot_number: "BU-0918", expiry_date: this.#date(4) },
      { sku: "BAK-MILK", quantity: 14, unit_cost: 0.95, lot_number: "MI-118", expiry_date: this.#date(-1) },
      { sku: "BAK-MILK", quantity: 16, unit_cost: 0.95, lot_number: "MI-119", expiry_date: this.#date(2) },
      { sku: "BAK-YEAST", quantity: 2, unit_cost: 5.2, lot_number: "YE-77", expiry_date: this.#date(6) },
    ]);
    await this.#post("inventory_adjustments", {
      sku: "BAK-SALT",
      location_id: this.#location_id,
      quantity: 25,
      reason: "initial",
      unit_cost: 0.6,
    });
  }

  /** Orders and receives deliveries, one item for each SKU and one receipt for each lot. */
  async #receive(deliveries: Delivery[]) {
    const items = [...Map.groupBy(deliveries, ({ sku }) => sku)].map(([sku, lots]) => ({
      sku,
      quantity: lots.reduce((sum, { quantity }) => sum + quantity, 0),
      unit_cost: lots[0]?.unit_cost,
    }));
    const order = await this.#post("purchase_orders", {
      supplier_id: this.#supplier_id,
      location_id: this.#location_id,
      items,
    });
    await this.#post(`purchase_orders/${order.id}/receive`, { items: deliveries });
  }

  /** What the shop sold of the bakery's goods before they were recorded. */
  async #importHistory() {
    const days = Array.from({ length: HISTORY_DAYS - DAYS }, (_, index) => this.#today - (HISTORY_DAYS - index) * DAY);
    const rows = days.flatMap((day) => {
      const { croissants, loaves } = bakedGoods(day);
      const row = { date: dateOf(day), location_id: this.#options.shop_id };
      return [
        { ...row, sku: "BAK-CROISSANT", quantity: croissants, revenue: Math.round(croissants * 240) / 100 },
        { ...row, sku: "BAK-LOAF", quantity: loaves, revenue: Math.round(loaves * 480) / 100 },
      ];
    });
    await importDemand(this.#options.client, rows);
  }

  /** A day's production: dough, croissants and loaves, which are transferred to the shop. */
  async #bake(day: number) {
    const { croissants, loaves } = this.#demandOn(day);
    await this.#make("dough", Math.ceil(croissants / 9), { wasted: day % 2 ? 0.1 : 0 });
    await this.#make("croissants", croissants + 8, { lost: day % 4 });
    await this.#make("loaves", loaves + 2);
    const transfer = await this.#post("stock_transfers", {
      from_location_id: this.#location_id,
      to_location_id: this.#options.shop_id,
      items: [
        { sku: "BAK-CROISSANT", quantity: croissants + 4 },
        { sku: "BAK-LOAF", quantity: loaves + 2 },
      ],
    });
    await this.#post(`stock_transfers/${transfer.id}/ship`);
    await this.#post(`stock_transfers/${transfer.id}/receive`);
  }

  /** Two cafés take their share, and the till sells the rest. */
  async #sell(day: number) {
    const { croissants, loaves } = this.#demandOn(day);
    const [wharf, canteen] = [Math.round(croissants / 2), Math.round(croissants / 4)];
    const sales = [
      { customer: { name: "The Wharf Café" }, channel: "trade", croissants: wharf, loaves: 2 },
      { customer: { name: "Sailmakers' Canteen" }, channel: "trade", croissants: canteen, loaves: 1 },
      { customer: {}, channel: "till", croissants: croissants - wharf - canteen, loaves: loaves - 3 },
    ];
    for (const { customer, channel, croissants, loaves } of sales) {
      const order = await this.#post("orders", {
        location_id: this.#options.shop_id,
        channel,
        customer,
        items: [
          { sku: "BAK-CROISSANT", quantity: croissants },
          { sku: "BAK-LOAF", quantity: loaves },
        ],
      });
      await this.#post(`orders/${order.id}/fulfill`);
    }
  }

  /** What is sold on the bakery's nth day. */
  #demandOn(day: number) {
    return bakedGoods(this.#today - (DAYS - day) * DAY);
  }

  #plan(recipe: RecipeName, planned_quantity: number): Promise<Resource> {
    return this.#post("production_batches", {
      recipe_id: this.#recipe_ids[recipe],
      location_id: this.#location_id,
      planned_quantity,
    });
  }

  async #start(recipe: RecipeName, planned_quantity: number): Promise<Batch> {
    const { id } = await this.#plan(recipe, planned_quantity);
    return this.#post<Batch>(`production_batches/${id}/start`);
  }

  /** Completes a batch that produces `lost` less than planned, and wastes `wasted` of its first input. */
  async #make(recipe: RecipeName, planned_quantity: number, { lost = 0, wasted = 0 } = {}) {
    const { id, inputs } = await this.#start(recipe, planned_quantity);
    await this.#post(`production_batches/${id}/complete`, {
      actual_quantity_produced: planned_quantity - lost,
      inputs: wasted > 0 ? [{ production_batch_input_id: inputs[0]?.id, waste_quantity: wasted }] : [],
    });
  }

  /** The date in `days` days. */
  #date(days: number): string {
    return new Date(this.#today + days * DAY).toISOString().slice(0, 10);
  }

  #post<T = Resource>(path: string, body?: unknown): Promise<T> {
    return this.#options.client.post<T>(`/api/v1/${path}`, body);
  }
}
