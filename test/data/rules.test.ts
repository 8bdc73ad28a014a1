import { describe, expect, test } from "vitest";
import { causeOf, refusalFor, UNBREAKABLE } from "../../src/data/rules";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { databaseOf, directory, sql } from "../support/databases";

const app = createTestApp();

/** The names that a database's triggers raise and its checks have. */
async function rulesOf(engine: Engine): Promise<string[]> {
  const definitions = await sql(engine, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
  const names = definitions.flatMap(([text]) => [
    ...[...String(text).matchAll(/RAISE\(ABORT, '([^']*)'\)/g)].map((match) => match[1] as string),
    ...[...String(text).matchAll(/CONSTRAINT "([^"]*)" CHECK/g)].map((match) => match[1] as string),
  ]);
  return [...new Set(names)].sort();
}

/** The columns whose values must be unique, as SQLite names the first of a key when one is broken. */
async function uniqueColumns(engine: Engine): Promise<string[]> {
  const keys = await sql(
    engine,
    `SELECT t.name || '.' || c.name FROM sqlite_schema t CROSS JOIN pragma_index_list(t.name) i
      CROSS JOIN pragma_index_info(i.name) c WHERE t.type = 'table' AND t.name NOT LIKE '%_search%' AND t.name NOT LIKE '\\_%' ESCAPE '\\'
        AND t.name NOT LIKE 'sqlite_%' AND i."unique" AND c.seqno = 0`,
  );
  return keys.map(([key]) => String(key));
}

/** Looked up by whoever writes them: what is taken after all was written by another meanwhile. */
const LOOKED_UP = ["lots.lot_number", "integration_deliveries.integration_id", "integration_documents.integration_id"];

describe("every rule of the database", () => {
  test("that a commit can break has words for the client, or is listed as one that no request can break", async () => {
    const tenant = await databaseOf((await app.mintTenant()).id);
    const names = [...new Set([...(await rulesOf(tenant)), ...(await rulesOf(directory))])];
    expect(names).toContain("stale_lot");
    expect(names).toContain("quantity_out_of_range");
    for (const name of names) {
      expect([name, refusalFor(name) !== null]).toEqual([name, !UNBREAKABLE.includes(name)]);
    }
    expect(UNBREAKABLE.filter((name) => !names.includes(name))).toEqual([]);
    for (const key of [...(await uniqueColumns(tenant)), ...(await uniqueColumns(directory))]) {
      expect([key, refusalFor(key)?.code]).toEqual([key, LOOKED_UP.includes(key) ? "conflict" : "already_exists"]);
    }
  });

  test("says how often a command that broke it is decided again", () => {
    const causes = {
      race: ["stale_version", "stale_lock", "insufficient_stock", "lots.lot_number", "idempotency_keys.owner"],
      once: ["archived", "in_use", "locations.code", "variants.sku"],
      final: ["quantity_out_of_range", ...UNBREAKABLE],
    };
    for (const [cause, names] of Object.entries(causes)) {
      for (const name of names) expect([name, causeOf(name)]).toEqual([name, cause]);
    }
    for (const name of causes.race.slice(0, 4)) {
      expect(refusalFor(name)).toMatchObject({ code: "conflict", headers: { "Retry-After": "1" } });
    }
    expect(refusalFor("quantity_out_of_range")?.code).toBe("validation_failed");
  });
});
