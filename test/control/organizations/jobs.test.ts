import { expect, test } from "vitest";
import { migrate } from "../../../src/storage/migrate";
import { CONTROL_MIGRATIONS } from "../../../src/storage/migrations";
import { spareDatabase, sql } from "../../support/databases";

test("an organization that exists before there are jobs gets the same rows as a new one", async () => {
  const { engine } = await spareDatabase();
  const before = CONTROL_MIGRATIONS.findIndex((text) => text.includes("CREATE TABLE `organization_jobs`"));
  await migrate(engine, CONTROL_MIGRATIONS.slice(0, before));
  const add = (name: string) =>
    sql(
      engine,
      `INSERT INTO organizations (id, name, slug, timezone, currency, modules, settings, status, engine, schema_version,
        created_at, updated_at) VALUES (?, 'X', ?, 'UTC', 'EUR', '[]', '{}', 'active', 'd1', 1, ?, ?)`,
      ...[name, name, "2026-11-23T08:30:00.000Z", "2026-11-23T08:30:00.000Z"],
    );
  await add("earlier");
  await migrate(engine, CONTROL_MIGRATIONS);
  await add("later");
  const rowsOf = (id: string) =>
    sql(
      engine,
      "SELECT job, due_at, attempts, failed_at FROM organization_jobs WHERE organization_id = ? ORDER BY job",
      id,
    );
  expect(await rowsOf("earlier")).toEqual([
    ["deliveries", "2026-11-23T08:30:00.000Z", 0, null],
    ["hourly", "2026-11-23T08:30:00.000Z", 0, null],
    ["nightly", "2026-11-23T08:30:00.000Z", 0, null],
  ]);
  expect(await rowsOf("later")).toEqual(await rowsOf("earlier"));
});
