import { expect, test } from "vitest";
import * as z from "zod";
import { routes } from "../../src/app";

type JsonSchema = { [keyword: string]: unknown };

/** Where a schema allows a list or a text of any length. */
function unbounded(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, maxItems, maxLength, format, pattern, enum: values, const: value } = schema as JsonSchema;
  const fixed = values !== undefined || value !== undefined || format === "date";
  const measured = typeof pattern === "string" && !/[+*]|,\}/.test(pattern);
  const open =
    (type === "array" && maxItems === undefined) ||
    (type === "string" && maxLength === undefined && !fixed && !measured);
  const inner = Object.entries(schema).filter(([keyword]) => !["examples", "default", "enum"].includes(keyword));
  return [...(open ? [path] : []), ...inner.flatMap(([keyword, part]) => unbounded(part, `${path}.${keyword}`))];
}

test("every list and every text of a request has a maximum", () => {
  const found = routes.flatMap(({ method, path, body, query }) =>
    [query, ...(body ? [body] : [])].flatMap((schema) =>
      unbounded(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), `${method} ${path}`),
    ),
  );
  expect(found).toEqual([]);
});

test("the check of maxima finds a list and a text without one", () => {
  const schema = z.strictObject({ tags: z.array(z.string().max(5)), name: z.string(), code: z.string().regex(/^a+$/) });
  expect(unbounded(z.toJSONSchema(schema), "body")).toEqual([
    "body.properties.tags",
    "body.properties.name",
    "body.properties.code",
  ]);
});
