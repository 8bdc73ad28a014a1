import * as z from "zod";
import {
  Amount,
  Code,
  Filter,
  ListParameters,
  Metadata,
  Money,
  Name,
  Search,
  several,
  Timestamp,
  text,
} from "../../http/schemas";
import { CATALOGUE_STATUSES } from "../../shared/statuses";
import { Level } from "../inventory_levels/schemas";
import { Lot } from "../lots/schemas";

const MAX_BARCODES = 20;
const MAX_OPTIONS = 10;

export const variantFields = {
  sku: Code.meta({ description: "Unique among variants", examples: ["MUG-BLUE"] }),
  barcode: Code.nullable().meta({
    description: "The main barcode, of any kind. Unique among variants; two forms of one GTIN are the same barcode",
    examples: ["4006381333931"],
  }),
  barcodes: z.array(Code).max(MAX_BARCODES).meta({ description: "All barcodes, the main one first" }),
  name: Name.meta({ examples: ["Blue"] }),
  options: z
    .record(text(50).min(1), text(255))
    .refine((options) => Object.keys(options).length <= MAX_OPTIONS, `must have at most ${MAX_OPTIONS} members`)
    .meta({
      description: "What distinguishes it from the product's other variants",
      examples: [{ colour: "blue" }],
      maxProperties: MAX_OPTIONS,
    }),
  unit: text(20)
    .min(1)
    .meta({ description: "The unit its quantities are counted in", examples: ["unit", "kg"] }),
  quantity_decimals: z.int().min(0).max(4).meta({ description: "The number of decimals its quantities may have" }),
  price: Money.nullable().meta({ description: "Selling price of one unit, in the organization's currency" }),
  cost: Money.nullable().meta({
    description: "Cost of one unit, in the organization's currency; receipts move it to the average of what is on hand",
  }),
  lot_tracked: z.boolean().meta({
    description: "If true, all of its stock is kept in lots; requires the module traceability",
  }),
  shelf_life_days: z.int().min(1).max(36_500).nullable().meta({
    description: "Days from production to the expiry of a lot; the default for lots made by production batches",
  }),
  metadata: Metadata,
};

type Barcodes = { barcode?: string | null | undefined; barcodes?: string[] | undefined };

/** True unless `barcode` and `barcodes` together are more than a variant can have. */
export function barcodesFit({ barcode, barcodes = [] }: Barcodes): boolean {
  return barcode == null || barcodes.includes(barcode) || barcodes.length < MAX_BARCODES;
}

export const TOO_MANY_BARCODES = {
  error: `must have at most ${MAX_BARCODES} items, the main barcode included`,
  path: ["barcodes"],
};

const { sku, name, metadata, ...defaultedFields } = variantFields;

/** The fields of a new variant that have defaults of their own; its name defaults to the product's. */
export const optionalVariantFields = z
  .strictObject({
    ...defaultedFields,
    unit: variantFields.unit.meta({ description: "The unit its quantities are counted in; defaults to `unit`" }),
    quantity_decimals: variantFields.quantity_decimals.meta({
      description: "The number of decimals its quantities may have; defaults to 0",
    }),
  })
  .partial().shape;

export const NewVariant = z
  .strictObject({
    ...optionalVariantFields,
    sku,
    name: name.optional().meta({ description: "Defaults to the product's name" }),
    metadata: metadata.optional(),
  })
  .refine(barcodesFit, TOO_MANY_BARCODES)
  .meta({ examples: [{ sku: "MUG-BLUE", name: "Blue", barcode: "4006381333931", price: 12.5 }] });

export const VariantChange = z
  .strictObject({
    ...variantFields,
    barcode: variantFields.barcode.meta({ description: "Replaces the main barcode; the others stay" }),
    barcodes: variantFields.barcodes.meta({ description: "Replaces all barcodes; the main one comes first" }),
    status: z.enum(CATALOGUE_STATUSES).meta({ description: "Archives or restores the variant" }),
  })
  .partial()
  .refine(barcodesFit, TOO_MANY_BARCODES)
  .meta({ examples: [{ price: 13.5 }] });

const responseFields = {
  id: z.string(),
  product_id: z.string(),
  ...variantFields,
  status: z.enum(CATALOGUE_STATUSES),
  version: z.int(),
  created_at: Timestamp,
  updated_at: Timestamp,
};

export const Variant = z.strictObject(responseFields).meta({ id: "Variant" });

const INCLUDED = ["product"] as const;

/** A variant in a list, with its product if that is asked for. */
export const ListedVariant = z
  .strictObject({
    ...responseFields,
    product: z
      .strictObject({
        name: z.string(),
        description: z.string().nullable(),
        category: z.string().nullable(),
        metadata: Metadata,
        status: z.enum(CATALOGUE_STATUSES),
      })
      .optional()
      .meta({ description: "Its product; only with `include=product`" }),
  })
  .meta({ id: "ListedVariant" });

/** What a row of the list shows. */
export function listedVariant({ include }: { include?: readonly string[] | undefined }): z.ZodType {
  return include ? ListedVariant : Variant;
}

export const VariantFilters = {
  sku: Filter.meta({ description: "Only the variant with exactly this SKU" }),
  barcode: Filter.meta({ description: "Only the variant of this barcode, or of the same GTIN in another form" }),
  product_id: Filter.meta({ description: "Only variants of this product" }),
  status: several(CATALOGUE_STATUSES)
    .optional()
    .meta({ description: "Only variants with this status, or one of several" }),
  search: Search.optional().meta({
    description: "Only variants with this text in their name, their SKU or their product's name",
  }),
  include: several(INCLUDED).optional().meta({
    description: "`product` adds each variant's product, so that the list can be imported as a catalogue",
  }),
  ...ListParameters,
};

const Gs1 = z
  .strictObject({
    gtin: z.string().nullable().meta({ description: "The GTIN, from AI 01 or 02" }),
    lot_number: z.string().nullable().meta({ description: "From AI 10" }),
    expiry_date: z.iso.date().nullable().meta({ description: "From AI 17 or 7003, else from AI 15 (best before)" }),
    production_date: z.iso.date().nullable().meta({ description: "From AI 11" }),
    serial_number: z.string().nullable().meta({ description: "From AI 21" }),
    quantity: Amount.nullable().meta({ description: "The count of items, from AI 30 or 37" }),
    net_weight_kg: Amount.nullable().meta({ description: "From AI 3100 to 3105" }),
    lot: Lot.nullable().optional().meta({
      description: "The variant's lot with this number, null if there is none; only with the module traceability",
    }),
    elements: z
      .array(
        z.strictObject({
          ai: z.string().meta({ description: "The GS1 application identifier" }),
          title: z.string().meta({ description: "The identifier's data title in the GS1 General Specifications" }),
          value: z.string(),
        }),
      )
      .meta({ description: "Every element of the code, in its order" }),
  })
  .meta({ id: "Gs1" });

export const ScannedVariant = z
  .strictObject({
    ...responseFields,
    match: z.enum(["exact", "gtin", "gs1", "prefix"]).meta({ description: "How the code matched the variant" }),
    product: z.strictObject({
      id: z.string(),
      name: z.string(),
      category: z.string().nullable(),
      status: z.enum(CATALOGUE_STATUSES),
    }),
    levels: z.array(Level).meta({ description: "The variant's stock at each location" }),
    gs1: Gs1.nullable().meta({ description: "The content of a GS1 code; null unless `match` is `gs1`" }),
  })
  .meta({ id: "ScannedVariant" });
