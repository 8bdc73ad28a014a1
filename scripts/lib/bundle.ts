import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./settings.ts";

type Modules = Record<string, { type: "esm" | "text"; contents: string }>;
export type Bundle = { mainModule: string; modulesRoot: string; modules: Modules };

/** Bundles and minifies a worker exactly as `wrangler deploy` would, into `directory`, with its source map. */
export async function bundle(entry: string, directory: string): Promise<Bundle> {
  rmSync(directory, { recursive: true, force: true });
  await wrangler(["deploy", entry, "--dry-run", "--outdir", directory]);
  return readBundle(directory);
}

/**
 * The bundle of a worker, which a file beside it vouches for: `directory` holds what is made from the program as it is now.
 * Otherwise it is bundled anew, after `announce`.
 */
export async function upToDateBundle(entry: string, directory: string, announce: () => void): Promise<Bundle> {
  const proof = `${directory}.sha256`;
  // The source map names the sources by their path from the directory.
  const inputs = digestOf(inputsOf(entry), entry, relative(root, directory), ...steeringVariables());
  const proven = () => `${inputs} ${digestOf(globSync(join(directory, "*")))}\n`;
  if (existsSync(proof) && readFileSync(proof, "utf8") === proven()) return readBundle(directory);
  announce();
  rmSync(proof, { force: true });
  const made = await bundle(entry, directory);
  writeFileSync(proof, proven());
  return made;
}

/** Every file that a bundle may be made from: more than are imported, since a new file may take the place of another. */
function inputsOf(entry: string): string[] {
  const folders = [...new Set(["src", "drizzle", "migrations", dirname(entry)])];
  const settings = ["wrangler.toml", "package.json", "package-lock.json", "tsconfig.json", ".env"];
  // What npm has really installed.
  const installed = "node_modules/.package-lock.json";
  return [
    ...folders.flatMap((folder) => globSync(join(root, folder, "**/*"))),
    ...[...settings, installed].map((path) => join(root, path)).filter((path) => existsSync(path)),
    import.meta.filename,
  ];
}

/** What the environment tells wrangler, which compiles `NODE_ENV` into the bundle. */
function steeringVariables(): string[] {
  const names = Object.keys(process.env).filter((name) => /^(NODE_ENV$|WRANGLER_|CLOUDFLARE_)/.test(name));
  return names.toSorted().map((name) => `${name}=${process.env[name]}`);
}

/** A digest of files with their names and contents, and of texts. */
export function digestOf(paths: string[], ...texts: string[]): string {
  const hash = createHash("sha256");
  const add = (part: string | Buffer) => hash.update(`${part.length} `).update(part);
  for (const text of texts) add(text);
  for (const path of paths.toSorted()) {
    if (!statSync(path).isFile()) continue;
    add(relative(root, path));
    add(readFileSync(path));
  }
  return hash.digest("hex");
}

function readBundle(directory: string): Bundle {
  const files = readdirSync(directory).filter((file) => /\.(js|sql|txt)$/.test(file));
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
