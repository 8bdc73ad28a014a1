import { expect, test } from "vitest";
import type * as z from "zod";
import { version } from "../../package.json";
import { routes } from "../../src/app";
import { openApiDocument } from "../../src/http/openapi";
import { createTestApp } from "../support/app";

const document = openApiDocument(routes, version);

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
  expect(names).toHaveLength(routes.length);
});

type Operation = { operationId: string; description?: string; parameters: { name: string; description?: string }[] };

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

test("a default stands in the document also where the input is transformed", () => {
  const schemaOf = (operationId: string, name: string) =>
    operations.find((operation) => operation.operationId === operationId)?.parameters.find((one) => one.name === name);
  expect(schemaOf("createOrder", "dry_run")).toMatchObject({ schema: { type: "boolean", default: false } });
  expect(schemaOf("listOrders", "page")).toMatchObject({ schema: { type: "integer", default: 1 } });
});

const examplesOf = (schema: z.ZodType) => (schema.meta()?.examples as unknown[] | undefined) ?? [];

for (const route of routes) {
  test(`the document shows examples for ${route.method} ${route.path}, and they are valid`, () => {
    const answered = "data" in route ? [route.data] : [];
    for (const schema of [...answered, ...(route.body ? [route.body] : [])]) {
      expect(examplesOf(schema)).not.toEqual([]);
      for (const example of examplesOf(schema)) schema.parse(example);
    }
  });
}
