import { getViewName, getViewSelectedFields, is } from "drizzle-orm";
import { SQLiteView } from "drizzle-orm/sqlite-core";
import { beforeAll, describe, expect, test } from "vitest";
import * as schema from "../../drizzle/tenant";
import { migrate } from "../../src/storage/migrate";
import { TENANT_MIGRATIONS } from "../../src/storage/migrations";
import type { Engine } from "../../src/storage/port";
import { spareDatabase, sql } from "../support/databases";

const views = Object.values(schema).filter((value) => is(value, SQLiteView));

describe("a view has the columns that its SQL selects", () => {
  let database: Engine;
  beforeAll(async () => {
    database = (await spareDatabase()).engine;
    await migrate(database, TENANT_MIGRATIONS);
  });

  test.for(views.map((view) => [getViewName(view), view] as const))("%s", async ([name, view]) => {
    const selected = await sql(database, "SELECT name FROM pragma_table_info(?)", name);
    expect(Object.keys(getViewSelectedFields(view)).toSorted()).toEqual(selected.flat().toSorted());
  });
});
