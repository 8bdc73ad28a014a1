import { type DomainError, refuse } from "../shared/errors";

/**
 * Why a commit broke a rule, which says how often to decide again. After a lost `race` for the same rows others may win
 * again and again. What changed `once` since it was read (archived, taken) is found out by one more decision. A `final`
 * refusal would be the same again.
 */
type Cause = "race" | "once" | "final";

/** What a rule of the database means to a client, and why a commit may have broken it. */
type Rule = { refusal: () => DomainError; cause: Cause };

const race = (refusal: () => DomainError): Rule => ({ refusal, cause: "race" });
const once = (refusal: () => DomainError): Rule => ({ refusal, cause: "once" });
const final = (refusal: () => DomainError): Rule => ({ refusal, cause: "final" });

const STALE = race(() =>
  refuse("conflict", "It was changed by concurrent requests. Read it again and retry.", {
    headers: { "Retry-After": "1" },
  }),
);

/**
 * The rules that a commit can break although the program's own checks let it through, by the name that the database raises:
 * of a trigger's RAISE or a CHECK (`drizzle/tenant/rules`, `drizzle/tenant`). These words are for what remains after the
 * command was decided again.
 */
const RULES: Record<string, Rule> = {
  // Another organization was given the database meanwhile; the next decision finds another one.
  database_taken: STALE,
  stale_version: STALE,
  stale_level: STALE,
  stale_lock: STALE,
  stale_lot: STALE,
  stale_precision: STALE,
  stale_read: STALE,
  stale_stock: STALE,
  stale_tracking: STALE,
  stale_value: STALE,
  insufficient_reservation: STALE,
  // The program's own check refuses what is lacking; what it has read as available was taken by others since.
  insufficient_stock: STALE,
  // Lot numbers are looked up by whoever creates lots: one that is taken after all was created since.
  "lots.lot_number": STALE,
  // Of two messages of a sender at once: the second finds what the first has become.
  "integration_deliveries.integration_id": STALE,
  "integration_documents.integration_id": STALE,
  // Of two returns at once: the second may find what it wants to return on another line of the order.
  returns_more_than_fulfilled: race(() =>
    refuse(
      "validation_failed",
      "More would be returned than was shipped, less what other returns claim. Reduce the quantity.",
      {
        field: "items",
      },
    ),
  ),
  archived: once(() =>
    refuse(
      "validation_failed",
      "A variant, location or supplier of this request is archived. Restore it, or use an active one.",
    ),
  ),
  in_use: once(() =>
    refuse(
      "in_use",
      "It still has stock, open documents or active recipes. Move the stock out, close the documents and archive the recipes first.",
    ),
  ),
  database_moving: final(() =>
    refuse(
      "unavailable",
      "The organization's database is being moved. Repeat the request with the same Idempotency-Key in a while.",
      { headers: { "Retry-After": "5" } },
    ),
  ),
  incoming_out_of_range: final(() =>
    refuse(
      "validation_failed",
      "What is incoming for one variant at one location can't exceed 900,000,000,000. Reduce the quantity.",
      { field: "items" },
    ),
  ),
  lot_out_of_range: final(() =>
    refuse(
      "validation_failed",
      "The stock of one lot, in all locations together, can't exceed 900,000,000,000. Reduce the quantity.",
    ),
  ),
  value_out_of_range: final(() =>
    refuse(
      "validation_failed",
      "What the stock of one variant at one location is worth can't exceed 500,000,000,000, nor can the price of a shipment. Reduce the quantity or the cost.",
    ),
  ),
  unit_cost_out_of_range: final(() =>
    refuse(
      "validation_failed",
      "The unit cost of what arrives can't exceed 1,000,000,000. Check the quantity, and the costs of what it is made of.",
    ),
  ),
  day_out_of_range: final(() =>
    refuse(
      "validation_failed",
      "What moves of one variant at one location on one day, and what it is worth, can't exceed 900,000,000,000. Reduce the quantity.",
    ),
  ),
  quantity_out_of_range: final(() =>
    refuse(
      "validation_failed",
      "The stock of one variant at one location can't exceed 1,000,000,000. Reduce the quantity.",
    ),
  ),
};

/** What the last statement of a dry run raises, to undo the others. */
export const DRY_RUN = "dry_run";

/** Rules that no request can break, since the program checks or computes what they say. They guard against faults of the program. */
export const UNBREAKABLE: readonly string[] = [
  "append_only",
  DRY_RUN,
  "imported_quantity",
  "negative_value",
  "order_item_overfulfilled",
  "order_item_quantity",
  "production_batch_input_quantity",
  "production_batch_quantity",
  "purchase_order_item_quantity",
  "received_more_than_shipped",
  "recipe_item_quantity",
  "recipe_output",
  "reservation_without_line",
  "return_item_quantity",
  "stock_transfer_item_quantity",
  "stock_transfer_to_itself",
  "unknown_variant",
  "waste_quantity",
];

/** The refusal for a broken rule, or null for a rule that no request should be able to break. */
export function refusalFor(rule: string): DomainError | null {
  const known = RULES[rule];
  if (known) return known.refusal();
  const column = rule.split(".")[1];
  return column === undefined
    ? null
    : refuse("already_exists", `This ${column} is taken. Choose another, or change the resource that has it.`, {
        field: column,
      });
}

/** Why a commit broke the rule. A unique value is taken `once`: another attempt finds it taken, or generates another one. */
export function causeOf(rule: string): Cause {
  const known = RULES[rule];
  if (known) return known.cause;
  if (rule.startsWith("idempotency_keys.")) return "race";
  return rule.includes(".") ? "once" : "final";
}
