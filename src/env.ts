import * as z from "zod";
import type { JobQueue } from "./control/job_queue";
import { faultOfAdminToken } from "./shared/admin_token";
import { ENGINES } from "./shared/organization";
import type { DatabaseSettings } from "./storage/engines/all";
import type { TenantObjects } from "./storage/engines/durable_object";

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

const Bindings = z.object({
  ENGINE: z.enum(ENGINES).default("d1"),
  ADMIN_TOKEN: z.string().superRefine((token, ctx) => {
    const message = faultOfAdminToken(token);
    if (message) ctx.addIssue({ code: "custom", message });
  }),
  LIBSQL_URL: optional,
  LIBSQL_ADMIN_URL: optional,
  LIBSQL_AUTH_TOKEN: optional,
  LIBSQL_ADMIN_AUTH_KEY: optional,
  TURSO_API_URL: z.url().default("https://api.turso.tech"),
  TURSO_ORGANIZATION: optional,
  TURSO_GROUP: optional,
  TURSO_API_TOKEN: optional,
  TURSO_GROUP_AUTH_TOKEN: optional,
});

export type Settings = { admin_token: string; databases: DatabaseSettings; queue: JobQueue | null };

/** Parses the deployment's bindings; a missing or malformed one is an error that names it. */
export function parseEnv(env: Record<string, unknown>): Settings {
  const bound = Bindings.parse(env);
  const { TURSO_ORGANIZATION, TURSO_GROUP, TURSO_API_TOKEN, TURSO_GROUP_AUTH_TOKEN } = bound;
  return {
    admin_token: bound.ADMIN_TOKEN,
    queue: (env.JOBS as JobQueue | undefined) ?? null,
    databases: {
      engine: bound.ENGINE,
      directory: env.DIRECTORY as D1Database,
      pool: Object.fromEntries(
        Object.entries(env).filter(([name]) => /^TENANT_\d+$/.test(name)) as [string, D1Database][],
      ),
      libsql: bound.LIBSQL_URL
        ? {
            url: bound.LIBSQL_URL,
            admin_url: bound.LIBSQL_ADMIN_URL ?? bound.LIBSQL_URL,
            auth_token: bound.LIBSQL_AUTH_TOKEN,
            admin_auth_key: bound.LIBSQL_ADMIN_AUTH_KEY,
          }
        : null,
      turso:
        TURSO_ORGANIZATION && TURSO_GROUP && TURSO_API_TOKEN && TURSO_GROUP_AUTH_TOKEN
          ? {
              api_url: bound.TURSO_API_URL,
              organization: TURSO_ORGANIZATION,
              group: TURSO_GROUP,
              api_token: TURSO_API_TOKEN,
              group_auth_token: TURSO_GROUP_AUTH_TOKEN,
            }
          : null,
      objects: (env.TENANTS as TenantObjects | undefined) ?? null,
    },
  };
}
