import * as z from "zod";
import { ERRORS, type ErrorCode } from "../shared/errors";
import type { CsvBody } from "./csv_body";
import { EVENT_STREAM } from "./event_stream";
import { RESPONSE_HEADERS, type ResponseHeader } from "./headers";
import { type Json, jsonSchema } from "./json_schema";
import { type DescribedEvent, WEBHOOK_COMPONENTS, webhook } from "./openapi_webhooks";
import type { Route } from "./route";
import type { RowsFileBody } from "./rows_file";
import { WHOLE_LISTS } from "./whole_list";

const Problem = z.strictObject({
  code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
  message: z.string().meta({ description: "What is wrong and what to do about it" }),
  field: z
    .string()
    .optional()
    .meta({ description: "The path of the offending input", examples: ["items.0.quantity"] }),
  details: z.record(z.string(), z.unknown()).optional(),
});

const PageMeta = z
  .strictObject({
    page: z.int().optional(),
    per_page: z.int(),
    total: z.int().optional(),
    total_pages: z.int().optional(),
    total_is_capped: z.boolean().optional(),
    next_cursor: z.string().nullable().optional(),
    resume_cursor: z.string().nullable().optional(),
  })
  .meta({ id: "PageMeta" });

/** What is said of each tag, by its name, and the groups that a reference shows the tags in. */
export type Sections = {
  descriptions: Readonly<Record<string, string>>;
  groups: readonly { name: string; tags: readonly string[] }[];
};

/** The body of one response of each operation that succeeded, by the operation's name: JSON, or the text of a file. */
export type ResponseExamples = Readonly<Record<string, unknown>>;

/** The error body of every refusal. */
export const ErrorBody = z
  .strictObject({ errors: z.array(Problem).min(1), request_id: z.string() })
  .meta({ id: "Errors" });

/** The schema of a route's whole response, envelope included; null if it has no JSON body. */
export function answerSchema(route: Route): z.ZodType | null {
  if (route.answers === "resource") {
    const meta = showsPages(route) ? PageMeta : route.dry_run ? z.strictObject({ dry_run: z.literal(true) }) : null;
    return z.strictObject({ data: route.data, ...(meta ? { meta: meta.optional() } : {}) });
  }
  if (route.answers === "collection") {
    return z.strictObject({ data: z.array(route.data), meta: route.meta ? PageMeta.extend(route.meta) : PageMeta });
  }
  return route.answers === "messages" ? route.data : null;
}

/** True for a route whose response may have a page: of a collection, or of the lines of a resource. */
function showsPages(route: Route): boolean {
  return "page" in route.query.shape;
}

/** The error codes that a route may return: those of its realm and its own. */
export function errorsOf(route: Route): ErrorCode[] {
  const writes: ErrorCode[] = [
    "malformed_request",
    "idempotency_in_flight",
    "conflict",
    "payload_too_large",
    "unsupported_media_type",
    "idempotency_key_reused",
  ];
  if (route.realm === "integration") {
    const own: ErrorCode[] = ["unauthorized", "rate_limited", "organization_suspended", "payload_too_large"];
    return [...own, "validation_failed", "conflict", "internal_error", "unavailable"];
  }
  if (route.realm === "public") return ["validation_failed", "internal_error", "unavailable"];
  if (route.answers === "messages") {
    return [
      ...(["unauthorized", "rate_limited", "organization_suspended", "payload_too_large"] as const),
      ...(["unsupported_media_type", "internal_error", "unavailable"] as const),
    ];
  }
  return [
    "unauthorized",
    "rate_limited",
    ...(route.realm === "operator" ? [] : (["forbidden", "organization_suspended"] as const)),
    ...(route.realm === "organization" && route.module ? (["module_disabled"] as const) : []),
    ...(route.path.includes(":") ? (["not_found"] as const) : []),
    "validation_failed",
    ...(route.method === "get" ? [] : writes),
    ...(route.errors ?? []),
    "internal_error",
    "unavailable",
  ];
}

/** What a path parameter means, unless its route says otherwise. */
const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  id: "The id of the resource",
  product_id: "The id of the product",
  key_id: "The id of the API key",
  variant_id: "The id of the variant",
};

