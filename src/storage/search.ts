import { type SQL, sql } from "drizzle-orm";

/**
 * The condition that a full-text table's row holds `text` somewhere. Its index knows groups of three letters, with words
 * set apart by two spaces, so one or two letters find the words that begin with them.
 */
export function matches(table: "product_search" | "variant_search" | "order_search", text: string): SQL {
  const words = text.trim().replaceAll(/\s+/g, "  ");
  const phrase = words.length < 3 ? `  ${words}` : words;
  return sql`${sql.identifier(table)} MATCH ${`"${phrase.replaceAll('"', '""')}"`}`;
}

/** What the full-text tables hold, as their triggers in `migrations/tenant` write it: fills empty ones. */
export const SEARCH_CONTENTS: Record<string, string> = {
  variant_search: "INSERT INTO variant_search (rowid, text) SELECT variant_sequence, text FROM search_texts",
  product_search:
    "INSERT INTO product_search (rowid, text) SELECT product_sequence, group_concat(text, ' ') FROM search_texts GROUP BY product_sequence",
  order_search: `INSERT INTO order_search (rowid, text) SELECT sequence, '  ' || replace(concat_ws(' ', number,
  customer ->> 'name', customer ->> 'email', customer ->> 'external_id', external_reference), ' ', '  ') FROM orders`,
};
