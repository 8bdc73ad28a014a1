import type { Client } from "./client";
import { type Article, locations, type Place, undelivered } from "./company";
import type { Chance } from "./random";
import { exact, type Shelves } from "./shelves";

type World = {
  client: Client;
  shelves: Shelves;
  chance: Chance;
  location_ids: Record<Place, string>;
  /** When half a year begins, when suppliers raise prices, and when some stop delivering. */
  times: { prices_rise: number; deliveries_stop: number };
};
type Change = { sku: string; quantity: number; reason: string; note?: string; unit_cost?: number };

/** The stock keeper's side of the company: deliveries come in, shelves are counted. */
export function newStockRoom({ client, shelves, chance, location_ids, times }: World) {
  let deliveries = 0;

  /** The stock that half a year begins with. */
  async function open() {
    for (const { code } of locations) {
      const changes = shelves.at(code).map((article): Change => {
        const note = "Opening count";
        return {
          sku: article.sku,
          quantity: targetOf(article, code),
          reason: "initial",
          note,
          unit_cost: article.cost,
        };
      });
      await adjust(code, changes);
    }
  }

  /** A delivery of one supplier, or of all, for what a place is short of: in whole cases. */
  async function receive(at: number, place: Place, supplier?: string) {
    const changes = shelves.at(place).flatMap((article): Change[] => {
      const available = shelves.available(place, article.sku);
      const missing = targetOf(article, place) - available;
      if (supplier && article.supplier !== supplier) return [];
      if (at > times.deliveries_stop && undelivered.includes(article.sku)) return [];
      if (missing < targetOf(article, place) / 2) return [];
      const quantity = Math.ceil(missing / article.pack) * article.pack;
      return [{ sku: article.sku, quantity, reason: "received", unit_cost: costOf(article, at) }];
    });
    if (changes.length === 0) return;
    deliveries += 1;
    const number = `DN-${4200 + deliveries}`;
    const note = supplier ? `Delivery ${number}` : `Van load ${number}`;
    await adjust(
      place,
      changes.map((change) => ({ ...change, note })),
      number,
    );
  }

  /** A look at some shelves, which finds a little missing, broken, or too much. */
  async function count(place: Place) {
    const seen = new Set(Array.from({ length: 5 }, () => chance.pick(shelves.at(place))));
    const changes = [...seen].flatMap(({ sku, unit }): Change[] => {
      const reason = chance.weighted(REASONS, (choice) => choice.weight);
      const quantity = unit === "kg" ? exact(chance.whole(1, 4) * 0.05) : chance.whole(1, 2);
      if (reason.sign < 0 && shelves.available(place, sku) < quantity) return [];
      return [{ sku, quantity: reason.sign * quantity, reason: reason.name, note: reason.note }];
    });
    if (changes.length > 0) await adjust(place, changes);
  }

  async function adjust(place: Place, changes: Change[], external_reference?: string) {
    const location_id = location_ids[place];
    await client.post("/api/v1/inventory_adjustments", {
      adjustments: changes.map((change) => ({ ...change, location_id, external_reference })),
    });
    for (const { sku, quantity } of changes) shelves.change(place, sku, { on_hand: quantity });
  }

  function costOf({ cost, supplier }: Article, at: number): number {
    const risen = supplier === "QUAYSIDE" && at > times.prices_rise ? 1.06 : 1;
    return Math.round(cost * risen * (98 + chance.whole(0, 4))) / 100;
  }

  return { open, receive, count };
}

const REASONS = [
  { name: "shrinkage", sign: -1, weight: 4, note: "Missing at the count" },
  { name: "damaged", sign: -1, weight: 3, note: "Broken or torn, thrown away" },
  { name: "theft", sign: -1, weight: 1, note: "Reported to the market office" },
  { name: "found", sign: 1, weight: 3, note: "Behind another box" },
] as const;

/** How much of an article a place wants to have: some weeks of its demand. */
function targetOf({ demand, places }: Article, place: Place): number {
  const share = { WAREHOUSE: 2.6, SHOP: 1.4, STALL: 1 }[place];
  return Math.max(10, Math.ceil(demand * share), places.length === 1 ? 15 : 0);
}
