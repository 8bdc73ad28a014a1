import * as z from "zod";
import { validate } from "../http/body";
import type { Tool, ToolResult } from "./define";
import { sourceOf } from "./parameters";

/** What a tool was asked, and what it found: what an answer is made of and proved by. */
export type ToolUse = { tool: Tool; arguments: Record<string, unknown>; result: ToolResult };

/** Arguments as a tool takes them; 422 `validation_failed` with all that is wrong with them. */
export function parseArguments(tool: Pick<Tool, "arguments">, given: unknown): Record<string, unknown> {
  return validate(z.strictObject(tool.arguments), given);
}

/** A use of a tool as the evidence of an answer shows it. */
export function evidenceOf({ tool, arguments: args, result }: ToolUse) {
  const { rows, total, summary } = result;
  return { tool: tool.name, arguments: args, rows, total, summary, source: sourceOf(tool, args) };
}

/** The warning that an answer shows only some of the rows there are; none if it shows all. */
export function cutWarnings({ rows, total, truncated }: Pick<ToolResult, "rows" | "total" | "truncated">): string[] {
  return truncated ? [`Only the first ${rows.length} of ${total} rows are shown.`] : [];
}
