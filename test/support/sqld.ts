import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { leashChildren } from "../../scripts/lib/leash.ts";
import { startSqld } from "../../scripts/lib/sqld.ts";

declare module "vitest" {
  interface ProvidedContext {
    libsql_url: string;
    libsql_admin_url: string;
  }
}

/** One real libSQL server for the whole run; each test makes its own namespaces in it. */
export default async function setup(project: TestProject) {
  leashChildren();
  const directory = mkdtempSync(join(tmpdir(), "stockbook-sqld-"));
  const sqld = await startSqld(directory);
  project.provide("libsql_url", sqld.url);
  project.provide("libsql_admin_url", sqld.admin_url);
  return async () => {
    await sqld.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
