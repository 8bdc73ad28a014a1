import type { TenantContext } from "../../commands/context";
import { type Problem, refuse } from "../../shared/errors";
import { convert, fromScaledRate, toScaledRate } from "../../shared/exchange_rate";
import type { Scaled } from "../../shared/quantity";

/** The currency of an order's costs, and the organization's money per unit of it; null if unknown, or the same currency. */
type Terms = { currency: string; exchange_rate: number | null };

/**
 * The terms of an order by what a request gives; what is absent stays as `before`. Another currency loses the rate of the
 * one before. Refuses with `validation_failed` a rate other than 1 for the organization's own currency.
 */
export function termsOf(
  { organization }: TenantContext,
  given: { currency?: string | undefined; exchange_rate?: number | null | undefined },
  before: Terms,
): Terms {
  const currency = given.currency ?? before.currency;
  const rate = given.exchange_rate;
  if (currency === organization.currency) {
    if (rate === undefined || rate === null || rate === 1) return { currency, exchange_rate: null };
    throw refuse(
      "validation_failed",
      `The order is in the organization's currency, ${currency}. Leave exchange_rate out.`,
      { field: "exchange_rate" },
    );
  }
  if (rate !== undefined) return { currency, exchange_rate: rate === null ? null : toScaledRate(rate) };
  return { currency, exchange_rate: currency === before.currency ? before.exchange_rate : null };
}

/**
 * Converts costs in an order's currency to the organization's, all in stored units. Problems collect in `problems`: costs
 * beyond what can be stored, and of an order in another currency that is `received`, a missing rate.
 */
export function costConversion(
  { organization }: TenantContext,
  { currency, exchange_rate }: Terms,
  { received }: { received: boolean },
) {
  const problems: Problem[] = [];
  if (received && currency !== organization.currency && exchange_rate === null) {
    problems.push({
      code: "validation_failed",
      message: `The order is in ${currency}. Give exchange_rate, the ${organization.currency} per ${currency}, to receive it.`,
      field: "exchange_rate",
    });
  }
  function toOwnCurrency(unit_cost: Scaled | null): Scaled | null {
    if (unit_cost === null || exchange_rate === null) return unit_cost;
    const converted = convert(unit_cost, exchange_rate);
    if (converted === null && problems.length === 0) {
      problems.push({
        code: "validation_failed",
        message: `At a rate of ${fromScaledRate(exchange_rate)} a cost exceeds 1,000,000,000. Correct exchange_rate.`,
        field: "exchange_rate",
      });
    }
    return converted;
  }
  return { problems, toOwnCurrency };
}
