import * as z from "zod";
import type { JobQueue } from "./control/job_queue";
import { faultOfAdminToken } from "./shared/admin_token";
import { type Deployment, MODEL_APIS } from "./shared/deployment";
import { ENGINES } from "./shared/organization";
import { secretBox } from "./shared/secret_box";
import { faultOfSecretsKey } from "./shared/secrets_key";
import type { DatabaseSettings } from "./storage/engines/all";
import type { TenantObjects } from "./storage/engines/durable_object";

const optional = z
  .string()
  .optional()
  .transform((value) => value || undefined);

/** Keys in base64, separated by commas. */
const listOf = (keys: string | undefined) => (keys ?? "").split(",").filter((key) => key.trim() !== "");

function checkKeys(keys: string | undefined, ctx: z.RefinementCtx): void {
  for (const key of listOf(keys)) {
    const message = faultOfSecretsKey(key);
    if (message) ctx.addIssue({ code: "custom", message });
  }
}

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
  SECRETS_KEY: optional.superRefine(checkKeys),
  SECRETS_KEYS_BEFORE: optional.superRefine(checkKeys),
  ALLOW_PRIVATE_WEBHOOKS: z.enum(["true", "false"]).default("false"),
  PUBLIC_URL: z.url().optional(),
  DNS_RESOLVER_URL: z.url().optional(),
  RESEND_API_KEY: optional,
  RESEND_API_URL: z.url().default("https://api.resend.com"),
  ALERTS_FROM: optional,
  OPENAI_API_KEY: optional,
  OPENAI_BASE_URL: z.url().default("https://api.openai.com/v1"),
  OPENAI_MODEL: z.string().min(1).default("gpt-6-luna"),
  OPENAI_API: z.enum(MODEL_APIS).default("responses"),
});

type Bound = z.output<typeof Bindings>;

/** How long a receiver has to respond to a webhook. */
const PATIENCE_MS = 15_000;

/** How long a model has to answer a question. */
const MODEL_PATIENCE_MS = 30_000;

export type Settings = {
  admin_token: string;
  databases: DatabaseSettings;
  queue: JobQueue | null;
  deployment: Deployment;
};

/** Parses the deployment's bindings; a missing or malformed one is an error that names it. */
export function parseEnv(env: Record<string, unknown>): Settings {
  const bound = Bindings.parse(env);
  const { TURSO_ORGANIZATION, TURSO_GROUP, TURSO_API_TOKEN, TURSO_GROUP_AUTH_TOKEN } = bound;
  return {
    admin_token: bound.ADMIN_TOKEN,
    queue: (env.JOBS as JobQueue | undefined) ?? null,
    deployment: deploymentOf(bound),
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

function deploymentOf(bound: Bound): Deployment {
  const { SECRETS_KEY, RESEND_API_KEY, ALERTS_FROM, OPENAI_API_KEY } = bound;
  return {
    secrets: SECRETS_KEY ? secretBox(SECRETS_KEY, listOf(bound.SECRETS_KEYS_BEFORE)) : null,
    allow_private_webhooks: bound.ALLOW_PRIVATE_WEBHOOKS === "true",
    own_hosts: bound.PUBLIC_URL ? [new URL(bound.PUBLIC_URL).hostname] : [],
    dns_resolver: bound.DNS_RESOLVER_URL ?? null,
    mail:
      RESEND_API_KEY && ALERTS_FROM
        ? { api_url: bound.RESEND_API_URL, api_key: RESEND_API_KEY, from: ALERTS_FROM }
        : null,
    model: OPENAI_API_KEY
      ? {
          api_key: OPENAI_API_KEY,
          base_url: bound.OPENAI_BASE_URL,
          model: bound.OPENAI_MODEL,
          api: bound.OPENAI_API,
          patience_ms: MODEL_PATIENCE_MS,
        }
      : null,
    patience_ms: PATIENCE_MS,
  };
}
