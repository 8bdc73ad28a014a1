import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { satisfies, subset } from "semver";
import { root } from "./lib/settings.ts";

type Entry = { engines?: { node?: string }; optionalDependencies?: Record<string, string> };
type Lock = { packages: Record<string, Entry> };

/**
 * Makes package-lock.json fit for `npm ci` with every Node that `engines` of package.json allows (docs/decisions/0015).
 * With `--check` it writes nothing and fails when the file is not fit.
 */
const file = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8")) as Lock;
const supported = lock.packages[""]?.engines?.node ?? "*";
const problems = [...incompatible(), ...incomplete()];
const unfit = narrower();

if (!process.argv.includes("--check")) {
  for (const path of unfit) delete lock.packages[path]?.engines;
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
} else if (unfit.length > 0) {
  problems.push(
    `package-lock.json excludes Node ${supported} for ${unfit.length} package(s), such as ${unfit[0]}: run "npm run lock".`,
  );
}
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);

/** The packages whose `engines`, as the lock file records it, excludes a Node that may run `npm ci`. */
function narrower(): string[] {
  return Object.entries(lock.packages)
    .filter(([path, { engines }]) => path !== "" && engines?.node && !subset(supported, engines.node))
    .map(([path]) => path);
}

/** The installed packages that refuse the Node that runs them, which is the one that runs this script. */
function incompatible(): string[] {
  return Object.keys(lock.packages).flatMap((path) => {
    const manifest = join(root, path, "package.json");
    if (path === "" || !existsSync(manifest)) return [];
    const { engines } = JSON.parse(readFileSync(manifest, "utf8")) as Entry;
    if (!engines?.node || satisfies(process.versions.node, engines.node)) return [];
    return [`${path} needs Node ${engines.node}, and this is ${process.versions.node}.`];
  });
}

/** The optional packages of other platforms that npm has dropped from the lock file, without which `npm ci` fails there. */
function incomplete(): string[] {
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isLocked(path, name))
      .map((name) => `${name}, optional for ${path}, is missing from package-lock.json: restore its entry.`),
  );
}

/** Whether a package at `path` finds the package `name` in the lock file, in its own folder or one further up. */
function isLocked(path: string, name: string): boolean {
  if (lock.packages[join(path, "node_modules", name)]) return true;
  return (
    path !== "" &&
    isLocked(path.includes("/node_modules/") ? path.slice(0, path.lastIndexOf("/node_modules/")) : "", name)
  );
}
