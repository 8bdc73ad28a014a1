import { LEVELS } from "./levels";
import type { Frequency, Series } from "./series";
import { KINDS, type Kind, Tracker, type Traits } from "./traits";

/**
 * What items like this one went on to sell, in units of their size of a sale: quantiles at LEVELS of the demand of windows of
 * some lengths, by the kind of item and by the number of sales that were expected in the window.
 */
export type Pool = {
  /** Lengths of the windows, rising. */
  lengths: number[];
  /** For each length and each kind of item; null where there were too few. */
  cells: (Cells | null)[][];
};

type Cells = {
  /** Expected sales of the first cell, as a power of two; each next cell expects twice as many. */
  first: number;
  /** Number of samples, and their quantiles. */
  counts: number[];
  quantiles: number[][];
};

/** Lengths of windows, from one period to about the longest lead time. */
export const LENGTHS: Record<Frequency, number[]> = { day: [1, 7, 14, 28], week: [1, 2, 4, 8], month: [1, 3, 6, 12] };

const FIRST = -7;
const CELLS = 16;
const FEWEST_SAMPLES = 40;
const MOST_SAMPLES = 2048;
/** Origins of an item at most, so that one with a long history does not outweigh the others. */
const MOST_ORIGINS = 12;
/** The share of a window that must be known. */
const KNOWN = 0.8;

/**
 * Keeps at most so many values of many, each with the same chance: Vitter, J. S. (1985), Random sampling with a reservoir,
 * algorithm R. Its random numbers are those of a linear congruential generator that always begins the same.
 */
class Sample {
  readonly #values = new Float64Array(MOST_SAMPLES);
  #seen = 0;
  #random = 1;

  add(value: number): void {
    const place = this.#seen < MOST_SAMPLES ? this.#seen : this.#anyOf(this.#seen + 1);
    if (place < MOST_SAMPLES) this.#values[place] = value;
    this.#seen++;
  }

  #anyOf(count: number): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#random / 2 ** 32) * count);
  }

  get seen(): number {
    return this.#seen;
  }

  sorted(): Float64Array {
    return this.#values.slice(0, Math.min(this.#seen, MOST_SAMPLES)).sort();
  }
}

/** Collects what items went on to sell, from origins in the past of each. */
export class PoolLearner {
  readonly #frequency: Frequency;
  readonly #lengths: number[];
  readonly #samples: Sample[];

  constructor(frequency: Frequency) {
    this.#frequency = frequency;
    this.#lengths = LENGTHS[frequency];
    this.#samples = Array.from({ length: this.#lengths.length * KINDS * CELLS }, () => new Sample());
  }

