import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

export const ADMIN_TOKEN = "an-admin-token-for-tests";
const SECRETS_KEY = Buffer.alloc(32, "a key of the tests").toString("base64");
const root = join(import.meta.dirname, "../..");
const READY_WITHIN_MS = 90_000;

export type Server = Awaited<ReturnType<typeof startServer>>;
type Wanted = {
  state: string;
  engine?: string;
  port?: number;
  empty?: boolean;
  env?: Record<string, string>;
  /** The program and its arguments where it is not the one of this repository, and the directory to run it in. */
  command?: string[];
  directory?: string;
};

/** Starts the real server as `npm start` does and waits until it has said how to use it. */
export async function startServer(wanted: Wanted) {
  const { state, engine = "d1", port, empty = false, env = {}, directory = root } = wanted;
  const [program = "", ...args] = wanted.command ?? [
    process.execPath,
    "scripts/run.js",
    "start",
    ...(empty ? ["--empty"] : []),
  ];
  const listening = port ?? (await freePort());
  const began = Date.now();
  const main = spawn(program, args, {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...{ ...ownEnvironment(), ADMIN_TOKEN, SECRETS_KEY, ENGINE: engine },
      ...{ PORT: String(listening), STATE_DIR: state },
      ...env,
    },
  });
  let output = "";
  for (const stream of [main.stdout, main.stderr]) stream.on("data", (chunk) => (output += chunk));
  // What it says last begins with the word "ready" and ends with a line that has a command in it.
  while (!/is ready[\s\S]*curl .*\n$/.test(output)) {
    if (hasEnded(main)) throw new Error(`The server ended instead of starting:\n${output}`);
    if (Date.now() - began > READY_WITHIN_MS) {
      killAll(treeOf(main));
      throw new Error(`The server was not ready within ${READY_WITHIN_MS / 1000} s:\n${output}`);
    }
    await sleep(20);
  }

  return {
    url: `http://127.0.0.1:${listening}`,
    port: listening,
    /** All that the server has printed so far. */
    get output() {
      return output;
    },
    ready_ms: Date.now() - began,
    /** The exit code of a server that has ended by itself. */
    exitCode: () => main.exitCode,
    /** The server's processes: the one that was started, workerd, sqld, and what watches over them. */
    processes: () => treeOf(main),
    /** Asks the server to end, as Ctrl-C or a service manager would, and answers which of its processes are left. */
    async stop(signal: "SIGINT" | "SIGTERM" = "SIGTERM"): Promise<Process[]> {
      const processes = treeOf(main);
      if (!hasEnded(main)) {
        main.kill(signal);
        await once(main, "exit");
      }
      return survivors(processes);
    },
    /** Kills every process of the server at once, without a word, and answers what was killed. */
    async kill(): Promise<string[]> {
      const processes = treeOf(main);
      killAll(processes);
      const left = await survivors(processes);
      if (left.length > 0) throw new Error(`kill -9 left ${left.map(({ command }) => command).join(", ")}`);
      return processes.map(({ command }) => command);
    },
  };
}

/** A directory for one server's state, and how to get rid of it. */
export function newStateDirectory() {
  const path = mkdtempSync(join(tmpdir(), "stockbook-state-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Calls the API and answers what came back, whatever its status. */
export async function call(url: string, key: string, method: string, path: string, body?: unknown) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: whatever the route answers; the tests look into it
  return { status: response.status, body: (await response.json()) as any };
}

type Process = { pid: number; parent: number; command: string };

/** A process and all that it started, directly or not. */
function treeOf(main: ChildProcess): Process[] {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,comm="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.+)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, command]): Process => ({ pid: Number(pid), parent: Number(parent), command: command ?? "" }));
  const under = (pid: number): Process[] =>
    all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...under(child.pid)]);
  return all.filter(({ pid }) => pid === main.pid).flatMap((own) => [own, ...under(own.pid)]);
}

function killAll(processes: Process[]) {
  for (const { pid } of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}

/** Those of `processes` that are still there after a moment. */
export async function survivors(processes: Process[]): Promise<Process[]> {
  let left = processes;
  for (let attempt = 0; attempt < 60 && left.length > 0; attempt++) {
    left = left.filter(({ pid }) => isRunning(pid));
    if (left.length > 0) await sleep(50);
  }
  return left;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that has ended but whose parent has not asked yet counts as ended.
    return !execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).startsWith("Z");
  } catch {
    return false;
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/**
 * This process's environment without what would steer the server, or make it think that npm or vitest started it.
 * `node` in it is the version that runs the tests, and no other program of this repository's is found.
 */
export function ownEnvironment(): NodeJS.ProcessEnv {
  const steering =
    /^(npm_|NODE_ENV$|VITEST|HOST$|TENANT_POOL$|LIBSQL_|TURSO_|WRANGLER_|CLOUDFLARE_|SECRETS_|WEBHOOK_|RESEND_|ALLOW_PRIVATE_WEBHOOKS$|PUBLIC_URL$|DNS_RESOLVER_URL$|ALERTS_FROM$)/;
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !steering.test(name)));
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => !folder.endsWith("node_modules/.bin"));
  return { ...kept, PATH: [dirname(process.execPath), ...path].join(delimiter) };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await once(probe.close(), "close");
  return port;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
