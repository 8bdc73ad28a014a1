import { type Article, articles, type Life, type LocationCode, type Season, sold_out } from "./company";
import { exact } from "./levels";
import type { Random } from "./random";
import { DAY } from "./time";

export type Channel = "webshop" | "marketplace" | "till" | "market" | "trade";
export type Wanted = { article: Article; quantity: number };

export const LOCATION_OF: Record<Channel, LocationCode> = {
  webshop: "WAREHOUSE",
  marketplace: "WAREHOUSE",
  trade: "WAREHOUSE",
  till: "SHOP",
  market: "STALL",
};

/** Orders of the webshop, the marketplace and trade customers per weekday, from Sunday on. */
const ORDERS = [2, 3, 3, 2, 2, 3, 3];

/** How busy the shop and the market are on each weekday, from Sunday on. */
const BUSY = [1.2, 0.7, 0.75, 0.85, 0.95, 1.25, 1.6];

/** How long before today the articles that sell out are in high demand. */
const RUSH = 35 * DAY;

/** What customers ask for: the demand that the demo's orders and the history before them share. */
export class Demand {
  readonly #random: Random;
  readonly #today: number;

  constructor(random: Random, today: number) {
    this.#random = random;
    this.#today = today;
  }

  /** The channels of a day's orders: each evening all that the shop's till sold, and at weekends all that the market did. */
  channelsOn(day: number): Channel[] {
    const weekday = new Date(day).getUTCDay();
    const is_weekend = weekday === 0 || weekday === 6;
    const shares = { webshop: 50, marketplace: 10, trade: is_weekend ? 0 : 8 };
    const parcels = Object.keys(shares) as (keyof typeof shares)[];
    const count = (ORDERS[weekday] as number) + this.#random.integer(-1, 1);
    const ordered = Array.from({ length: count }, () => this.#random.weighted(parcels, (channel) => shares[channel]));
    return [...ordered, "till", ...(is_weekend ? (["market"] as const) : [])];
  }

  /** What an order asks for, whether it can be had or not: a few articles, or all that a till sold on a day. */
  wanted(time: number, channel: Channel): Wanted[] {
    const random = this.#random;
    const location = LOCATION_OF[channel];
    const choices = articles.filter(
      ({ sku, locations }) => locations.includes(location) && (channel !== "trade" || /^(COF|TEA|LAR)-/.test(sku)),
    );
    const wanted = new Map<string, Wanted>();
    for (let count = this.#linesOf(time, channel); count > 0; count--) {
      const article = random.weighted(choices, (choice) => this.#weightOf(choice, time));
      const quantity = (wanted.get(article.sku)?.quantity ?? 0) + this.#quantityOf(article, channel);
      wanted.set(article.sku, { article, quantity: exact(quantity) });
    }
    return [...wanted.values()];
  }

  #linesOf(time: number, channel: Channel): number {
    const random = this.#random;
    if (channel !== "till" && channel !== "market") return random.weighted([1, 2, 3, 4], (size) => 5 - size);
    return Math.round(random.integer(11, 16) * (BUSY[new Date(time).getUTCDay()] as number));
  }

  #quantityOf({ unit }: Article, channel: Channel): number {
    const random = this.#random;
    if (unit === "kg") return exact(random.integer(2, 15) * 0.05);
    if (channel === "trade") return random.integer(4, 10);
    const usual = random.weighted([1, 2, 3], (quantity) => 10 / quantity ** 2);
    return channel === "till" || channel === "market" ? usual + random.integer(0, 1) : usual;
  }

  #weightOf({ sku, demand, season, life }: Article, time: number): number {
    const ago = this.#today - time;
    if (ago < RUSH && sold_out.includes(sku)) return demand + 8;
    return demand * (season ? SEASONS[season](time) : 1) * (life ? LIVES[life](ago / DAY) : 1);
  }
}

/** The factor by which a season changes demand. */
const SEASONS: Record<Season, (time: number) => number> = {
  summer: (time) => 1 + 0.9 * warmth(time),
  winter: (time) => 1 - 0.7 * warmth(time),
  christmas: (time) => 0.5 + 5 * Math.exp(-((daysFromMidDecember(time) / 20) ** 2)),
};

/** The factor by which an article's age changes demand, some days ago. */
const LIVES: Record<Life, (days_ago: number) => number> = {
  fading: (days_ago) => 4 / (1 + Math.exp((150 - days_ago) / 50)),
  forgotten: (days_ago) => (days_ago > 200 ? 1 : 0),
  new: () => 2,
};

/** From 1 at midsummer to -1 at midwinter. */
export function warmth(time: number): number {
  const days = (time - Date.UTC(new Date(time).getUTCFullYear(), 3, 1)) / DAY;
  return Math.sin((2 * Math.PI * days) / 365);
}

/** How far a time is from the nearest 14 December. */
export function daysFromMidDecember(time: number): number {
  const days = (time - Date.UTC(new Date(time).getUTCFullYear(), 11, 14)) / DAY;
  return Math.min(Math.abs(days), Math.abs(days + 365));
}
