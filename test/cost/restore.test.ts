import { beforeEach, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { openTradingDairy } from "../support/dairy";
import { databaseOf, resetDatabases } from "../support/databases";
import { backupOf, restores } from "../support/restores";

beforeEach(resetDatabases);

/** How many statements D1 admits in one invocation of a Worker (https://developers.cloudflare.com/d1/platform/limits/). */
const MOST_STATEMENTS = 1_000;

test("creating an organization, and each step of a restore, takes fewer statements than D1 admits in an invocation", async () => {
  let sent = 0;
  const counted = (engine: Engine): Engine => ({
    execute(statements, mode) {
      sent += statements.length;
      return engine.execute(statements, mode);
    },
  });
  const app = createTestApp({ wrapEngine: counted });
  const taken: Record<string, number> = {};
  async function count<T>(step: string, work: () => Promise<T>): Promise<T> {
    sent = 0;
    const result = await work();
    taken[step] = sent;
    return result;
  }
  await count("create", () => app.mintTenant());
  const dairy = await openTradingDairy(app);
  const backup = await backupOf(await databaseOf(dairy.tenant.id));
  const restore = restores(app);
  const { id, tables } = (await count("begin", () => restore.begin(backup))).body.data;
  await restore.sendAll(id, backup, tables);
  const { columns } = tables.find(({ name }: { name: string }) => name === "locations");
  const locations = (backup.tables.locations ?? []).map((row) => columns.map((column: string) => row[column]));
  await count("rows", () => restore.rows(id, backup, "locations", locations));
  expect((await count("complete", () => restore.complete(id, backup))).status).toBe(200);
  const older = { ...backup, schema_version: 1, tables: {} };
  const begun = (await restore.begin(older, { slug: "older" })).body.data;
  await count("complete an older one", () => restore.complete(begun.id, older));
  for (const [step, statements] of Object.entries(taken)) {
    expect([step, statements > 0 && statements < MOST_STATEMENTS]).toEqual([step, true]);
  }
}, 120_000);
