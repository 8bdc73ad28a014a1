import { env } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { build } from "../../src/data/database";
import { parseEnv } from "../../src/env";
import { directoryOf } from "../../src/jobs/platform";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";

test("invocations that begin together look up the directory's schema each on its own, and later ones not at all", async () => {
  await createTestApp().mintTenant();
  const { databases, deployment } = parseEnv(env as never);
  const bound = databases.directory;
  let lookups = 0;
  const wrapEngine = (engine: Engine): Engine => ({
    execute(statements, mode) {
      if (!statements.some(({ sql: text }) => text.includes("asked"))) lookups += 1;
      return engine.execute(statements, mode);
    },
  });
  /** An isolate that has not seen the directory yet: a request of one of its invocations. */
  const newIsolate = () => {
    const directory = {
      prepare: (text: string) => bound.prepare(text),
      batch: (statements: D1PreparedStatement[]) => bound.batch(statements),
      withSession: (constraint?: string) => bound.withSession(constraint),
    } as D1Database;
    const platform = {
      databases: { ...databases, directory },
      queue: null,
      deployment,
      clock: () => new Date(),
      wrapEngine,
    };
    return () =>
      directoryOf(platform).database.read({
        rows: build.select({ asked: sql<number>`asked` }).from(sql`(SELECT 1 AS asked)`),
      });
  };
  const ask = newIsolate();
  await ask();
  const of_one = lookups;
  expect(of_one).toBeGreaterThan(0);
  await ask();
  expect(lookups).toBe(of_one);

  const together = newIsolate();
  await Promise.all([together(), together(), together()]);
  expect(lookups).toBe(of_one + 3 * of_one);
});
