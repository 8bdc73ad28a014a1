import { nice, ticks } from "d3-array";
import { toDayNumber } from "../../shared/clock";
import type { Chart } from "./chart";
import { BOLD, NARROW } from "./chart_style";
import { escapeXml, firstsOfMonths, monthOf, shortDate, shortNumber, widthOf } from "./chart_text";

export const WIDTH = 800;
export const HEIGHT = 480;
/** Left and right edges of text, and of the two panels. */
export const MARGIN = 24;
export const LEFT = 92;
export const RIGHT = WIDTH - MARGIN;
/** The baseline of the dates below the panels. */
const DATES = 466;

/** A panel's place: its caption's baseline, and the highest and lowest value's line. */
export type Place = { caption: number; top: number; bottom: number };
export const DEMAND: Place = { caption: 124, top: 146, bottom: 294 };
export const STOCK: Place = { caption: 334, top: 354, bottom: 440 };

/** The days that a chart shows, as numbers of days since 1970. Each period covers `period` days. */
export type Frame = { from: number; today: number; to: number; period: number };

/** Shows all of the forecast, and twice as much of the past if there is a history of it; a third of the width is the past in any case. */
export function frameOf({ today: date, granularity, history, forecast, stock }: Chart): Frame {
  const today = toDayNumber(date);
  const period = granularity === "week" ? 7 : 1;
  const ends = [
    ...forecast.map((point) => toDayNumber(point.date) + period),
    ...stock.map((day) => toDayNumber(day.date) + 1),
  ];
  const to = ends.reduce((latest, end) => Math.max(latest, end), today + 14);
  const most = Math.max(2 * (to - today), period === 7 ? 140 : 56);
  const first = history.reduce((earliest, day) => Math.min(earliest, toDayNumber(day.date)), today);
  return { from: Math.min(Math.max(first, today - most), today - Math.ceil((to - today) / 2)), today, to, period };
}

/** The horizontal position of a time in days since 1970; what is outside of the frame is at its edge. */
export function xOf({ from, to }: Frame, time: number): number {
  const share = Math.min(1, Math.max(0, (time - from) / (to - from)));
  return round(LEFT + share * (RIGHT - LEFT));
}

/** A vertical scale: positions of values, and the lines of a grid. */
export type Scale = { y: (value: number) => number; ticks: number[]; highest: number };

/** A scale from the lowest to the highest value or a little more, with zero in it. */
export function scaleOf({ top, bottom }: Place, lowest: number, highest: number, count: number): Scale {
  const [low, high] = nice(Math.min(0, lowest), highest > Math.max(0, lowest) ? highest : Math.max(1, lowest), count);
  const y = (value: number) =>
    round(bottom - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (bottom - top));
  return { y, ticks: ticks(low, high, count), highest: high };
}

/** To a tenth of a unit, which is as fine as anybody sees. */
export function round(position: number): number {
  return Math.round(position * 10) / 10;
}

export function text(x: number, y: number, content: string, classes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" class="${classes}">${escapeXml(content)}</text>`;
}

/** The width of a text in a narrow chart, where it is largest. */
export function widthOfText(content: string): number {
  return widthOf(content) * NARROW.text;
}

/** The same of a bold text. */
export function widthOfBold(content: string): number {
  return widthOfText(content) * BOLD;
}

/** A panel's horizontal grid with its values. */
export function gridOf({ y, ticks }: Scale): string[] {
  return ticks.flatMap((value) => [
    `<path class="rule ${value === 0 ? "axis" : "grid"}" d="M${LEFT} ${y(value)}H${RIGHT}"/>`,
    `<text x="${LEFT - 10}" y="${y(value)}" dy=".35em" class="quiet end">${shortNumber(value)}</text>`,
  ]);
}

/** The dates below the panels, and a line through both at today. */
export function datesOf(frame: Frame): string[] {
  const today = xOf(frame, frame.today + 0.5);
  const now = { x: today, name: "Today" };
  const dates = candidates(frame).map(({ day, name }) => ({ x: xOf(frame, day + 0.5), name }));
  const shown = [now];
  for (const date of dates) {
    const half = widthOfText(date.name) / 2;
    if (date.x - half < LEFT - 20 || date.x + half > RIGHT + 16) continue;
    if (shown.every(({ x, name }) => Math.abs(x - date.x) > half + widthOfText(name) / 2 + 8)) shown.push(date);
  }
  return [
    `<path class="rule axis" d="M${today} ${DEMAND.top - 8}V${DEMAND.bottom}M${today} ${STOCK.top}V${STOCK.bottom + 5}"/>`,
    ...shown.slice(1).map(({ x }) => `<path class="rule axis" d="M${x} ${STOCK.bottom}v5"/>`),
    ...shown.map(({ x, name }) => text(x, DATES, name, name === now.name ? "ink strong middle" : "quiet middle")),
  ];
}

/** Days that may be marked: whole weeks before and after today, or the beginnings of months where the time is long. */
function candidates({ from, today, to }: Frame): { day: number; name: string }[] {
  const span = to - from;
  if (span > 200) return firstsOfMonths(from, to, span > 400 ? 3 : 2).map((day) => ({ day, name: monthOf(day) }));
  const step = span > 115 ? 28 : span > 50 ? 14 : 7;
  const days = [];
  for (let ahead = step; ahead <= span; ahead += step) {
    for (const day of [today - ahead, today + ahead]) if (day >= from && day < to) days.push(day);
  }
  return days.map((day) => ({ day, name: shortDate(day) }));
}
