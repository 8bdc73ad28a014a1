import fc from "fast-check";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { describe, expect, test } from "vitest";
import { type Chart, forecastChart } from "../../../src/resources/forecasts/chart";
import { BOLD, NARROW, PALETTES, STYLE } from "../../../src/resources/forecasts/chart_style";
import { widthOf } from "../../../src/resources/forecasts/chart_text";

const TODAY = "2026-11-26";
const [WIDTH, HEIGHT] = [800, 480];

const dateIn = (days: number) => new Date(Date.parse(TODAY) + days * 86_400_000).toISOString().slice(0, 10);
const historyOf = (quantities: (number | null)[], step = 1): Chart["history"] =>
  quantities.map((quantity, index) => ({ date: dateIn((index - quantities.length) * step), quantity }));
const forecastOf = (length: number, [p10, p50, p90, mean]: [number, number, number, number], step = 1) =>
  Array.from({ length }, (_, index) => ({ date: dateIn(1 + index * step), p10, p50, p90, mean }));
const stockOf = (quantities: number[]) => quantities.map((quantity, index) => ({ date: dateIn(index), quantity }));

const usual: Chart = {
  title: "MUG-BLUE · Mug, blue",
  subtitle: "Main warehouse",
  unit: "unit",
  today: TODAY,
  granularity: "day",
  history: historyOf(Array.from({ length: 120 }, (_, index) => (index > 80 && index < 88 ? null : (index * 7) % 5))),
  forecast: forecastOf(28, [1, 4, 9, 4.5]),
  stock: stockOf(Array.from({ length: 29 }, (_, index) => Math.max(0, 64 - 4 * index))),
  reorder_point: 30,
  stockout_date: dateIn(16),
};

const charts: Record<string, Chart> = {
  usual,
  "weeks, some of them unknown": {
    ...usual,
    granularity: "week",
    history: historyOf([4, 6, null, null, 8, 5, 7, 3], 7),
    forecast: forecastOf(4, [12, 22, 38, 24], 7),
  },
  "no history": { ...usual, history: [] },
  "one day of history": { ...usual, history: historyOf([3]) },
  "nothing but unknown days": { ...usual, history: historyOf(Array.from({ length: 30 }, () => null)) },
  "no demand at all": {
    ...usual,
    history: historyOf(Array.from({ length: 90 }, () => 0)),
    forecast: forecastOf(28, [0, 0, 0, 0]),
    stock: stockOf([0, 0]),
    reorder_point: 0,
    stockout_date: null,
  },
  "nothing at all": { ...usual, history: [], forecast: [], stock: [], reorder_point: null, stockout_date: null },
  "huge numbers": {
    ...usual,
    unit: "kilograms of beans",
    history: historyOf([1e9, 3e9, 2e9]),
    forecast: forecastOf(28, [1e9, 2e9, 4e9, 2.1e9]),
    stock: stockOf([5.1234e10, 4e10]),
    reorder_point: 1.23e10,
  },
  "tiny numbers": {
    ...usual,
    history: historyOf([1e-4, 3e-4, 2e-4]),
    forecast: forecastOf(28, [1e-4, 2.5e-4, 4e-4, 2.1e-4]),
    stock: stockOf([1e-3, 8e-4]),
    reorder_point: 1.5e-3,
  },
  "180 days": {
    ...usual,
    history: historyOf(Array.from({ length: 3650 }, (_, index) => (index * 7) % 50)),
    forecast: forecastOf(180, [1, 4, 9, 4.5]).map((point, index) => ({ ...point, p50: 4 + (index % 7) / 3 })),
    stock: stockOf(Array.from({ length: 181 }, (_, index) => 10_000 - 33.3 * index)),
  },
  "one day": { ...usual, forecast: forecastOf(1, [1, 4, 9, 4.5]), stock: stockOf([64, 60]) },
  "a huge order": { ...usual, history: historyOf(Array.from({ length: 90 }, (_, day) => (day === 89 ? 900 : 3))) },
  "rare orders": { ...usual, forecast: forecastOf(28, [0, 0, 1, 0.12]) },
  "oversold, and out of stock today": { ...usual, stock: stockOf([-3, -5]), stockout_date: TODAY },
  "out of stock later than shown": { ...usual, stockout_date: "2027-03-01" },
  "stock at the reorder point": { ...usual, history: [], stock: stockOf([30, 26]) },
  "a long title": { ...usual, title: "W".repeat(255), subtitle: "Warehouse ".repeat(20), unit: "W".repeat(20) },
  "from right to left": { ...usual, title: "ספל כחול · MUG", subtitle: "מחסן ראשי", unit: "יחידה" },
  "emoji and marks": { ...usual, title: `${"👩‍👩‍👧‍👦☕️".repeat(30)}e\u0301`, subtitle: "🏴󠁧󠁢󠁷󠁬󠁳󠁿", unit: "📦" },
};

