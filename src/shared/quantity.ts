import type { Problem } from "./errors";

/** How many stored units make one: quantities and money have four decimals and are stored as integers. */
const SCALE = 10_000;

/** The largest quantity or amount of money in a request. */
export const MAX_QUANTITY = 1_000_000_000;

/** A quantity or an amount of money as the database stores it: a whole number of ten-thousandths. */
export type Scaled = number;

/** The largest sum of quantities: a whole number beyond 2^53 would not be exact. The triggers have the same bound. */
export const MAX_SUM: Scaled = 9_000_000_000_000_000;

/**
 * The largest value of a level: a number of JSON still tells any two of four decimals apart. The triggers have the same bound.
 */
export const MAX_VALUE: Scaled = 5_000_000_000_000_000;

/** A limit as messages show it: with its digits in groups. */
export function inWords(value: Scaled): string {
  return fromScaled(value).toLocaleString("en-US");
}

/** True if `value` has at most `decimals` decimals and is within the bounds of a quantity. */
export function isExact(value: number, decimals = 4): boolean {
  if (!Number.isFinite(value) || Math.abs(value) > MAX_QUANTITY) return false;
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor === value;
}

/**
 * The problem of a quantity with more decimals than its variant is counted in, in the client's numbers: `validation_failed`
 * for `field`. None if it fits, or is absent.
 */
export function tooFine(
  { sku, quantity_decimals }: { sku: string; quantity_decimals: number },
  quantity: number | undefined,
  field: string,
): Problem[] {
  if (quantity === undefined || isExact(quantity, quantity_decimals)) return [];
  const message = `${sku} is counted with ${quantity_decimals} decimals. Round the quantity.`;
  return [{ code: "validation_failed", message, field }];
}

/**
 * Of a value for a quantity of `of`, the part for another quantity: value × quantity ÷ of, rounded half away from zero. All are
 * in stored units, and not negative; none of it leaves what is exact. The triggers compute the same (`value.sql`).
 */
export function shareOf(value: Scaled, quantity: Scaled, of: Scaled): Scaled {
  const divisor = BigInt(of);
  return Number((BigInt(value) * BigInt(quantity) + divisor / 2n) / divisor);
}

/** What a quantity costs at a unit cost or price, all in stored units, rounded half away from zero. */
export function amountOf(unit_cost: Scaled, quantity: Scaled): Scaled {
  return shareOf(unit_cost, quantity, SCALE);
}

/** What one costs if a quantity costs so much, all in stored units; null for a quantity of 0. */
export function unitCostOf(value: Scaled, quantity: Scaled): Scaled | null {
  return quantity === 0 ? null : shareOf(value, SCALE, quantity);
}

/** The stored form of a number for which `isExact` is true. */
export function toScaled(value: number): Scaled {
  return Math.round(value * SCALE);
}

/** A stored quantity, rounded up to what a variant with so many decimals is counted in. */
export function roundedUp(quantity: Scaled, quantity_decimals: number): Scaled {
  const step = SCALE / 10 ** quantity_decimals;
  return Math.ceil(quantity / step) * step;
}

/** A stored quantity, rounded down to what a variant with so many decimals is counted in. */
export function roundedDown(quantity: Scaled, quantity_decimals: number): Scaled {
  const step = SCALE / 10 ** quantity_decimals;
  return Math.floor(quantity / step) * step;
}

/** The number a client sees. */
export function fromScaled(value: Scaled): number {
  return value / SCALE;
}

/** As `toScaled`, for what may be absent. */
export function toScaledOrNull(value: number | null | undefined): Scaled | null {
  return value == null ? null : toScaled(value);
}

/** As `fromScaled`, for what may be absent. */
export function fromScaledOrNull(value: Scaled | null): number | null {
  return value === null ? null : fromScaled(value);
}
