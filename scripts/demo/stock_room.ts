import type { Client } from "./client";
import { type Article, type LocationCode, locations, sold_out } from "./company";
import { exact, type Levels } from "./levels";
import type { Random } from "./random";

type Options = {
  client: Client;
  levels: Levels;
  random: Random;
  location_ids: Record<LocationCode, string>;
  /** From when on a supplier's prices are higher, and some articles are no longer delivered. */
  times: { price_rise: number; deliveries_end: number };
};
type Adjustment = { sku: string; quantity: number; reason: string; note?: string; unit_cost?: number };

/** Makes the demo's inventory adjustments: opening stock, deliveries and spot checks. */
export class StockRoom {
  readonly #options: Options;
  #deliveries = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Records the opening stock of every location. */
  async open() {
    for (const { code } of locations) {
      const adjustments = this.#options.levels.articlesAt(code).map(
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

  /** Records a delivery, of one supplier or of all, that refills what a location is short of, in whole cases. */
  async receive(time: number, location: LocationCode, supplier?: string) {
    const { levels, times } = this.#options;
    const adjustments = levels.articlesAt(location).flatMap((article): Adjustment[] => {
      const target = targetOf(article, location);
      const missing = target - levels.available(location, article.sku);
      if (supplier && article.supplier !== supplier) return [];
      if (time > times.deliveries_end && sold_out.includes(article.sku)) return [];
      if (missing < target / 2) return [];
      const quantity = Math.ceil(missing / article.pack) * article.pack;
      return [{ sku: article.sku, quantity, reason: "received", unit_cost: this.#costOf(article, time) }];
    });
    if (adjustments.length === 0) return;
    this.#deliveries += 1;
    const number = `DN-${4200 + this.#deliveries}`;
    const note = supplier ? `Delivery ${number}` : `Van load ${number}`;
    await this.#adjust(
      location,
      adjustments.map((adjustment) => ({ ...adjustment, note })),
      number,
    );
  }

  /** Checks five articles of a location, and records small differences. */
  async check(location: LocationCode) {
    const { levels, random } = this.#options;
    const checked = new Set(Array.from({ length: 5 }, () => random.pick(levels.articlesAt(location))));
    const adjustments = [...checked].flatMap(({ sku, unit }): Adjustment[] => {
      const { name, sign, note } = random.weighted(REASONS, (reason) => reason.weight);
      const quantity = unit === "kg" ? exact(random.integer(1, 4) * 0.05) : random.integer(1, 2);
      if (sign < 0 && levels.available(location, sku) < quantity) return [];
      return [{ sku, quantity: sign * quantity, reason: name, note }];
    });
    if (adjustments.length > 0) await this.#adjust(location, adjustments);
  }

  async #adjust(location: LocationCode, adjustments: Adjustment[], external_reference?: string) {
    const { client, levels, location_ids } = this.#options;
    const location_id = location_ids[location];
    await client.post("/api/v1/inventory_adjustments", {
      adjustments: adjustments.map((adjustment) => ({ ...adjustment, location_id, external_reference })),
    });
    for (const { sku, quantity } of adjustments) levels.change(location, sku, { on_hand: quantity });
  }

  #costOf({ cost, supplier }: Article, time: number): number {
    const { random, times } = this.#options;
    const rise = supplier === "QUAYSIDE" && time > times.price_rise ? 1.06 : 1;
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
  const share = { WAREHOUSE: 2.6, SHOP: 1.4, STALL: 1 }[location];
  return Math.max(10, Math.ceil(demand * share), kept_at.length === 1 ? 15 : 0);
}
