import * as z from "zod";
import { ERROR_STATUS, type ErrorCode } from "../shared/errors";
import type { Route } from "./route";

type Json = Record<string, unknown>;

const Problem = z.strictObject({
  code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
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

/** The error body of every refusal. */
export const ErrorBody = z
  .strictObject({ errors: z.array(Problem).min(1), request_id: z.string() })
  .meta({ id: "Errors" });

const RESPONSES = { 200: "OK", 201: "Created", 204: "Done; the response has no body" } as const;

/** The schema of a route's whole response, envelope included; null if it has no JSON body. */
export function answerSchema(route: Route): z.ZodType | null {
  if (route.answers === "resource") {
    const meta = z.strictObject({ dry_run: z.literal(true) });
    return z.strictObject({ data: route.data, ...(route.dry_run ? { meta: meta.optional() } : {}) });
  }
  if (route.answers === "collection") return z.strictObject({ data: z.array(route.data), meta: PageMeta });
  return null;
}

/** The error codes that a route may return: those of its realm and its own. */
function errorsOf(route: Route): ErrorCode[] {
  const writes: ErrorCode[] = [
    "malformed_request",
    "idempotency_in_flight",
    "conflict",
    "payload_too_large",
    "unsupported_media_type",
    "idempotency_key_reused",
  ];
  if (route.realm === "public") return ["internal_error", "unavailable"];
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
};

/** Makes the OpenAPI 3.1 document of `routes`: from the same schemas that validate requests and that tests check responses against. */
export function openApiDocument(routes: readonly Route[], version: string): Json {
  const components: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z_]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: operation(route, components) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Stockbook",
      version,
      description:
        "A multi-tenant inventory API: every quantity follows from an append-only ledger. Every POST, PATCH and DELETE accepts an `Idempotency-Key`. Resources that change have a `version` and accept `If-Match`.",
    },
    servers: [{ url: "/" }],
    security: [{ api_key: [] }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        api_key: { type: "http", scheme: "bearer", description: "An organization's key, `sb_live_…`" },
        admin_token: { type: "http", scheme: "bearer", description: "The deployment's ADMIN_TOKEN" },
      },
    },
  };
}

function operation(route: Route, components: Json): Json {
  const schema = (type: z.ZodType, io: "input" | "output") => jsonSchema(type, io, components);
  const names = [...route.path.matchAll(/:([a-z_]+)/g)].map(([, name]) => name as string);
  const parameters = [
    ...names.map((name) => ({
      name,
      in: "path",
      required: true,
      description: route.parameters?.[name] ?? PATH_PARAMETERS[name],
      schema: { type: "string" },
    })),
    ...Object.entries(route.query.shape).map(([name, type]) => {
      const { description, ...rest } = schema(type, "input");
      return { name, in: "query", required: false, ...(description ? { description } : {}), schema: rest };
    }),
    ...(route.method === "get"
      ? []
      : [
          header(
            "Idempotency-Key",
            "1 to 255 characters. Within 24 hours, the same request with the same key returns the first response and changes nothing.",
          ),
        ]),
    ...(route.errors?.includes("stale_version")
      ? [
          header(
            "If-Match",
            'The version the change is based on: the `ETag` of a read, or the version alone, such as `"3"`. Another version is refused with 412 `stale_version`.',
          ),
        ]
      : []),
  ];
  const answer = answerSchema(route);
  return {
    operationId: route.operation,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    security: route.realm === "public" ? [] : [{ [route.realm === "operator" ? "admin_token" : "api_key"]: [] }],
    ...(route.realm === "organization" || route.realm === "keys" ? { "x-scope": route.scope } : {}),
    parameters,
    ...(route.body
      ? {
          requestBody: {
            required: !route.body.safeParse({}).success,
            description: route.wrappers ? `May be wrapped as \`{"${route.wrappers[0]}": {…}}\`.` : undefined,
            content: { "application/json": { schema: schema(route.body, "input") } },
          },
        }
      : {}),
    responses: {
      [route.status ?? 200]: {
        description: RESPONSES[route.status ?? 200],
        ...(answer ? { content: { "application/json": { schema: schema(answer, "output") } } } : {}),
        ...(route.answers === "file" ? { content: { [route.media_type]: { schema: { type: "string" } } } } : {}),
      },
      ...refusals(route, components),
    },
  };
}

function refusals(route: Route, components: Json): Json {
  const by_status = Map.groupBy([...new Set(errorsOf(route))], (code) => ERROR_STATUS[code]);
  return Object.fromEntries(
    [...by_status].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        content: { "application/json": { schema: jsonSchema(ErrorBody, "output", components) } },
      },
    ]),
  );
}

function header(name: string, description: string): Json {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

/** A zod type as JSON Schema 2020-12, which OpenAPI 3.1 speaks; types with an id go to `components` and are referred to. */
function jsonSchema(type: z.ZodType, io: "input" | "output", components: Json): Json {
  const {
    $schema: _,
    $defs,
    ...schema
  } = z.toJSONSchema(type, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.id;
      // zod leaves out what is said of an input that it transforms, such as a query's number.
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
    },
  }) as Json & { $defs?: Json };
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] = relocate(definition);
  const relocated = relocate(schema) as Json;
  return relocated;
}

/** Turns references to a schema's own `$defs` into references to the document's components. */
function relocate(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
