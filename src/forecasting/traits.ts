import type { Frequency } from "./series";

/** What is told of an item by its past up to some period, at the cost of one step for each period. */
export type Traits = {
  /** Sales of a typical size that are expected in a period; 0 before the first sale. */
  rate: number;
  /** Mean demand of the periods with any. */
  size: number;
  kind: Kind;
  /** Periods with demand. */
  sales: number;
};

/** Sizes that vary little, or much, or an item that is too new to tell. */
export const KINDS = 3;
export type Kind = 0 | 1 | 2;
const STEADY = 0;
const VARIED = 1;
const NEW = 2;

/** Squared coefficient of variation of the sizes from which they count as varied. */
const VARIED_FROM = 0.25;
const FEWEST_PERIODS = 8;
const FEWEST_SALES = 3;
/** Weight of the newest period in the faster of the two averages that the rate is the mean of. */
const NEWEST: Record<Frequency, number> = { day: 0.03, week: 0.1, month: 0.1 };

/** Follows a series from its first sale on. */
export class Tracker {
  readonly #keep: number;
  #periods = 0;
  #sales = 0;
  #sum = 0;
  #squares = 0;
  #recent = 0;
  #weight = 0;

  constructor(frequency: Frequency) {
    this.#keep = 1 - NEWEST[frequency];
  }

  /** Takes in the demand of the next period; NaN, where it is unknown, tells nothing. */
  add(value: number): void {
    if (Number.isNaN(value) || (this.#sales === 0 && !(value > 0))) return;
    this.#periods++;
    this.#recent = this.#recent * this.#keep + value;
    this.#weight = this.#weight * this.#keep + 1;
    if (!(value > 0)) return;
    this.#sales++;
    this.#sum += value;
    this.#squares += value * value;
  }

  get started(): boolean {
    return this.#sales > 0;
  }

  traits(): Traits {
    if (this.#sales === 0) return { rate: 0, size: 0, kind: NEW, sales: 0 };
    const size = this.#sum / this.#sales;
    const mean = (this.#recent / this.#weight + this.#sum / this.#periods) / 2;
    const variation = (this.#squares * this.#sales) / (this.#sum * this.#sum) - 1;
    const is_new = this.#periods < FEWEST_PERIODS || this.#sales < FEWEST_SALES;
    const kind = is_new ? NEW : variation < VARIED_FROM ? STEADY : VARIED;
    return { rate: mean / size, size, kind, sales: this.#sales };
  }
}
