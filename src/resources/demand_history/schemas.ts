import * as z from "zod";
import {
  Amount,
  CursorParameter,
  Filter,
  Money,
  namesOneVariant,
  ONE_VARIANT,
  PageParameters,
  QuantityOrZero,
  Reference,
  VariantReference,
} from "../../http/schemas";

/** Where a day's demand comes from: from orders of this ledger, or from before. */
const DEMAND_SOURCES = ["own", "imported"] as const;

const Row = z
  .strictObject({
    date: z.iso
      .date()
      .meta({ description: "The day of the organization's calendar; before the level's first ledger entry" }),
    ...VariantReference,
    location_id: Reference,
    quantity: QuantityOrZero.meta({ description: "How much was sold on that day" }),
    revenue: Money.nullable().default(null).meta({ description: "What it brought in, in the organization's currency" }),
  })
  .refine(namesOneVariant, ONE_VARIANT);

export type DemandRow = z.output<typeof Row>;

export const MOST_ROWS = 10_000;

/** The columns of a CSV body. */
export const DEMAND_COLUMNS = Object.keys(Row.shape);

export const NewDemand = z
  .strictObject({
    rows: z.array(Row).min(1).max(MOST_ROWS, `must have at most ${MOST_ROWS} rows; send more in another request`),
  })
  .meta({
    examples: [
      {
        rows: [
          {
            date: "2025-11-28",
            sku: "MUG-BLUE",
            location_id: "loc_01kaf2v7x8p5t9m4q6r3s1w2yz",
            quantity: 14,
            revenue: 175,
          },
        ],
      },
    ],
  });

export const ImportedDemand = z
  .strictObject({
    rows: z.int().meta({ description: "How many days were imported" }),
  })
  .meta({ id: "ImportedDemand" });

export const DemandDay = z
  .strictObject({
    date: z.iso.date(),
    variant_id: z.string(),
    sku: z.string(),
    location_id: z.string(),
    quantity: Amount.meta({ description: "What orders shipped on that day, or what was imported" }),
    revenue: Amount.nullable().meta({ description: "The price of that; null if none was imported" }),
    returned_quantity: Amount.meta({
      description:
        "What came back there on that day; not subtracted. What comes back on a day without sales has no day here: it is in the ledger and in the report on movements",
    }),
    source: z.enum(DEMAND_SOURCES),
    stockout: z.boolean().meta({
      description: "True if there was nothing available for a part of the day, so more could have been sold",
    }),
  })
  .meta({ id: "DemandDay" });

export const DemandTotals = z.strictObject({ quantity: Amount, revenue: Amount }).nullable().meta({
  description:
    "The sums over all days that the filters leave; null without filters, after a `cursor`, and if there are more than 10,000 days",
});

export const DemandFilters = {
  sku: Filter.meta({ description: "Only demand for the variant with exactly this SKU" }),
  variant_id: Filter.meta({ description: "Only demand for this variant" }),
  location_id: Filter.meta({ description: "Only demand at this location" }),
  from: z.iso.date().optional().meta({ description: "Only from this day on" }),
  to: z.iso.date().optional().meta({ description: "Only up to this day" }),
  source: z.enum(DEMAND_SOURCES).optional().meta({ description: "Only own or only imported days" }),
  ...PageParameters,
  ...CursorParameter,
};
