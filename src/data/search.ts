import { type SQL, sql } from "drizzle-orm";

/**
 * The condition that a row of a full-text table contains `text`. The index holds trigrams, of code points, and words are
 * separated by two spaces in it, so that one or two letters match the words that begin with them.
 */
export function matches(table: "product_search" | "variant_search" | "order_search", text: string): SQL {
  const words = text.trim().replaceAll(/\s+/g, "  ");
  // Trigrams are of code points, of which some take two units of a string.
  const phrase = [...words].length < 3 ? `  ${words}` : words;
  return sql`${sql.identifier(table)} MATCH ${`"${phrase.replaceAll('"', '""')}"`}`;
}

/**
 * What to MATCH in a full-text table to find the rows that may contain `text` exactly as it is, from the beginning of a word; whether
 * they do must be compared. Letters of either case match.
 */
export function exactPhrase(text: string): string {
  return `"  ${text.replaceAll(" ", "  ").replaceAll('"', '""')}"`;
}