type Text = { content: string; x: number; y: number; classes: string[] };

/** Reads an SVG with a strict parser, and returns its elements and texts. Throws where it is not well-formed. */
function read(svg: string) {
  const elements: SaxesTagPlain[] = [];
  const texts: Text[] = [];
  const words: Record<string, string> = {};
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    elements.push(tag);
    open.push(tag.name);
    const { x, y, class: classes } = tag.attributes;
    if (tag.name === "text") {
      texts.push({ content: "", x: Number(x), y: Number(y), classes: String(classes).split(" ") });
    }
  });
  parser.on("text", (content) => {
    const text = texts.at(-1);
    if (open.includes("text") && text) text.content += content;
    else words[open.at(-1) ?? ""] = content;
  });
  parser.on("closetag", () => open.pop());
  parser.write(svg).close();
  return { elements, texts, words };
}

/** The points of a path of absolute lines, and of relative ones after a move. */
function pointsOf(path: string): [x: number, y: number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command = "", rest = ""] of path.matchAll(/([MLHVlvZ])([^MLHVlvZ]*)/g)) {
    const numbers = rest.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    for (let at = 0; at < numbers.length; at += "HVv".includes(command) ? 1 : 2) {
      const [one = 0, other = 0] = numbers.slice(at);
      if (command === "H") x = one;
      else if (command === "V") y = one;
      else if (command === "v") y += one;
      else [x, y] = command === "l" ? [x + one, y + other] : [one, other];
      points.push([x, y]);
    }
  }
  return points;
}

