import { parseArgs } from "node:util";
import { operatorOf } from "./lib/operator.ts";

const USAGE = `Bring an organization's database back to what it was (engine durable_object, at Cloudflare):
  npm run recover -- SLUG --to 2026-11-26T10:00:00Z [--url https://api.example.com]
  npm run recover -- SLUG --bookmark BOOKMARK [--url https://api.example.com]
Everything that was written since is gone. ADMIN_TOKEN is taken from the environment, else from .dev.vars.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: "string" },
    bookmark: { type: "string" },
    url: { type: "string", default: "http://127.0.0.1:8787" },
  },
});
const [slug] = positionals;
if (!slug || positionals.length > 1 || (values.to === undefined) === (values.bookmark === undefined)) {
  throw new Error(USAGE);
}

const { call, organizationOf } = operatorOf(values.url);
const { id } = await organizationOf(slug);
const point = values.to === undefined ? { bookmark: values.bookmark } : { to: values.to };
const { bookmark } = await call<{ bookmark: string }>("POST", `/${id}/recover`, point);
console.log(`${slug} is recovered. To undo this: npm run recover -- ${slug} --bookmark ${bookmark}`);
