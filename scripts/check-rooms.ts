import { execFileSync } from "node:child_process";
import { CROSSINGS, OWNERS } from "./lib/table_owners.ts";
import { checkTables } from "./lib/table_rules.ts";

/** Fewer modules or pieces of SQL than this mean that a check did not understand the sources, and would pass whatever they say. */
const LEAST_MODULES = 80;
const LEAST_SQL = 150;

const imports = checkImports();
const sql = checkTables(".", { owners: OWNERS, crossings: CROSSINGS });
const problems = [
  ...imports.problems,
  ...sql.problems,
  ...(imports.modules < LEAST_MODULES ? [`Only ${imports.modules} modules seen; expected ${LEAST_MODULES}.`] : []),
  ...(sql.seen < LEAST_SQL ? [`Only ${sql.seen} pieces of SQL seen; expected ${LEAST_SQL}.`] : []),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(
  `${imports.modules} modules keep to their rooms; ${sql.seen} pieces of SQL keep to ${sql.tables} tables and views as declared`,
);

/** The imports that cross a boundary of `.dependency-cruiser.cjs`. */
function checkImports() {
  const report = execFileSync(
    "depcruise",
    ["src", "drizzle", "--config", ".dependency-cruiser.cjs", "--output-type", "json", "--no-progress"],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, stdio: ["ignore", "pipe", "inherit"] },
  );
  const { modules, summary } = JSON.parse(report) as {
    modules: { source: string }[];
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return {
    modules: modules.filter(({ source }) => source.startsWith("src/")).length,
    problems: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`),
  };
}
