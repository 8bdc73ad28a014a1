import type { Frequency, Series } from "./series";

/** What is learned over all items of an organization: a few KB of JSON. */
export type Group = {
  /** Demand of the days of the week (Monday first) relative to their mean; null for other frequencies or if unknown. */
  weekdays: number[] | null;
  /** What an item of a group sells in a period when nothing else is known of it, by the group's name; "" for all items. */
  priors: Record<string, GroupPrior>;
};

/** What the items of a group have in common. */
export type GroupPrior = {
  /** Number of items that it is learned from. */
  items: number;
  /** Median over the items of their mean demand of a period. */
  level: number;
  /** Standard deviation of a period over its mean, typical of the items. */
  variation: number;
  weekdays: number[] | null;
};

export const NO_GROUP: Group = { weekdays: null, priors: {} };

/** Learns what the series of an organization have in common; they are added one by one and none of them is kept. */
export function newLearner(frequency: Frequency): { add(series: Series): void; group(): Group } {
  const weekly = new Float64Array(7);
  return {
    add(series) {
      if (frequency !== "day") return;
      addWeek(weekly, series);
    },
    group() {
      const total = weekly.reduce((sum, share) => sum + share, 0);
      if (frequency !== "day" || total === 0) return NO_GROUP;
      return { weekdays: Array.from(weekly, (share) => Number(((7 * share) / total).toPrecision(4))), priors: {} };
    },
  };
}

/** Adds the shares of the days of the week in an item's demand, so that an item counts the more, the more often it sells. */
function addWeek(weekly: Float64Array, { values, phase }: Series): void {
  let total = 0;
  let sales = 0;
  for (const value of values) {
    if (!(value > 0)) continue;
    total += value;
    sales++;
  }
  if (total === 0) return;
  const scale = sales / total;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const day = (phase + index) % 7;
    if (value > 0) weekly[day] = (weekly[day] as number) + value * scale;
  }
}

/** What an item of this group is expected to be like: its group's prior, else that of all items. */
export function priorOf(group: Group, name: string | null): GroupPrior | null {
  return (name === null ? undefined : group.priors[name]) ?? group.priors[""] ?? null;
}