/** The place of a text where it is largest: in a narrow chart. */
function boxOf({ content, x, y, classes }: Text) {
  const is_title = classes.includes("title");
  const size = is_title && !classes.includes("if-wide") ? NARROW.title : NARROW.text;
  const width =
    widthOf(content.replaceAll(/[\u2068\u2069]/g, "")) * size * (is_title || classes.includes("strong") ? BOLD : 1);
  const left = classes.includes("end") ? x - width : classes.includes("middle") ? x - width / 2 : x;
  return { content, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
}

function expectInside(svg: string) {
  const { elements, texts } = read(svg);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
  for (const { name, attributes } of elements) {
    if (name === "path" && attributes.class !== "hatching") {
      for (const [x, y] of pointsOf(String(attributes.d))) {
        expect(x, String(attributes.d)).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(WIDTH);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(HEIGHT);
      }
    }
    if (name === "rect") {
      expect(Number(attributes.x) + Number(attributes.width)).toBeLessThanOrEqual(WIDTH);
      expect(Number(attributes.width)).toBeGreaterThan(0);
    }
  }
  for (const text of texts) {
    const { left, right, top, bottom, content } = boxOf(text);
    expect(left, content).toBeGreaterThanOrEqual(0);
    expect(right, content).toBeLessThanOrEqual(WIDTH);
    expect(top, content).toBeGreaterThanOrEqual(0);
    expect(bottom, content).toBeLessThanOrEqual(HEIGHT);
  }
}

describe.each(Object.entries(charts))("a chart of %s", (_name, chart) => {
  const svg = forecastChart(chart);

  test("is well-formed XML of at most 30 KB with everything inside of it", () => {
    expectInside(svg);
    expect(new TextEncoder().encode(svg).length).toBeLessThan(30_000);
  });

  test("has no labels that touch each other", () => {
    const boxes = read(svg)
      .texts.filter(({ classes }) => !classes.includes("if-wide"))
      .map(boxOf);
    for (const [index, one] of boxes.entries()) {
      for (const other of boxes.slice(index + 1)) {
        const apart =
          one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
        expect(apart, `${one.content} and ${other.content}`).toBe(true);
      }
    }
  });

  test("runs no script and asks for nothing", () => {
    expect(svg.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(
      /<script|\son\w+=|href|https?:|@import|@font-face|url\((?!#)/,
    );
  });
});

test("any text, quantity and length gives a chart that is well-formed and inside its bounds", () => {
  const amount = fc.oneof(
    fc.constant(0),
    fc.double({ min: 1e-6, max: 1e12, noNaN: true }),
    fc.integer({ min: 1, max: 500 }),
  );
  const quantile = fc.tuple(amount, amount, amount, amount).map((some): [number, number, number, number] => {
    const [p10 = 0, p50 = 0, p90 = 0, mean = 0] = some.toSorted((one, other) => one - other);
    return [p10, p50, p90, mean];
  });
  const anyChart = fc
    .record({
      text: fc.string({ unit: "binary", maxLength: 60 }),
      week: fc.boolean(),
      history: fc.array(fc.option(amount), { maxLength: 400 }),
      length: fc.integer({ min: 1, max: 180 }),
      quantile,
      stock: fc.array(
        fc.oneof(
          amount,
          amount.map((some) => -some),
        ),
        { maxLength: 181 },
      ),
      reorder_point: fc.option(amount),
      stockout: fc.option(fc.integer({ min: 0, max: 400 })),
    })
    .map(({ text, week, history, length, quantile, stock, reorder_point, stockout }): Chart => {
      const step = week ? 7 : 1;
      return {
        title: text,
        subtitle: text,
        unit: text,
        today: TODAY,
        granularity: week ? "week" : "day",
        history: historyOf(history, step),
        forecast: forecastOf(Math.ceil(length / step), quantile, step),
        stock: stockOf(stock),
        reorder_point,
        stockout_date: stockout === null ? null : dateIn(stockout),
      };
    });
  fc.assert(
    fc.property(anyChart, (chart) => {
      const svg = forecastChart(chart);
      expectInside(svg);
      expect(new TextEncoder().encode(svg).length).toBeLessThan(30_000);
    }),
    { numRuns: 60 },
  );
});

test("the same forecast gives the same chart", () => {
  expect(forecastChart(usual)).toBe(forecastChart(structuredClone(usual)));
});

test("what a user typed is text, never markup, and characters that XML does not know are replaced", () => {
  const title = `</text><script>alert("1")</script> & 'co' \u0000\ud800`;
  const { elements, texts, words } = read(forecastChart({ ...usual, title, subtitle: "<b>", unit: '"&' }));
  expect(new Set(elements.map(({ name }) => name))).toEqual(
    new Set(["svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "text", "tspan", "circle"]),
  );
  expect(words.title).toContain(`</text><script>alert("1")</script> & 'co' \ufffd\ufffd`);
  expect(texts[0]?.content).toMatch(/^<\/text><script>alert/);
});

test("a title is cut to fit, more so where the chart is narrow, and whole in the text alternative", () => {
  const title = `MUG-BLUE · ${"a mug of blue stoneware ".repeat(5)}`.trim();
  const { texts, words } = read(forecastChart({ ...usual, title }));
  const [wide, narrow] = texts.map(({ content }) => content) as [string, string];
  expect(wide).toMatch(/^MUG-BLUE · a mug of blue .*…$/);
  expect(narrow).toMatch(/^MUG-BLUE · a mug of blue .*…$/);
  expect(wide.length).toBeGreaterThan(narrow.length);
  expect(words.title).toBe(`Forecast: ${title}, Main warehouse`);
});

test("the text alternative says the expected demand, its range, the stock and when it runs out", () => {
  const svg = forecastChart(usual);
  const { elements, words } = read(svg);
  expect(elements[0]?.attributes).toMatchObject({ role: "img", "aria-labelledby": "chart-title chart-desc" });
  expect(words.desc).toBe(
    "Expected demand from 27 Nov 2026 on: 126 units in 28 days, 4.5 units per day. In four of five cases the demand of an average day is between 1 and 9 units. Available: 64 units. Reorder point: 30 units. The stock is expected to run out on 12 Dec 2026.",
  );
  const none = read(forecastChart({ ...usual, reorder_point: null, stockout_date: null })).words.desc;
  expect(none).toMatch(/Available: 64 units\. The stock is not expected to run out in this time\.$/);
});

test("one day is not days", () => {
  const { texts, words } = read(forecastChart(charts["one day"] as Chart));
  expect(texts.map(({ content }) => content)).toContain("4.5 units expected in 1 day");
  expect(words.desc).toContain("4.5 units in 1 day, 4.5 units per day");
});

test("captions, legend, reorder point and the day without stock are written in the chart", () => {
  const contents = read(forecastChart(usual)).texts.map(({ content }) => content);
  expect(contents).toEqual(
    expect.arrayContaining([
      "MUG-BLUE · Mug, blue",
      "\u2068Main warehouse\u2069 · 26 Nov 2026",
      "■ Demand■ Median forecast■ 80% range■ Not in stock",
      "Demand, units per day",
      "126 units expected in 28 days",
      "Available stock, units",
      "64 available",
      "Reorder point 30",
      "Out of stock 12 Dec",
      "Today",
    ]),
  );
});

test("days without stock are hatched, not drawn as days without demand", () => {
  const svg = forecastChart({ ...usual, history: historyOf([2, null, null, 0, 3, null]) });
  expect(svg.match(/<rect [^>]*url\(#chart-hatching\)/g)).toHaveLength(2);
  expect(/class="bars"[^>]* d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
});

test("one huge order is cut off and named, so that the rest is not flat", () => {
  const contents = read(forecastChart(charts["a huge order"] as Chart)).texts.map(({ content }) => content);
  expect(contents).toContain("↑ 900");
  expect(contents).not.toContain("1,000");
});

test("where the median is nothing but some demand is expected, the mean is drawn as well", () => {
  expect(forecastChart(charts["rare orders"] as Chart)).toContain('class="line dotted mean"');
  expect(forecastChart(usual)).not.toContain('class="line dotted mean"');
});

test("more days than can be told apart are drawn as weekly averages, and said to be so", () => {
  const { texts } = read(forecastChart(charts["180 days"] as Chart));
  expect(texts.map(({ content }) => content)).toContain("Demand, units per day, weekly averages");
});

test("a stock-out later than the chart goes is written with its date, not marked", () => {
  const svg = forecastChart(charts["out of stock later than shown"] as Chart);
  expect(read(svg).texts.map(({ content }) => content)).toContain("Out of stock 1 Mar →");
  expect(svg).not.toContain('class="line dashed stockout"');
});

describe.each(Object.entries(PALETTES))("the %s colors", (_name, { paper, text, shape }) => {
  test.each(Object.entries(text))("let %s be read", (_color, color) => {
    expect(contrastOf(color, paper)).toBeGreaterThanOrEqual(4.5);
  });
  test.each(Object.entries(shape))("let %s be seen", (_color, color) => {
    expect(contrastOf(color, paper)).toBeGreaterThanOrEqual(3);
  });
});

test("text is at least 9 px high at a width of 400 px, and dark colors are used on request", () => {
  expect(NARROW.text * (400 / WIDTH)).toBeGreaterThanOrEqual(9);
  expect(STYLE).toMatch(/@media\(prefers-color-scheme:dark\)\{.*@media\(max-width:599px\)\{\.chart\{font-size:20px\}/);
});

/** The contrast of two colors (WCAG 2.2, relative luminance). */
function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other].map(luminanceOf).toSorted((some, more) => some - more);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
