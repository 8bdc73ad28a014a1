import { LEVELS } from "./levels";
import { at, nth } from "./numbers";
import { cumulated, type Frequency, type Series } from "./series";
import { KINDS, type Kind, LATE, SELLING, Tracker, type Traits } from "./traits";

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
    const tracker = new Tracker(this.#frequency);
    const origins = new Float64Array(this.#lengths.length);
    const strides = new Float64Array(this.#lengths.length);
    for (const [index, length] of this.#lengths.entries()) {
      strides[index] = strideOf(values.length - first, length);
      origins[index] = firstOrigin(values.length, values.length - first, length, at(strides, index));
    }
    let next = leastOf(origins);
    for (let origin = first; origin < values.length; origin++) {
      if (origin === next) {
        this.#sample(tracker.traits(), origin, origins, sums, known);
        for (let index = 0; index < origins.length; index++) {
          if (at(origins, index) === origin) origins[index] = origin + at(strides, index);
        }
        next = leastOf(origins);
      }
      tracker.add(at(values, origin));
    }
  }

  /** Notes what was sold in the windows that begin at an origin. */
  #sample(traits: Traits, origin: number, origins: Float64Array, sums: Float64Array, known: Float64Array): void {
    for (let index = 0; index < origins.length; index++) {
      const length = nth(this.#lengths, index);
      const end = origin + length;
      if (at(origins, index) !== origin || end >= sums.length) continue;
      const seen = at(known, end) - at(known, origin);
      if (seen < KNOWN * length) continue;
      const demand = ((at(sums, end) - at(sums, origin)) * length) / seen;
      const cell = Math.round(positionOf(traits.rate * length));
      this.#samples[(index * KINDS + traits.kind) * CELLS + cell]?.add(demand / traits.size);
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
      const before = quantiles.at(-1);
      quantiles.push(before && sample.seen < FEWEST_SAMPLES ? before : quantilesOf(sample.sorted()));
    }
    return { first: FIRST + from, counts: filled.map(({ seen }) => seen), quantiles };
  }
}

function leastOf(origins: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (const origin of origins) if (origin < least) least = origin;
  return least;
}

/** The distance of origins: no more of them than are allowed, and windows that overlap by two thirds at most. */
function strideOf(periods: number, length: number): number {
  return Math.max(1, Math.floor(length / 3), Math.ceil((periods - length - 1) / MOST_ORIGINS));
}

/** The first origin after the first sale from which strides lead to a window that ends with the series. */
function firstOrigin(end: number, periods: number, length: number, stride: number): number {
  const room = periods - length - 1;
  return room < 0 ? Number.POSITIVE_INFINITY : end - length - stride * Math.floor(room / stride);
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
      position < zeros ? (position / zeros - 1) / 2 : at(sorted, Math.min(sorted.length - 1, Math.floor(position)));
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
  const expected = traits.rate * nth(pool.lengths, index);
  const last = cells.quantiles.length - 1;
  const position = Math.min(last, Math.max(0, positionOf(expected) - (cells.first - FIRST)));
  const below = Math.min(Math.floor(position), Math.max(0, last - 1));
  const above = Math.min(below + 1, last);
  const share = position - below;
  const [low, high] = [cells.quantiles[below], cells.quantiles[above]];
  if (!low || !high) return 0;
  // An item that sells more than any of them returns half way to them.
  const scale = traits.size * Math.sqrt(Math.max(1, expected / 2 ** (cells.first + last)));
  for (let level = 0; level < LEVELS.length; level++) {
    const value = nth(low, level);
    quantiles[level] = scale * (value + (nth(high, level) - value) * share);
  }
  return nth(cells.counts, below) * (1 - share) + nth(cells.counts, above) * share;
}

/** The cells of a kind, else of the nearest one that has some; of an item whose next sale is late, those that sell tell nothing. */
function cellsFor({ cells }: Pool, index: number, kind: Kind): Cells | null {
  const own = cells[index] ?? [];
  if (kind === LATE) return own[kind] ?? null;
  return own[kind] ?? own[SELLING] ?? own.find((cells) => cells !== null) ?? null;
}
