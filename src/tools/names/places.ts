import { type SQL, sql } from "drizzle-orm";
import { build } from "../../data/database";

/** So many locations, suppliers and categories are looked at, and so many of them read: those first that a question resembles. */
const LOOKED_AT = 3000;
const MOST = 300;

const whole = (number: number): SQL => sql.raw(String(number));

/** How many of the patterns a name is like, as SQL. */
function likeness(name: SQL, patterns: readonly string[]): SQL {
  if (patterns.length === 0) return sql`0`;
  return sql.join(
    patterns.map((pattern) => sql`(${name} LIKE ${pattern})`),
    sql` + `,
  );
}

/** Selects locations or suppliers: all, if they are few, else those that have one of the codes or are like the patterns. */
export function placesOf(table: "locations" | "suppliers", codes: readonly string[], patterns: readonly string[]) {
  const hasCode = sql`100 * (p.code IN (SELECT value FROM json_each(${JSON.stringify(codes)})))`;
  const rows = sql`(SELECT p.id AS id, p.name AS name, p.code AS code, p.status = 'archived' AS is_archived,
      coalesce(${hasCode}, 0) + ${likeness(sql`p.name`, patterns)} AS likeness
    FROM (SELECT * FROM ${sql.identifier(table)} WHERE sequence <= ${whole(LOOKED_AT)}) p
    ORDER BY 5 DESC, p.sequence LIMIT ${whole(MOST)})`;
  return build
    .select({
      id: sql<string>`id`,
      name: sql<string>`name`,
      code: sql<string | null>`code`,
      is_archived: sql<number>`is_archived`,
      likeness: sql<number>`likeness`,
    })
    .from(rows);
}

/** Selects categories, one after the other by their index. */
export function categoriesOf(patterns: readonly string[]) {
  const next = (after: SQL) => sql`(SELECT min(p.category) FROM products p WHERE p.category > ${after})`;
  const rows = sql`(WITH RECURSIVE categories AS (
      SELECT ${next(sql`''`)} AS name, 1 AS place
      UNION ALL SELECT ${next(sql`c.name`)}, c.place + 1 FROM categories c
        WHERE c.name IS NOT NULL AND c.place < ${whole(LOOKED_AT)})
    SELECT c.name AS name, ${likeness(sql`c.name`, patterns)} AS likeness FROM categories c WHERE c.name IS NOT NULL
    ORDER BY 2 DESC, c.name LIMIT ${whole(MOST)})`;
  return build.select({ name: sql<string>`name`, likeness: sql<number>`likeness` }).from(rows);
}

/** True if there may be more that the question resembles. */
export function isCutShort(rows: readonly { likeness: number }[]): boolean {
  return rows.length === MOST && (rows.at(-1)?.likeness ?? 0) > 0;
}
