import type { Client } from "./client";
import { type Article, interrupted, LAUNCH, type LocationCode, locations, sold_out } from "./company";
import { dateOf } from "./history";
import { exact, type Levels } from "./levels";
import type { Random } from "./random";
import { DAY } from "./time";

/** How many days before today a supplier's prices rose. */
const PRICE_RISE = 80;
/** How many days before today some articles are no longer delivered, and for how long another one was not. */
const DELIVERIES_END = 49;
const INTERRUPTION = { from: 100, to: 52 };

type Options = {
  client: Client;
  levels: Levels;
  random: Random;
  location_ids: Record<LocationCode, string>;
  /** The ids of suppliers by their codes. */
  supplier_ids: ReadonlyMap<string, string>;
  today: number;
};
type Adjustment = { sku: string; quantity: number; reason: string; note?: string; unit_cost?: number };
type Line = { sku: string; quantity: number; unit_cost: number };
type Purchase = { id: string; lines: Line[] };
/** What a location orders of one supplier or of all, and the day on which it is due. */
type Delivery = { ordered_at: number; due: number; location: LocationCode; supplier: string | undefined };

/** Makes the demo's opening stock, purchase orders with their receipts, and spot checks. */
export class StockRoom {
  readonly #options: Options;
  /** The purchase orders that have not arrived. */
  readonly #ordered = new Map<Delivery, Purchase[]>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Records the opening stock of every location. */
  async open() {
    for (const { code } of locations) {
      const articles = this.#options.levels.articlesAt(code).filter(({ life }) => life !== "new");
      const adjustments = articles.map(
        (article): Adjustment => ({
          sku: article.sku,
          quantity: targetOf(article, code),
          reason: "initial",
          note: "Opening count",
          unit_cost: article.cost,
        }),
      );
      await this.#adjust(code, adjustments);
    }
  }

  /** Orders what a location is short of, in whole cases. */
  async order(delivery: Delivery) {
    const { ordered_at: time, due, location, supplier } = delivery;
    const { client, levels, location_ids, supplier_ids } = this.#options;
    const short = levels.articlesAt(location).flatMap((article) => {
      const target = targetOf(article, location);
      const missing = target - levels.available(location, article.sku);
      if (supplier && article.supplier !== supplier) return [];
      if (!this.#isDelivered(article, time)) return [];
      if (missing < target / 2) return [];
      const quantity = Math.ceil(missing / article.pack) * article.pack;
      return [
        { supplier: article.supplier, line: { sku: article.sku, quantity, unit_cost: this.#costOf(article, time) } },
      ];
    });
    const purchases = Map.groupBy(short, (article) => article.supplier);
    for (const [code, articles] of purchases) {
      const lines = articles.map(({ line }) => line);
      const { id } = await client.post<{ id: string }>("/api/v1/purchase_orders", {
        supplier_id: supplier_ids.get(code),
        location_id: location_ids[location],
        expected_at: dateOf(due),
        items: lines,
      });
      this.#ordered.set(delivery, [...(this.#ordered.get(delivery) ?? []), { id, lines }]);
    }
  }

  /** Orders mugs that have not come to this day. */
  async orderInVain() {
    const { client, today, location_ids, supplier_ids } = this.#options;
    await client.post("/api/v1/purchase_orders", {
      supplier_id: supplier_ids.get("CORMORANT"),
      location_id: location_ids.WAREHOUSE,
      expected_at: dateOf(today - DELIVERIES_END * DAY),
      items: [{ sku: sold_out[0], quantity: 12, unit_cost: 8.4 }],
    });
  }

  /** Receives what was ordered. */
  async receive(delivery: Delivery) {
    const { client, levels } = this.#options;
    for (const { id, lines } of this.#ordered.get(delivery) ?? []) {
      await client.post(`/api/v1/purchase_orders/${id}/receive`, {});
      for (const { sku, quantity } of lines) levels.change(delivery.location, sku, { on_hand: quantity });
    }
    this.#ordered.delete(delivery);
  }

  /** Checks five articles of a location, and records small differences. */
  async check(time: number, location: LocationCode) {
    const { levels, random } = this.#options;
    const kept = levels.articlesAt(location).filter((article) => this.#isDelivered(article, time));
    const checked = new Set(Array.from({ length: 5 }, () => random.pick(kept)));
    const adjustments = [...checked].flatMap(({ sku, unit }): Adjustment[] => {
      const { name, sign, note } = random.weighted(REASONS, (reason) => reason.weight);
      const quantity = unit === "kg" ? exact(random.integer(1, 4) * 0.05) : random.integer(1, 2);
      if (sign < 0 && levels.available(location, sku) < quantity) return [];
      return [{ sku, quantity: sign * quantity, reason: name, note }];
    });
    if (adjustments.length > 0) await this.#adjust(location, adjustments);
  }

  async #adjust(location: LocationCode, adjustments: Adjustment[]) {
    const { client, levels, location_ids } = this.#options;
    const location_id = location_ids[location];
    await client.post("/api/v1/inventory_adjustments", {
      adjustments: adjustments.map((adjustment) => ({ ...adjustment, location_id })),
    });
    for (const { sku, quantity } of adjustments) levels.change(location, sku, { on_hand: quantity });
  }

  /** Whether suppliers have an article: not before it was launched, nor after it ended, nor while it was missing. */
  #isDelivered({ sku, life }: Article, time: number): boolean {
    const days_ago = this.#daysBefore(time);
    if (life === "new") return days_ago <= LAUNCH;
    if (sku === interrupted) return days_ago > INTERRUPTION.from || days_ago < INTERRUPTION.to;
    return days_ago >= DELIVERIES_END || !sold_out.includes(sku);
  }

  #daysBefore(time: number): number {
    return (this.#options.today - time) / DAY;
  }

  #costOf({ cost, supplier }: Article, time: number): number {
    const { random } = this.#options;
    const rise = supplier === "QUAYSIDE" && this.#daysBefore(time) < PRICE_RISE ? 1.06 : 1;
    return Math.round(cost * rise * (98 + random.integer(0, 4))) / 100;
  }
}

const REASONS = [
  { name: "shrinkage", sign: -1, weight: 4, note: "Missing at the count" },
  { name: "damaged", sign: -1, weight: 3, note: "Broken or torn, thrown away" },
  { name: "theft", sign: -1, weight: 1, note: "Reported to the market office" },
  { name: "found", sign: 1, weight: 3, note: "Behind another box" },
] as const;

/** The quantity of an article that a location is stocked up to: some weeks of its demand. */
function targetOf({ demand, locations: kept_at }: Article, location: LocationCode): number {
  const share = { WAREHOUSE: 2.6, SHOP: 3, STALL: 1.4 }[location];
  return Math.max(10, Math.ceil(demand * share), kept_at.length === 1 ? 15 : 0);
}
