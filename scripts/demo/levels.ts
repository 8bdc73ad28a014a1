import { type Article, articles, type LocationCode } from "./company";

type Level = { on_hand: number; reserved: number };

/** Mirrors the stock that the demo has made so far, so that it never requests what is not available. */
export function newLevels() {
  const levels = new Map<string, Level>();
  const levelOf = (location: LocationCode, sku: string): Level => {
    const key = `${location} ${sku}`;
    const level = levels.get(key) ?? { on_hand: 0, reserved: 0 };
    levels.set(key, level);
    return level;
  };

  return {
    available(location: LocationCode, sku: string): number {
      const { on_hand, reserved } = levelOf(location, sku);
      return exact(on_hand - reserved);
    },
    /** The articles that a location keeps. */
    articlesAt: (location: LocationCode): Article[] =>
      articles.filter((article) => article.locations.includes(location)),
    change(location: LocationCode, sku: string, change: Partial<Level>) {
      const level = levelOf(location, sku);
      level.on_hand = exact(level.on_hand + (change.on_hand ?? 0));
      level.reserved = exact(level.reserved + (change.reserved ?? 0));
    },
  };
}

export type Levels = ReturnType<typeof newLevels>;

/** A quantity without floating-point error; no quantity of the demo is finer than three decimals. */
export function exact(quantity: number): number {
  return Math.round(quantity * 1000) / 1000;
}
