import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { adminToken } from "./lib/settings.ts";

const USAGE = `Move an organization's database to another engine, or cancel a move:
  npm run move -- SLUG --to d1|libsql|durable_object [--location-hint weur] [--url https://api.example.com]
  npm run move -- SLUG --cancel [--url https://api.example.com]
ADMIN_TOKEN is taken from the environment, else from .dev.vars. An interrupted move goes on when the command is repeated.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string" },
    "location-hint": { type: "string" },
    cancel: { type: "boolean" },
    url: { type: "string", default: "http://127.0.0.1:8787" },
  },
});
const [slug] = positionals;
if (!slug || positionals.length > 1 || (values.to === undefined) === !values.cancel) throw new Error(USAGE);

type Organization = { id: string; database: { engine: string; move: { engine: string; phase: string } | null } };

const token = process.env.ADMIN_TOKEN || adminToken();
const organizations = `${values.url.replace(/\/$/, "")}/admin/v1/organizations`;
const [organization] = await call<Organization[]>("GET", `?slug=${encodeURIComponent(slug)}`);
if (!organization) throw new Error(`There is no organization with the slug ${slug}.`);

const SAID: Record<string, string> = {
  announced: "Announced. For a minute nothing changes, so that every machine hears of it…",
  preparing: "Preparing the new database…",
  copying: "Copying. Reads go on, writes are refused with 503…",
  switched: "The organization has its new database. Writes begin in a few seconds…",
  clearing: "Writes go on. Removing the old database…",
  cancelling: "Cancelling…",
};

let said = "";
for (;;) {
  const { database } = await nextStep(organization.id);
  if (database.move === null) {
    console.log(`${slug} is on ${database.engine}.`);
    break;
  }
  if (database.move.phase !== said) console.log(SAID[database.move.phase] ?? database.move.phase);
  said = database.move.phase;
  await wait(["copying", "preparing", "clearing", "cancelling"].includes(said) ? 0 : 1_000);
}

function nextStep(id: string): Promise<Organization> {
  if (values.cancel) return call("DELETE", `/${id}/move`);
  const location_hint = values["location-hint"];
  return call("POST", `/${id}/move`, { engine: values.to, ...(location_hint ? { location_hint } : {}) });
}

/** The `data` of a response of the operator's API; fails with the words of a refusal. */
async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${organizations}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join("\n"));
  return answer.data;
}
