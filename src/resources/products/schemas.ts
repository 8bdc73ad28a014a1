import * as z from "zod";
import {
  CursorParameter,
  Filter,
  ListParameters,
  Metadata,
  Name,
  Search,
  several,
  Timestamp,
  text,
} from "../../http/schemas";
import { CATALOGUE_STATUSES } from "../../shared/statuses";
import {
  barcodesFit,
  NewVariant,
  optionalVariantFields,
  TOO_MANY_BARCODES,
  Variant,
  variantFields,
} from "../variants/schemas";

export const productFields = {
  name: Name.meta({ examples: ["Mug"] }),
  description: text(10_000).nullable().meta({ description: "Longer text about the product; not interpreted" }),
  category: text(255)
    .min(1)
    .nullable()
    .meta({ description: "A category of your own, to filter products by", examples: ["kitchen"] }),
  metadata: Metadata,
};

/** The variant fields of a product that is created with a single variant. */
const singleVariantFields = {
  sku: variantFields.sku
    .optional()
    .meta({ description: "Unique among variants; required unless `variants` are given" }),
  ...optionalVariantFields,
};

export const NewProduct = z
  .strictObject({
    ...productFields,
    description: productFields.description.default(null),
    category: productFields.category.default(null),
    metadata: productFields.metadata.default({}),
    variants: z.array(NewVariant).min(1).max(100).optional().meta({
      description:
        "If omitted, one variant is created from the variant fields given for the product itself, such as `sku`",
    }),
    ...singleVariantFields,
  })
  .refine((product) => product.variants !== undefined || product.sku !== undefined, {
    error: "is required unless variants are given",
    path: ["sku"],
  })
  .refine(barcodesFit, TOO_MANY_BARCODES)
  .superRefine((product, ctx) => {
    if (product.variants === undefined) return;
    for (const field of Object.keys(singleVariantFields)) {
      if (product[field as keyof typeof product] !== undefined) {
        ctx.addIssue({ code: "custom", message: "Set this on each variant instead", path: [field] });
      }
    }
  })
  .meta({ examples: [{ name: "Mug", category: "kitchen", sku: "MUG-BLUE", price: 12.5 }] });

export const ProductChange = z
  .strictObject({
    ...productFields,
    status: z
      .enum(CATALOGUE_STATUSES)
      .meta({ description: "Archives the product with all its variants, or restores it with those that it archived" }),
  })
  .partial()
  .meta({ examples: [{ category: "gifts" }] });

export const Product = z
  .strictObject({
    id: z.string(),
    ...productFields,
    status: z.enum(CATALOGUE_STATUSES),
    variants: z.array(Variant).meta({ description: "Its variants, oldest first" }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Product" });

export const ProductFilters = {
  search: Search.optional().meta({
    description: "Only products with this text in their name, or in the name or SKU of a variant",
  }),
  sku: Filter.meta({ description: "Only the product that has a variant with exactly this SKU" }),
  barcode: Filter.meta({
    description: "Only products with a variant of this barcode, or of the same GTIN in another form",
  }),
  category: Filter.meta({ description: "Only products of exactly this category" }),
  status: several(CATALOGUE_STATUSES)
    .optional()
    .meta({ description: "Only products with this status, or one of several" }),
  ...ListParameters,
  ...CursorParameter,
};
