import * as z from "zod";

/**
 * What validation says, in one place: predicates such as "must be between 1 and 100", which `describeIssue` completes with
 * the name of the field. A schema gives a message of its own only for a rule that zod does not know.
 */
z.config({ customError: (issue) => predicateFor(issue) });

/** The message of a number that must lie between two bounds, both included. */
export function between(minimum: number, maximum: number): string {
  return `must be between ${minimum.toLocaleString("en")} and ${maximum.toLocaleString("en")}`;
}

/** The sentence for an issue: its predicate about the field it concerns, or the schema's own sentence. */
export function describeIssue({ path, message }: Pick<z.core.$ZodIssue, "path" | "message">): string {
  const sentence = /^(?:must|is|has) /.test(message) ? `${nameOf(path)} ${message}` : message;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

const LONGEST_NAME = 100;

/** A name that the caller chose, cut where it is longer than any that Stockbook knows. */
export function clip(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).toWellFormed()}…` : name;
}

/** The path of an input, as problems report it: `items.0.quantity`. */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path.map((name) => clip(String(name))).join(".");
}

/** The last name on the path, with the position of a list's item: `quantity`, `ids.3`. */
function nameOf(path: readonly PropertyKey[]): string {
  const last = path.at(-1);
  if (last === undefined) return "The body";
  return typeof last === "number" && path.length > 1 ? `${String(path.at(-2))}.${last}` : clip(String(last));
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const FORMATS: Readonly<Record<string, string>> = {
  datetime: "a time with its offset, such as 2026-11-23T08:30:00Z",
  date: "a date, such as 2026-11-23",
  url: "a URL",
};

function predicateFor(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "is required";
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_format":
      return `must be ${FORMATS[issue.format] ?? `a valid ${issue.format}`}`;
    case "invalid_value":
      return `must be ${oneOf(issue.values.map(String))}`;
    case "too_small":
      if (["string", "array"].includes(issue.origin) && issue.minimum === 1) return "must not be empty";
      return `must ${bound(issue.origin, issue.inclusive ? "at least" : "more than", issue.minimum)}`;
    case "too_big":
      return `must ${bound(issue.origin, issue.inclusive ? "at most" : "less than", issue.maximum)}`;
    default:
      return undefined;
  }
}

const COUNTED: Readonly<Record<string, string>> = {
  string: "characters",
  array: "items",
  set: "items",
  map: "members",
};

function bound(origin: string, comparison: string, limit: number | bigint): string {
  const amount = `${comparison} ${limit.toLocaleString("en")}`;
  const counted = COUNTED[origin];
  return counted ? `have ${amount} ${counted}` : `be ${amount}`;
}

/** What must be one of some values. */
export function oneOf(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`;
}
