import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import type { ModelCall, Reply } from "./models";

declare module "vitest" {
  interface ProvidedContext {
    model_url: string;
  }
}

type Script = { replies: Reply[]; calls: ModelCall[] };

/**
 * One HTTP server for the whole run, which speaks as models do: OpenAI's Responses at `/models/ID/responses`, and Chat Completions at
 * `/models/ID/chat/completions`. What it replies is set by `PUT /script/ID`, and what it was sent is read from
 * `GET /log/ID` (`test/support/models.ts`).
 */
export default async function setup(project: TestProject) {
  const scripts = new Map<string, Script>();
  const scriptOf = (id: string) => {
    const script = scripts.get(id) ?? { replies: [], calls: [] };
    scripts.set(id, script);
    return script;
  };
  const server = createServer(async (request, response) => {
    const [, place, id = "", ...api] = new URL(request.url ?? "/", "http://model").pathname.split("/");
    const body = await textOf(request).catch(() => null);
    if (body === null) return;
    const script = scriptOf(id);
    if (place === "models") return reply(script, api.join("/"), request, response, body);
    if (place === "script") script.replies = JSON.parse(body);
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(place === "log" ? script.calls : null));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("model_url", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function reply(
  { replies, calls }: Script,
  api: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
) {
  calls.push({ api, authorization: request.headers.authorization ?? "", body: JSON.parse(body) });
  const next = (replies.length > 1 ? replies.shift() : replies[0]) ?? {};
  if (next.hang) return;
  const rendered = next.raw ?? JSON.stringify(api === "responses" ? asResponse(next) : asCompletion(next));
  const headers = { "Content-Type": "application/json", ...next.headers };
  if (next.cut_off) {
    response.writeHead(200, { ...headers, "Content-Length": Buffer.byteLength(rendered) });
    response.write(rendered.slice(0, rendered.length / 2), () => request.socket.destroy());
    return;
  }
  response.writeHead(next.status ?? 200, headers).end(rendered);
}

const textOfArguments = (given: unknown) => (typeof given === "string" ? given : JSON.stringify(given));

function asResponse({ text, calls = [], usage = [100, 20], finish }: Reply) {
  const message = { type: "message", id: "msg_1", role: "assistant", status: "completed" };
  const [input_tokens, output_tokens] = usage;
  return {
    ...{ id: "resp_1", object: "response", created_at: 1_795_000_000, model: "scripted", error: null },
    status: finish === "length" ? "incomplete" : "completed",
    incomplete_details: finish === "length" ? { reason: "max_output_tokens" } : null,
    output: [
      ...(text === undefined ? [] : [{ ...message, content: [{ type: "output_text", text, annotations: [] }] }]),
      ...calls.map(({ name, arguments: given }, at) => ({
        ...{ type: "function_call", id: `fc_${at}`, call_id: `call_${at}`, status: "completed" },
        ...{ name, arguments: textOfArguments(given) },
      })),
    ],
    usage: {
      ...{ input_tokens, output_tokens, total_tokens: input_tokens + output_tokens },
      ...{ input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } },
    },
  };
}

function asCompletion({ text, calls = [], usage = [100, 20], finish }: Reply) {
  const tool_calls = calls.map(({ name, arguments: given }, at) => ({
    ...{ id: `call_${at}`, type: "function" },
    function: { name, arguments: textOfArguments(given) },
  }));
  const [prompt_tokens, completion_tokens] = usage;
  return {
    ...{ id: "chatcmpl-1", object: "chat.completion", created: 1_795_000_000, model: "scripted" },
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: text ?? null, ...(calls.length > 0 ? { tool_calls } : {}) },
        finish_reason: finish ?? (calls.length > 0 ? "tool_calls" : "stop"),
      },
    ],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}
