import * as z from "zod";

export type Json = Record<string, unknown>;

/** A zod type as JSON Schema 2020-12, which OpenAPI 3.1 speaks; types with an id go to `components` and are referred to. */
export function jsonSchema(type: z.ZodType, io: "input" | "output", components: Json): Json {
  const { $defs, ...schema } = ownJsonSchema(type, io) as Json & { $defs?: Json };
  for (const [name, definition] of Object.entries($defs ?? {})) components[name] = relocate(definition);
  const relocated = relocate(schema) as Json;
  return relocated;
}

/** A zod type as JSON Schema 2020-12 that refers to nothing outside itself. */
export function ownJsonSchema(type: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.id;
      // A later version may return more; only what a request may have is closed.
      if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // zod leaves out what is said of an input that it transforms, such as a query's number.
      const examples = z.globalRegistry.get(zodSchema)?.examples;
      if (Array.isArray(examples)) jsonSchema.examples = examples;
      if (zodSchema instanceof z.ZodDefault) jsonSchema.default = zodSchema.def.defaultValue;
    },
  });
  return schema;
}

/** Turns references to a schema's own `$defs` into references to the document's components. */
function relocate(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
