import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapi, { astToString, type OpenAPI3 } from "openapi-typescript";
import { isInterfaceDeclaration, isTypeAliasDeclaration } from "typescript";
import { root } from "./lib/settings.ts";

type Content = Record<string, object>;
type Operation = {
  operationId?: string;
  parameters: { name: string; in: string }[];
  requestBody?: object;
  responses: Record<string, { content?: Content }>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: { schemas: object };
};

/** The types and the list of operations of the typed client, as openapi.json describes them. */
async function generate(): Promise<Record<string, string>> {
  const document = JSON.parse(readFileSync(join(root, "openapi.json"), "utf8")) as Document;
  const notice = '// Generated from openapi.json by "npm run client". Do not edit.\n';
  return {
    "operations.json": `${JSON.stringify(operationsOf(document), null, 2)}\n`,
    "schema.d.ts": notice + (await typesOf(document)),
  };
}

/**
 * What the client's types need, a fraction of the document: of each operation its parameters, its body and its responses that
 * are no refusal, without examples and headers. `paths` would repeat all operations.
 */
async function typesOf({ paths, webhooks, components }: Document): Promise<string> {
  const needed = {
    openapi: "3.1.0",
    info: { title: "Stockbook", version: "1" },
    paths: mapValues(paths, (methods) => mapValues(methods, withoutRefusals)),
    webhooks: mapValues(webhooks, ({ post: { requestBody } }) => ({ post: { requestBody, responses: {} } })),
    components: { schemas: components.schemas },
  };
  const nodes = await openapi(withoutExamples(needed) as OpenAPI3);
  const named = ["paths", "$defs"];
  return astToString(
    nodes.filter(
      (node) => !((isInterfaceDeclaration(node) || isTypeAliasDeclaration(node)) && named.includes(node.name.text)),
    ),
  );
}

function withoutRefusals({ operationId, parameters, requestBody, responses }: Operation) {
  const done = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return {
    operationId,
    parameters: parameters.filter((parameter) => parameter.in === "path" || parameter.in === "query"),
    ...(requestBody ? { requestBody } : {}),
    responses: Object.fromEntries(
      done.map(([status, { content }]) => [status, { description: "", ...(content ? { content } : {}) }]),
    ),
  };
}

/** A schema without its examples; what is called so among its properties is kept. */
function withoutExamples(value: unknown, is_schema = true): unknown {
  if (Array.isArray(value)) return value.map((element) => withoutExamples(element));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !is_schema || (name !== "example" && name !== "examples"));
  return Object.fromEntries(
    kept.map(([name, inner]) => [name, withoutExamples(inner, !(is_schema && name === "properties"))]),
  );
}

/** For each operation its method, its path, the names of its query parameters, and the media types of its files. */
function operationsOf({ paths }: Document) {
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId = "", parameters, responses }]) => {
      const query = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
      const has_key = parameters.some(({ name }) => name === "Idempotency-Key");
      const files = Object.keys(responses["200"]?.content ?? {}).filter((type) => type !== "application/json");
      return [
        operationId,
        {
          ...{ method: method.toUpperCase(), path },
          ...(query.length > 0 ? { query } : {}),
          ...(has_key ? { has_key } : {}),
          ...(files.length > 0 ? { files } : {}),
        },
      ] as const;
    }),
  );
  return Object.fromEntries(described.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function mapValues<In, Out>(values: Record<string, In>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}

const isCheck = process.argv.includes("--check");
for (const [name, text] of Object.entries(await generate())) {
  const path = join(root, "src/client", name);
  if (!isCheck) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text)
    throw new Error(`src/client/${name} is not what openapi.json says. Run "npm run client".`);
}
