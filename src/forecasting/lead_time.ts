/** What past receipts say about how long it takes from ordering to receiving, in days. */
export type LeadTimeRecord = {
  receipts: number;
  /** What the receipts weigh together: each weighs a fixed share of the one after it. */
  weight: number;
  mean_days: number;
  variance: number;
};

/** A lead time as a random number of days. */
export type LeadTime = { mean_days: number; variance: number };

/** What is known of a lead time before the first receipt. */
export const NO_RECEIPTS: LeadTimeRecord = { receipts: 0, weight: 0, mean_days: 0, variance: 0 };

/** What a receipt still weighs after the next one of the same variant, and of the same supplier. */
export const KEPT_OF_VARIANT = 0.9;
export const KEPT_OF_SUPPLIER = 0.99;

/** What is said about a lead time beforehand counts as much as so many receipts. */
const PRIOR_RECEIPTS = 4;

/** How far lead times scatter where no receipts tell: their standard deviation over their mean. */
const PRIOR_VARIATION = 0.25;

/** Adds a receipt after so many days: a mean and a variance with exponentially falling weights (West 1979). */
export function withReceipt(record: LeadTimeRecord, days: number, kept: number): LeadTimeRecord {
  const weight = kept * record.weight + 1;
  const error = days - record.mean_days;
  const mean_days = record.mean_days + error / weight;
  const variance = (kept * record.weight * record.variance + error * (days - mean_days)) / weight;
  return { receipts: record.receipts + 1, weight, mean_days, variance };
}

/**
 * The lead time of a variant: what is said of it beforehand (`expected_days`), corrected by its supplier's receipts, and that by
 * the variant's own. Each is an average in which the former counts as four receipts (empirical Bayes shrinkage).
 */
export function leadTimeOf(
  expected_days: number,
  supplier: LeadTimeRecord | null,
  variant: LeadTimeRecord | null,
): LeadTime {
  const expected = { mean_days: expected_days, variance: (PRIOR_VARIATION * expected_days) ** 2 };
  return corrected(corrected(expected, supplier), variant);
}

function corrected(expected: LeadTime, record: LeadTimeRecord | null): LeadTime {
  if (record === null) return expected;
  const share = record.weight / (record.weight + PRIOR_RECEIPTS);
  return {
    mean_days: expected.mean_days + share * (record.mean_days - expected.mean_days),
    variance: expected.variance + share * (record.variance - expected.variance),
  };
}
