import { expect, test } from "vitest";
import type * as z from "zod";
import { version } from "../../package.json";
import { routes } from "../../src/app";
import { answerSchema, ErrorBody, openApiDocument } from "../../src/http/openapi";
import { examples } from "../../src/platform/examples";
import { sections } from "../../src/platform/sections";
import { describedEvents } from "../../src/resources/events/examples";
import { ERRORS } from "../../src/shared/errors";
import { createTestApp } from "../support/app";
import { NOT_RECORDED } from "../support/recording";

const document = openApiDocument(routes, sections, version, describedEvents, examples);

test("openapi.json is what the routes say; `npm run openapi` writes it anew", async () => {
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot("../../openapi.json");
});

test("GET /openapi.json serves it without a key", async () => {
  const answer = await createTestApp().request("GET", "/openapi.json");
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual(JSON.parse(JSON.stringify(document)));
});

test("every reference leads to a component, and every operation has a name of its own", () => {
  const text = JSON.stringify(document);
  const components = Object.keys((document.components as { schemas: object }).schemas);
  for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) expect(components).toContain(name);
  const names = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(routes.length + describedEvents.length);
});

type Response = {
  $ref?: string;
  description: string;
  headers: object;
  content?: Record<string, { example?: unknown; examples?: object }>;
};
type Operation = {
  operationId: string;
  description?: string;
  parameters: { name: string; in: string; description?: string; schema: Schema }[];
  requestBody?: object;
  responses: Record<string, Response>;
};

const operations = Object.values(document.paths as Record<string, Record<string, Operation>>).flatMap(
  Object.values<Operation>,
);

test("every operation has a camelCase name, a description, and a description of each parameter", () => {
  expect(
    operations.map(({ operationId }) => operationId).filter((name) => !/^[a-z]+([A-Z][a-z]*)*$/.test(name)),
  ).toEqual([]);
  const lacking = operations.flatMap(({ operationId, description, parameters }) => [
    ...(description?.trim() ? [] : [operationId]),
    ...parameters.filter((parameter) => !parameter.description?.trim()).map(({ name }) => `${operationId} ${name}`),
  ]);
  expect(lacking).toEqual([]);
});

/** A response of an operation, or the component that it refers to. */
function resolved(response: Response): Response {
  const { responses } = document.components as { responses: Record<string, Response> };
  const name = response.$ref?.replace("#/components/responses/", "");
  return name === undefined ? response : (responses[name] as Response);
}

/** Every schema in a part of the document, however deep. */
function schemasIn(part: unknown): Record<string, unknown>[] {
  if (typeof part !== "object" || part === null) return [];
  return [part as Record<string, unknown>, ...Object.values(part).flatMap(schemasIn)];
}

test("a response may have more than it is described with, a request may not", () => {
  const responses = operations.map(({ responses }) => responses);
  expect(schemasIn([document.components, responses]).filter((schema) => schema.additionalProperties === false)).toEqual(
    [],
  );
  const bodies = schemasIn(operations.map(({ requestBody }) => requestBody));
  const objects = bodies.filter((schema) => schema.type === "object" && "properties" in schema);
  expect(objects.length).toBeGreaterThan(30);
  expect(objects.filter((schema) => schema.additionalProperties !== false)).toEqual([]);
});

