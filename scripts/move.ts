import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { operatorOf } from "./lib/operator.ts";

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

const { call, organizationOf } = operatorOf(values.url);
const { id } = await organizationOf(slug);

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
  const { database } = await nextStep();
  if (database.move === null) {
    console.log(`${slug} is on ${database.engine}.`);
    break;
  }
  if (database.move.phase !== said) console.log(SAID[database.move.phase] ?? database.move.phase);
  said = database.move.phase;
  await wait(["copying", "preparing", "clearing", "cancelling"].includes(said) ? 0 : 1_000);
}

function nextStep(): ReturnType<typeof organizationOf> {
  if (values.cancel) return call("DELETE", `/${id}/move`);
  const location_hint = values["location-hint"];
  return call("POST", `/${id}/move`, { engine: values.to, ...(location_hint ? { location_hint } : {}) });
}
