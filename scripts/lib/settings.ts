import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "smol-toml";
import { faultOfAdminToken } from "../../src/shared/admin_token.ts";
import { MODEL_APIS } from "../../src/shared/deployment.ts";
import { ENGINES } from "../../src/shared/organization.ts";
import { faultOfSecretsKey } from "../../src/shared/secrets_key.ts";
import { isLoopback } from "./address.ts";
import { makePrivateFile } from "./private.ts";

export const root = join(import.meta.dirname, "../..");

/** What the environment may set and the worker gets to see, beside the [vars] of wrangler.toml and .dev.vars. */
const passedOn = [
  ...["ADMIN_TOKEN", "ENGINE", "LIBSQL_URL", "LIBSQL_ADMIN_URL", "LIBSQL_AUTH_TOKEN", "LIBSQL_ADMIN_AUTH_KEY"],
  ...["TURSO_ORGANIZATION", "TURSO_GROUP", "TURSO_API_TOKEN", "TURSO_GROUP_AUTH_TOKEN"],
  ...["SECRETS_KEY", "SECRETS_KEYS_BEFORE", "ALLOW_PRIVATE_WEBHOOKS", "PUBLIC_URL", "DNS_RESOLVER_URL"],
  ...["RESEND_API_KEY", "RESEND_API_URL", "ALERTS_FROM"],
  ...["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_MODEL", "OPENAI_API"],
];

/** The secrets that a server needs, and how each is generated on first use. */
const GENERATED = {
  ADMIN_TOKEN: () => randomBytes(24).toString("base64url"),
  SECRETS_KEY: () => randomBytes(32).toString("base64"),
};

export type Settings = ReturnType<typeof readSettings>;

/** Everything that decides how the server runs, from the environment, wrangler.toml and .dev.vars. */
export function readSettings() {
  const { HOST, PORT, TENANT_POOL } = process.env;
  const config = readWranglerToml();
  const names = [...Object.keys(config.vars), ...passedOn];
  const bindings: Record<string, string> = {
    ...config.vars,
    ...readSecrets(),
    ...Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
  };
  const host = hostName(HOST || "127.0.0.1");
  bindings.ADMIN_TOKEN ??= generatedSecret("ADMIN_TOKEN");
  bindings.SECRETS_KEY ??= generatedSecret("SECRETS_KEY");
  bindings.ALLOW_PRIVATE_WEBHOOKS ??= String(isLoopback(host));
  requireUsable(bindings);
  return {
    address: { host, port: wholeNumber("PORT", PORT, 8787, 65_535) },
    pool: wholeNumber("TENANT_POOL", TENANT_POOL, config.d1_databases.length - 1 || 16, 5_000),
    state: stateDirectory(),
    bindings,
    compatibility_date: config.compatibility_date,
    compatibility_flags: config.compatibility_flags ?? [],
    crons: config.triggers.crons,
    queues: config.queues,
    run_worker_first: config.assets.run_worker_first,
  };
}

/** What a server takes from wrangler.toml. */
type WranglerToml = {
  vars: Record<string, string>;
  d1_databases: unknown[];
  compatibility_date: string;
  compatibility_flags?: string[];
  triggers: { crons: string[] };
  assets: { run_worker_first: string[] };
  queues: {
    producers: { binding: string; queue: string }[];
    consumers: { queue: string; max_batch_size: number; max_batch_timeout: number; max_retries: number }[];
  };
};

/** Wrangler would read it too, but takes longer to be loaded than all else; it checks the file when it makes the bundle. */
function readWranglerToml(): WranglerToml {
  return parse(readFileSync(join(root, "wrangler.toml"), "utf8")) as WranglerToml;
}

/** The directory that all servers of this checkout keep their data in, unless STATE_DIR says otherwise. */
export function stateDirectory(): string {
  return resolve(process.env.STATE_DIR || join(root, ".stockbook"));
}

/** A secret as the file of secrets keeps it, generated on first use. */
export function generatedSecret(name: keyof typeof GENERATED): string {
  const kept = readSecrets()[name];
  if (kept) return kept;
  const file = secretsFile();
  const generated = GENERATED[name]();
  mkdirSync(dirname(file), { recursive: true });
  // A file that was edited by hand may lack the end of its last line.
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const separator = before === "" || before.endsWith("\n") ? "" : "\n";
  appendFileSync(file, `${separator}${name}=${generated}\n`, { mode: 0o600 });
  return generated;
}

/** What the file of secrets holds, where there is one. */
function readSecrets() {
  const file = secretsFile();
  makePrivateFile(file);
  return (existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {}) as Record<string, string>;
}

/** The file of secrets: .dev.vars, which `wrangler dev` reads too, unless SECRETS_FILE says otherwise. */
function secretsFile(): string {
  return resolve(process.env.SECRETS_FILE || join(root, ".dev.vars"));
}

/** Fails in one sentence if a server can't be started with these bindings. */
function requireUsable(bindings: Record<string, string>) {
  const {
    ADMIN_TOKEN = "",
    SECRETS_KEY = "",
    SECRETS_KEYS_BEFORE = "",
    ENGINE,
    ALLOW_PRIVATE_WEBHOOKS,
    OPENAI_API,
  } = bindings;
  const earlier_keys = SECRETS_KEYS_BEFORE.split(",").filter((key) => key.trim() !== "");
  const notUrls = ["PUBLIC_URL", "DNS_RESOLVER_URL", "RESEND_API_URL", "OPENAI_BASE_URL"].filter(
    (name) => bindings[name] && !/^https?:$/.test(URL.parse(bindings[name])?.protocol ?? ""),
  );
  const faults = [
    ENGINES.some((engine) => engine === ENGINE)
      ? null
      : `ENGINE must be one of ${ENGINES.join(", ")}, not "${ENGINE}".`,
    faultOfAdminToken(ADMIN_TOKEN),
    faultOfSecretsKey(SECRETS_KEY),
    ...earlier_keys.map((key) => faultOfSecretsKey(key, "Each key in SECRETS_KEYS_BEFORE")),
    /^(true|false)$/.test(ALLOW_PRIVATE_WEBHOOKS ?? "")
      ? null
      : `ALLOW_PRIVATE_WEBHOOKS must be true or false, not "${ALLOW_PRIVATE_WEBHOOKS}".`,
    OPENAI_API === undefined || MODEL_APIS.some((api) => api === OPENAI_API)
      ? null
      : `OPENAI_API must be one of ${MODEL_APIS.join(", ")}, not "${OPENAI_API}".`,
    ...notUrls.map((name) => `${name} must be a URL that begins with https:// or http://, not "${bindings[name]}".`),
  ];
  const fault = faults.find((found) => found !== null);
  if (fault) throw new Error(fault);
}

/** The address to listen at; a name could stand for several. */
function hostName(host: string): string {
  if (host !== "localhost" && !isIP(host)) throw new Error(`HOST must be an IP address or localhost, not "${host}".`);
  return host;
}

/** A setting that counts something, or a plain word about why it can't be used. */
function wholeNumber(name: string, text: string | undefined, fallback: number, most: number): number {
  const value = text ? Number(text) : fallback;
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`${name} must be a whole number from 1 to ${most}, not "${text}".`);
  return value;
}
