import { at } from "./numbers";
import type { Frequency } from "./series";

/** What is told of an item by its past up to some period, at the cost of one step for each period. */
export type Traits = {
  /** Sales of a typical size that are expected in a period; 0 before the first sale. */
  rate: number;
  /** Mean demand of the periods with any. */
  size: number;
  kind: Kind;
  /** Sales of the same size that would tell as much of the item as its sales do: the more they differ, the fewer. */
  evidence: number;
};

/** Whether the next sale is later than the mean interval between sales; or the item is too new to tell. */
export const KINDS = 3;
export type Kind = 0 | 1 | 2;
export const SELLING = 0;
export const LATE = 1;
const NEW = 2;

/** Periods below which an item is new. */
const FEWEST_PERIODS = 8;
/** Weight of the newest period in the faster of the two averages that the rate is the mean of. */
const NEWEST: Record<Frequency, number> = { day: 0.03, week: 0.2, month: 0.2 };

/** Follows a series from its first sale on. */
export class Tracker {
  readonly #keep: number;
  #periods = 0;
  #sales = 0;
  #sum = 0;
  #squares = 0;
  /** Periods since the last sale, this one included. */
  #age = 0;
  #recent = 0;
  #weight = 0;

  constructor(frequency: Frequency) {
    this.#keep = 1 - NEWEST[frequency];
  }

  /** Takes in the demand of the next period; NaN, where it is unknown, tells nothing. */
  add(value: number): void {
    if (Number.isNaN(value) || (this.#sales === 0 && !(value > 0))) return;
    this.#periods++;
    this.#age++;
    this.#recent = this.#recent * this.#keep + value;
    this.#weight = this.#weight * this.#keep + 1;
    if (!(value > 0)) return;
    this.#sales++;
    this.#sum += value;
    this.#squares += value * value;
    this.#age = 0;
  }

  get started(): boolean {
    return this.#sales > 0;
  }

  traits(): Traits {
    if (this.#sales === 0) return { rate: 0, size: 0, kind: NEW, evidence: 0 };
    const size = this.#sum / this.#sales;
    const mean = (this.#recent / this.#weight + this.#sum / this.#periods) / 2;
    const is_late = this.#age * this.#sales >= this.#periods;
    const kind = this.#periods < FEWEST_PERIODS ? NEW : is_late ? LATE : SELLING;
    return { rate: mean / size, size, kind, evidence: (this.#sum * this.#sum) / this.#squares };
  }
}

/** What is told of an item by all of its past. */
export function traitsOf(values: Float64Array, frequency: Frequency): Traits {
  const tracker = new Tracker(frequency);
  for (let index = 0; index < values.length; index++) tracker.add(at(values, index));
  return tracker.traits();
}
