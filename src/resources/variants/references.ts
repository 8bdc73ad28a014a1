import type { TenantContext } from "../../commands/context";
import type { Problem } from "../../shared/errors";

/** Tracking by lots needs the module: 403 `module_disabled` without it. */
export function trackingProblems(
  { organization }: TenantContext,
  lot_tracked: boolean | undefined,
  field: string,
): Problem[] {
  if (!lot_tracked || organization.modules.includes("traceability")) return [];
  return [
    {
      code: "module_disabled",
      message: "Your organization does not have the module traceability. Ask the operator to enable it.",
      field,
      details: { module: "traceability" },
    },
  ];
}

const LOT_FIELDS = ["lot_id", "lot_number", "expiry_date", "manufactured_at"] as const;

/** Says which items name a lot of a variant that is not tracked by lots. */
export function lotProblems<I extends Partial<Record<(typeof LOT_FIELDS)[number], string | undefined>>>(
  items: readonly I[],
  at = (index: number) => `items.${index}.`,
  isTracked: (item: I) => boolean = () => false,
): Problem[] {
  return items.flatMap((item, index) =>
    (isTracked(item) ? [] : LOT_FIELDS)
      .filter((field) => item[field] !== undefined)
      .map((field) => ({
        code: "validation_failed",
        message: "This variant is not lot-tracked. Leave this field out.",
        field: `${at(index)}${field}`,
      })),
  );
}
