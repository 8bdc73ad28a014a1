import { max, quantileSorted, sum } from "d3-array";
import { area, line } from "d3-shape";
import type { Chart } from "./chart";
import {
  DEMAND,
  type Frame,
  gridOf,
  LEFT,
  MARGIN,
  RIGHT,
  round,
  type Scale,
  scaleOf,
  text,
  widthOfBold,
  widthOfText,
  xOf,
} from "./chart_frame";
import type { Demand, Future } from "./chart_periods";
import { periods, roundedNumber, shortNumber } from "./chart_text";

const LEGEND = 92;

/** Says what each color stands for. It is one run of text, so that it needs no widths. */
export function legendOf(demand: Demand): string {
  const { past, future } = demand;
  const items = [
    past.some(({ quantity }) => quantity !== null) && ["of-demand", "Demand"],
    future.length > 0 && ["of-median", "Median forecast"],
    future.length > 0 && ["of-band", "80% range"],
    showsMean(demand) && ["of-mean", "Mean"],
    past.some(({ quantity }) => quantity === null) && ["of-gap", "Not in stock"],
  ].filter((item) => item !== false);
  const spans = items.map(
    ([name, label], index) => `<tspan class="${name}"${index > 0 ? ' dx="14"' : ""}>■</tspan> ${label}`,
  );
  return `<text x="${MARGIN}" y="${LEGEND}" class="quiet">${spans.join("")}</text>`;
}

/** Demand per period: what it was as bars, with gaps where it is unknown, and what it will be as a line in its 80% range. */
export function demandPanel(chart: Chart, demand: Demand, frame: Frame, unit: string): string[] {
  const scale = scaleOf(DEMAND, 0, highestOf(demand), 3);
  const caption = `Demand, ${unit} per ${demand.per}`;
  return [
    text(MARGIN, DEMAND.caption, caption, "ink"),
    ...totalOf(chart, unit, RIGHT - MARGIN - widthOfText(caption) - 16),
    ...gridOf(scale),
    ...gapsIn(demand, frame),
    ...barsOf(demand, frame, scale),
    ...rangeOf(demand, frame, scale),
    ...largestOf(demand, frame, scale),
    ...silenceOf(demand, frame),
  ];
}

/** Half of the demand or more may come from rare, large orders: then the median alone would say too little. */
function showsMean({ future }: Demand): boolean {
  return sum(future, ({ p50 }) => p50) < sum(future, ({ mean }) => mean) / 2;
}

/** The highest value that is shown whole. A single huge order is cut off, since all the rest would be flat beside it. */
function highestOf({ past, future }: Demand): number {
  const known = past.flatMap(({ quantity }) => quantity ?? []).sort((one, other) => one - other);
  const highest = known.at(-1) ?? 0;
  const expected = max(future, ({ p90 }) => p90) ?? 0;
  const usual = 1.25 * Math.max(expected, quantileSorted(known, 0.97) ?? 0);
  return usual > 0 && highest > 3 * usual ? usual : Math.max(expected, highest);
}

/** How much demand is expected in all, as long as there is room for it. */
function totalOf({ forecast, granularity }: Chart, unit: string, room: number): string[] {
  if (forecast.length === 0) return [];
  const total = `${roundedNumber(sum(forecast, ({ mean }) => mean))} ${unit}`;
  const time = periods(forecast.length, granularity);
  const content = [`${total} expected in ${time}`, `${total} in ${time}`].find((some) => widthOfBold(some) <= room);
  return [text(RIGHT, DEMAND.caption, content ?? total, "of-median strong end")];
}

/** Hatched areas where nothing was in stock. */
function gapsIn({ past, length }: Demand, frame: Frame): string[] {
  const gaps: { from: number; to: number }[] = [];
  for (const { day, quantity } of past) {
    if (quantity !== null) continue;
    const last = gaps.at(-1);
    if (last?.to === day) last.to = day + length;
    else gaps.push({ from: day, to: day + length });
  }
  return gaps.map(({ from, to }) => {
    const x = xOf(frame, from);
    return `<rect x="${x}" y="${DEMAND.top}" width="${round(xOf(frame, to) - x)}" height="${DEMAND.bottom - DEMAND.top}" fill="url(#chart-hatching)"/>`;
  });
}

function barsOf({ past, length }: Demand, frame: Frame, { y }: Scale): string[] {
  const width = xOf(frame, frame.from + length) - LEFT;
  const bars = past.flatMap(({ day, quantity }) =>
    quantity ? [`M${xOf(frame, day + length / 2)} ${DEMAND.bottom}V${y(quantity)}`] : [],
  );
  return bars.length > 0 ? [`<path class="bars" stroke-width="${round(width * 0.7)}" d="${bars.join("")}"/>`] : [];
}

/** The 80% range and the median, from the beginning of the first period to the end of the last. */
function rangeOf(demand: Demand, frame: Frame, { y }: Scale): string[] {
  const { future, length } = demand;
  const [first, last] = [future[0], future.at(-1)];
  if (!first || !last) return [];
  const points = [{ ...first, day: first.day - length / 2 }, ...future, { ...last, day: last.day + length / 2 }];
  const x = ({ day }: Future) => xOf(frame, day + length / 2);
  const band = area<Future>(
    x,
    ({ p10 }) => y(p10),
    ({ p90 }) => y(p90),
  ).digits(1);
  const lineOf = (value: (point: Future) => number) => line<Future>(x, (point) => y(value(point))).digits(1)(points);
  return [
    `<path class="band" d="${band(points)}"/>`,
    showsMean(demand) ? `<path class="line dotted mean" d="${lineOf(({ mean }) => mean)}"/>` : "",
    `<path class="line median" d="${lineOf(({ p50 }) => p50)}"/>`,
  ];
}

/** Breaks the bars that are cut off, and names the largest of them. */
function largestOf({ past, length }: Demand, frame: Frame, { y, highest }: Scale): string[] {
  const cut = past.flatMap(({ day, quantity }) =>
    quantity !== null && quantity > highest ? [{ x: xOf(frame, day + length / 2), quantity }] : [],
  );
  const [largest] = cut.toSorted((one, other) => other.quantity - one.quantity);
  if (!largest) return [];
  const name = `↑ ${shortNumber(largest.quantity)}`;
  const fits_right = largest.x + widthOfText(name) + 16 < xOf(frame, frame.today);
  return [
    ...cut.map(({ x }) => `<path class="break" d="M${round(x - 9)} ${y(highest) + 16}l18 -8"/>`),
    text(largest.x + (fits_right ? 10 : -10), DEMAND.top + 18, name, `quiet halo${fits_right ? "" : " end"}`),
  ];
}

/** Says that there is no demand to see. */
function silenceOf({ past }: Demand, frame: Frame): string[] {
  if (past.some(({ quantity }) => quantity)) return [];
  const x = (LEFT + xOf(frame, frame.today)) / 2;
  return [
    text(
      x,
      (DEMAND.top + DEMAND.bottom) / 2,
      past.length > 0 ? "No demand yet" : "No history yet",
      "quiet halo middle",
    ),
  ];
}
