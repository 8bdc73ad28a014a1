import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Runs drizzle-kit for both kinds of database and makes every new table STRICT (and, where it has no `sequence`,
 * WITHOUT ROWID), which drizzle-kit cannot say. With `--check` it fails when the schema and the migrations differ.
 */
const checking = process.argv.includes("--check");
const name = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "change";

const CREATE_TABLE = /CREATE TABLE `[^`]+` \([\s\S]*?\n\);/g;

function strict(statement: string): string {
  const options = statement.includes("`sequence` integer PRIMARY KEY") ? "STRICT" : "STRICT, WITHOUT ROWID";
  return statement.replace(/\n\);$/, `\n) ${options};`);
}

for (const kind of ["control", "tenant"]) {
  const folder = `migrations/${kind}`;
  const before = new Set(readdirSync(folder));
  execFileSync("drizzle-kit", ["generate", "--config", `drizzle/config/${kind}.ts`, "--name", name], {
    stdio: checking ? "pipe" : "inherit",
  });
  const added = readdirSync(folder).filter((file) => file.endsWith(".sql") && !before.has(file));
  for (const file of added) {
    const path = `${folder}/${file}`;
    writeFileSync(path, readFileSync(path, "utf8").replace(CREATE_TABLE, strict));
  }
  if (checking && added.length > 0) {
    console.error(`drizzle/${kind} says something that ${folder} does not. Keep and review ${folder}/${added[0]}.`);
    process.exitCode = 1;
  }
}
