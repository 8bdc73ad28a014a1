import type { DemandClass } from "./classify";
import { countQuantiles } from "./counts";
import { pastQuantiles } from "./empirical";
import type { Group } from "./group";
import { LEVELS, sortUp } from "./levels";
import type { Mean } from "./means";
import { LENGTHS, quantilesLike } from "./pool";
import { type Series, stepOf } from "./series";
import { deviationOf, fitOf, PRESUMED, type Spread } from "./spread";
import { Tracker, type Traits } from "./traits";

/** How demand of windows of some lengths is spread around its mean. */
export type Outlook = {
  /** Quantities are multiples of it; 0 if of none. */
  step: number;
  /** Mean of a period that the deviations are of. */
  level: number;
  /** With what power of its mean the deviation of a window grows. */
  power: number;
  /** Lengths of the windows, rising, and their standard deviations. */
  lengths: number[];
  deviations: number[];
  /** For each length, or for all of them: the quantiles at LEVELS, in standard deviations from the mean. */
  shapes: number[][];
  /** By what factor the deviation is larger further ahead, up to as many periods as LEADS says; none if it is not. */
  leads: number[];
};

/** Sales of an item after which its own past counts as much as that of all items like it. */
const OWN_SALES = 24;
/** The same, of samples of items like it. */
const ENOUGH_SAMPLES = 50;
/** Periods after which a past one counts half. */
const HALF_LIFE = { day: 200, week: 40, month: 40 };
/** The variance of an item without past errors, where no other is known: that of a geometric distribution. */
const presumedDeviation = (mean: number) => Math.sqrt(mean * (1 + mean));

const own = new Float64Array(LEVELS.length);
const past = new Float64Array(LEVELS.length);
const like = new Float64Array(LEVELS.length);

/** How the demand of an item is spread, from its own past and from that of the items like it. */
export function outlookOf(series: Series, mean: Mean, demand_class: DemandClass, group: Group): Outlook {
  const { values, frequency } = series;
  const traits = traitsOf(series);
  const first = firstSale(values);
  const known = values.subarray(first);
  const step = stepOf(values);
  const fit = fitOf(values, mean);
  const lengths = LENGTHS[frequency];
  const spread = demand_class === "smooth" ? (group.spread ?? PRESUMED) : null;
  const level = cumulated(mean.path, 28) / Math.min(28, mean.path.length);
  const outlook: Outlook = {
    step,
    level: short(level),
    power: spread ? 0.5 : 1,
    lengths,
    deviations: [],
    shapes: [],
    leads: [],
  };
  if (spread) outlook.leads = spread.leads.map((factor) => short(factor / (spread.leads[0] as number)));
  for (let index = 0; index < lengths.length; index++) {
    const length = lengths[index] as number;
    const expected = level * length;
    const deviation =
      (deviationOf(fit, length, spread ? expected : 0) || presumedDeviation(expected)) * (spread?.lengths[index] ?? 1);
    if (spread) ofSteady(expected, deviation, spread, own);
    else ofVaried(known, expected, deviation, length, HALF_LIFE[frequency], step);
    blend(group, index, traits);
    outlook.deviations.push(short(deviation));
    outlook.shapes.push(Array.from(own, (value) => short((value - expected) / deviation)));
  }
  return outlook;
}

function ofSteady(expected: number, deviation: number, spread: Spread, quantiles: Float64Array): void {
  for (let index = 0; index < LEVELS.length; index++)
    quantiles[index] = expected + deviation * (spread.shape[index] as number);
}

/** The mean of a distribution of counts and of the windows of the past, which are scaled half way to what is expected. */
function ofVaried(
  values: Float64Array,
  expected: number,
  deviation: number,
  length: number,
  half_life: number,
  step: number,
): void {
  countQuantiles(expected, deviation * deviation, step, own);
  const average = pastQuantiles(values, length, half_life, step, past);
  if (!(average > 0)) return;
  const factor = Math.sqrt(expected / average);
  for (let index = 0; index < LEVELS.length; index++) {
    own[index] = ((own[index] as number) + (past[index] as number) * factor) / 2;
  }
}

/** Blends what is known of the item with what is known of items like it. */
function blend({ pool }: Group, index: number, traits: Traits): void {
  if (!pool) return;
  const samples = quantilesLike(pool, index, traits, like);
  const trust = samples / (samples + ENOUGH_SAMPLES);
  const weight = (trust * OWN_SALES) / (traits.evidence + OWN_SALES);
  for (let at = 0; at < LEVELS.length; at++) {
    own[at] = (own[at] as number) * (1 - weight) + (like[at] as number) * weight;
  }
  sortUp(own);
}

function traitsOf({ values, frequency }: Series): Traits {
  const tracker = new Tracker(frequency);
  for (let index = 0; index < values.length; index++) tracker.add(values[index] as number);
  return tracker.traits();
}

function firstSale(values: Float64Array): number {
  let first = 0;
  while (first < values.length && !((values[first] as number) > 0)) first++;
  return first;
}

function cumulated(path: Float64Array, periods: number): number {
  let sum = 0;
  for (let index = 0; index < Math.min(periods, path.length); index++) sum += path[index] as number;
  return sum;
}

/** Four digits, which is what is stored. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
