import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  Metadata,
  Money,
  Name,
  PageParameters,
  Search,
  Timestamp,
  text,
} from "../../http/schemas";
import { CATALOGUE_STATUSES } from "../../shared/statuses";
import { Level } from "../inventory_levels/schemas";
import { Lot } from "../lots/schemas";

const MAX_BARCODES = 20;
const Barcode = text(100).min(1).meta({ description: "Any barcode; GTINs are recognised in all their forms" });

export const variantFields = {
  sku: Code.meta({ description: "Unique", examples: ["MUG-BLUE"] }),
  barcode: Barcode.nullable().meta({ description: "The main barcode", examples: ["4006381333931"] }),
  barcodes: z.array(Barcode).max(MAX_BARCODES).meta({ description: "All barcodes; the main one comes first" }),
  name: Name.meta({ examples: ["Blue"] }),
  options: z
    .record(text(50).min(1), text(255))
    .refine((options) => Object.keys(options).length <= 10, "Give at most 10 options")
    .meta({ examples: [{ colour: "blue" }] }),
  unit: text(20)
    .min(1)
    .meta({ examples: ["unit", "kg"] }),
  quantity_decimals: z.int().min(0).max(4).meta({ description: "How finely it is counted" }),
  price: Money.nullable(),
  cost: Money.nullable(),
  lot_tracked: z.boolean(),
  shelf_life_days: z.int().min(1).max(36_500).nullable(),
  metadata: Metadata,
};

/** Refuses more barcodes than a variant can have, where barcode and barcodes are given together. */
export function hasFewBarcodes({ barcode, barcodes = [] }: { barcode?: string | null; barcodes?: string[] }): boolean {
  return barcode == null || barcodes.includes(barcode) || barcodes.length < MAX_BARCODES;
}
export const FEW_BARCODES = {
  error: `Give at most ${MAX_BARCODES} barcodes, the main one included`,
  path: ["barcodes"],
};

/** Everything a new variant may say but its SKU, which it must. */
export const optionalVariantFields = z
  .strictObject(variantFields)
  .omit({ sku: true, name: true, metadata: true })
  .partial().shape;

export const NewVariant = z
  .strictObject({
    ...optionalVariantFields,
    sku: variantFields.sku,
    name: variantFields.name.optional().meta({ description: "By default the product's name" }),
    metadata: variantFields.metadata.optional(),
  })
  .refine(hasFewBarcodes, FEW_BARCODES)
  .meta({ examples: [{ sku: "MUG-BLUE", name: "Blue", barcode: "4006381333931", price: 12.5 }] });

export const VariantChange = z
  .strictObject({ ...variantFields, status: z.enum(CATALOGUE_STATUSES) })
  .partial()
  .refine(hasFewBarcodes, FEW_BARCODES)
  .meta({ examples: [{ price: 13.5 }] });

export const VARIANT_EXAMPLE = {
  id: "var_01kaf2v7x8p5t9m4q6r3s1w2yz",
  product_id: "prd_01kaf2v7x8p5t9m4q6r3s1w2yz",
  sku: "MUG-BLUE",
  barcode: "4006381333931",
  barcodes: ["4006381333931"],
  name: "Blue",
  options: { colour: "blue" },
  unit: "unit",
  quantity_decimals: 0,
  price: 12.5,
  cost: 4.25,
  lot_tracked: false,
  shelf_life_days: null,
  status: "active" as const,
  metadata: {},
  version: 1,
  created_at: "2026-11-23T08:30:00.000Z",
  updated_at: "2026-11-23T08:30:00.000Z",
};

const answered = {
  id: z.string(),
  product_id: z.string(),
  ...variantFields,
  status: z.enum(CATALOGUE_STATUSES),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const Variant = z.strictObject(answered).meta({ id: "Variant", examples: [VARIANT_EXAMPLE] });

export const VariantFilters = {
  sku: Filter,
  barcode: Filter,
  product_id: Filter,
  status: z.enum(CATALOGUE_STATUSES).optional(),
  search: Search.optional().meta({ description: "Part of the variant's or product's name, or of the SKU" }),
  ...PageParameters,
};

const Gs1 = z
  .strictObject({
    gtin: z.string().nullable(),
    lot_number: z.string().nullable(),
    expiry_date: z.iso.date().nullable(),
    production_date: z.iso.date().nullable(),
    serial_number: z.string().nullable(),
    quantity: Amount.nullable(),
    net_weight_kg: Amount.nullable(),
    lot: Lot.nullable()
      .optional()
      .meta({ description: "The lot with this number, if there is one; only with the module traceability" }),
    elements: z.array(z.strictObject({ ai: z.string(), title: z.string(), value: z.string() })),
  })
  .meta({ id: "Gs1" });

export const ScannedVariant = z
  .strictObject({
    ...answered,
    match: z.enum(["exact", "gtin", "gs1", "prefix"]).meta({ description: "How the barcode led to the variant" }),
    product: z.strictObject({
      id: z.string(),
      name: z.string(),
      category: z.string().nullable(),
      status: z.enum(CATALOGUE_STATUSES),
    }),
    levels: z.array(Level),
    gs1: Gs1.nullable().meta({ description: "What a GS1 barcode says beside the GTIN" }),
  })
  .meta({
    id: "ScannedVariant",
    examples: [
      {
        ...VARIANT_EXAMPLE,
        match: "exact",
        product: { id: "prd_01kaf2v7x8p5t9m4q6r3s1w2yz", name: "Mug", category: "kitchen", status: "active" },
        levels: [],
        gs1: null,
      },
    ],
  });
