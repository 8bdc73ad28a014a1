import type { Problem } from "../../shared/errors";
import { type NamedVariant, resolveVariants } from "../variants/references";

type Output = {
  output_variant_id?: string | undefined;
  output_sku?: string | undefined;
  output_quantity?: number | undefined;
};

/** The variant that a recipe makes; says what is wrong with it, or with how much of it the recipe makes. */
export function outputOf(input: Output, variants: readonly NamedVariant[]) {
  const { output_variant_id: variant_id, output_sku: sku, output_quantity: quantity } = input;
  const named = resolveVariants(
    [{ variant_id, sku }],
    variants,
    () => "output_",
    () => ({ quantity }),
  );
  const problems: Problem[] = named.problems;
  return { variant: named.variants[0] as NamedVariant, problems };
}
