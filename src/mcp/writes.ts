import * as z from "zod";
import { validate } from "../http/body";
import { ownJsonSchema } from "../http/json_schema";
import type { ProtocolCall, Route, TenantRoute } from "../http/route";
import { inputSchema, together } from "./input_schema";
import { refused, succeeded } from "./results";
import { type AgentTool, resultSchema } from "./tool";
import { VERBS } from "./verbs";

/** What every write takes besides what its route takes. */
const CONTROLS = {
  dry_run: z.boolean().default(true).meta({
    description:
      "If true, which is the default, everything is checked and the result is shown, but nothing is written. Give false to carry it out",
  }),
  idempotency_key: z
    .string()
    .regex(/^[!#-~][ -~]{0,254}$/, "must have 1 to 255 printable ASCII characters")
    .optional()
    .meta({
      description:
        "Names this one write, so that repeating the call within 24 hours does not do it again. A dry run returns a new one to use. Without it, every call is another write",
    }),
};

const WriteResult = z.strictObject({
  dry_run: z.boolean().meta({ description: "True if nothing was written" }),
  replayed: z.boolean().meta({ description: "True if an earlier call with this key did it, and this one did nothing" }),
  message: z.string().meta({ description: "What was done, and what to do next" }),
  idempotency_key: z.string().optional().meta({ description: "The key to carry out a dry run with" }),
  data: z.unknown().meta({ description: "What was created or changed, as the API returns it; null if there is none" }),
});

/** The verbs of `src/mcp/verbs.ts` as tools, made from their routes: what a tool takes and refuses is what its route does. */
export function writeTools(routes: readonly Route[]): AgentTool[] {
  const outputSchema = resultSchema(WriteResult);
  return VERBS.map(({ operation, destructive = false, idempotent = false }) => {
    const route = routes.find((candidate) => candidate.operation === operation);
    if (!route || !isWrite(route)) throw new Error(`${operation} is no write that can be tried out`);
    const title = route.summary;
    return {
      scope: route.scope,
      module: route.module,
      shown: {
        ...{ name: toolName(operation), title, description: describe(route), outputSchema },
        inputSchema: argumentsOf(route),
        annotations: {
          title,
          readOnlyHint: false,
          destructiveHint: destructive,
          idempotentHint: idempotent,
          openWorldHint: false,
        },
      },
      call: (call, args) => write(route, call, args),
    };
  });
}

/** `create_order` of `createOrder`. */
export function toolName(operation: string): string {
  return operation.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isWrite(route: Route): route is TenantRoute {
  return route.realm === "organization" && !("serve" in route) && route.dry_run === true;
}

function describe({ description, errors = [], module }: TenantRoute): string {
  // Without `If-Match`, which tools do not take, no version is stale.
  const codes = errors.filter((code) => code !== "stale_version").map((code) => `\`${code}\``);
  return [
    description,
    ...(module ? [`Requires the module ${module}.`] : []),
    ...(codes.length > 0 ? [`May be refused with ${codes.join(", ")}.`] : []),
    "A dry run unless `dry_run` is false.",
  ].join(" ");
}

const parametersOf = ({ path }: TenantRoute) => [...path.matchAll(/:([a-z_]+)/g)].map(([, name]) => name as string);

/** The parameters of the route's path, and what decides how it is run. */
function ownArguments(route: TenantRoute) {
  const of_what = route.wrappers?.[0]?.replaceAll("_", " ") ?? "resource";
  const id = z.string().trim().max(100).regex(/^\w+$/, "must be an id, as reads return it");
  const parameters = parametersOf(route).map((name) => [name, id.meta({ description: `The id of the ${of_what}` })]);
  return z.looseObject({ ...(Object.fromEntries(parameters) as Record<string, typeof id>), ...CONTROLS });
}

function argumentsOf(route: TenantRoute) {
  const own = inputSchema(ownJsonSchema(ownArguments(route), "input"));
  return route.body ? together(inputSchema(ownJsonSchema(route.body, "input")), own) : own;
}

/** Sends the write to its route, and tells what came of it. */
async function write(route: TenantRoute, call: ProtocolCall, given: Record<string, unknown>) {
  const { dry_run, idempotency_key, ...rest } = validate(ownArguments(route), given);
  const response = await call.fetch(toRequest(route, call, { dry_run, idempotency_key, rest }));
  const text = await response.text();
  const body = text === "" ? { data: null } : JSON.parse(text);
  const replayed = response.headers.has("Idempotent-Replayed");
  if (response.status >= 400) return refused(body, replayed ? [REFUSED_BEFORE] : []);
  const { data } = body;
  if (!dry_run) return succeeded({ dry_run, replayed, message: replayed ? DONE_BEFORE : "Done.", data });
  const key = idempotency_key ?? crypto.randomUUID();
  return succeeded({ dry_run, replayed, message: NOT_DONE, idempotency_key: key, data });
}

const REFUSED_BEFORE =
  "This is the refusal of the first call with this idempotency_key. To try again, give another idempotency_key.";
const DONE_BEFORE =
  "The first call with this idempotency_key did this; nothing was written again. For another write, give another idempotency_key.";
const NOT_DONE =
  "Nothing was written. To carry it out, call the tool again with the same arguments, this idempotency_key, and dry_run false.";

type Write = { dry_run: boolean; idempotency_key: string | undefined; rest: Record<string, unknown> };

/** The request that a write is to its route. */
function toRequest(route: TenantRoute, { request }: ProtocolCall, { dry_run, idempotency_key, rest }: Write): Request {
  const names = parametersOf(route);
  const path = names.reduce(
    (made, name) => made.replace(`:${name}`, encodeURIComponent(String(rest[name]))),
    route.path,
  );
  const body = Object.fromEntries(Object.entries(rest).filter(([name]) => !names.includes(name)));
  const headers = new Headers({ "Content-Type": "application/json" });
  if (idempotency_key !== undefined) headers.set("Idempotency-Key", idempotency_key);
  const url = new URL(path, request.url);
  if (dry_run) url.searchParams.set("dry_run", "true");
  return new Request(url, { method: route.method.toUpperCase(), headers, body: inOrder(body) });
}

/** An object as JSON in one spelling: a model that repeats a call may give its arguments in another order. */
function inOrder(body: unknown): string {
  return JSON.stringify(body, (_, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