const DESCRIPTION = `An inventory API for one or many organizations. Every quantity follows from an append-only ledger.

- **Authentication.** Send an organization's key as \`Authorization: Bearer sb_live_…\`. The operator's API takes the deployment's \`ADMIN_TOKEN\`.
- **Envelopes.** A response has \`data\`, and \`meta\` where there is more to say. A refusal has \`errors\` and \`request_id\`.
- **Pages.** Lists take \`page\` and \`per_page\`, or \`cursor\`, which costs the same at any depth. \`format=csv\` and \`format=ndjson\` return the whole list.
- **Safe retries.** Every POST, PATCH and DELETE accepts an \`Idempotency-Key\`: repeated with the same key, it takes effect once. See [Retries](/docs/idempotency).
- **Concurrent changes.** Resources that change have a \`version\` and accept it as \`If-Match\`.
- **Dry runs.** \`dry_run=true\` checks a write and returns its response, but writes nothing.
- **Limits.** \`RateLimit\` says what is left of the rate limit of the key. See [Limits](/docs/limits).

## Errors

The body of a refusal has at least one problem. Its \`code\` is one of these; \`message\` says what to do, and its words may change.

| status | code | meaning |
| --- | --- | --- |
${Object.entries(ERRORS)
  .map(([code, { status, meaning }]) => `| ${status} | [\`${code}\`](/docs/errors#${code}) | ${meaning} |`)
  .join("\n")}
`;

const HEADERS = Object.fromEntries(
  Object.entries(RESPONSE_HEADERS).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
);

const EXAMPLES = Object.fromEntries(
  Object.entries(ERRORS).map(([code, { meaning, example }]) => [
    code,
    { summary: meaning, value: { errors: [{ code, ...example }], request_id: "req_01kaf2v7x8p5t9m4q6r3s1w2yz" } },
  ]),
);

/** Those components of a kind that the parts of the document refer to. */
function referredTo(parts: readonly Json[], kind: string, components: Json): Json {
  const text = JSON.stringify(parts);
  return Object.fromEntries(
    Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)),
  );
}

/**
 * Makes the OpenAPI 3.1 document of `routes`: from the same schemas that validate requests and that tests check responses
 * against. `sections` describes the groups of operations; `events` are what is sent to webhooks, and `examples` the responses
 * that are shown of operations, by their names.
 */
export function openApiDocument(
  routes: readonly Route[],
  sections: Sections,
  version: string,
  events: readonly DescribedEvent[] = [],
  examples: ResponseExamples = {},
): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z_]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas, examples[route.operation]) };
  }
  const webhooks = Object.fromEntries(events.map((event) => [event.type, { post: webhook(event, schemas) }]));
  const responses = { ...refusalComponents(routes, schemas), ...WEBHOOK_COMPONENTS.responses };
  return {
    openapi: "3.1.0",
    info: {
      title: "Stockbook",
      version,
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    security: [{ api_key: [] }],
    tags: Object.entries(sections.descriptions).map(([name, description]) => ({ name, description })),
    "x-tagGroups": sections.groups,
    paths,
    webhooks,
    components: {
      schemas,
      responses: referredTo([paths, webhooks], "responses", responses),
      parameters: referredTo([webhooks], "parameters", WEBHOOK_COMPONENTS.parameters),
      headers: referredTo([paths, responses], "headers", HEADERS),
      examples: referredTo([responses], "examples", EXAMPLES),
      securitySchemes: {
        api_key: { type: "http", scheme: "bearer", description: "An organization's key, `sb_live_…`" },
        admin_token: { type: "http", scheme: "bearer", description: "The deployment's ADMIN_TOKEN" },
      },
    },
  };
}

function operation(route: Route, components: Json, example: unknown): Json {
  const schema = (type: z.ZodType, io: "input" | "output") => jsonSchema(type, io, components);
  const names = [...route.path.matchAll(/:([a-z_]+)/g)].map(([, name]) => name as string);
  const parameters = [
    ...names.map((name) => {
      const declared = route.parameters?.[name] ?? PATH_PARAMETERS[name];
      const { description, ...rest } =
        declared instanceof z.ZodType ? schema(declared, "input") : { description: declared, type: "string" };
      return { name, in: "path", required: true, description, schema: rest };
    }),
    ...Object.entries(route.query.shape).map(([name, type]) => {
      const { description, ...rest } = schema(type, "input");
      const separated = rest.type === "array" ? { style: "form", explode: false } : {};
      return {
        name,
        in: "query",
        required: !type.safeParse(undefined).success,
        ...(description ? { description } : {}),
        ...separated,
        schema: rest,
      };
    }),
    ...requestHeaders(route),
  ];
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security:
      route.realm === "public" || route.realm === "integration"
        ? []
        : [{ [route.realm === "operator" ? "admin_token" : "api_key"]: [] }],
    ...(route.realm === "organization" || route.realm === "keys" ? { "x-scope": route.scope } : {}),
    parameters,
    ...(route.body
      ? {
          requestBody: {
            required: route.rows_file !== undefined || !route.body.safeParse({}).success,
            description: route.wrappers ? `May be wrapped as \`{"${route.wrappers[0]}": {…}}\`.` : undefined,
            content: route.rows_file
              ? rowsFileContent(route.rows_file, schema(route.rows_file.json, "input"))
              : {
                  "application/json": { schema: schema(route.body, "input") },
                  ...(route.csv
                    ? { "text/csv": { schema: { type: "string", description: csvColumns(route.csv) } } }
                    : {}),
                },
          },
        }
      : {}),
    responses: { ...success(route, components, example), ...refusals(route) },
  };
}

