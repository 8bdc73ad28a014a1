import { type Article, articles, type Place } from "./company";

type Level = { on_hand: number; reserved: number };

/** What the demo knows to be where, so that it never asks for what isn't there. */
export function newShelves() {
  const levels = new Map<string, Level>();
  const level = (place: Place, sku: string): Level => {
    const name = `${place} ${sku}`;
    const known = levels.get(name) ?? { on_hand: 0, reserved: 0 };
    levels.set(name, known);
    return known;
  };
  const available = (place: Place, sku: string) => exact(level(place, sku).on_hand - level(place, sku).reserved);

  return {
    available,
    onHand: (place: Place, sku: string) => level(place, sku).on_hand,
    /** The articles that are kept at a place. */
    at: (place: Place): Article[] => articles.filter((article) => article.places.includes(place)),
    change(place: Place, sku: string, change: Partial<Level>) {
      const known = level(place, sku);
      known.on_hand = exact(known.on_hand + (change.on_hand ?? 0));
      known.reserved = exact(known.reserved + (change.reserved ?? 0));
    },
  };
}

export type Shelves = ReturnType<typeof newShelves>;

/** A quantity without the dust that adding fractions leaves; nothing here is finer than a gram. */
export function exact(quantity: number): number {
  return Math.round(quantity * 1000) / 1000;
}
