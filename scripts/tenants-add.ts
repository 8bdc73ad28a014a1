import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tenantBinding } from "./lib/server.ts";
import { root } from "./lib/settings.ts";

const file = join(root, "wrangler.toml");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { remote: { type: "boolean" } } });
const count = Number(positionals[0]);
if (!Number.isInteger(count) || count < 1) throw new Error("How many? npm run tenants:add -- 10 [--remote]");

const PLACEHOLDER = "00000000-0000-4000-8000-";
const numbers = [...configuration().matchAll(/^binding = "TENANT_(\d+)"/gm)].map((match) => Number(match[1]));
const first = Math.max(0, ...numbers) + 1;
// At Cloudflare, those that so far exist here only come first.
const local = values.remote ? numbers.filter((number) => configuration().includes(placeholder(number))) : [];
const wanted = [...local, ...Array.from({ length: count }, (_, index) => first + index)].slice(0, count);

// Written one by one, so that an interrupted run loses no database that was already created.
for (const number of wanted) {
  const name = nameOf(number);
  const id = values.remote ? create(name) : placeholder(number);
  if (number < first) writeFileSync(file, configuration().replace(placeholder(number), id));
  else appendFileSync(file, entry(tenantBinding(number), name, id));
  console.log(`${tenantBinding(number)} = ${name}`);
}
if (values.remote) warnOfPlaceholders();

function configuration(): string {
  return readFileSync(file, "utf8");
}

function nameOf(number: number): string {
  return `stockbook-tenant-${String(number).padStart(3, "0")}`;
}

/** Says which bindings `wrangler deploy` would stumble over. */
function warnOfPlaceholders() {
  const left = configuration().split(PLACEHOLDER).length - 1;
  if (left === 0) return;
  console.log(`wrangler.toml still binds ${left} database(s) with an id that begins ${PLACEHOLDER}.`);
  console.log("wrangler deploy refuses those: create them too, or remove their [[d1_databases]] entries.");
}

/** The lines that bind one database. */
function entry(binding: string, name: string, id: string): string {
  return `\n[[d1_databases]]\nbinding = "${binding}"\ndatabase_name = "${name}"\ndatabase_id = "${id}"\n`;
}

/** An id that no real database has, good enough for local work. */
function placeholder(number: number): string {
  return `${PLACEHOLDER}${String(number).padStart(12, "0")}`;
}

/** Creates the database at Cloudflare and answers its id. */
function create(name: string): string {
  const { stdout, status } = spawnSync("wrangler", ["d1", "create", name, "--update-config=false"], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(stdout ?? "")?.[0];
  if (status !== 0 || !id) throw new Error(`wrangler could not create ${name}:\n${stdout}`);
  return id;
}
