import { newRandom, type Random } from "../demo/random.ts";

/** How a variant sells: how many of ten variants do, and what it sells on a day, counted from its first. */
type Pattern = { of_ten: number; sell: (random: Random, day: number, pace: number) => number };

/** What each weekday sells, in percent of the mean. */
const WEEK = [80, 85, 90, 100, 125, 140, 80];

const PATTERNS: Readonly<Record<string, Pattern>> = {
  daily: {
    of_ten: 4,
    sell(random, day, pace) {
      const season = 1 + 0.4 * Math.sin((2 * Math.PI * day) / 365);
      const mean = (pace * season * (WEEK[day % WEEK.length] as number)) / 100;
      return Math.max(0, Math.round(mean + (random.integer(-100, 100) / 100) * Math.sqrt(3 * mean)));
    },
  },
  slow: { of_ten: 2, sell: (random, _, pace) => (random.percent(10 + pace) ? 1 : 0) },
  intermittent: { of_ten: 2, sell: (random, _, pace) => (random.percent(5 + pace / 2) ? random.integer(1, 3) : 0) },
  lumpy: { of_ten: 1, sell: (random, _, pace) => (random.percent(5) ? random.integer(1, 4 * pace) : 0) },
  new: { of_ten: 1, sell: (random, _, pace) => random.integer(0, Math.ceil(pace / 4)) },
};

/** A new variant has been sold for so many days. */
const DAYS_OF_NEW = 40;

const TEN = Object.keys(PATTERNS).flatMap((name) => Array.from({ length: PATTERNS[name]?.of_ten ?? 0 }, () => name));

/** What the variant of this number sold on each of the last days, up to yesterday: the same each time. */
export function demandOf(number: number, days: number): number[] {
  const random = newRandom(number);
  const name = TEN[number % TEN.length] as string;
  const pace = random.integer(1, 30);
  const length = name === "new" ? Math.min(days, DAYS_OF_NEW) : days;
  return Array.from({ length }, (_, day) => PATTERNS[name]?.sell(random, day, pace) ?? 0);
}
