import { type DomainError, refuse } from "../shared/errors";

/**
 * What it means to a client when a rule of the database refuses a commit that the program's own checks had let through:
 * somebody else was faster. The command is decided anew first (`src/http/execute.ts`); these words are for what remains.
 */
const REFUSALS: Record<string, () => DomainError> = {
  insufficient_stock: () =>
    refuse("insufficient_stock", "There is not enough stock. Ask for less, or receive more first."),
  insufficient_reservation: () => conflict(),
  "cycle_counts.location_id": () => conflict(),
  "production_batches.recipe_id": () => conflict(),
  "recipes.change_number": () => conflict(),
  stale_version: () => conflict(),
  stale_level: () => conflict(),
  quantity_out_of_range: () =>
    refuse("validation_failed", "The stock of one variant at one location can't exceed 1,000,000,000."),
  returns_more_than_fulfilled: () =>
    refuse("validation_failed", "More would come back than was shipped, less what other returns claim. Return less."),
  archived: () => refuse("validation_failed", "A variant or location of this request is archived. Use an active one."),
  in_use: () => refuse("in_use", "Stock or open documents hang on it. Move the stock out and close them first."),
};

/** The error for a broken rule, or null where the rule is one no request should be able to break. */
export function refusalFor(rule: string): DomainError | null {
  const known = REFUSALS[rule];
  if (known) return known();
  const column = rule.split(".")[1];
  return column === undefined
    ? null
    : refuse("already_exists", `This ${column} is taken. Choose another, or change what has it.`, { field: column });
}

function conflict(): DomainError {
  return refuse("conflict", "Others kept changing the same thing meanwhile. Read it again and decide.");
}

/** True where a name that must be alone is taken: waiting for others would not change that. */
export function isNameTaken(rule: string): boolean {
  return rule.includes(".") && !(rule in REFUSALS) && !rule.startsWith("idempotency_keys.");
}

/** True for a refusal that another attempt may not meet again: a lost race. A bound is a bound. */
export function mayRetry(rule: string): boolean {
  return rule !== "quantity_out_of_range";
}
