import { withoutOneOff } from "./cleaning";
import { countQuantiles } from "./counts";
import { pastQuantiles } from "./empirical";
import type { Group } from "./group";
import { LEVELS, sortUp } from "./levels";
import type { Mean } from "./means";
import { at, nth } from "./numbers";
import { LENGTHS, quantilesLike } from "./pool";
import { significant, thousandths, whole } from "./rounding";
import { type Cumulated, cumulated, type Series, stepOf } from "./series";
import { deviationOf, fitOf, isSteady, PRESUMED, type Spread } from "./spread";
import { LATE, type Traits, traitsOf } from "./traits";

/** How demand is spread around its mean, over one period and over windows of the lengths that LENGTHS says. */
export type Outlook = {
  /** Quantities are multiples of it; 0 if of none. */
  step: number;
  /** With what power of its mean the deviation of a window grows. */
  power: number;
  /** Standard deviations of the windows, where each of their periods has the level as its mean. */
  deviations: number[];
  /** For each length, or one for all of them: the quantiles at LEVELS, from the mean, in deviations times SHAPE_UNITS. */
  shapes: number[][];
  /** How much of an error the next forecasts take over, which makes windows that begin later less certain; 0 if it is not known. */
  alpha: number;
  /** By what factor the deviation is larger further ahead, up to as many periods as LEADS says; none if it is not. */
  leads: number[];
};

/** Parts of a deviation in which shapes are stored, since whole numbers are short. */
export const SHAPE_UNITS = 100;

/** Sales of an item after which its own past counts as much as that of all items like it. */
const OWN_SALES = 48;
/** Sales from which the evidence of a steady item counts for more than their number. */
const STEADY_SALES = 8;
/** Samples of items like it that are enough. */
const ENOUGH_SAMPLES = 50;
/** The weight below which items like it are left aside. */
const LEAST_WEIGHT = 0.1;
/** Windows of the past that tell as much as a distribution of counts. */
const OWN_WINDOWS = 12;
/** Periods after which a past one counts half. */
const HALF_LIFE = { day: 200, week: 40, month: 40 };

const own = new Float64Array(LEVELS.length);
const past = new Float64Array(LEVELS.length);
const like = new Float64Array(LEVELS.length);

/** How the demand of an item is spread, from its own past and from that of the items like it. */
export function outlookOf(series: Series, mean: Mean, level: number, group: Group): Outlook {
  const { values, frequency } = series;
  // A single huge order is kept in the windows of the past; it does not make all others less certain.
  const fit = fitOf(withoutOneOff(values), mean);
  const is_steady = isSteady(fit);
  const spread = is_steady ? (group.spread ?? PRESUMED) : null;
  const step = stepOf(values);
  const known = cumulated(values);
  const traits = traitsOf(values, frequency);
  const power = spread ? 0.5 : 1;
  const leads = spread?.leads.map((factor) => thousandths(factor / nth(spread.leads, 0))) ?? [];
  const outlook: Outlook = {
    step,
    power,
    deviations: [],
    shapes: [],
    alpha: spread ? thousandths(fit.alpha) : 0,
    leads,
  };
  let is_blended = false;
  for (const [index, length] of LENGTHS[frequency].entries()) {
    const expected = level * length;
    const deviation = deviationOf(fit, length, expected, is_steady) * (spread?.lengths[index] ?? 1);
    if (spread) ofSteady(expected, deviation, spread);
    else ofVaried(known, expected, deviation, length, HALF_LIFE[frequency], step);
    const weight = weightOf(group, index, traits, is_steady);
    if (weight > 0) blend(weight, factorOf(expected, length, traits, is_steady));
    if (index === 0) is_blended = weight > 0;
    outlook.deviations.push(significant(deviation, 5));
    // A steady item that stands for itself has one shape for all lengths.
    if (index > 0 && spread && !is_blended) continue;
    sortUp(own);
    outlook.shapes.push(Array.from(own, (value) => whole((SHAPE_UNITS * (value - expected)) / deviation)));
  }
  return outlook;
}

function ofSteady(expected: number, deviation: number, { shape }: Spread): void {
  for (let index = 0; index < LEVELS.length; index++) own[index] = expected + deviation * nth(shape, index);
}

/**
 * Between a distribution of counts and the windows of the past, which are scaled half way to what is expected: the more
 * windows there are, the more they tell.
 */
function ofVaried(
  known: Cumulated,
  expected: number,
  deviation: number,
  length: number,
  half_life: number,
  step: number,
): void {
  countQuantiles(expected, deviation * deviation, step, own);
  const average = pastQuantiles(known, length, half_life, step, past);
  if (!(average > 0)) return;
  const factor = Math.sqrt(expected / average);
  const periods = known.sums.length - 1 - known.first;
  const weight = periods / (periods + OWN_WINDOWS * length);
  for (let index = 0; index < LEVELS.length; index++) {
    own[index] = at(own, index) * (1 - weight) + at(past, index) * factor * weight;
  }
}

/**
 * Writes what is known of items like this one to `like`, and returns what it weighs: 0 where there are too few. Of a steady
 * item, which has a trend and seasons of its own, others tell only while it is young.
 */
function weightOf({ pool }: Group, index: number, traits: Traits, is_steady: boolean): number {
  if (!pool) return 0;
  const samples = quantilesLike(pool, index, traits, like);
  const evidence = is_steady ? (traits.evidence * traits.evidence) / STEADY_SALES : traits.evidence;
  const weight = (samples / (samples + ENOUGH_SAMPLES)) * (OWN_SALES / (evidence + OWN_SALES));
  return weight < LEAST_WEIGHT ? 0 : weight;
}

/** Of what its past alone would let one expect of an item, a share below this says that it seems to have ended. */
const ENDING = 0.15;

/**
 * By what items like this one are scaled: of a steady item, to what is expected of it; of one that seems to have ended, down,
 * since the others include those whose sale was only a little late.
 */
function factorOf(expected: number, length: number, { rate, size, kind }: Traits, is_steady: boolean): number {
  const share = expected / (rate * size * length);
  if (is_steady) return share;
  return kind === LATE ? Math.min(1, share / ENDING) : 1;
}

function blend(weight: number, factor: number): void {
  for (let index = 0; index < LEVELS.length; index++) {
    own[index] = at(own, index) * (1 - weight) + at(like, index) * weight * factor;
  }
}