/** What a file of rows is sent as. */
function rowsFileContent({ most_rows, examples }: RowsFileBody, json: Json): Json {
  const most = `at most ${most_rows.toLocaleString("en")} rows`;
  const described = (description: string, example: string) => ({ schema: { type: "string", description }, example });
  return {
    "application/json": { schema: json },
    "text/csv": described(`CSV with a header record; ${most}`, examples.csv),
    "application/x-ndjson": described(`One JSON object per line; ${most}`, examples.ndjson),
  };
}

function csvColumns({ columns, most_rows }: CsvBody): string {
  return `RFC 4180 in UTF-8, with a header record of the columns ${columns.join(", ")}; at most ${most_rows} rows`;
}

function requestHeaders(route: Route): Json[] {
  const key = header(
    "Idempotency-Key",
    "1 to 255 characters. Within 24 hours, the same request with the same key returns the first response and changes nothing.",
  );
  const match = header(
    "If-Match",
    'The version the change is based on: the `ETag` of a read, or the version alone, such as `"3"`. Another version is refused with 412 `stale_version`.',
  );
  const none_match = header(
    "If-None-Match",
    "The `ETag` of an earlier read. While the content is the same, the response is 304 without a body.",
  );
  return [
    ...Object.entries(route.headers ?? {}).map(([name, description]) => header(name, description)),
    ...(route.method === "get" || route.raw_body ? [] : [key]),
    ...(route.errors?.includes("stale_version") ? [match] : []),
    ...(route.method === "get" && shows(route, "version") ? [none_match] : []),
  ];
}

/** True if the response shows one resource that has this member. */
function shows(route: Route, member: string): boolean {
  return route.answers === "resource" && route.data instanceof z.ZodObject && member in route.data.shape;
}

const RESPONSES = { 200: "OK", 201: "Created", 204: "Done; the response has no body" } as const;

/** The responses of a request that succeeds, with an example of them. */
function success(route: Route, components: Json, example: unknown): Json {
  const shown = example === undefined ? {} : { example };
  const answer = answerSchema(route);
  const status = route.status ?? 200;
  const tag: ResponseHeader[] = shows(route, "version") ? ["ETag"] : [];
  const own: ResponseHeader[] = [
    ...tag,
    ...(status === 201 ? (["Location"] as const) : []),
    ...(showsPages(route) ? (["Link"] as const) : []),
    ...(route.answers === "collection" ? (["Content-Disposition"] as const) : []),
    ...(route.method === "get" || route.raw_body ? [] : (["Idempotent-Replayed"] as const)),
    ...(route.realm === "operator" || route.realm === "public" ? [] : RATE_HEADERS),
  ];
  return {
    [status]: {
      description: RESPONSES[status],
      headers: headersOf(own),
      ...(answer
        ? {
            content: {
              "application/json": { schema: jsonSchema(answer, "output", components), ...shown },
              ...(route.answers === "collection" ? wholeListContent() : {}),
              ...(route.streams ? eventStreamContent(route.streams) : {}),
            },
          }
        : {}),
      ...(route.answers === "file"
        ? { content: { [route.media_type]: { schema: { type: "string" }, ...shown } } }
        : {}),
    },
    ...(route.answers === "messages" ? protocolResponses(route.data, components) : {}),
    ...(route.method === "get" && tag.length > 0
      ? { 304: { description: "The content is the one that `If-None-Match` names", headers: headersOf(tag) } }
      : {}),
  };
}

