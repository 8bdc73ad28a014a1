import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as EarlierClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as EarlierTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { TestApp } from "./app";

/** The official clients, and the revisions of the protocol that they speak. */
export const CLIENTS = ["2026-07-28", "2025-11-25", "sdk v1"] as const;
export type ClientName = (typeof CLIENTS)[number];

type Schema = Record<string, unknown>;
export type ListedTool = {
  name: string;
  title?: string;
  description?: string;
  inputSchema: Schema;
  outputSchema?: Schema;
  annotations?: {
    readOnlyHint?: boolean;
    destructiveHint?: boolean;
    idempotentHint?: boolean;
    openWorldHint?: boolean;
  };
};
export type Called = {
  refused: boolean;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into; the client has checked it against the schema
  result: any;
};
export type Agent = Awaited<ReturnType<typeof connectAgent>>;

const URL_OF_TESTS = new URL("http://stockbook.test/mcp");
const SELF = { name: "tests", version: "1" };

/** What a client's transport is given instead of `fetch`: it sends what it is given to the application. */
function fetchFrom(app: TestApp) {
  return async (url: string | URL, { method = "GET", headers, body }: RequestInit = {}): Promise<Response> => {
    const sent = { headers: Object.fromEntries(new Headers(headers)), ...(body ? { body } : {}) };
    const answer = await app.request(method, new URL(url).pathname, sent);
    return new Response(answer.text === "" ? null : answer.text, { status: answer.status, headers: answer.headers });
  };
}

/** Connects an official client to the application, with an API key. */
export async function connectAgent(app: TestApp, key: string, name: ClientName = "2026-07-28") {
  const options = { fetch: fetchFrom(app), requestInit: { headers: { Authorization: `Bearer ${key}` } } };
  return drive(await open(name, URL_OF_TESTS, options));
}

type Options = { requestInit: RequestInit; fetch?: ReturnType<typeof fetchFrom> };

/** A client, of either library, that is connected to a server. */
export async function open(name: ClientName, url: URL, options: Options) {
  if (name === "sdk v1") {
    const client = new EarlierClient(SELF);
    // Its transport's optional members are declared without `undefined`.
    await client.connect(new EarlierTransport(url, options) as Parameters<EarlierClient["connect"]>[0]);
    return client;
  }
  const mode = name === "2026-07-28" ? { pin: name } : ("legacy" as const);
  const client = new Client(SELF, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(url, options));
  return client;
}

/** What tests do with a client. The client checks results against the schemas that it has listed before. */
export function drive(client: Client | EarlierClient) {
  return {
    client,
    async list(): Promise<ListedTool[]> {
      return (await client.listTools()).tools as ListedTool[];
    },
    async call(name: string, args: Record<string, unknown> = {}): Promise<Called> {
      const called = await client.callTool({ name, arguments: args });
      const [first] = called.content as { text: string }[];
      return { refused: called.isError === true, text: first?.text ?? "", result: called.structuredContent };
    },
  };
}

/** Sends a message as it is, and returns the response. */
export function sendMessage(app: TestApp, key: string | undefined, message: unknown, headers = {}) {
  const body = typeof message === "string" || message instanceof Uint8Array ? message : JSON.stringify(message);
  const all = { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}), ...headers };
  return app.request("POST", "/mcp", { headers: all, body });
}

/** A request of JSON-RPC. */
export const rpc = (method: string, params: object = {}, id: number | string = 1) => ({
  ...{ jsonrpc: "2.0", id, method, params },
});
