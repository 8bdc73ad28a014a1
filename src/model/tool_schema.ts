import * as z from "zod";
import { ITEMS, PERIOD, PLACES, ROWS, SUPPLIERS } from "../tools/arguments";
import type { Tool } from "../tools/define";

type Json = Record<string, unknown>;

/** What a schema may say to a model: OpenAI refuses a strict one that says more. */
const SAID = ["type", "description", "enum", "items", "minimum", "maximum"];

/** The arguments that many tools have. What they mean is said once (`describeCommon`): each call of a model carries every schema. */
const COMMON: Readonly<Record<string, z.ZodType>> = { ...ITEMS, ...PLACES, ...SUPPLIERS, ...PERIOD, ...ROWS };

/** What the arguments that many tools have mean, one a line. */
export function describeCommon(): string {
  return Object.entries(COMMON)
    .map(([name, schema]) => `- ${name}: ${argument(schema).description}.`)
    .join("\n");
}

/**
 * A tool's arguments as a strict JSON Schema, which a model keeps to: every argument is required, and null where it would be left
 * out (`withoutNulls`). What the schema can't say is checked when the tool is used.
 */
export function strictSchema({ arguments: args }: Pick<Tool, "arguments">): Json {
  const properties = Object.entries(args).map(([name, schema]) => {
    const { description, ...rest } = argument(schema);
    return [name, schema === COMMON[name] || description === undefined ? rest : { ...rest, description }];
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: Object.keys(args),
    additionalProperties: false,
  };
}

/** The arguments that a model has given, without those that are null. */
export function withoutNulls(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

function argument(schema: z.ZodType): Json {
  const { default: preset, examples, ...full } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const said = reduced(full);
  const notes = [
    full.description,
    preset === undefined ? null : `Default: ${preset}`,
    Array.isArray(examples) ? `For example ${JSON.stringify(examples[0])}` : null,
  ].filter((note) => typeof note === "string");
  const description = notes.length === 0 ? {} : { description: notes.join(". ") };
  if (!schema.safeParse(undefined).success) return { ...said, ...description };
  const options = Array.isArray(said.enum) ? { enum: [...said.enum, null] } : {};
  return { ...said, ...description, type: [said.type, "null"], ...options };
}

function reduced(schema: Json): Json {
  const said = Object.entries(schema).filter(([word]) => SAID.includes(word));
  return Object.fromEntries(said.map(([word, value]) => [word, word === "items" ? reduced(value as Json) : value]));
}
