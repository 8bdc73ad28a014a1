import type { IncomingMessage, ServerResponse } from "node:http";
import type { TestProject } from "vitest/node";
import type { Answer, Received } from "./receivers";
import { startScriptedServer } from "./scripted_server";

declare module "vitest" {
  interface ProvidedContext {
    receiver_url: string;
  }
}

const CHUNK = "x".repeat(64 * 1024);

type Inbox = { answers: Answer[]; received: Received[]; open: number };

/**
 * One HTTP server for the whole run, to which webhooks are sent. What it answers at `/hook/ID` is set by `PUT /script/ID`, and what
 * it has got there is read from `GET /log/ID` (`test/support/receivers.ts`).
 */
export default async function setup(project: TestProject) {
  const { url, stop } = await startScriptedServer<Inbox>({
    place: "hook",
    newScript: () => ({ answers: [], received: [], open: 0 }),
    serve: receive,
    program(inbox, sent) {
      inbox.answers = JSON.parse(sent);
    },
    log: ({ received }) => received,
  });
  project.provide("receiver_url", url);
  return stop;
}

async function receive(inbox: Inbox, request: IncomingMessage, response: ServerResponse, body: string): Promise<void> {
  const { method = "", url = "", headers } = request;
  const answer = (inbox.answers.length > 1 ? inbox.answers.shift() : inbox.answers[0]) ?? {};
  inbox.open++;
  response.on("close", () => inbox.open--);
  inbox.received.push({ method, path: url, headers: headers as Record<string, string>, body, at_once: inbox.open });
  if (answer.reset) {
    request.socket.resetAndDestroy();
    return;
  }
  if (answer.hang) return;
  if (answer.delay_ms) await pause(answer.delay_ms);
  response.writeHead(answer.status ?? 200, answer.headers ?? {});
  for (const letter of answer.drip_ms ? (answer.body ?? "") : "") {
    if (!(await write(response, letter))) return;
    await pause(answer.drip_ms ?? 0);
  }
  for (let sent = 0; sent < (answer.bytes ?? 0); sent += CHUNK.length) {
    if (!(await write(response, CHUNK))) return;
  }
  response.end(answer.drip_ms ? undefined : answer.body);
}

/** Writes as fast as the other side reads; false once it has closed the connection. */
function write(response: ServerResponse, text: string): Promise<boolean> {
  if (response.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const isClosed = () => resolve(false);
    response.once("close", isClosed);
    response.write(text, (error) => {
      response.off("close", isClosed);
      resolve(!error);
    });
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
