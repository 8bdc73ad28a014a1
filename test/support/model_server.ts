import type { IncomingMessage, ServerResponse } from "node:http";
import type { TestProject } from "vitest/node";
import type { ModelCall, Reply } from "./models";
import { startScriptedServer } from "./scripted_server";

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
  const { url, stop } = await startScriptedServer<Script>({
    place: "models",
    newScript: () => ({ replies: [], calls: [] }),
    serve: (script, request, response, body, api) => reply(script, api, request, response, body),
    program(script, sent) {
      script.replies = JSON.parse(sent);
    },
    log: ({ calls }) => calls,
  });
  project.provide("model_url", url);
  return stop;
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
