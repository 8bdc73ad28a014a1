import { readRows, VACATED } from "../contents";
import { close, erase } from "../copy";
import { classifyDriverError } from "../failures";
import { isMigrated } from "../migrate";
import { type Engine, plain } from "../port";
import { type EngineProvider, NoDatabaseLeft, NoRecovery, type WrapEngine } from "./provider";

/** The bound D1 databases that organizations are given, by binding name. */
export type D1Pool = Record<string, D1Database>;

/** D1 databases are bound when the Worker is deployed: an organization gets the first free one of the pool. */
export function d1Provider(pool: D1Pool, wrapEngine: WrapEngine): EngineProvider {
  const open = (address: string) => {
    const database = pool[address];
    if (!database) throw new Error(`The D1 binding ${address} is not in this deployment`);
    return wrapEngine(d1Engine(database));
  };
  return {
    is_available: Object.keys(pool).length > 0,
    open,
    remove: (address, in_use = false) => vacate(open(address), in_use),
    recover() {
      throw new NoRecovery("D1 is recovered by Time Travel. Use `wrangler d1 time-travel restore`.");
    },
    async create(_, taken) {
      for (const address of bindingsOf(pool).filter((binding) => !taken.has(binding))) {
        if (await isBlank(open(address))) return address;
        console.warn(JSON.stringify({ skipped: address, reason: "it holds data, but belongs to no organization" }));
      }
      throw new NoDatabaseLeft();
    },
  };
}

/**
 * Cloudflare D1 behind the port. D1's batch returns rows as objects, so every selected column needs a name of its own
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
        throw classifyDriverError(error);
      }
    },
  };
}

/** The names of the bound databases, the lowest number first. */
export function bindingsOf(pool: D1Pool): string[] {
  const number = (binding: string) => Number(binding.replaceAll(/\D/g, ""));
  return Object.keys(pool).sort((a, b) => number(a) - number(b));
}

/** A database that holds anything is someone's, even if the directory knows of nobody: nobody else may ever see it. */
async function isBlank(engine: Engine): Promise<boolean> {
  const sql = "SELECT 1 FROM sqlite_schema WHERE name NOT GLOB '_cf_*' AND name NOT GLOB 'sqlite_*' LIMIT 1";
  return (await readRows(engine, plain(sql))).length === 0;
}

/**
 * Empties a bound database, which can't be removed, but for a mark: it is given to nobody again. A request that began before
 * the organization left it may still be reading page after page.
 */
async function vacate(engine: Engine, in_use: boolean): Promise<void> {
  if (in_use && (await isMigrated(engine))) await close(engine, VACATED);
  await erase(engine);
  await engine.execute([plain(`CREATE TABLE IF NOT EXISTS ${VACATED} (at TEXT) STRICT`)], "write");
}
