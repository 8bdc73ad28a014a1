import { withoutOneOff } from "./cleaning";
import { NORMAL } from "./counts";
import { LEVELS, MEDIAN } from "./levels";
import { forecastMean, type Mean } from "./means";
import { at, nth } from "./numbers";
import { LENGTHS } from "./pool";
import type { Frequency, Series } from "./series";

/**
 * How far what came has been from the forecasts of items that sell steadily, in standard deviations of their fit: by how many
 * periods ahead, and by the length of the window.
 */
export type Spread = {
  /** Factors of the standard deviation of one period, up to so many periods ahead as LEADS says. */
  leads: number[];
  /** Factors of the standard deviation of the windows of LENGTHS. */
  lengths: number[];
  /** Quantiles at LEVELS of the deviation, in standard deviations. */
  shape: number[];
};

/** Periods ahead up to which a factor holds; the last holds beyond, too. */
export const LEADS: Record<Frequency, number[]> = {
  day: [1, 3, 7, 14, 28],
  week: [1, 2, 4, 8, 13],
  month: [1, 3, 6, 12, 18],
};

/** What is presumed where there are no items to learn from: between what M1's monthly series and weekly sales tell. */
export const PRESUMED: Spread = {
  leads: [1.2, 1.25, 1.3, 1.4, 1.5],
  lengths: [1.2, 1.2, 1.25, 1.3],
  shape: [...NORMAL],
};

/** Items that are enough to learn from; of more, one in eight. */
const ENOUGH_ITEMS = 400;
const THEN_EVERY = 8;
/** Deviations that weigh as much as what is presumed. */
const PRESUMED_WEIGHT = 100;
const SHORTEST = 12;
/** The least coefficient of variation: no demand is certain. */
const LEAST_VARIATION = 1e-4;

/**
 * Standard deviation of the demand of a window around its forecast, as simple exponential smoothing implies it:
 * s²·n·[1 + α(n - 1) + α²(n - 1)(2n - 1)/6], Hyndman et al. (2008), Forecasting with exponential smoothing, section 6.3. That of
 * a steady item grows with its mean, half way between a constant deviation and a constant percentage.
 */
export function deviationOf(
  { alpha, deviation, level }: Fit,
  length: number,
  mean: number,
  is_steady: boolean,
): number {
  const periods = periodsIn(alpha, length);
  // Where no error is known, that of a geometric distribution.
  if (Number.isNaN(deviation)) return Math.sqrt(periods * (mean / length) * (1 + mean / length));
  const growth = is_steady && level > 0 && mean > 0 ? Math.sqrt(mean / length / level) : 1;
  return Math.max(deviation * Math.sqrt(periods) * growth, mean * LEAST_VARIATION);
}

/** The number of independent periods whose sum varies as much as that of so many periods that are smoothed. */
function periodsIn(alpha: number, length: number): number {
  const rest = length - 1;
  return length * (1 + alpha * rest + (alpha * alpha * rest * (2 * length - 1)) / 6);
}

/**
 * By what factor the deviation of a window is larger if it begins later: each error before it shifts all of its periods. Its
 * square root is taken, since an item's weight is known so roughly that the factors of all items tell as much.
 */
export function growthOf(alpha: number, length: number, from: number): number {
  return (1 + ((from - 1) * length * length * alpha * alpha) / periodsIn(alpha, length)) ** 0.25;
}

/** What the fit of a mean says of its errors. */
export type Fit = {
  /** Root mean square of the errors, NaN if there are none. */
  deviation: number;
  /** Mean of the fitted values. */
  level: number;
  alpha: number;
};

export function fitOf(values: Float64Array, { fitted, alpha }: Mean): Fit {
  let [squares, sum, errors] = [0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const error = at(values, index) - at(fitted, index);
    if (Number.isNaN(error)) continue;
    squares += error * error;
    sum += at(fitted, index);
    errors++;
  }
  if (errors < 2) return { deviation: Number.NaN, level: 0, alpha };
  return { deviation: Math.sqrt(squares / (errors - 1)), level: sum / errors, alpha };
}

/** The deviation over the mean below which an item sells steadily: the limit of smooth demand, of what the fit leaves. */
const STEADY = 0.7;

