import { toDayNumber } from "../../shared/clock";
import { demandPanel, legendOf } from "./chart_demand";
import { datesOf, frameOf, HEIGHT, MARGIN, text, WIDTH } from "./chart_frame";
import { demandOf } from "./chart_periods";
import { stockPanel } from "./chart_stock";
import { BOLD, NARROW, STYLE, WIDE } from "./chart_style";
import { cut, escapeXml, longDate, longNumber, periods } from "./chart_text";

export type Chart = {
  /** What is forecast, such as "MUG-BLUE · Mug, blue". Any text; what does not fit is cut. */
  title: string;
  /** Where, such as "All locations". Any text; what does not fit is cut. */
  subtitle: string;
  unit: string;
  /** History is before this day, the forecast after it. */
  today: string;
  granularity: "day" | "week";
  /** Demand of each day, or of the week that begins on the date; null where it is unknown because nothing was in stock. */
  history: { date: string; quantity: number | null }[];
  /** Of each day, or of the week that begins on the date. */
  forecast: { date: string; p10: number; p50: number; p90: number; mean: number }[];
  /** Available stock as projected for each day, from today on. */
  stock: { date: string; quantity: number }[];
  reorder_point: number | null;
  stockout_date: string | null;
};

const TEXT_WIDTH = WIDTH - 2 * MARGIN;
/** Longer than any title that is shown, for those who hear it. */
const SPOKEN = 200;

/**
 * Draws a forecast as an SVG image: above demand as it was and as it is expected, below the stock that is left of it. It is
 * light or dark as the reader prefers, legible from 400 px on, and says the same in words (`title` and `desc`). It holds no
 * script and asks for no other file.
 */
export function forecastChart(chart: Chart): string {
  const frame = frameOf(chart);
  const demand = demandOf(chart, frame);
  const as_of = longDate(frame.today);
  const place = cut(chart.subtitle, TEXT_WIDTH / NARROW.text - 10);
  const unit = unitOf(chart.unit);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`,
    ` role="img" aria-labelledby="chart-title chart-desc">`,
    `<title id="chart-title">${escapeXml(`Forecast: ${cut(chart.title, SPOKEN)}, ${cut(chart.subtitle, SPOKEN)}`)}</title>`,
    `<desc id="chart-desc">${escapeXml(description(chart))}</desc>`,
    `<style>${STYLE}</style>`,
    `<defs><pattern id="chart-hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
    `<path class="hatching" stroke-width="1.5" d="M3 0V6"/></pattern></defs>`,
    `<rect class="paper" x=".5" y=".5" width="${WIDTH - 1}" height="${HEIGHT - 1}" rx="8"/>`,
    ...titleOf(chart.title),
    // Isolated, so that a name written from right to left does not take the date along.
    text(MARGIN, 62, `\u2068${place}\u2069 · ${as_of}`, "quiet"),
    legendOf(demand),
    ...demandPanel(chart, demand, frame, unit),
    ...stockPanel(chart, frame, unit),
    ...datesOf(frame),
    "</svg>",
  ].join("");
}

/** The title, cut to what fits; in a narrow chart, where text is larger, that is less. */
function titleOf(title: string): string[] {
  const [wide, narrow] = [WIDE, NARROW].map((sizes) => cut(title, TEXT_WIDTH / sizes.title / BOLD)) as [string, string];
  if (wide === narrow) return [text(MARGIN, 36, title, "title ink")];
  return [text(MARGIN, 36, wide, "title ink if-wide"), text(MARGIN, 36, narrow, "title ink if-narrow")];
}

/** The unit as it is written after a quantity. */
function unitOf(unit: string): string {
  return unit === "unit" ? "units" : cut(unit, 6);
}

/** What the chart shows, in sentences. */
function description({ forecast, granularity, unit, stock, reorder_point, stockout_date }: Chart): string {
  const quantity = (value: number) => `${longNumber(value)} ${unit === "unit" ? "units" : cut(unit, SPOKEN)}`;
  const sum = (key: "mean" | "p10" | "p90") => forecast.reduce((total, point) => total + point[key], 0);
  const [first] = forecast;
  const [available] = stock;
  const sentences = [];
  if (first) {
    const count = forecast.length;
    sentences.push(
      `Expected demand from ${longDate(toDayNumber(first.date))} on: ${quantity(sum("mean"))} in ${periods(count, granularity)}, ${quantity(sum("mean") / count)} per ${granularity}.`,
      `In four of five cases the demand of an average ${granularity} is between ${longNumber(sum("p10") / count)} and ${quantity(sum("p90") / count)}.`,
    );
  }
  if (available) sentences.push(`Available: ${quantity(available.quantity)}.`);
  if (reorder_point !== null) sentences.push(`Reorder point: ${quantity(reorder_point)}.`);
  sentences.push(
    stockout_date === null
      ? "The stock is not expected to run out in this time."
      : `The stock is expected to run out on ${longDate(toDayNumber(stockout_date))}.`,
  );
  return sentences.join(" ");
}
