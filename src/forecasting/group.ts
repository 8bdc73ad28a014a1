import { classOf } from "./classify";
import { at } from "./numbers";
import { type Pool, PoolLearner } from "./pool";
import { significant } from "./rounding";
import { type Frequency, type Series, sane } from "./series";
import { type Spread, SpreadLearner } from "./spread";

/** What is learned over all items of an organization: a few KB of JSON. */
export type Group = {
  /** Demand of the days of the week (Monday first) relative to their mean; null for other frequencies or if unknown. */
  weekdays: number[] | null;
  /** What an item of a group sells in a period when nothing else is known of it, by the group's name; "" for all items. */
  priors: Record<string, GroupPrior>;
  /** What items went on to sell, by what was known of them; null if there are none to learn from. */
  pool: Pool | null;
  /** How far forecasts of steady items were off. */
  spread: Spread | null;
};

/** What the items of a group have in common. */
export type GroupPrior = {
  /** Number of items that it is learned from. */
  items: number;
  /** Median over the items of their mean demand of a period. */
  level: number;
  /** Standard deviation of the periods of an item over that of the means of the items; its square is Bühlmann's credibility. */
  variation: number;
  weekdays: number[] | null;
};

export const NO_GROUP: Group = { weekdays: null, priors: {}, pool: null, spread: null };

/** Learns what the series of an organization have in common; they are added one by one and none of them is kept. */
export function newLearner(frequency: Frequency): { add(series: Series): void; group(): Group } {
  const pool = new PoolLearner(frequency);
  const spread = new SpreadLearner(frequency);
  const weekly: Week = { sold: new Float64Array(7), expected: new Float64Array(7) };
  const members = new Map<string, Member[]>([[ALL, []]]);
  return {
    add(recorded) {
      const series = sane(recorded);
      const member = memberOf(series.values);
      if (member === null) return;
      membersOf(members, ALL).push(member);
      if (series.group !== null) membersOf(members, series.group).push(member);
      if (frequency === "day") addWeek(weekly, series);
      pool.add(series);
      const { demand_class } = classOf(series.values);
      if (demand_class === "smooth" || demand_class === "erratic") spread.add(series);
    },
    group() {
      if (membersOf(members, ALL).length === 0) return NO_GROUP;
      const weekdays = frequency === "day" ? weekdaysOf(weekly) : null;
      const priors = [...members]
        .filter(([name, all]) => name === ALL || all.length >= FEWEST_MEMBERS)
        .map(([name, all]) => [name, priorFrom(all, weekdays)] as const);
      return { weekdays, priors: Object.fromEntries(priors), pool: pool.pool(), spread: spread.spread() };
    },
  };
}

/** The prior of all items. */
const ALL = "";
/** Items of a group that are enough for a prior of its own. */
const FEWEST_MEMBERS = 10;

/** Mean demand of a period, and its variance over that. */
type Member = { level: number; dispersion: number };

function membersOf(members: Map<string, Member[]>, name: string): Member[] {
  const all = members.get(name) ?? [];
  members.set(name, all);
  return all;
}

/** What an item has since its first sale; null if there was none. */
function memberOf(values: Float64Array): Member | null {
  let [known, sum, squares] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = at(values, index);
    if (!(value >= 0) || (known === 0 && value === 0)) continue;
    known++;
    sum += value;
    squares += value * value;
  }
  if (known === 0) return null;
  const level = sum / known;
  return { level, dispersion: Math.max(0, squares / known - level * level) / level };
}

function priorFrom(members: Member[], weekdays: number[] | null): GroupPrior {
  const levels = Float64Array.from(members, ({ level }) => level).sort();
  const dispersions = Float64Array.from(members, ({ dispersion }) => dispersion).sort();
  // A few best sellers must not decide how much the items differ.
  const most = at(levels, Math.floor(TRIMMED * (levels.length - 1)));
  let [sum, squares] = [0, 0];
  for (const value of levels) {
    const level = Math.min(value, most);
    sum += level;
    squares += level * level;
  }
  const mean = sum / levels.length;
  const between = Math.max(squares / levels.length - mean * mean, LEAST_BETWEEN * mean * mean);
  const within = mean * middleOf(dispersions);
  return {
    items: members.length,
    level: significant(middleOf(levels), 4),
    variation: significant(Math.sqrt(within / between), 4),
    weekdays,
  };
}

/** The share of the items whose levels are taken as they are, and the least squared variation between them. */
const TRIMMED = 0.95;
const LEAST_BETWEEN = 0.01;

function middleOf(sorted: Float64Array): number {
  return at(sorted, Math.floor(sorted.length / 2));
}

/** What was sold on each day of the week, and what would have been if all days were alike; in sales. */
type Week = { sold: Float64Array; expected: Float64Array };

/** Demand of the days of the week over what is expected of them; a day that was never known is like all others. */
function weekdaysOf({ sold, expected }: Week): number[] {
  const shares = Array.from(expected, (sales, day) => (sales > 0 ? at(sold, day) / sales : 1));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => significant((7 * share) / total, 4));
}

/**
 * Adds the demand of an item by day of the week, so that an item counts the more, the more often it sells. A day of the week
 * that was known more often than another is expected to have sold as much more.
 */
function addWeek({ sold, expected }: Week, { values, phase }: Series): void {
  let [total, sales, known] = [0, 0, 0];
  for (const value of values) {
    if (!(value >= 0)) continue;
    known++;
    total += value;
    if (value > 0) sales++;
  }
  if (total === 0) return;
  for (let index = 0; index < values.length; index++) {
    const value = at(values, index);
    if (!(value >= 0)) continue;
    const day = (phase + index) % 7;
    sold[day] = at(sold, day) + (value * sales) / total;
    expected[day] = at(expected, day) + sales / known;
  }
}

/** What an item of this group is expected to be like: its group's prior, else that of all items. */
export function priorOf(group: Group, name: string | null): GroupPrior | null {
  return (name === null ? undefined : group.priors[name]) ?? group.priors[ALL] ?? null;
}
