const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const SHORT = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const WHOLE = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86_400_000;

/** A quantity in at most seven characters, such as 0.25, 1,250, 12.5K and 1e-4. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-3)) return Number(value.toPrecision(2)).toExponential().replace("+", "");
  if (size >= 10_000) return COMPACT.format(value);
  return size >= 1000 ? WHOLE.format(value) : SHORT.format(value);
}

/** A sum of expectations without false precision: whole from 10 on, with two digits below. */
export function roundedNumber(value: number): string {
  return shortNumber(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
}

/** A quantity for a sentence: grouped, with three significant digits below 1,000. */
export function longNumber(value: number): string {
  return Math.abs(value) >= 1000 ? WHOLE.format(value) : SHORT.format(value);
}

/** A number of periods, such as "28 days". */
export function periods(count: number, period: "day" | "week"): string {
  return `${count} ${period}${count === 1 ? "" : "s"}`;
}

/** A date such as "26 Nov", from a number of days since 1970. */
export function shortDate(day: number): string {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** A date such as "26 Nov 2026", from a number of days since 1970. */
export function longDate(day: number): string {
  return `${shortDate(day)} ${new Date(day * DAY).getUTCFullYear()}`;
}

/** The first days of the months that begin after `from` and not after `to`, every `step` months from January on. */
export function firstsOfMonths(from: number, to: number, step: number): number[] {
  const first = new Date(from * DAY);
  const firsts = [];
  for (let month = first.getUTCMonth() + 1; ; month++) {
    const day = Date.UTC(first.getUTCFullYear(), month, 1) / DAY;
    if (day > to) return firsts;
    if (month % step === 0) firsts.push(day);
  }
}

/** A month such as "Nov 2026", from a number of days since 1970. */
export function monthOf(day: number): string {
  return longDate(day).replace(/^\d+ /, "");
}

/** The text as XML character data or attribute value. Characters that XML does not allow become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * An upper bound of the width of a text, in ems, for the fonts that browsers use as system-ui. Measured on DejaVu Sans, the
 * widest of them.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes(text)) width += widthOfGrapheme(segment);
  return width;
}

/** The text, or as much of its start as fits into `width` ems, with an ellipsis. Characters of several code points stay whole. */
export function cut(text: string, width: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  let used = 0;
  let fitting = "";
  for (const { segment } of graphemes(line)) {
    used += widthOfGrapheme(segment);
    if (used > width) return `${fitting.trimEnd()}…`;
    if (used <= width - 1) fitting += segment;
  }
  return line;
}

function graphemes(text: string) {
  return new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text);
}

function widthOfGrapheme(grapheme: string): number {
  if (/^[ijlftI.,:;'|!·() -]$/.test(grapheme)) return 0.4;
  if (/^[mwMW%@…]$/.test(grapheme)) return 1;
  if (/^[a-z0-9]/.test(grapheme)) return 0.65;
  return /^[\u0020-\u052f]/.test(grapheme) ? 0.78 : /^[\u0530-\u07ff]/.test(grapheme) ? 0.8 : 1.4;
}