type Schema = {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

/** The schema that a reference leads to. */
function resolve(schema: Schema): Schema {
  const { schemas } = document.components as { schemas: Record<string, Schema> };
  return schema.$ref === undefined ? schema : resolve(schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
}

const BOUNDS: Record<string, string[]> = {
  string: ["maxLength", "format", "enum", "pattern", "const"],
  array: ["maxItems"],
  object: ["maxProperties", "x-max-bytes", "x-max-length"],
};

/** The paths of what an input schema leaves unbounded: strings, lists and objects with members of the caller's own. */
function unboundedIn(given: Schema, path: string): string[] {
  const schema = resolve(given);
  const { type = "", properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [] } = schema;
  const is_closed = type === "object" && additionalProperties === false;
  const bounds = BOUNDS[type] ?? [];
  return [
    ...(bounds.length > 0 && !is_closed && !bounds.some((bound) => bound in schema) ? [`${path} ${type}`] : []),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((alternative) => unboundedIn(alternative, path)),
    ...Object.entries(properties).flatMap(([name, inner]) => unboundedIn(inner, `${path}.${name}`)),
    ...(items ? unboundedIn(items, `${path}[]`) : []),
    ...(typeof additionalProperties === "object" ? unboundedIn(additionalProperties, `${path}{}`) : []),
  ];
}

test("every string, list and object that a request may have is bounded", () => {
  const unbounded = operations.flatMap(({ operationId, parameters, requestBody }) => {
    const queries = parameters.filter((parameter) => parameter.in === "query");
    const body = (requestBody as { content: Record<string, { schema: Schema }> } | undefined)?.content[
      "application/json"
    ];
    return [
      ...queries.flatMap(({ name, schema }) => unboundedIn(schema, `${operationId} ?${name}`)),
      ...(body ? unboundedIn(body.schema, operationId) : []),
    ];
  });
  expect(unbounded).toEqual([]);
  expect(unboundedIn({ type: "object", properties: { a: { type: "string" } }, additionalProperties: {} }, "x")).toEqual(
    ["x object", "x.a string"],
  );
});

/** Refusals in the words of another protocol. */
const OF_PROTOCOLS: readonly string[] = ["sendMessage 400"];

test("every error code has an example and is explained, and every refusal shows the examples of its codes", () => {
  const { examples } = document.components as { examples: Record<string, { value: unknown }> };
  const { description } = document.info as { description: string };
  for (const [code, { status }] of Object.entries(ERRORS)) {
    expect(description).toContain(`| ${status} | [\`${code}\`](/docs/errors#${code}) |`);
  }
  for (const [code, { value }] of Object.entries(examples)) expect(ErrorBody.parse(value).errors[0]?.code).toBe(code);
  for (const { operationId, responses } of operations) {
    for (const [status, response] of Object.entries(responses)) {
      if (Number(status) < 400 || OF_PROTOCOLS.includes(`${operationId} ${status}`)) continue;
      const { description, content } = resolved(response);
      const shown = Object.keys(content?.["application/json"]?.examples ?? {});
      expect(shown.filter((code) => !examples[code])).toEqual([]);
      expect(shown.map((code) => `\`${code}\``).join(", ")).toBe(description);
    }
  }
});

test("every header of a response is described, and every tag too", () => {
  const { headers } = document.components as { headers: Record<string, { description: string }> };
  for (const { responses } of operations) {
    for (const response of Object.values(responses).map(resolved)) {
      expect(Object.keys(response.headers)).toContain("X-Request-Id");
      for (const name of Object.keys(response.headers)) expect(headers[name]?.description).toMatch(/../);
    }
  }
  const used = [...new Set(routes.map(({ tag }) => tag))];
  expect(Object.keys(sections.descriptions).toSorted()).toEqual(used.toSorted());
});

test("a default stands in the document also where the input is transformed", () => {
  const schemaOf = (operationId: string, name: string) =>
    operations.find((operation) => operation.operationId === operationId)?.parameters.find((one) => one.name === name);
  expect(schemaOf("createOrder", "dry_run")).toMatchObject({ schema: { type: "boolean", default: false } });
  expect(schemaOf("listOrders", "page")).toMatchObject({ schema: { type: "integer", default: 1 } });
});

const examplesOf = (schema: z.ZodType) => (schema.meta()?.examples as unknown[] | undefined) ?? [];

for (const route of routes) {
  test(`the document shows examples for ${route.method} ${route.path}, and they are valid`, () => {
    for (const schema of route.body ? [route.body] : []) {
      expect(examplesOf(schema)).not.toEqual([]);
      for (const example of examplesOf(schema)) schema.parse(example);
    }
    if (route.answers === "nothing") return;
    const { responses } = operations.find(({ operationId }) => operationId === route.operation) as Operation;
    const media_type = route.answers === "file" ? route.media_type : "application/json";
    const shown = responses[route.status ?? 200]?.content?.[media_type]?.example;
    if (NOT_RECORDED.includes(route.operation)) {
      expect(shown).toBeUndefined();
      if ("data" in route) for (const example of examplesOf(route.data)) route.data.parse(example);
    } else {
      expect(shown).toBeDefined();
      answerSchema(route)?.parse(shown);
    }
  });
}

for (const { type, data, example } of describedEvents) {
  test(`the document has ${type} under webhooks, with an example that is as it is declared`, () => {
    const webhooks = document.webhooks as Record<string, { post: Record<string, unknown> }>;
    expect(webhooks[type]?.post).toMatchObject({ summary: expect.stringMatching(/^[A-Z].+\.$/), tags: ["Events"] });
    if (example) data.parse(example.data);
  });
}

test("what a section says names operations that exist, and each section is in one group", () => {
  const names = operations.map(({ operationId }) => operationId);
  const texts = Object.values(sections.descriptions).join("\n");
  const named = [...texts.matchAll(/`([a-z]+[A-Z]\w+)`/g)].map(([, name]) => name as string);
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
  expect(sections.groups.flatMap(({ tags }) => tags)).toEqual(Object.keys(sections.descriptions));
});
