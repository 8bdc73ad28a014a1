import * as z from "zod";
import { parseJson } from "../http/body";
import type { ProtocolCall, ProtocolRoute, Route } from "../http/route";
import { DomainError } from "../shared/errors";
import type { AgentTool } from "./tool";

const MESSAGE_BYTES = 1024 * 1024;

const id = z.union([z.string().max(255), z.number(), z.null()]).optional();

/** A message of a client: JSON-RPC 2.0, one at a time. */
const Message = z
  .strictObject({
    jsonrpc: z.literal("2.0"),
    id: id.meta({ description: "Names the request; a message without it has no response" }),
    method: z.string().max(255).meta({ description: "Such as `tools/list` or `tools/call`" }),
    params: z
      .record(z.string().max(255), z.unknown())
      .optional()
      .meta({ description: "What the method takes", "x-max-bytes": MESSAGE_BYTES }),
  })
  .meta({
    examples: [
      {
        ...{ jsonrpc: "2.0", id: 1, method: "tools/call" },
        params: { name: "stock_levels", arguments: { sku: ["MUG-BLUE"] } },
      },
    ],
  });

const Reply = z
  .strictObject({
    jsonrpc: z.literal("2.0"),
    id: id.meta({ description: "That of the request; null or absent if it can't be read" }),
    result: z.record(z.string(), z.unknown()).optional().meta({ description: "What came of the request" }),
    error: z
      .strictObject({ code: z.int(), message: z.string(), data: z.unknown().optional() })
      .optional()
      .meta({ description: "Why the message can't be served" }),
  })
  .meta({ id: "JsonRpcResponse" });

/** The door for agents: the catalogue of tools, and the writes of `routes` that `src/mcp/verbs.ts` lists. */
export function mcpRoute(routes: readonly Route[]): ProtocolRoute {
  let tools: AgentTool[] | undefined;
  return {
    realm: "organization",
    scope: "read",
    tag: "Agents",
    method: "post",
    path: "/mcp",
    operation: "sendMessage",
    summary: "Send a message of the Model Context Protocol",
    description:
      "The API as tools for agents: Model Context Protocol over Streamable HTTP, without sessions. Keys with the scope `read` have tools that read, keys with the scope `write` also those that write. Each message is a request of its own, and each response one JSON document. What a tool refuses is part of its result, with the same error codes as elsewhere. A message that is none of the protocol is refused with an error of JSON-RPC.",
    answers: "messages",
    data: Reply,
    query: z.strictObject({}),
    body: Message,
    raw_body: true,
    headers: {
      "MCP-Protocol-Version": "The revision of the protocol that the client speaks",
      "Mcp-Method": "The method of the message, in the current revision",
      "Mcp-Name": "The name of the tool that is called, in the current revision",
    },
    async serve(call) {
      const { agentTools, serveMessage } = await import("./serve");
      tools ??= agentTools(routes);
      const read = readMessage(call);
      return "refusal" in read ? read.refusal : serveMessage(call, read.message, tools);
    },
  };
}

const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
const METHOD_NOT_FOUND = -32_601;

/** The message that a request carries; or the refusal of what is none, or of what would need more than one response. */
function readMessage({ bytes, request }: ProtocolCall): { message: unknown } | { refusal: Response } {
  let message: unknown;
  try {
    message = parseJson(bytes, request.headers.get("Content-Type") ?? undefined);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "unsupported_media_type") throw error;
    const code = error.code === "malformed_request" ? PARSE_ERROR : INVALID_REQUEST;
    return { refusal: jsonRpcError(400, null, code, error.message) };
  }
  if (Array.isArray(message)) {
    return {
      refusal: jsonRpcError(400, null, INVALID_REQUEST, "Send each message in a request of its own, not in a list."),
    };
  }
  const { id = null, method } = (message ?? {}) as { id?: unknown; method?: unknown };
  if (method === "subscriptions/listen") {
    return {
      refusal: jsonRpcError(
        404,
        id,
        METHOD_NOT_FOUND,
        "There are no subscriptions: the list of tools does not change.",
      ),
    };
  }
  return { message };
}

function jsonRpcError(status: number, id: unknown, code: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", id, error: { code, message } }, { status });
}
