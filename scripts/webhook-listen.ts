import { parseArgs } from "node:util";
import { followNpm } from "./lib/leash.ts";
import { type RegisteredEndpoint, registerEndpoint } from "./lib/webhook_endpoint.ts";
import { jsonOf, lineOf } from "./lib/webhook_lines.ts";
import { type ReceivedWebhook, startReceiver } from "./lib/webhook_receiver.ts";

const USAGE = `Receive webhooks on this machine, verify them and print them:
  npm run webhook:listen -- --key sb_live_… [--url http://127.0.0.1:8787]
    registers itself as a webhook endpoint of the key's organization, and deletes it at the end
  npm run webhook:listen -- --secret whsec_… [--secret whsec_…]
    verifies what an endpoint sends that was created with the URL of the listener

  --port 8788   the port at 127.0.0.1 to listen on (WEBHOOK_PORT); 0 for any that is free
  --secret      a secret to verify with (WEBHOOK_SECRET); two while it is being rotated
  --json        print whole bodies, one JSON object per request
  --fail 3      respond to the first 3 requests with 500, to watch how they are repeated
It ends with Ctrl-C.`;

const options = readOptions();
const { promise: secrets, resolve: setSecrets } = Promise.withResolvers<string[]>();
const received_times = new Map<string, number>();
let failures_left = options.fail;
let is_ending = false;

const receiver = await startReceiver({ port: options.port, secrets, respond }).catch((error) => {
  throw error.code === "EADDRINUSE" ? new Error(`Port ${options.port} is taken; pass another one with --port.`) : error;
});
const endpoint = await register();
setSecrets([...options.secrets, ...(endpoint ? [endpoint.secret] : [])]);
if ((await secrets).length === 0)
  say("No secret is given, so nothing is verified. Pass --secret whsec_… or --key sb_live_….");
say(`Listening at ${receiver.url}`);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, end);
followNpm(end);

function respond(received: ReceivedWebhook): number {
  const now = new Date();
  const times = (received_times.get(received.id ?? "") ?? 0) + 1;
  if (received.id) received_times.set(received.id, times);
  const status = received.fault === null ? nextStatus() : 400;
  console.log(options.json ? jsonOf(received, status, now) : lineOf(received, status, times, now));
  return status;
}

function nextStatus(): number {
  if (failures_left === 0) return 204;
  failures_left -= 1;
  return 500;
}

/** Registers the listener with the API if a key is given. */
async function register(): Promise<RegisteredEndpoint | null> {
  if (!options.key) return null;
  try {
    const registered = await registerEndpoint({ url: options.url, api_key: options.key }, receiver.url);
    say(`Registered as ${registered.id} at ${options.url}`);
    return registered;
  } catch (error) {
    await receiver.close();
    throw error;
  }
}

/** Deletes the endpoint and ends, with 1 if it could not be deleted. */
async function end() {
  if (is_ending) return;
  is_ending = true;
  let code = 0;
  await endpoint?.remove().catch((error: Error) => {
    code = 1;
    console.error(`The webhook endpoint ${endpoint.id} could not be deleted: ${error.message}`);
  });
  await receiver.close();
  process.exit(code);
}

/** Says something that is not about a request; with --json, standard output is left to the requests. */
function say(text: string) {
  (options.json ? console.error : console.log)(text);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: process.env.WEBHOOK_PORT || "8788" },
      secret: { type: "string", multiple: true },
      key: { type: "string" },
      url: { type: "string", default: "http://127.0.0.1:8787" },
      json: { type: "boolean", default: false },
      fail: { type: "string", default: "0" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error("--port must be a number up to 65535.");
  const fail = Number(values.fail);
  if (!Number.isInteger(fail) || fail < 0) throw new Error("--fail must be a whole number.");
  const given = values.secret ?? (process.env.WEBHOOK_SECRET ? [process.env.WEBHOOK_SECRET] : []);
  if (!given.every((secret) => /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret)))
    throw new Error("--secret must begin with whsec_, as the API returned it.");
  return { ...values, port, fail, secrets: given };
}
