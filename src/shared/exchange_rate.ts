import { isExact, MAX_QUANTITY, type Scaled, toScaled } from "./quantity";

/** How many stored units make a rate of 1: rates have eight decimals and are stored as integers. */
const RATE_SCALE = 100_000_000;

/** The largest exchange rate in a request. */
export const MAX_RATE = 10_000_000;

/** True for a rate with at most eight decimals. */
export function isExactRate(value: number): boolean {
  return isExact(value, 8);
}

/** The stored form of a rate for which `isExactRate` is true. */
export function toScaledRate(value: number): number {
  return Math.round(value * RATE_SCALE);
}

/** The rate a client sees. */
export function fromScaledRate(value: number): number {
  return value / RATE_SCALE;
}

/**
 * An amount of money in another currency, both in stored units: multiplied by the stored rate, computed exactly, and rounded
 * half away from zero to four decimals. Null for an amount beyond the largest one that is stored.
 */
export function convert(money: Scaled, rate: number): Scaled | null {
  const scale = BigInt(RATE_SCALE);
  const converted = (BigInt(money) * BigInt(rate) + scale / 2n) / scale;
  return converted > BigInt(toScaled(MAX_QUANTITY)) ? null : Number(converted);
}
