import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./settings.ts";

type Modules = Record<string, { type: "esm" | "text"; contents: string }>;
export type Bundle = { mainModule: string; modulesRoot: string; modules: Modules };

/** Bundles and minifies a worker exactly as `wrangler deploy` would, into `directory`, with its source map. */
export async function bundle(entry: string, directory: string): Promise<Bundle> {
  rmSync(directory, { recursive: true, force: true });
  await wrangler(["deploy", entry, "--dry-run", "--outdir", directory]);
  const files = readdirSync(directory).filter((file) => /\.(js|sql|html|txt)$/.test(file));
  return {
    mainModule: "worker.js",
    modulesRoot: directory,
    modules: Object.fromEntries(files.map((file) => [file, readModule(join(directory, file))])),
  };
}

/** One file of the bundle as the runtime wants it: code, or the text of a file that code imports. */
function readModule(path: string): Modules[string] {
  return { type: path.endsWith(".js") ? "esm" : "text", contents: readFileSync(path, "utf8") };
}

/** Runs wrangler without its chatter, and shows what it said if it fails. */
async function wrangler(args: string[]) {
  const program = fileURLToPath(import.meta.resolve("wrangler"));
  const child = spawn(process.execPath, ["--no-warnings", program, ...args], {
    cwd: root,
    env: { ...process.env, WRANGLER_HIDE_BANNER: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`wrangler could not build the worker:\n${said}`);
}
