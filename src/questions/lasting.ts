import type { ConceptInFrame } from "./frame";
import type { Counts, Intent } from "./intents/intent";
import { THINGS } from "./vocabulary/things";

const DURATIONS = [
  ["duration", 1],
  ["duration_weeks", 7],
  ["duration_months", 30],
] as const;
const UNITS = [
  ["day", 1],
  ["week", 7],
  ["month", 30],
] as const;

/** The days of `for 90 days`, or of more than 90 of them, where the intent has a meaning for it; null if it is none. */
export function lastingOf({ tags, numbers, after }: ConceptInFrame, intent: Intent): number | null {
  const [days] = numbers;
  if (days === undefined || numbers.length > 1 || !intent.lasting) return null;
  const unit = DURATIONS.find(([tag]) => tags.includes(tag));
  if (unit) return days * unit[1];
  const compared = UNITS.find(([tag]) => after.includes(tag));
  return compared && !intent.compares_days && (tags.includes("above") || tags.includes("at_least"))
    ? days * compared[1]
    : null;
}

/** A number before what a ranking is of: `which 3 customers`. */
export function isCount({ tags, after, numbers }: ConceptInFrame, counts: Counts): boolean {
  return (
    tags.length === 1 &&
    tags[0] === "number" &&
    numbers.length === 1 &&
    counts.is_ranked &&
    after.some((tag) => tag in THINGS)
  );
}
