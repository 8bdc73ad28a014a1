import { mean } from "d3-array";
import { toDayNumber } from "../../shared/clock";
import type { Chart } from "./chart";
import type { Frame } from "./chart_frame";

/** Demand of the period that begins on `day`, null if it is unknown. */
type Past = { day: number; quantity: number | null };
export type Future = { day: number } & Record<"p10" | "p50" | "p90" | "mean", number>;

/** What the panel of demand shows: periods of so many days each, and what their quantities are. */
export type Demand = { past: Past[]; future: Future[]; length: number; per: string };

/** Above this many days, the ups and downs of weekdays would hide everything else. */
const MOST_DAYS = 230;

/** The periods that fit into the frame. Where days could not be told apart, they are averages of weeks. */
export function demandOf(chart: Chart, { from, today, to, period }: Frame): Demand {
  const past = chart.history
    .map(({ date, quantity }): Past => ({ day: toDayNumber(date), quantity }))
    .filter(({ day }) => day >= from && day < today);
  const future = chart.forecast.map(({ date, ...point }): Future => ({ ...point, day: toDayNumber(date) }));
  if (period > 1 || to - from <= MOST_DAYS) return { past, future, length: period, per: chart.granularity };
  return {
    past: inWeeks(past, today)
      .filter(([day]) => day >= from)
      .map(([day, days]) => ({ day, quantity: mean(days, ({ quantity }) => quantity) ?? null })),
    future: inWeeks(future, today + 1).map(([day, days]) => ({ day, ...averageOf(days) })),
    length: 7,
    per: "day, weekly averages",
  };
}

/** Groups days by the weeks that begin or end at `anchor`. */
function inWeeks<Point extends { day: number }>(points: Point[], anchor: number): [number, Point[]][] {
  return [...Map.groupBy(points, ({ day }) => anchor + 7 * Math.floor((day - anchor) / 7))];
}

function averageOf(days: Future[]): Omit<Future, "day"> {
  const of = (key: keyof Future) => mean(days, (point) => point[key]) ?? 0;
  return { p10: of("p10"), p50: of("p50"), p90: of("p90"), mean: of("mean") };
}
