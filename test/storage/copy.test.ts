import { expect, test } from "vitest";
import { close, copyPortion, erase } from "../../src/storage/copy";
import { reopen } from "../../src/storage/fence";
import { isMigrated } from "../../src/storage/migrate";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { fillCompany } from "../support/company";
import { databaseOf, spareDatabase, sql } from "../support/databases";
import { dump } from "../support/dump";
import { withinLimits } from "../support/limits";

const app = createTestApp();

const schemaOf = (engine: Engine) =>
  sql(
    engine,
    "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB '_cf_*' AND name NOT GLOB 'fence_*' AND name NOT GLOB '*_search_*' ORDER BY 1, 2",
  );

async function company(): Promise<Engine> {
  const tenant = await app.mintTenant();
  const engine = await databaseOf(tenant.id);
  await fillCompany(engine, { variants: 50, orders: 300, entries: 3_000 });
  return engine;
}

test("a database that is copied page by page, with each page cut off once, is the same to the last row and rule", async () => {
  const source = await company();
  await sql(
    source,
    `INSERT INTO idempotency_keys (owner, key, fingerprint, status, body, created_at)
      VALUES ('o', ?, 'f', 200, printf('%.*c', 1400000, 'x') || 'é', '2026-11-23T08:30:00.000Z')`,
    `quoted " \\ ' \n\t ☕`,
  );
  await close(source, "m1");
  const { engine: copy } = await spareDatabase();
  let cut = false;
  const fragile = withinLimits({
    async execute(statements, mode) {
      const results = await copy.execute(statements, mode);
      if (mode === "read") return results;
      cut = !cut;
      if (cut) throw new Error("cut off");
      return results;
    },
  });
  let calls = 0;
  for (let has_more = true; has_more; calls++) {
    try {
      has_more = await copyPortion(source, fragile, "m1", 1);
    } catch (error) {
      if (String(error) !== "Error: cut off") throw error;
    }
    if (calls < 10) expect(await isMigrated(copy)).toBe(false);
  }
  expect(calls).toBeGreaterThan(12);
  expect(await dump(copy)).toEqual(await dump(source));
  expect(await schemaOf(copy)).toEqual(await schemaOf(source));
}, 180_000);

test("of two that copy at once nothing is twice", async () => {
  const source = await company();
  await close(source, "m1");
  const { engine: copy } = await spareDatabase();
  await Promise.all(
    [copyPortion(source, copy, "m1"), copyPortion(source, copy, "m1")].map((run) => run.catch(() => {})),
  );
  await copyPortion(source, copy, "m1");
  expect(await dump(copy)).toEqual(await dump(source));
});

test("a copy that lost a row is not completed", async () => {
  const source = await company();
  await close(source, "m1");
  const { engine: copy } = await spareDatabase();
  const lossy: Engine = {
    async execute(statements, mode) {
      const results = await copy.execute(statements, mode);
      if (statements.some((statement) => statement.sql.includes('INTO "orders"'))) {
        await sql(copy, "DELETE FROM orders WHERE sequence = 7");
      }
      return results;
    },
  };
  await expect(copyPortion(source, lossy, "m1")).rejects.toThrow("The copy of orders has another number of rows");
  expect(await isMigrated(copy)).toBe(false);
});

test("a closed database refuses every write of every route, and is the same once it is open again", async () => {
  const bakery = await openBakery(app);
  const engine = await databaseOf(bakery.tenant.id);
  const before = await schemaOf(engine);
  await close(engine, "m1");
  await close(engine, "m1");
  const tables = await sql(
    engine,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_search*' AND name NOT GLOB '_cf_*'",
  );
  for (const [table] of tables) {
    const [[rows]] = (await sql(engine, `SELECT count(*) FROM "${table}"`)) as [[number]];
    if (rows > 0) await expect(sql(engine, `DELETE FROM "${table}"`), String(table)).rejects.toThrow("database_moving");
    await expect(sql(engine, `INSERT INTO "${table}" DEFAULT VALUES`), String(table)).rejects.toThrow(
      "database_moving",
    );
  }
  await reopen(engine, "m0");
  await expect(sql(engine, "DELETE FROM locations")).rejects.toThrow("database_moving");
  await reopen(engine, "m1");
  await reopen(engine);
  expect(await schemaOf(engine)).toEqual(before);
});

test("only a closed or unfinished database is erased, and then has nothing", async () => {
  const [source, other] = [await company(), await company()];
  await expect(erase(source)).rejects.toThrow("in use");
  const before = await dump(other);
  await close(source, "m1");
  const { engine: copy } = await spareDatabase();
  await copyPortion(source, copy, "m1", 1);
  await erase(copy);
  await erase(copy);
  await erase(source);
  expect([await schemaOf(copy), await schemaOf(source)]).toEqual([[], []]);
  expect(await dump(other)).toEqual(before);
});

test("what is late for a copy fails once the copy is complete: a page of rows, and the end of an erasure", async () => {
  const source = await company();
  await close(source, "m1");
  const { engine: copy } = await spareDatabase();
  /** Lets the copy be completed and opened by another, before the statement that `is_late` finds. */
  const overtaken = (is_late: (text: string) => boolean): Engine => {
    let over = false;
    return {
      async execute(statements, mode) {
        if (!over && statements.some((statement) => is_late(statement.sql))) {
          over = true;
          while (await copyPortion(source, copy, "m1"));
          await reopen(copy, "m1");
          await sql(copy, "DELETE FROM inventory_policies");
        }
        return copy.execute(statements, mode);
      },
    };
  };
  const late = overtaken((text) => text.includes('INTO "inventory_policies"'));
  expect(await copyPortion(source, late, "m1")).toBe(false);
  expect(await sql(source, "SELECT count(*) FROM inventory_policies")).not.toEqual([[0]]);
  expect(await sql(copy, "SELECT count(*) FROM inventory_policies")).toEqual([[0]]);
  const before = await dump(copy);

  const { engine: second } = await spareDatabase();
  await copyPortion(source, second, "m2", 1);
  const erasing: Engine = {
    async execute(statements, mode) {
      if (statements.some((statement) => statement.sql.startsWith("DROP TABLE"))) {
        while (await copyPortion(source, second, "m2"));
      }
      return second.execute(statements, mode);
    },
  };
  await expect(erase(erasing)).rejects.toThrow("already exists");
  expect(Object.keys(await dump(second))).toEqual(Object.keys(before));
});
