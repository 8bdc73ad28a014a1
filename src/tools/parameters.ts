import * as z from "zod";
import type { Tool } from "./define";

/**
 * A tool's arguments as parameters of a query, where all is text: a list is given with commas, a number with its digits, a yes or
 * no as `true` or `false`. Within a value of a list, a comma is `\,` and a backslash `\\`.
 */
export function asParameters(tool: Pick<Tool, "arguments">): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(tool.arguments).map(([name, schema]) => [name, asParameter(schema)]));
}

function asParameter(schema: z.ZodType): z.ZodType {
  const { type, description, ...rest } = z.toJSONSchema(schema, { io: "input" });
  const described = { ...rest, ...(type ? { type } : {}), ...(description ? { description } : {}) };
  return z.preprocess((given) => fromText(given, type), schema).meta(described);
}

function fromText(given: unknown, type: unknown): unknown {
  if (type === "array" && (typeof given === "string" || Array.isArray(given))) {
    return [given].flat().flatMap((values) => toList(String(values)));
  }
  if (typeof given !== "string") return given;
  if (type === "boolean") return given === "true" ? true : given === "false" ? false : given;
  if (type === "integer" || type === "number") return /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : given;
  return given;
}

/** The values of a list; a comma within one has a backslash before it, as a backslash may have. */
function toList(text: string): string[] {
  const values = text.match(/(?:\\[\\,]|[^,])+/g) ?? [];
  return values.map((value) => value.replaceAll(/\\([\\,])/g, "$1").trim()).filter((value) => value !== "");
}

function toText(value: unknown): string {
  return [value]
    .flat()
    .map((each) => (Array.isArray(value) ? String(each).replaceAll(/[\\,]/g, "\\$&") : String(each)))
    .join(",");
}

/** The path at which a tool's answer to some arguments is asked for again. */
export function sourceOf(tool: Pick<Tool, "name">, args: Record<string, unknown>): string {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, toText(value)])).toString();
  return `/api/v1/ai/tools/${tool.name}${query && `?${query}`}`;
}
