import { sql } from "drizzle-orm";
import * as z from "zod";
import { matches } from "../data/search";
import { Name } from "../http/schemas";
import { variantsWithBarcode } from "../resources/variants/queries";
import { CATALOGUE_STATUSES } from "../shared/statuses";
import { allOf, ITEMS, ofItems, ROWS } from "./arguments";
import { JOIN_VARIANT, money, text, VARIANT } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

/** Products and their variants, with what they sell for and cost. A search reads the text index, not the catalogue. */
export const findProducts = tool({
  name: "find_products",
  title: "Find products",
  description:
    "Which products and variants there are. Use it to look up a product by part of its name or SKU or by its barcode, to list the catalogue or a category, or to find out prices and costs. A row is a variant (a product without options has one), with its SKU, category, main barcode, the unit it is counted in, its selling price and what one costs; money is in the organization's currency, null where it is not known. summary counts the variants and their products. Only active ones unless status says otherwise. Not included: quantities in stock (use stock_levels).",
  arguments: {
    search: Name.optional().meta({
      description: "Part of a variant's SKU, its name or its product's name, as it is written there",
    }),
    barcode: Name.optional().meta({
      description: "Only the variant with this barcode, in any form of the same GTIN",
    }),
    status: z
      .enum([...CATALOGUE_STATUSES, "any"])
      .default("active")
      .meta({ description: "Only active or only archived variants, or any" }),
    ...ITEMS,
    ...ROWS,
  },
  read(ctx, args) {
    const { search, barcode, status } = args;
    const found =
      search === undefined
        ? sql`variants v`
        : sql`(SELECT rowid FROM variant_search WHERE ${matches("variant_search", search)}) f
            CROSS JOIN variants v ON v.sequence = f.rowid`;
    const conditions = allOf([
      // The other conditions find the variants: with the plus, SQLite does not walk through all active ones.
      status !== "any" && sql`+v.status = ${status}`,
      barcode !== undefined && sql`v.id IN (${variantsWithBarcode(barcode)})`,
      ofItems(sql`v.id`, args),
    ]);
    return readTable(ctx, args, {
      rows: sql`SELECT v.sequence, v.id AS variant_id, v.product_id, v.price
        FROM ${found} WHERE ${conditions}`,
      joins: JOIN_VARIANT,
      order: sql`p.sequence DESC`,
      columns: {
        ...VARIANT,
        category: text("Category", sql`d.category`),
        barcode: text(
          "Barcode",
          sql`(SELECT b.barcode FROM variant_barcodes b WHERE b.variant_id = v.id AND b.position = 0)`,
        ),
        unit: text("Unit", sql`v.unit`),
        price: money("Price"),
        cost: {
          ...money("Cost"),
          ...{ from: sql`(SELECT c.current_cost FROM costed_variants c WHERE c.id = p.variant_id)`, of_row: true },
        },
        status: text("Status", sql`v.status`),
      },
      counted: "variants",
      values: { products: sql`(SELECT count(DISTINCT product_id) FROM report_rows)` },
      summary: ([products]) => ({ products: Number(products) }),
    });
  },
});
