import type { Series } from "../../forecasting/series";
import type { Days } from "../../forecasting/track_record";
import { toDayNumber } from "../../shared/clock";

/** The demand of a variant at a location, as the ledger selects it (`demandSeries`). */
type DemandText = { variant_id: string; location_id: string; days: string };
export type DemandTexts = { shipped: DemandText[]; imported: DemandText[]; stockouts: DemandText[] };

/** The demand of all locations is unknown on a day on which more than this share of it is. */
const MISSED_SHARE = 0.25;

/** What a day's demand still counts for the share of a location after the next day: half of it after eight weeks. */
const KEPT_A_DAY = 0.5 ** (1 / 56);

/** The demand of each variant by location, by day through `through`. Locations without demand are left out. */
export function demandByVariant(texts: DemandTexts, through: string): Map<string, Map<string, Days>> {
  const last_day = toDayNumber(through);
  const levels = new Map<string, { variant_id: string; location_id: string; sold: string[]; out: string }>();
  const level = ({ variant_id, location_id }: DemandText) => {
    const key = `${variant_id} ${location_id}`;
    const known = levels.get(key) ?? { variant_id, location_id, sold: [], out: "" };
    levels.set(key, known);
    return known;
  };
  for (const text of texts.imported) level(text).sold.push(text.days);
  for (const text of texts.shipped) level(text).sold.push(text.days);
  for (const text of texts.stockouts) level(text).out = text.days;
  const by_variant = new Map<string, Map<string, Days>>();
  for (const { variant_id, location_id, sold, out } of levels.values()) {
    const days = daysOf(sold, out, last_day);
    if (days === null) continue;
    const by_location = by_variant.get(variant_id) ?? new Map<string, Days>();
    by_variant.set(variant_id, by_location.set(location_id, days));
  }
  return by_variant;
}

/** Demand from the first day that has some; a day without any on which nothing was available is unknown. */
function daysOf(sold: readonly string[], out: string, last_day: number): Days | null {
  const pairs = sold.map(pairsOf);
  let first_day = Number.POSITIVE_INFINITY;
  for (const numbers of pairs)
    for (let at = 0; at < numbers.length; at += 2) {
      if ((numbers[at + 1] as number) > 0) first_day = Math.min(first_day, numbers[at] as number);
    }
  if (first_day > last_day) return null;
  const values = new Float64Array(last_day - first_day + 1);
  for (const numbers of pairs) {
    for (let at = 0; at < numbers.length; at += 2) {
      const day = (numbers[at] as number) - first_day;
      if (day >= 0 && day < values.length) values[day] = (values[day] as number) + (numbers[at + 1] as number);
    }
  }
  const gaps = pairsOf(out);
  for (let at = 0; at < gaps.length; at += 2) {
    const until = gaps[at + 1] === 0 ? last_day : Math.min(last_day, gaps[at + 1] as number);
    for (let day = Math.max(first_day, gaps[at] as number); day <= until; day++) {
      if (values[day - first_day] === 0) values[day - first_day] = Number.NaN;
    }
  }
  return { first_day, values };
}

const [COLON, COMMA, POINT, ZERO] = [58, 44, 46, 48];

/** The numbers of `day:quantity,…`, one after the other. Written for millions of days: no text of a number is made. */
function pairsOf(text: string): number[] {
  const numbers: number[] = [];
  let whole = 0;
  let scale = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code < COLON) {
      whole = whole * 10 + code - ZERO;
      scale *= 10;
    } else if (code === POINT) {
      scale = 1;
    } else if (code === COLON || code === COMMA) {
      numbers.push(scale > 0 ? whole / scale : whole);
      whole = 0;
      scale = 0;
    }
  }
  if (text.length > 0) numbers.push(scale > 0 ? whole / scale : whole);
  return numbers;
}

/**
 * The demand of all locations together; unknown on a day on which too much of it is. How much a location counts is judged by what
 * it sold lately, so that one that was closed is not missed for good.
 */
export function together(locations: readonly Days[]): Days | null {
  const [first, ...others] = locations;
  if (!first || others.length === 0) return first ?? null;
  const first_day = Math.min(...locations.map((days) => days.first_day));
  const values = new Float64Array(first.first_day + first.values.length - first_day);
  const missed = new Float64Array(values.length);
  const usual = new Float64Array(values.length);
  for (const days of locations) {
    const offset = days.first_day - first_day;
    let lately = 0;
    for (let day = 0; day < days.values.length; day++) {
      const value = days.values[day] as number;
      const is_known = value >= 0;
      usual[offset + day] = (usual[offset + day] as number) + lately;
      if (is_known) values[offset + day] = (values[offset + day] as number) + value;
      else missed[offset + day] = (missed[offset + day] as number) + lately;
      lately = lately * KEPT_A_DAY + (is_known ? value : 0);
    }
  }
  for (let day = 0; day < values.length; day++) {
    if ((missed[day] as number) > MISSED_SHARE * (usual[day] as number)) values[day] = Number.NaN;
  }
  return { first_day, values };
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (day + 3) % 7;

export function seriesOf({ first_day, values }: Days, category: string | null): Series {
  return { frequency: "day", values, phase: weekdayOf(first_day), group: category };
}
