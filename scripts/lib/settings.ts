import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { parse } from "smol-toml";
import { faultOfAdminToken } from "../../src/shared/admin_token.ts";
import { ENGINES } from "../../src/shared/organization.ts";
import { makePrivateFile } from "./private.ts";

export const root = join(import.meta.dirname, "../..");
const secretsFile = join(root, ".dev.vars");

/** What the environment may set and the worker gets to see, beside the [vars] of wrangler.toml and .dev.vars. */
const passedOn = [
  ...["ADMIN_TOKEN", "ENGINE", "LIBSQL_URL", "LIBSQL_ADMIN_URL", "LIBSQL_AUTH_TOKEN", "LIBSQL_ADMIN_AUTH_KEY"],
  ...["TURSO_ORGANIZATION", "TURSO_GROUP", "TURSO_API_TOKEN", "TURSO_GROUP_AUTH_TOKEN"],
];

export type Settings = ReturnType<typeof readSettings>;

/** Everything that decides how the server runs, from the environment, wrangler.toml and .dev.vars. */
export function readSettings() {
  const { HOST, PORT, TENANT_POOL } = process.env;
  makePrivateFile(secretsFile);
  const config = readWranglerToml();
  const names = [...Object.keys(config.vars), ...passedOn];
  const bindings: Record<string, string> = {
    ...config.vars,
    ...readSecrets(),
    ...Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
  };
  bindings.ADMIN_TOKEN = usable(bindings.ADMIN_TOKEN ?? adminToken());
  if (!ENGINES.some((engine) => engine === bindings.ENGINE))
    throw new Error(`ENGINE must be one of ${ENGINES.join(", ")}, not "${bindings.ENGINE}".`);
  return {
    address: { host: hostName(HOST || "127.0.0.1"), port: wholeNumber("PORT", PORT, 8787, 65_535) },
    pool: wholeNumber("TENANT_POOL", TENANT_POOL, config.d1_databases.length - 1 || 16, 5_000),
    state: stateDirectory(),
    bindings,
    compatibility_date: config.compatibility_date,
    compatibility_flags: config.compatibility_flags ?? [],
    crons: config.triggers.crons,
    queues: config.queues,
  };
}

/** What a server takes from wrangler.toml. */
type WranglerToml = {
  vars: Record<string, string>;
  d1_databases: unknown[];
  compatibility_date: string;
  compatibility_flags?: string[];
  triggers: { crons: string[] };
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

/** The token of the control plane as .dev.vars keeps it, made on first use. */
export function adminToken(): string {
  makePrivateFile(secretsFile);
  const kept = readSecrets().ADMIN_TOKEN;
  if (kept) return usable(kept);
  const made = randomBytes(24).toString("base64url");
  appendFileSync(secretsFile, `ADMIN_TOKEN=${made}\n`, { mode: 0o600 });
  return made;
}

/** The token, if a server can be started with it. */
function usable(token: string): string {
  const fault = faultOfAdminToken(token);
  if (fault) throw new Error(fault);
  return token;
}

/** What .dev.vars holds, where there is one. */
function readSecrets() {
  return (existsSync(secretsFile) ? parseEnv(readFileSync(secretsFile, "utf8")) : {}) as Record<string, string>;
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
