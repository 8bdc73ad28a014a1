import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ADMIN_TOKEN, ownEnvironment } from "./server.ts";

const root = join(import.meta.dirname, "../..");

/** Starts the command line on the deployment at a URL. `ended` answers its exit code. */
export function startCommand(url: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["scripts/run.js", "stockbook", ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...ownEnvironment(), ADMIN_TOKEN, STOCKBOOK_URL: url, ...env },
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = once(child, "close").then(([code]): number | null => code);
  return { child, said, ended };
}
