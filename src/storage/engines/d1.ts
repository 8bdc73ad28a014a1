import { understand } from "../failures";
import type { Engine } from "../port";

/**
 * Cloudflare D1 behind the port. D1's batch answers rows as objects, so every selected column needs a name of its own
 * (the views of `drizzle/tenant/rules` see to that).
 */
export function d1Engine(database: D1Database): Engine {
  return {
    async execute(statements) {
      try {
        const results = await database.batch<Record<string, unknown>>(
          statements.map(({ sql, params }) => database.prepare(sql).bind(...params)),
        );
        return results.map((result) => ({
          rows: result.results.map((row) => Object.values(row)),
          rows_read: result.meta.rows_read ?? 0,
          rows_written: result.meta.rows_written ?? 0,
        }));
      } catch (error) {
        throw understand(error);
      }
    },
  };
}
