import { expect, test } from "vitest";
import { apiChanges, contractOf } from "../../scripts/lib/api_changes.ts";

type Schema = Record<string, unknown>;

const order: Schema = {
  required: ["number", "status"],
  type: "object",
  properties: { number: { type: "string" }, status: { type: "string", enum: ["pending", "reserved"] } },
};

const input: Schema = { type: "object", properties: { number: { type: "string", maxLength: 50 } } };

/** A document of one operation that takes one schema and returns another. */
function documentOf(takes: Schema, returns: Schema, parameters: object[] = []) {
  const content = (schema: Schema) => ({ "application/json": { schema } });
  const operation = {
    operationId: "createOrder",
    summary: "Create an order",
    parameters,
    requestBody: { content: content(takes) },
    responses: { 201: { description: "Created", content: content(returns) } },
  };
  return { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths: { "/orders": { post: operation } } };
}

const before = documentOf(input, order);
const withMember = (schema: Schema, name: string, member: Schema) => ({
  ...schema,
  properties: { ...(schema.properties as Schema), [name]: member },
});
const verdicts = (after: object) => apiChanges(before, after).map(({ is_breaking }) => is_breaking);
const parameter = (required: boolean) => ({ name: "channel", in: "query", required, schema: { type: "string" } });

test.each([
  ["a member that a response has no longer", documentOf(input, { ...order, properties: {} })],
  ["a member that a request must have now", documentOf({ ...input, required: ["number"] }, order)],
  ["a parameter that a request must have now", documentOf(input, order, [parameter(true)])],
  ["a limit that is narrower", documentOf(withMember(input, "number", { type: "string", maxLength: 20 }), order)],
  ["another type", documentOf(input, withMember(order, "number", { type: "integer" }))],
  ["an operation that is gone", { ...before, paths: {} }],
])("%s is a breaking change", (_, after) => {
  expect(verdicts(after)).toContain(true);
});

test.each([
  ["a member that a response has in addition", documentOf(input, withMember(order, "channel", { type: "string" }))],
  ["a member that a request may have", documentOf(withMember(input, "channel", { type: "string" }), order)],
  ["a parameter that a request may have", documentOf(input, order, [parameter(false)])],
  [
    "a value that a response may have in addition",
    documentOf(input, withMember(order, "status", { type: "string", enum: ["pending", "reserved", "fulfilled"] })),
  ],
])("%s is an addition", (_, after) => {
  const found = verdicts(after);
  expect(found).toContain(false);
  expect(found).not.toContain(true);
});

test("a value that a request takes no longer is a breaking change", () => {
  const takes = (values: string[]) => documentOf(withMember(input, "kind", { type: "string", enum: values }), order);
  const changes = apiChanges(takes(["shop", "store"]), takes(["shop"]));
  expect(changes.map(({ is_breaking }) => is_breaking)).toEqual([true]);
  expect(changes[0]?.what).toMatch(/^POST \/orders: .*kind/);
});

test("other words are no change", () => {
  const after = documentOf(input, { ...order, description: "What a customer has ordered" });
  expect(apiChanges(contractOf(before) as object, contractOf(after) as object)).toEqual([]);
});
