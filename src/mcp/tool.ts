import type { CallToolResult, Tool } from "@modelcontextprotocol/server";
import * as z from "zod";
import type { Json } from "../http/json_schema";
import { ownJsonSchema } from "../http/json_schema";
import type { ProtocolCall } from "../http/route";
import type { Module, Scope } from "../shared/organization";
import type { ObjectSchema } from "./input_schema";

/** The problems that a call was refused with, as in the body of a refusal of the API. */
const Refusal = z.strictObject({
  errors: z.array(
    z.strictObject({
      code: z.string(),
      message: z.string().meta({ description: "What is wrong and what to do about it" }),
      field: z.string().optional().meta({ description: "The argument that is wrong, such as `items.0.quantity`" }),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  request_id: z.string(),
});

/** A tool as agents see it, and what it takes to see it. */
export type AgentTool = {
  /** As `tools/list` shows it. */
  shown: Tool & { inputSchema: ObjectSchema };
  scope: Scope;
  module?: Module | undefined;
  /** Does what the arguments ask for. Whatever it throws becomes a result that says what is wrong. */
  call(call: ProtocolCall, args: Json): Promise<CallToolResult>;
};

/** The schema of what a tool returns: a result, or the problems that it was refused with. */
export function resultSchema(result: z.ZodType): Json & { type: "object" } {
  return { ...ownJsonSchema(z.union([result, Refusal]), "output"), type: "object" };
}
