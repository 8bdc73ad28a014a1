import { type SQL, sql } from "drizzle-orm";
import { build } from "../data/database";
import { refuse } from "../shared/errors";
import { fromScaled } from "../shared/quantity";

const SHOWN = 5;

/** What documents may refer to: variants that a query selects, a location, or a supplier. */
export type Holder = { variants: SQL } | { location_id: string } | { supplier_id: string };

const KINDS = [
  "orders",
  "purchase_orders",
  "stock_transfers",
  "cycle_counts",
  "return_authorizations",
  "production_batches",
] as const;
type Kind = (typeof KINDS)[number];

/** Selects the numbers of some of the open documents that refer to it, which is why it can't be archived. */
export function openDocuments(holder: Holder) {
  const terms = KINDS.flatMap((kind) => {
    const source = openOf(kind, holder);
    return source
      ? [sql`SELECT * FROM (SELECT DISTINCT ${sql.raw(`'${kind}'`)} AS kind, d.number ${source} LIMIT ${SHOWN})`]
      : [];
  });
  return build
    .select({ kind: sql<Kind>`kind`, number: sql<string>`number` })
    .from(sql`(${sql.join(inPortions(terms), sql` UNION ALL `)})`);
}

/** D1 allows five terms in a compound SELECT; a compound in parentheses is one. */
function inPortions(terms: readonly SQL[]): SQL[] {
  const portions = [terms.slice(0, 5), terms.slice(5)].filter((portion) => portion.length > 0);
  return portions.map((portion) => sql`SELECT * FROM (${sql.join(portion, sql` UNION ALL `)})`);
}

function openOf(kind: Kind, holder: Holder): SQL | null {
  if ("supplier_id" in holder) {
    return kind === "purchase_orders"
      ? sql`FROM purchase_orders d WHERE d.supplier_id = ${holder.supplier_id} AND d.status IN ('ordered', 'partially_received')`
      : null;
  }
  const [variants, location] = "variants" in holder ? [holder.variants, null] : [null, holder.location_id];
  const line = variants ? sql`i.variant_id IN (${variants})` : sql`i.location_id = ${location}`;
  switch (kind) {
    case "orders":
      return sql`FROM order_items i CROSS JOIN orders d ON d.sequence = i.document_sequence
        WHERE ${line} AND i.quantity > i.fulfilled_quantity + i.cancelled_quantity`;
    case "purchase_orders":
      return variants
        ? sql`FROM purchase_order_items i CROSS JOIN purchase_orders d ON d.sequence = i.document_sequence
            WHERE ${line} AND i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity`
        : sql`FROM purchase_orders d WHERE d.location_id = ${location} AND d.status IN ('ordered', 'partially_received')`;
    case "stock_transfers":
      return sql`FROM stock_transfers d ${variants ? sql`JOIN stock_transfer_items i ON i.document_sequence = d.sequence AND ${line}` : sql``}
        WHERE d.status IN ('draft', 'in_transit', 'partially_received')
        ${variants ? sql`` : sql`AND (d.from_location_id = ${location} OR d.to_location_id = ${location})`}`;
    case "cycle_counts":
      return variants
        ? null
        : sql`FROM cycle_counts d WHERE d.location_id = ${location} AND d.status IN ('draft', 'in_progress')`;
    case "return_authorizations":
      return variants
        ? null
        : sql`FROM return_authorizations d WHERE d.location_id = ${location} AND d.status = 'pending'`;
    case "production_batches":
      return variants
        ? sql`FROM production_batches d WHERE d.status IN ('planned', 'in_progress') AND (d.output_variant_id IN (${variants})
            OR EXISTS (SELECT 1 FROM production_batch_inputs i WHERE i.document_sequence = d.sequence AND ${line}))`
        : sql`FROM production_batches d WHERE d.location_id = ${location} AND d.status IN ('planned', 'in_progress')`;
  }
}

type Level = { variant_id: string; location_id: string; on_hand: number; reserved: number };

/** Refuses to archive what still has stock or open documents: 422 `in_use`, with some of them in `details`. */
export function refuseInUse(
  what: string,
  stock: readonly Level[],
  documents: readonly { kind: Kind; number: string }[],
): void {
  if (stock.length === 0 && documents.length === 0) return;
  const numbers = (kind: Kind) => documents.filter((document) => document.kind === kind).map(({ number }) => number);
  throw refuse(
    "in_use",
    `This ${what} still has stock or open documents. Move the stock and close the documents first.`,
    {
      details: {
        stock: stock.map((level) => ({
          ...level,
          on_hand: fromScaled(level.on_hand),
          reserved: fromScaled(level.reserved),
        })),
        ...Object.fromEntries(KINDS.map((kind) => [`open_${kind}`, numbers(kind)])),
      },
    },
  );
}