/** The other responses of a route that speaks a protocol of its own. */
function protocolResponses(message: z.ZodType, components: Json): Json {
  const content = { "application/json": { schema: jsonSchema(message, "output", components) } };
  return {
    202: { description: "Accepted; the message was one without a response", headers: headersOf(RATE_HEADERS) },
    400: { description: "The message is not one of the protocol", headers: headersOf(RATE_HEADERS), content },
  };
}

/** What a list is sent as in the formats other than JSON. */
function wholeListContent(): Json {
  const descriptions: Record<keyof typeof WHOLE_LISTS, string> = {
    csv: "RFC 4180, with a header record: a column for each member of the objects in `data`, and of those that hold objects, such as `customer.name`. Null is empty; lists, and objects with members of your own, are JSON. A text that begins as a formula does is preceded by an apostrophe",
    ndjson: "One line for each of the objects in `data`",
  };
  return Object.fromEntries(
    Object.entries(WHOLE_LISTS).map(([format, { media_type }]) => [
      media_type,
      { schema: { type: "string", description: descriptions[format as keyof typeof WHOLE_LISTS] } },
    ]),
  );
}

/** What a response is sent as to a client that accepts server-sent events. */
function eventStreamContent(events: Readonly<Record<string, string>>): Json {
  const all = {
    ...events,
    answer: "last: the member `data` of the JSON response",
    error: "instead of `answer`: the body of a refusal after the first event. Earlier ones are ordinary responses",
  };
  const described = Object.entries(all).map(([name, meaning]) => `\`${name}\` (${meaning})`);
  return {
    [EVENT_STREAM]: {
      schema: {
        type: "string",
        description: `With \`Accept: ${EVENT_STREAM}\`: server-sent events, the data of each of which is JSON: ${described.join("; ")}. A repetition under the same \`Idempotency-Key\` is the event \`answer\` alone`,
      },
    },
  };
}

const RATE_HEADERS: ResponseHeader[] = ["RateLimit-Policy", "RateLimit"];

/** The headers that refusals with a status have besides those of every response. */
const REFUSAL_HEADERS: Readonly<Record<number, ResponseHeader[]>> = {
  401: ["WWW-Authenticate"],
  409: ["Retry-After"],
  429: ["Retry-After", ...RATE_HEADERS],
  503: ["Retry-After"],
};

/** References to the headers of a response: these, and those of every response. */
function headersOf(names: readonly ResponseHeader[]): Json {
  const all: ResponseHeader[] = [...names, "X-Request-Id", "Server-Timing"];
  return Object.fromEntries(all.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** References to the refusals of a route, by status; those with the same codes are one component. */
function refusals(route: Route): Json {
  return Object.fromEntries(
    [...codesByStatus(route)].map(([status, codes]) => [status, { $ref: `#/components/responses/${nameOf(codes)}` }]),
  );
}

/** The error codes of a route, each once. */
function codesByStatus(route: Route): Map<number, ErrorCode[]> {
  return Map.groupBy([...new Set(errorsOf(route))], (code) => ERRORS[code].status);
}

const nameOf = (codes: readonly ErrorCode[]) => codes.join(".");

/** The refusals that the routes refer to. */
function refusalComponents(routes: readonly Route[], schemas: Json): Json {
  const sets = routes.flatMap((route) => [...codesByStatus(route).values()]);
  return Object.fromEntries(sets.map((codes) => [nameOf(codes), refusal(codes, schemas)]));
}

function refusal(codes: readonly ErrorCode[], schemas: Json): Json {
  const [first] = codes;
  return {
    description: codes.map((code) => `\`${code}\``).join(", "),
    headers: headersOf(["Link", ...((first && REFUSAL_HEADERS[ERRORS[first].status]) ?? [])]),
    content: {
      "application/json": {
        schema: jsonSchema(ErrorBody, "output", schemas),
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}

function header(name: string, description: string): Json {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}
