import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { leashChildren } from "../../scripts/lib/leash.ts";
import { startSqld } from "../../scripts/lib/sqld.ts";
import { startTurso } from "./turso.ts";

declare module "vitest" {
  interface ProvidedContext {
    libsql_url: string;
    libsql_admin_url: string;
    libsql_auth_token: string;
    libsql_admin_auth_key: string;
    turso_api_url: string;
  }
}

/** One real libSQL server for the whole run, in which each test makes its own namespaces, and a stand-in for Turso's API. */
export default async function setup(project: TestProject) {
  leashChildren();
  const directory = mkdtempSync(join(tmpdir(), "stockbook-sqld-"));
  const sqld = await startSqld(directory);
  project.provide("libsql_url", sqld.url);
  project.provide("libsql_admin_url", sqld.admin_url);
  project.provide("libsql_auth_token", sqld.auth_token);
  project.provide("libsql_admin_auth_key", sqld.admin_auth_key);
  const turso = await startTurso(sqld);
  project.provide("turso_api_url", turso.url);
  return async () => {
    await turso.stop();
    await sqld.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