  add({ values }: Series): void {
    const { sums, known, first } = cumulated(values);
    const periods = values.length - first;
    const next = this.#lengths.map((length) => nextOrigin(values.length, periods, length));
    const tracker = new Tracker(this.#frequency);
    for (let origin = first; origin < values.length; origin++) {
      let traits: Traits | null = null;
      for (let index = 0; index < next.length; index++) {
        const { start, stride } = next[index] as Origins;
        if (origin < start || (origin - start) % stride !== 0 || !tracker.started) continue;
        const length = this.#lengths[index] as number;
        const end = origin + length;
        if (end > values.length) continue;
        const seen = (known[end] as number) - (known[origin] as number);
        if (seen < KNOWN * length) continue;
        traits ??= tracker.traits();
        const demand = (((sums[end] as number) - (sums[origin] as number)) * length) / seen;
        const cell = Math.round(positionOf(traits.rate * length));
        this.#samples[(index * KINDS + traits.kind) * CELLS + cell]?.add(demand / traits.size);
      }
      tracker.add(values[origin] as number);
    }
  }

  pool(): Pool {
    const cells = this.#lengths.map((_, index) =>
      Array.from({ length: KINDS }, (_, kind) => this.#cellsOf(index, kind)),
    );
    return { lengths: this.#lengths, cells };
  }

  #cellsOf(index: number, kind: number): Cells | null {
    const begin = (index * KINDS + kind) * CELLS;
    const samples = this.#samples.slice(begin, begin + CELLS);
    const enough = samples.map((sample) => sample.seen >= FEWEST_SAMPLES);
    const from = enough.indexOf(true);
    if (from < 0) return null;
    const filled = samples.slice(from, enough.lastIndexOf(true) + 1);
    const quantiles: number[][] = [];
    // A cell with too few samples has the quantiles of the one before it.
    for (const sample of filled) {
      quantiles.push(sample.seen >= FEWEST_SAMPLES ? quantilesOf(sample.sorted()) : (quantiles.at(-1) as number[]));
    }
    return { first: FIRST + from, counts: filled.map(({ seen }) => seen), quantiles };
  }
}

type Origins = { start: number; stride: number };

/** The first origin and the distance of the others, so that the last window ends with the series. */
function nextOrigin(end: number, periods: number, length: number): Origins {
  const last = end - length;
  const room = periods - length - 1;
  const stride = Math.max(1, Math.floor(length / 3), Math.ceil(room / MOST_ORIGINS));
  return { start: last - stride * Math.floor(Math.max(0, room) / stride), stride };
}

/** Sums of the known demand before each period, the number of known periods, and the period of the first sale. */
function cumulated(values: Float64Array) {
  const sums = new Float64Array(values.length + 1);
  const known = new Float64Array(values.length + 1);
  let first = values.length;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const is_known = value >= 0;
    sums[index + 1] = (sums[index] as number) + (is_known ? value : 0);
    known[index + 1] = (known[index] as number) + (is_known ? 1 : 0);
    if (value > 0 && first > index) first = index;
  }
  return { sums, known, first };
}

/** The place of an item among the cells, between two of them. */
function positionOf(expected: number): number {
  return Math.min(CELLS - 1, Math.max(0, Math.log2(Math.max(expected, 1e-9)) - FIRST));
}

/**
 * Quantiles of sorted samples. Those that are zero are spread over the half below it, so that what is averaged with them still
 * knows how far from a sale a level is.
 */
function quantilesOf(sorted: Float64Array): number[] {
  let zeros = 0;
  while (zeros < sorted.length && sorted[zeros] === 0) zeros++;
  return LEVELS.map((level) => {
    const position = level * sorted.length;
    const value =
      position < zeros
        ? (position / zeros - 1) / 2
        : (sorted[Math.min(sorted.length - 1, Math.floor(position))] as number);
    return Number(value.toPrecision(4));
  });
}

/**
 * Writes what items like this one sold in windows of a length (by its index) to `quantiles`, and returns the number of samples
 * that it is known from: 0 if there are none.
 */
export function quantilesLike(pool: Pool, index: number, traits: Traits, quantiles: Float64Array): number {
  const cells = cellsFor(pool, index, traits.kind);
  if (!cells || traits.rate === 0) return 0;
  const expected = traits.rate * (pool.lengths[index] as number);
  const last = cells.quantiles.length - 1;
  const position = Math.min(last, Math.max(0, positionOf(expected) - (cells.first - FIRST)));
  const below = Math.min(Math.floor(position), Math.max(0, last - 1));
  const above = Math.min(below + 1, last);
  const share = position - below;
  const [low, high] = [cells.quantiles[below] as number[], cells.quantiles[above] as number[]];
  for (let level = 0; level < LEVELS.length; level++) {
    const value = low[level] as number;
    quantiles[level] = traits.size * (value + ((high[level] as number) - value) * share);
  }
  return (cells.counts[below] as number) * (1 - share) + (cells.counts[above] as number) * share;
}

/** The cells of a kind, else of the nearest one that has some. */
function cellsFor({ cells }: Pool, index: number, kind: Kind): Cells | null {
  const own = cells[index] ?? [];
  return own[kind] ?? own[0] ?? own.find((cells) => cells !== null) ?? null;
}
