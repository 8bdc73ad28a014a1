import * as z from "zod";
import {
  Amount,
  Code,
  CursorParameter,
  Filter,
  ListParameters,
  Name,
  namesOneVariant,
  ONE_VARIANT,
  Percent,
  Quantity,
  several,
  Timestamp,
  text,
  VariantReference,
} from "../../http/schemas";
import { CATALOGUE_STATUSES } from "../../shared/statuses";

const Item = z
  .strictObject({
    ...VariantReference,
    quantity: Quantity.meta({
      description: "Quantity needed for `output_quantity`, at most 4 decimals; batches round it to the variant's",
    }),
    scrap_percent: Percent.default(0).meta({
      description: "Percentage lost in production; batches plan that much more",
    }),
  })
  .refine(namesOneVariant, ONE_VARIANT);

const fields = {
  name: Name,
  code: Code.nullable().meta({ description: "Your code for the recipe, unique among recipes; null if it has none" }),
  output_variant_id: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: "The variant produced; provide either this or `output_sku`" }),
  output_sku: Code.optional().meta({
    description: "The SKU of the variant produced; provide either this or `output_variant_id`",
  }),
  output_quantity: Quantity.meta({ description: "Quantity of the output that the items yield" }),
  items: z.array(Item).min(1).max(200),
  instructions: text(10_000).nullable().meta({ description: "How the output is produced, as text" }),
};

type Output = { output_variant_id?: string | undefined; output_sku?: string | undefined };
const namesBoth = (recipe: Output) => recipe.output_variant_id !== undefined && recipe.output_sku !== undefined;
const namesNone = (recipe: Output) => recipe.output_variant_id === undefined && recipe.output_sku === undefined;
const ONE_OUTPUT = {
  error: "Provide exactly one of output_variant_id and output_sku",
  path: ["output_sku"],
};

export const NewRecipe = z
  .strictObject({ ...fields, code: fields.code.default(null), instructions: fields.instructions.default(null) })
  .refine((recipe) => !namesBoth(recipe) && !namesNone(recipe), ONE_OUTPUT)
  .meta({
    examples: [
      {
        name: "White bread",
        output_sku: "BREAD",
        output_quantity: 12,
        items: [
          { sku: "FLOUR", quantity: 6, scrap_percent: 1 },
          { sku: "YEAST", quantity: 0.12 },
        ],
      },
    ],
  });

export const RecipeChange = z
  .strictObject({ ...fields, status: z.enum(CATALOGUE_STATUSES) })
  .partial()
  .refine((recipe) => !namesBoth(recipe), ONE_OUTPUT)
  .meta({ examples: [{ output_quantity: 24 }] });

export const Recipe = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    code: z.string().nullable().meta({ description: "Your code for the recipe, unique among recipes" }),
    output_variant_id: z.string().meta({ description: "The variant produced" }),
    output_sku: z.string().meta({ description: "The SKU of the variant produced" }),
    output_quantity: Amount.meta({ description: "Quantity of the output that the items yield" }),
    items: z.array(
      z.strictObject({
        variant_id: z.string(),
        sku: z.string(),
        quantity: Amount.meta({ description: "Quantity needed for `output_quantity`, without scrap" }),
        scrap_percent: Amount.meta({ description: "Percentage lost in production; batches plan that much more" }),
      }),
    ),
    instructions: z.string().nullable().meta({ description: "How the output is produced, as text" }),
    status: z.enum(CATALOGUE_STATUSES).meta({ description: "No batch can be planned from an `archived` recipe" }),
    version: z.int(),
    created_at: Timestamp,
    updated_at: Timestamp,
  })
  .meta({ id: "Recipe" });

export const RecipeFilters = {
  status: several(CATALOGUE_STATUSES)
    .optional()
    .meta({ description: "Only recipes with this status, or one of several" }),
  output_variant_id: Filter.meta({ description: "Only recipes that produce this variant" }),
  sku: Filter.meta({ description: "Only recipes that produce the variant with this SKU" }),
  ...ListParameters,
  ...CursorParameter,
};
