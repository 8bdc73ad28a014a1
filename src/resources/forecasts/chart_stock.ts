import { area, line } from "d3-shape";
import { toDayNumber } from "../../shared/clock";
import type { Chart } from "./chart";
import {
  type Frame,
  gridOf,
  LEFT,
  MARGIN,
  RIGHT,
  type Scale,
  STOCK,
  scaleOf,
  text,
  widthOfBold,
  widthOfText,
  xOf,
} from "./chart_frame";
import { NARROW } from "./chart_style";
import { shortDate, shortNumber } from "./chart_text";

/** The highest and lowest baseline of a text within the panel. */
const HIGHEST = STOCK.top + NARROW.text * 0.8;
const LOWEST = STOCK.bottom - 6;

type Box = { left: number; baseline: number };
type Day = { day: number; quantity: number };

/** The stock that is left of the median path of demand, with the reorder point and the day on which it runs out. */
export function stockPanel(chart: Chart, frame: Frame, unit: string): string[] {
  const days = chart.stock
    .map(({ date, quantity }): Day => ({ day: toDayNumber(date), quantity }))
    .filter(({ day }) => day >= frame.today);
  const quantities = [...days.map(({ quantity }) => quantity), chart.reorder_point ?? 0];
  const scale = scaleOf(STOCK, Math.min(...quantities), Math.max(...quantities), 3);
  const caption = `Available stock, ${unit}`;
  return [
    text(MARGIN, STOCK.caption, caption, "ink"),
    ...gridOf(scale),
    ...pathOf(days, frame, scale),
    ...reorderOf(chart, scale),
    ...stockoutOf(chart, frame, scale, MARGIN + widthOfText(caption) + 16),
    ...labelsOf(chart, days, frame, scale),
  ];
}

function pathOf(days: Day[], frame: Frame, { y }: Scale): string[] {
  const [first] = days;
  if (!first) return [];
  const x = ({ day }: Day) => xOf(frame, day + 0.5);
  const level = ({ quantity }: Day) => y(quantity);
  return [
    `<path class="stored" d="${area<Day>(x, y(0), level).digits(1)(days)}"/>`,
    `<path class="line stock" d="${line<Day>(x, level).digits(1)(days)}"/>`,
    `<circle class="of-stock" cx="${x(first)}" cy="${level(first)}" r="5"/>`,
  ];
}

function reorderOf({ reorder_point }: Chart, { y }: Scale): string[] {
  if (reorder_point === null) return [];
  return [`<path class="line dashed reorder" d="M${LEFT} ${y(reorder_point)}H${RIGHT}"/>`];
}

/** A mark on the day that the stock runs out. It is named above the panel, to the right of `after`, where nothing else is. */
function stockoutOf({ stockout_date }: Chart, frame: Frame, { y }: Scale, after: number): string[] {
  if (stockout_date === null) return [];
  const day = toDayNumber(stockout_date);
  const is_later = day >= frame.to;
  const content = `Out of stock ${shortDate(day)}${is_later ? " →" : ""}`;
  const half = widthOfBold(content) / 2;
  const x = is_later ? RIGHT : Math.max(LEFT, xOf(frame, day + 0.5));
  const middle = Math.min(RIGHT + MARGIN / 2 - half, Math.max(after + half, x));
  const name = text(middle, STOCK.caption, content, "of-stockout strong middle");
  if (is_later) return [name];
  return [
    name,
    `<path class="line dashed stockout" d="M${x} ${STOCK.top - 8}V${y(0)}"/>`,
    `<circle class="of-stockout" cx="${x}" cy="${y(0)}" r="5"/>`,
  ];
}

/** Names today's stock and the reorder point, both left of today, where the panel is empty, and so that both can be read. */
function labelsOf({ reorder_point }: Chart, [first]: Day[], frame: Frame, { y }: Scale): string[] {
  const line = reorder_point === null ? undefined : y(reorder_point);
  const labels = [];
  let taken: Box | undefined;
  if (first) {
    const content = `${shortNumber(first.quantity)} available`;
    const x = xOf(frame, first.day + 0.5) - 12;
    const middle = Math.min(LOWEST, Math.max(HIGHEST, y(first.quantity) + NARROW.text * 0.35));
    const baseline = [middle, ...besides(line)].find((some) => isFree(some) && !crosses(some, line)) ?? middle;
    taken = { left: x - widthOfBold(content), baseline };
    labels.push(text(x, baseline, content, "of-stock strong end halo"));
  }
  if (line !== undefined && reorder_point !== null) {
    const content = `Reorder point ${shortNumber(reorder_point)}`;
    const right = LEFT + 8 + widthOfText(content) + 8;
    const baseline = besides(line).find((some) => isFree(some, right, taken));
    const place = baseline === undefined ? "of-reorder end halo" : "of-reorder halo";
    labels.push(
      text(baseline === undefined ? RIGHT - 8 : LEFT + 8, baseline ?? Math.max(HIGHEST, line - 8), content, place),
    );
  }
  return labels;
}

/** Baselines just above and just below a line. */
function besides(line: number | undefined): number[] {
  return line === undefined ? [] : [line - 8, line + NARROW.text + 2];
}

/** Whether a line goes through a text. */
function crosses(baseline: number, line: number | undefined): boolean {
  return line !== undefined && line > baseline - NARROW.text * 0.8 && line < baseline + 6;
}

/** Whether a text that ends at `right` stays within the panel and does not touch another one. */
function isFree(baseline: number, right = 0, other?: Box): boolean {
  if (baseline < HIGHEST || baseline > LOWEST) return false;
  return !other || right < other.left || Math.abs(baseline - other.baseline) >= NARROW.text;
}
