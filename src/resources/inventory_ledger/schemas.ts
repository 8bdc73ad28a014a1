import * as z from "zod";
import { Amount, CursorParameter, Filter, Instant, PageParameters, Timestamp } from "../../http/schemas";
import { MOVEMENT_TYPES } from "../../ledger";
import { ACTOR_TYPES } from "../../shared/actor";
import { REFERENCE_TYPES } from "../../shared/statuses";

/** How much of which lot, as documents answer it of their lines. */
export const LotQuantities = z.array(z.strictObject({ lot_id: z.string(), lot_number: z.string(), quantity: Amount }));

export const LEDGER_ENTRY_EXAMPLE = {
  id: "led_000000000001",
  sequence: 1,
  type: "adjustment",
  variant_id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
  sku: "MUG-BLUE",
  location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
  lot_id: null,
  quantity: 24,
  on_hand_change: 24,
  reserved_change: 0,
  on_hand_after: 24,
  reserved_after: 0,
  unit_cost: 4.25,
  reason: "received",
  note: null,
  reference_type: "inventory_adjustment",
  reference_id: "adj_01kaf2v7x8p5t9m4q6r3s1w2yz",
  actor_type: "api_key",
  actor_id: "key_01kaf2v7x8p5t9m4q6r3s1w2yz",
  api_key_id: "key_01kaf2v7x8p5t9m4q6r3s1w2yz",
  occurred_at: "2026-11-23T08:30:00.000Z",
  created_at: "2026-11-23T08:30:00.000Z",
} as const;

export const LedgerEntry = z
  .strictObject({
    id: z.string(),
    sequence: z.int().meta({ description: "Rises by one per entry" }),
    type: z.enum(MOVEMENT_TYPES),
    variant_id: z.string(),
    sku: z.string(),
    location_id: z.string(),
    lot_id: z.string().nullable(),
    quantity: Amount.meta({ description: "Signed: the change of on hand, else of what is reserved" }),
    on_hand_change: Amount,
    reserved_change: Amount,
    on_hand_after: Amount,
    reserved_after: Amount,
    unit_cost: Amount.nullable(),
    reason: z.string().nullable(),
    note: z.string().nullable(),
    reference_type: z.enum(REFERENCE_TYPES),
    reference_id: z.string(),
    actor_type: z.enum(ACTOR_TYPES).nullable().meta({ description: "Who caused it" }),
    actor_id: z.string().nullable(),
    api_key_id: z.string().nullable().meta({ description: "The actor's id, if it is an API key" }),
    occurred_at: Timestamp.meta({ description: "When it took effect; never before an earlier entry's" }),
    created_at: Timestamp,
  })
  .meta({ id: "LedgerEntry", examples: [LEDGER_ENTRY_EXAMPLE] });

export const LedgerFilters = {
  variant_id: Filter,
  sku: Filter,
  location_id: Filter,
  lot_id: Filter,
  type: z.enum(MOVEMENT_TYPES).optional(),
  reference_type: z.enum(REFERENCE_TYPES).optional(),
  reference_id: Filter,
  from: Instant.optional(),
  to: Instant.optional(),
  order: z.enum(["asc", "desc"]).default("asc"),
  ...PageParameters,
  ...CursorParameter,
};
