import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { freePorts } from "./address.ts";
import { findSqld } from "./sqld-binary.ts";

export type Sqld = {
  url: string;
  admin_url: string;
  /** The bearer token of the databases. */
  auth_token: string;
  /** The key of the admin API. */
  admin_auth_key: string;
  stop: () => Promise<void>;
};

/**
 * Starts a libSQL server with one database per namespace under `directory`, and answers once it serves. It listens on this
 * machine only, and serves nobody without its token or key, which are new at each start: any web page can send requests to a
 * port of this machine.
 */
export async function startSqld(directory: string): Promise<Sqld> {
  mkdirSync(directory, { recursive: true });
  const [port, adminPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const { public_key, token } = newToken();
  const admin_auth_key = randomBytes(24).toString("base64url");
  const secrets = { SQLD_AUTH_JWT_KEY: public_key, LIBSQL_ADMIN_AUTH_KEY: admin_auth_key };
  const server = spawn(
    findSqld(),
    [
      ...["--db-path", directory, "--no-welcome", "--enable-namespaces", "--max-active-namespaces", "1000"],
      ...["--http-listen-addr", `127.0.0.1:${port}`, "--admin-listen-addr", `127.0.0.1:${adminPort}`],
    ],
    // Detached, so that Ctrl-C in the terminal reaches it through stop(), after the worker has gone.
    { detached: true, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...secrets, RUST_LOG: "error" } },
  );
  await answers(`${url}/health`, server);
  const admin_url = `http://127.0.0.1:${adminPort}`;
  return { url, admin_url, auth_token: token, admin_auth_key, stop: () => stop(server) };
}

/** What a worker is told of a server that this machine has started. */
export function bindingsOf({ url, auth_token, admin_url, admin_auth_key }: Sqld): Record<string, string> {
  return {
    ...{ LIBSQL_URL: url, LIBSQL_AUTH_TOKEN: auth_token },
    ...{ LIBSQL_ADMIN_URL: admin_url, LIBSQL_ADMIN_AUTH_KEY: admin_auth_key },
  };
}

/** A token (JWT, RFC 7519) for all databases of a server, and the public key by which the server verifies it. */
function newToken(): { public_key: string; token: string } {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const content = `${encode({ alg: "EdDSA", typ: "JWT" })}.${encode({ a: "rw" })}`;
  const signature = sign(null, Buffer.from(content), privateKey).toString("base64url");
  return { public_key: publicKey.export({ format: "jwk" }).x ?? "", token: `${content}.${signature}` };
}

/** Waits until `url` answers, and fails as soon as the server behind it has ended. */
async function answers(url: string, server: ChildProcess) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`sqld ended with code ${server.exitCode}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`sqld did not answer at ${url} within 10 s`);
}

/** Asks the server to end and waits until it has. */
async function stop(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  const impatient = setTimeout(() => server.kill("SIGKILL"), 3_000);
  server.kill("SIGTERM");
  await ended;
  clearTimeout(impatient);
}
