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
