import { type SQL, sql } from "drizzle-orm";

/**
 * What a quantity costs at the price of one, as SQL, all in stored units, rounded half up: `amountOf` of `src/shared/quantity.ts`. Null
 * without a price.
 */
export function amountOf(unit_price: SQL, quantity: SQL): SQL {
  return sql`(${unit_price} / 10000 * (${quantity}) + (${unit_price} % 10000 * (${quantity}) + 5000) / 10000)`;
}

/**
 * Money in another currency by a rate, as SQL, all in stored units, rounded half up: `convert` of `src/shared/exchange_rate.ts`. The
 * factors are split so that no product of parts leaves 64 bits.
 */
export function convertedBy(money: SQL, rate: SQL): SQL {
  const part = sql`(${money} / 10000 * (${rate} % 100000000))`;
  return sql`(${money} * (${rate} / 100000000) + ${part} / 10000
    + (${part} % 10000 * 10000 + ${money} % 10000 * (${rate} % 100000000) + 50000000) / 100000000)`;
}
