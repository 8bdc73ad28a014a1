import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a scripted API does with one request: sends a response, or cuts the connection before or in the middle of it. */
export type Step =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | { cut: "before" | "in the middle" }
  | { silent: true };

type Sent = {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
};

/** A server that takes one step for each request, and records the requests. Ends with `await using`. */
export async function startScriptedApi(...steps: Step[]) {
  const sent: Sent[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url: path = "", headers } = request;
    const step = steps[sent.length] ?? { status: 500, body: { errors: [] } };
    sent.push({ method, path, headers, body: Buffer.concat(chunks).toString() });
    take(step, response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

function take(step: Step, response: ServerResponse): void {
  if ("silent" in step) return;
  if ("cut" in step) {
    if (step.cut === "before") response.destroy();
    else response.writeHead(200, { "Content-Type": "application/json" }).write('{"data":', () => response.destroy());
    return;
  }
  const { status, headers = {}, body } = step;
  const type = typeof body === "string" ? "text/html" : "application/json";
  response.writeHead(status, { ...(body === undefined ? {} : { "Content-Type": type }), ...headers });
  response.end(typeof body === "string" || body === undefined ? body : JSON.stringify(body));
}

/** The refusal of an API in its own form. */
export const refusal = (
  status: number,
  code: string,
  more: { headers?: Record<string, string>; details?: object } = {},
) => ({
  status,
  ...(more.headers ? { headers: more.headers } : {}),
  body: {
    errors: [{ code, message: `It is ${code}.`, ...(more.details ? { details: more.details } : {}) }],
    request_id: "req_1",
  },
});
