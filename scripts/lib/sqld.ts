import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { findSqld } from "./sqld-binary.ts";

export type Sqld = { url: string; admin_url: string; stop: () => Promise<void> };

/** Starts a libSQL server with one database per namespace under `directory`, and answers once it serves. */
export async function startSqld(directory: string): Promise<Sqld> {
  mkdirSync(directory, { recursive: true });
  const [port, adminPort] = await freePorts(2);
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(
    findSqld(),
    [
      ...["--db-path", directory, "--no-welcome", "--enable-namespaces", "--max-active-namespaces", "1000"],
      ...["--http-listen-addr", `127.0.0.1:${port}`, "--admin-listen-addr", `127.0.0.1:${adminPort}`],
    ],
    // Detached, so that Ctrl-C in the terminal reaches it through stop(), after the worker has gone.
    { detached: true, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, RUST_LOG: "error" } },
  );
  await answers(`${url}/health`, server);
  return { url, admin_url: `http://127.0.0.1:${adminPort}`, stop: () => stop(server) };
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

/** Ports nobody listens on right now. */
async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(probes.map((probe) => once(probe, "listening")));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => once(probe.close(), "close")));
  return ports;
}
