import * as z from "zod";
import {
  Amount,
  Filter,
  ListParameters,
  namesOneVariant,
  ONE_VARIANT,
  QuantityOrZero,
  Reference,
  Timestamp,
  VariantReference,
} from "../../http/schemas";

const fields = {
  reorder_point: QuantityOrZero.meta({ description: "Stock is low once the available quantity is at or below this" }),
  reorder_quantity: QuantityOrZero.meta({ description: "The usual quantity to reorder" }),
  lead_time_days: z.int().min(0).max(3650).meta({ description: "Days from ordering to receiving" }),
  safety_stock: QuantityOrZero.meta({ description: "Quantity to keep in reserve for unexpected demand" }),
  max_stock: QuantityOrZero.nullable().meta({ description: "Quantity not to reorder beyond; null for no limit" }),
  supplier_id: Reference.nullable().meta({ description: "The supplier to reorder from" }),
};

export const NewPolicy = z
  .strictObject({
    ...VariantReference,
    location_id: Reference.meta({ description: "The location that the policy is for" }),
    reorder_point: fields.reorder_point.optional().meta({
      description:
        "Stock is low once the available quantity is at or below this; defaults to the organization's setting",
    }),
    reorder_quantity: fields.reorder_quantity.optional().meta({
      description: "The usual quantity to reorder; defaults to the organization's setting",
    }),
    lead_time_days: fields.lead_time_days.optional().meta({
      description: "Days from ordering to receiving; defaults to the organization's setting",
    }),
    safety_stock: fields.safety_stock.default(0),
    max_stock: fields.max_stock.default(null),
    supplier_id: fields.supplier_id.default(null),
  })
  .refine(namesOneVariant, ONE_VARIANT)
  .meta({
    examples: [
      { sku: "MUG-BLUE", location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz", reorder_point: 12, reorder_quantity: 48 },
    ],
  });

export const PolicyChange = z
  .strictObject(fields)
  .partial()
  .meta({ examples: [{ reorder_point: 20 }] });

export const Policy = z
  .strictObject({
    id: z.string(),
    variant_id: z.string(),
    sku: z.string(),
    location_id: z.string(),
    reorder_point: Amount.meta({ description: "Stock is low once the available quantity is at or below this" }),
    reorder_quantity: Amount.meta({ description: "The usual quantity to reorder" }),
    lead_time_days: z.int().meta({ description: "Days from ordering to receiving" }),
    safety_stock: Amount.meta({ description: "Quantity to keep in reserve for unexpected demand" }),
    max_stock: Amount.nullable().meta({ description: "Quantity not to reorder beyond; null for no limit" }),
    supplier_id: z.string().nullable().meta({ description: "The supplier to reorder from" }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "InventoryPolicy" });

export const PolicyFilters = {
  location_id: Filter.meta({ description: "Only policies for this location" }),
  sku: Filter.meta({ description: "Only policies of the variant with exactly this SKU" }),
  ...ListParameters,
};
