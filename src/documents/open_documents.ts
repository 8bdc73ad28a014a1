import { type SQL, sql } from "drizzle-orm";
import { build } from "../data/database";
import { limitTo } from "../data/limit";
import { refuse } from "../shared/errors";
import { fromScaled } from "../shared/quantity";

/** Of each kind so many documents are shown. */
const SHOWN = 5;
/** As many lines as they may have. Without a limit SQLite would compute the whole view before it looks for what is distinct. */
const LINES = SHOWN * 500;

/** What documents may refer to: variants that a query selects, a location, or a supplier. */
export type Holder = { variants: SQL } | { location_id: string } | { supplier_id: string };

const KINDS = [
  "orders",
  "purchase_orders",
  "stock_transfers",
  "cycle_counts",
  "return_authorizations",
  "production_batches",
  "recipes",
] as const;
type Kind = (typeof KINDS)[number];

/** Selects the numbers of some of the open documents, and names of active recipes, that refer to it: why it can't be archived. */
export function openDocuments(holder: Holder) {
  const condition = conditionOf(holder);
  const terms = KINDS.map((kind) => {
    const lines = sql`SELECT kind, number FROM open_documents WHERE kind = ${sql.raw(`'${kind}'`)} AND ${condition}
      ${limitTo(LINES)}`;
    return sql`SELECT * FROM (SELECT DISTINCT kind, number FROM (${lines}) ${limitTo(SHOWN)})`;
  });
  return build
    .select({ kind: sql<Kind>`kind`, number: sql<string>`number` })
    .from(sql`(${sql.join(inPortions(terms), sql` UNION ALL `)})`);
}

function conditionOf(holder: Holder): SQL {
  if ("supplier_id" in holder) return sql`supplier_id = ${holder.supplier_id}`;
  if ("location_id" in holder) return sql`location_id = ${holder.location_id}`;
  return sql`variant_id IS NOT NULL AND variant_id IN (${holder.variants})`;
}

/** D1 allows five terms in a compound SELECT; a compound in parentheses is one. */
function inPortions(terms: readonly SQL[]): SQL[] {
  const portions = [terms.slice(0, 5), terms.slice(5)];
  return portions.map((portion) => sql`SELECT * FROM (${sql.join(portion, sql` UNION ALL `)})`);
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
    `This ${what} still has stock, open documents or active recipes. Move the stock, close the documents and archive the recipes first.`,
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
