import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import semver from "semver";
import packageJson from "../package.json" with { type: "json" };
import { apiChanges, contractOf } from "./lib/api_changes.ts";
import { root } from "./lib/settings.ts";

const USAGE = `Tell breaking changes of the API from additions, compared with the last release (docs/versions.md):
  npm run openapi:breaking [-- --json] [-- --base FILE]
  npm run openapi:breaking -- --release     keeps the document of now as that of this version
Exits with 1 if there are breaking changes which CHANGELOG.md does not list under "Breaking" of what is unreleased.`;

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    json: { type: "boolean" },
    release: { type: "boolean" },
    help: { type: "boolean" },
  },
});

const RELEASES = join(root, "docs/releases");
const current = contractOf(JSON.parse(readFileSync(join(root, "openapi.json"), "utf8"))) as object;

if (values.help) console.log(USAGE);
else if (values.release) {
  writeFileSync(join(RELEASES, `${packageJson.version}.json.gz`), gzipSync(JSON.stringify(current), { level: 9 }));
} else {
  const changes = apiChanges(baseDocument(values.base ?? lastRelease()), current);
  const breaking = changes.filter(({ is_breaking }) => is_breaking);
  const is_announced = /^### Breaking$/m.test(unreleased());
  if (values.json) console.log(JSON.stringify({ changes, is_announced }, null, 2));
  else for (const { is_breaking, what } of changes) console.log(`${is_breaking ? "BREAKING " : "addition "} ${what}`);
  console.error(`${breaking.length} breaking changes, ${changes.length - breaking.length} additions.`);
  if (breaking.length > 0 && !is_announced) {
    console.error('List them in CHANGELOG.md under "### Breaking" of what is unreleased, or undo them.');
    process.exitCode = 1;
  }
}

/** The document of the highest version that was released. */
function lastRelease(): string {
  const files = globSync("*.json.gz", { cwd: RELEASES });
  const [last] = files.toSorted((one, other) => semver.rcompare(versionOf(one), versionOf(other)));
  if (last === undefined)
    throw new Error("No release is kept in docs/releases. Pass the document to compare with: --base FILE.");
  return join(RELEASES, last);
}

function versionOf(file: string): string {
  return file.replace(/\.json\.gz$/, "");
}

function baseDocument(path: string): object {
  const bytes = readFileSync(path);
  const text = path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
  return contractOf(JSON.parse(text.toString("utf8"))) as object;
}

/** What CHANGELOG.md says of the version to come. */
function unreleased(): string {
  const [, text = ""] = readFileSync(join(root, "CHANGELOG.md"), "utf8").split(/^## /m);
  return text;
}
