import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tenantBinding } from "./lib/server.ts";
import { root } from "./lib/settings.ts";

const file = join(root, "wrangler.toml");
const { values, positionals } = parseArgs({ allowPositionals: true, options: { remote: { type: "boolean" } } });
const count = Number(positionals[0]);
if (!Number.isInteger(count) || count < 1) throw new Error("How many? npm run tenants:add -- 10 [--remote]");

const numbers = [...readFileSync(file, "utf8").matchAll(/^binding = "TENANT_(\d+)"/gm)].map((match) =>
  Number(match[1]),
);
const first = Math.max(0, ...numbers) + 1;
for (let number = first; number < first + count; number++) {
  const name = `stockbook-tenant-${String(number).padStart(3, "0")}`;
  // Written one by one, so that an interrupted run loses no database that was already created.
  appendFileSync(file, entry(tenantBinding(number), name, values.remote ? create(name) : placeholder(number)));
  console.log(`${tenantBinding(number)} = ${name}`);
}

/** The lines that bind one database. */
function entry(binding: string, name: string, id: string): string {
  return `\n[[d1_databases]]\nbinding = "${binding}"\ndatabase_name = "${name}"\ndatabase_id = "${id}"\n`;
}

/** An id that no real database has, good enough for local work. */
function placeholder(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
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
