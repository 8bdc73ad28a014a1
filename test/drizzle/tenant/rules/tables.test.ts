import { beforeAll, describe, expect, test } from "vitest";
import { COUNTED, NO_DELETE, NO_UPDATE, VERSIONED } from "../../../../drizzle/tenant/rules/tables";
import type { Engine } from "../../../../src/storage/port";
import { createTestApp } from "../../../support/app";
import { fillCompany } from "../../../support/company";
import { databaseOf, sql } from "../../../support/databases";
import { sendToEveryRoute } from "../../../support/every_route";
import { verdictOn } from "../../../support/posting";

/** The rules that tables have in common, on rows of each: written by one request to every route. */

let database: Engine;

beforeAll(async () => {
  const tenant = await createTestApp().mintTenant({ modules: ["manufacturing", "traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  database = await databaseOf(tenant.id);
  await fillCompany(database, { variants: 200, orders: 200, entries: 2000 });
  await sendToEveryRoute(async (method, path, body) => {
    const answer = await tenant.request(method, `/api/v1/${path}`, method === "GET" ? {} : { body: body ?? {} });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.body?.data;
  });
  const body = { variant_id: "var_1", location_id: "loc_2" };
  await tenant.request("POST", "/api/v1/inventory_policies", { body });
}, 60_000);

const verdict = (text: string) => verdictOn(() => sql(database, text));
const first = (table: string) => `WHERE rowid = (SELECT min(rowid) FROM ${table})`;
const columnsOf = async (table: string) =>
  (await sql(database, "SELECT name FROM pragma_table_info(?)", table)).map(([name]) => String(name));

describe("no row is deleted of", () => {
  test.each(NO_DELETE)("%s", async (table) => {
    const key = table === "lot_stock" ? "WHERE lot_id = (SELECT min(lot_id) FROM lot_stock)" : first(table);
    expect(await verdict(`DELETE FROM ${table} ${key}`)).toBe("append_only");
  });
});

describe("no row is changed, in any column, of", () => {
  test.each(NO_UPDATE)("%s", async (table) => {
    for (const column of await columnsOf(table)) {
      expect([column, await verdict(`UPDATE ${table} SET ${column} = ${column} ${first(table)}`)]).toEqual([
        column,
        "append_only",
      ]);
    }
  });
});

describe("a row is changed from one version to the next only, of", () => {
  test.each(Object.keys(VERSIONED))("%s", async (table) => {
    const set = (version: string) => verdict(`UPDATE ${table} SET version = ${version} ${first(table)}`);
    expect(await set("version")).toBe("stale_version");
    expect(await set("version + 2")).toBe("stale_version");
    expect(await set("version - 1")).toBe("stale_version");
    expect(await set("version + 1")).toBe("accepted");
  });
});

describe("a counter has the number of the rows of", () => {
  test.each(COUNTED)("%s", async (table) => {
    const numbers = () =>
      sql(database, `SELECT value, (SELECT count(*) FROM ${table}) FROM counters WHERE name = ?`, table);
    const [[before, rows] = []] = await numbers();
    expect(rows).toBeGreaterThan(0);
    expect(before).toBe(rows);
    expect(await verdict(`DELETE FROM ${table} ${first(table)}`)).toBe("accepted");
    expect(await numbers()).toEqual([[Number(rows) - 1, Number(rows) - 1]]);
  });
});

test("a lock is taken from one version to the next only", async () => {
  const take = (version: string) => verdict(`UPDATE locks SET version = ${version}`);
  expect(await take("version")).toBe("stale_lock");
  expect(await take("version + 2")).toBe("stale_lock");
  expect(await take("version + 1")).toBe("accepted");
});
