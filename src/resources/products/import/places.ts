import type { ErrorCode, Problem } from "../../../shared/errors";
import type { Field } from "./fields";

/** Where a row stands in a file. */
export type Place = {
  /** The line of the file, from 1. */
  line: number;
  /** The number of the row, from 0. */
  index: number;
  /** How fields are called in the row, where it is otherwise than here: `variants.0.sku`. */
  paths: ReadonlyMap<Field, string>;
  /** The columns of a CSV file as its header has them, by field. */
  columns?: ReadonlyMap<Field, string> | undefined;
  /** What rows of one product have in common that was one object of the file. */
  group?: string | undefined;
  sku?: string | undefined;
};

type Told = { code?: ErrorCode; message: string; details?: Record<string, unknown> };

/** A problem of a field at a place, whose message says the line first. */
export function problemAt(
  place: Place,
  field: string | null,
  { code = "validation_failed", message, details }: Told,
): Problem {
  const { line, index, paths, columns, sku } = place;
  const [first, ...inner] = (field ?? "").split(".") as [Field, ...string[]];
  const column = columns?.get(first);
  return {
    code,
    message: `Line ${line}: ${message}`,
    field: ["rows", index, ...(field === null ? [] : [paths.get(first) ?? first, ...inner])].join("."),
    details: { line, ...(column === undefined ? {} : { column }), ...(sku === undefined ? {} : { sku }), ...details },
  };
}
