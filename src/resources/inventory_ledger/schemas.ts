import * as z from "zod";
import {
  Amount,
  CursorParameter,
  Filter,
  IdsParameter,
  Instant,
  PageParameters,
  sinceParameter,
  Timestamp,
} from "../../http/schemas";
import { MOVEMENT_TYPES } from "../../ledger";
import { ACTOR_TYPES } from "../../shared/actor";
import { REFERENCE_TYPES } from "../../shared/statuses";

/** Quantities by lot, as the lines of documents show them. */
export const LotQuantities = z.array(z.strictObject({ lot_id: z.string(), lot_number: z.string(), quantity: Amount }));

export const LedgerEntry = z
  .strictObject({
    id: z.string(),
    sequence: z.int().meta({ description: "The entry's position in the ledger; rises by 1 per entry" }),
    type: z.enum(MOVEMENT_TYPES).meta({ description: "What changed the stock" }),
    variant_id: z.string(),
    sku: z.string(),
    location_id: z.string(),
    lot_id: z.string().nullable().meta({ description: "The lot; null if the variant is not lot-tracked" }),
    quantity: Amount.meta({
      description: "The signed change of on hand or, if that does not change, of reserved",
    }),
    on_hand_change: Amount,
    reserved_change: Amount,
    on_hand_after: Amount.meta({ description: "On hand of the variant at the location after this entry" }),
    reserved_after: Amount.meta({ description: "Reserved of the variant at the location after this entry" }),
    unit_cost: Amount.nullable().meta({
      description: "Cost per unit of what moved or was lost, rounded; null if none moved, or if its cost is not known",
    }),
    unit_price: Amount.nullable().meta({
      description: "Price of one, for what an order ships and what comes back of it; null if the order gives none",
    }),
    value_change: Amount.meta({ description: "The signed change of the level's value" }),
    value_after: Amount.meta({ description: "The value of the variant's stock at the location after this entry" }),
    reason: z
      .string()
      .nullable()
      .meta({ description: "The reason of an adjustment or waste record, or the condition of a return" }),
    note: z.string().nullable(),
    reference_type: z.enum(REFERENCE_TYPES).meta({ description: "The kind of document that caused the entry" }),
    reference_id: z.string().meta({ description: "The id of the document that caused the entry" }),
    actor_type: z.enum(ACTOR_TYPES).nullable().meta({ description: "Who caused the entry" }),
    actor_id: z.string().nullable().meta({ description: "The id of the API key, integration, job or operator" }),
    api_key_id: z.string().nullable().meta({ description: "The actor's id, if the actor is an API key" }),
    occurred_at: Timestamp.meta({ description: "When it took effect; never earlier than the entry before" }),
    created_at: Timestamp,
  })
  .meta({ id: "LedgerEntry" });

export const LedgerFilters = {
  variant_id: Filter.meta({ description: "Only entries of this variant" }),
  sku: Filter.meta({ description: "Only entries of the variant with exactly this SKU" }),
  location_id: Filter.meta({ description: "Only entries at this location" }),
  lot_id: Filter.meta({ description: "Only entries of this lot" }),
  type: z.enum(MOVEMENT_TYPES).optional().meta({ description: "Only entries of this type" }),
  reference_type: z
    .enum(REFERENCE_TYPES)
    .optional()
    .meta({ description: "Only entries caused by this kind of document" }),
  reference_id: Filter.meta({ description: "Only entries caused by the document with this id" }),
  from: Instant.optional().meta({ description: "Only entries that took effect at or after this time" }),
  to: Instant.optional().meta({ description: "Only entries that took effect at or before this time" }),
  order: z
    .enum(["asc", "desc"])
    .default("asc")
    .meta({ description: "`asc` for oldest first, `desc` for newest first" }),
  ...IdsParameter,
  ...sinceParameter("occurred_at"),
  ...PageParameters,
  ...CursorParameter,
};
