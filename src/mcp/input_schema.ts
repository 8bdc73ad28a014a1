import type { JSONObject } from "@modelcontextprotocol/server";
import type { Json } from "../http/json_schema";

export type ObjectSchema = {
  type: "object";
  properties: JSONObject;
  required: string[];
  additionalProperties: false;
};

/**
 * A schema as a tool's arguments have it: one closed object, whose alternatives, if it has any, are merged, since models are
 * given no choice at the top. What the alternatives require beyond what they have in common is checked when the tool is called.
 */
export function inputSchema(schema: Json): ObjectSchema {
  const { anyOf, examples: _, ...rest } = schema;
  const alternatives = (anyOf ?? [rest]) as Json[];
  const requirements = alternatives.map(({ required }) => (required ?? []) as string[]);
  return {
    ...inShort({ ...rest, type: "object" }),
    type: "object",
    properties: Object.assign({}, ...alternatives.map(({ properties }) => inShort(properties ?? {}))),
    required: (requirements[0] ?? []).filter((name) => requirements.every((names) => names.includes(name))),
    additionalProperties: false,
  };
}

/** The arguments of both; no name may be in both. */
export function together(first: ObjectSchema, second: ObjectSchema): ObjectSchema {
  const twice = Object.keys(first.properties).filter((name) => name in second.properties);
  if (twice.length > 0) throw new Error(`Two arguments have the name ${twice.join(", ")}`);
  return {
    ...first,
    ...second,
    properties: { ...first.properties, ...second.properties },
    required: [...first.required, ...second.required],
  };
}

/** A number of this size bounds what can be stored, and means nothing to a caller. */
const OUT_OF_REACH = 1_000_000_000;

/**
 * A schema without what only costs a model's attention: extensions of the OpenAPI document, patterns and lengths of text, and
 * bounds that nobody meets. They are checked when the tool is called, and a refusal names them.
 */
function inShort(schema: object): JSONObject {
  return JSON.parse(JSON.stringify(schema), (name, value) => (isNoise(name, value) ? undefined : value));
}

/** The value is looked at too: an argument may have the name of a keyword. */
function isNoise(name: string, value: unknown): boolean {
  if (name === "pattern") return typeof value === "string";
  if (typeof value !== "number") return name.startsWith("x-");
  if (name === "minimum" || name === "maximum") return Math.abs(value) >= OUT_OF_REACH;
  return name === "minLength" || name === "maxLength" || name.startsWith("x-");
}
