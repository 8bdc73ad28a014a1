import {
  createMcpHandler,
  isLegacyRequest,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { version } from "../../package.json";
import { hasScope } from "../http/authenticate";
import { logFailure } from "../http/respond";
import type { ProtocolCall, Route } from "../http/route";
import { moduleProblems } from "../shared/organization";
import { INSTRUCTIONS } from "./instructions";
import { readTools } from "./reads";
import { failed } from "./results";
import type { AgentTool } from "./tool";
import { writeTools } from "./writes";

/** Everything that agents may call, made from the catalogue of tools and the routes. */
export function agentTools(routes: readonly Route[]): AgentTool[] {
  return [...readTools(), ...writeTools(routes)];
}

/**
 * Serves one message. Nothing is kept between two of them: there are no sessions, no streams and no subscriptions, so any
 * instance can serve any message. Speaks the current revision of the protocol, and those that begin with `initialize`.
 */
export async function serveMessage(call: ProtocolCall, message: unknown, tools: readonly AgentTool[]) {
  const request = new Request(call.request.url, { method: "POST", headers: headersOf(call.request), body: "{}" });
  const body = { parsedBody: message };
  if (await isLegacyRequest(request, message)) {
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await newServer(call, tools).connect(transport);
    return transport.handleRequest(request, body);
  }
  let problem: Error | undefined;
  const onerror = (error: Error) => {
    problem = error;
  };
  const current = createMcpHandler(() => newServer(call, tools), { legacy: "reject", keepAliveMs: 0, onerror });
  const response = await current.fetch(request, body);
  if (response.status >= 500) logFailure(call.exchange, problem);
  return response;
}

/** The headers that the protocol knows. Every response is one JSON document, also for clients that would take a stream. */
function headersOf(request: Request): Headers {
  const headers = new Headers({ "Content-Type": "application/json", Accept: "application/json, text/event-stream" });
  for (const name of ["MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"]) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

/** A server for one message of one caller. */
function newServer(call: ProtocolCall, tools: readonly AgentTool[]): Server {
  const { tenant, scopes, exchange } = call;
  const server = new Server(
    { name: "stockbook", title: "Stockbook", version },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  const isShown = ({ scope, module }: AgentTool) =>
    hasScope(scopes, scope) && (!module || moduleProblems(tenant.organization, module).length === 0);
  server.setRequestHandler("tools/list", () => ({ tools: tools.filter(isShown).map(({ shown }) => shown) }));
  server.setRequestHandler("tools/call", async ({ params }) => {
    const tool = tools.find(({ shown }) => shown.name === params.name);
    if (!tool)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, "No tool has this name. tools/list has all names.");
    try {
      return await tool.call(call, params.arguments ?? {});
    } catch (error) {
      return failed(error, exchange);
    }
  });
  return server;
}
