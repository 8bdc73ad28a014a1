import type { Client } from "./client";
import type { LocationCode } from "./company";
import { Demand, LOCATION_OF } from "./demand";
import { exact } from "./levels";
import { newRandom } from "./random";
import { DAY } from "./time";

/** How many days before today the demo's oldest demand is. */
export const HISTORY_DAYS = 730;

/** How many rows are imported by one request. */
const PORTION = 5000;

export type DemandRow = { date: string; sku: string; location_id: string; quantity: number; revenue: number };

type Options = { client: Client; location_ids: Record<LocationCode, string>; today: number; first_day: number };

/** Imports what was sold in the days before the first one of the ledger, as the till's and the shop's books say it. */
export async function importHistory({ client, location_ids, today, first_day }: Options) {
  const demand = new Demand(newRandom(20_241_126), today);
  const rows: DemandRow[] = [];
  for (let day = today - HISTORY_DAYS * DAY; day < first_day; day += DAY) {
    const sold = new Map<string, DemandRow>();
    for (const channel of demand.channelsOn(day)) {
      const location_id = location_ids[LOCATION_OF[channel]];
      for (const { article, quantity } of demand.wanted(day, channel)) {
        const key = `${location_id} ${article.sku}`;
        const total = exact((sold.get(key)?.quantity ?? 0) + quantity);
        const revenue = Math.round(total * article.price * 100) / 100;
        if (article.life !== "new")
          sold.set(key, { date: dateOf(day), sku: article.sku, location_id, quantity: total, revenue });
      }
    }
    rows.push(...sold.values());
  }
  await importDemand(client, rows);
}

/** Imports rows, some thousands by each request. */
export async function importDemand(client: Client, rows: DemandRow[]) {
  for (let at = 0; at < rows.length; at += PORTION) {
    await client.post("/api/v1/demand_history", { rows: rows.slice(at, at + PORTION) });
  }
}

export function dateOf(day: number): string {
  return new Date(day).toISOString().slice(0, 10);
}