/** Whether the fit explains so much of an item's demand that its errors say how wide its forecast is. */
export function isSteady({ deviation, level }: Fit): boolean {
  return deviation < STEADY * level;
}

/** Forecasts the last periods of steady items from those before, and collects how far off that was. */
export class SpreadLearner {
  readonly #lengths: number[];
  readonly #leads: number[];
  readonly #by_lead: number[][];
  readonly #by_length: number[][];
  #seen = 0;

  constructor(frequency: Frequency) {
    this.#lengths = LENGTHS[frequency];
    this.#leads = LEADS[frequency];
    this.#by_lead = this.#leads.map(() => []);
    this.#by_length = this.#lengths.map(() => []);
  }

  add(series: Series): void {
    const { values } = series;
    const horizon = Math.min(nth(this.#leads, this.#leads.length - 1), Math.floor(values.length / 3));
    const origin = values.length - horizon;
    if (origin < SHORTEST) return;
    if (this.#seen++ >= ENOUGH_ITEMS && this.#seen % THEN_EVERY !== 0) return;
    const past = values.subarray(0, origin);
    const mean = forecastMean({ ...series, values: past }, horizon, null);
    const fit = fitOf(withoutOneOff(past), mean);
    if (fit.deviation > 0 && isSteady(fit)) this.#compare(values.subarray(origin), mean.path, fit);
  }

  #compare(came: Float64Array, path: Float64Array, fit: Fit): void {
    let bucket = 0;
    let length = 0;
    let [sum, expected] = [0, 0];
    for (let lead = 1; lead <= came.length; lead++) {
      const [value, mean] = [at(came, lead - 1), at(path, lead - 1)];
      if (lead > nth(this.#leads, bucket)) bucket++;
      sum += value;
      expected += mean;
      if (value >= 0) {
        const deviation = deviationOf(fit, 1, mean, true) * growthOf(fit.alpha, 1, lead);
        this.#by_lead[bucket]?.push(Math.abs(value - mean) / deviation);
      }
      if (lead !== this.#lengths[length]) continue;
      if (sum >= 0) this.#by_length[length]?.push(Math.abs(sum - expected) / deviationOf(fit, lead, expected, true));
      length++;
    }
  }

  spread(): Spread {
    const leads = this.#by_lead.map((sizes, index) => factorOf(sizes, nth(PRESUMED.leads, index)));
    const lengths = this.#by_length.map((sizes, index) => factorOf(sizes, nth(PRESUMED.lengths, index)));
    const scaled = this.#by_lead.flatMap((sizes, index) => sizes.map((size) => size / nth(leads, index)));
    return { leads: rising(leads), lengths, shape: shapeOf(Float64Array.from(scaled).sort()) };
  }
}

/** By how much the deviations exceed those of a normal distribution, at 80 and 95 per cent; never below 1. */
function factorOf(sizes: number[], presumed: number): number {
  const sorted = Float64Array.from(sizes).sort();
  const measured = sorted.length > 0 ? (shareOf(sorted, 0.8) / 1.2816 + shareOf(sorted, 0.95) / 1.96) / 2 : presumed;
  const factor = (measured * sorted.length + presumed * PRESUMED_WEIGHT) / (sorted.length + PRESUMED_WEIGHT);
  return Number(Math.max(1, factor).toPrecision(4));
}

/** The same deviations upwards and downwards: what most items have in common in one year is no law of the next. */
function shapeOf(sorted: Float64Array): number[] {
  const weight = sorted.length / (sorted.length + PRESUMED_WEIGHT);
  const half = LEVELS.map((level, index) => {
    const size = sorted.length > 0 ? shareOf(sorted, Math.abs(2 * level - 1)) : 0;
    return weight * size + (1 - weight) * Math.abs(nth(NORMAL, index));
  });
  return half.map((size, index) => Number((index < MEDIAN ? -size : index === MEDIAN ? 0 : size).toPrecision(4)));
}

function shareOf(sorted: Float64Array, share: number): number {
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const [low, high] = [at(sorted, below), at(sorted, Math.min(below + 1, sorted.length - 1))];
  return low + (high - low) * (position - below);
}

function rising(factors: number[]): number[] {
  let least = 0;
  return factors.map((factor) => (least = Math.max(least, factor)));
}
