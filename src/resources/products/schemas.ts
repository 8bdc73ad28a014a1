import * as z from "zod";
import { Filter, Metadata, Name, PageParameters, Search, Timestamp, text } from "../../http/schemas";
import { CATALOGUE_STATUSES } from "../../shared/statuses";
import {
  FEW_BARCODES,
  hasFewBarcodes,
  NewVariant,
  optionalVariantFields,
  VARIANT_EXAMPLE,
  Variant,
  variantFields,
} from "../variants/schemas";

const fields = {
  name: Name.meta({ examples: ["Mug"] }),
  description: text(10_000).nullable(),
  category: text(255)
    .min(1)
    .nullable()
    .meta({ examples: ["kitchen"] }),
  metadata: Metadata,
};

const ofOneVariant = { sku: variantFields.sku.optional(), ...optionalVariantFields };

export const NewProduct = z
  .strictObject({
    ...fields,
    description: fields.description.default(null),
    category: fields.category.default(null),
    metadata: fields.metadata.default({}),
    variants: z
      .array(NewVariant)
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "Without it one variant is made from sku, barcode, price … of the product itself" }),
    ...ofOneVariant,
  })
  .refine((product) => product.variants !== undefined || product.sku !== undefined, {
    error: "Give sku for a product of one variant, or variants",
    path: ["sku"],
  })
  .refine(hasFewBarcodes, FEW_BARCODES)
  .superRefine((product, ctx) => {
    if (product.variants === undefined) return;
    for (const field of Object.keys(ofOneVariant)) {
      if (product[field as keyof typeof product] !== undefined) {
        ctx.addIssue({ code: "custom", message: "Say this of each of the variants instead", path: [field] });
      }
    }
  })
  .meta({ examples: [{ name: "Mug", category: "kitchen", sku: "MUG-BLUE", price: 12.5 }] });

export const ProductChange = z
  .strictObject({ ...fields, status: z.enum(CATALOGUE_STATUSES) })
  .partial()
  .meta({ examples: [{ category: "gifts" }] });

export const Product = z
  .strictObject({
    id: z.string(),
    ...fields,
    status: z.enum(CATALOGUE_STATUSES),
    variants: z.array(Variant),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({
    id: "Product",
    examples: [
      {
        id: "prd_01kaf2v7x8p5t9m4q6r3s1w2yz",
        name: "Mug",
        description: null,
        category: "kitchen",
        metadata: {},
        status: "active",
        variants: [VARIANT_EXAMPLE],
        version: 1,
        created_at: "2026-11-23T08:30:00.000Z",
        updated_at: "2026-11-23T08:30:00.000Z",
      },
    ],
  });

export const ProductFilters = {
  search: Search.optional().meta({ description: "Part of the name, of a variant's name or of a SKU" }),
  sku: Filter,
  barcode: Filter,
  category: Filter,
  status: z.enum(CATALOGUE_STATUSES).optional(),
  ...PageParameters,
};
