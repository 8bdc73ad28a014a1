import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server for the whole run: how it begins and ends, and what it is told and asked at its own paths. */
type Scripted<Script> = {
  /** The first part of the paths at which it is another system: `/hook/ID`. */
  place: string;
  newScript: () => Script;
  /** Serves a request to `/PLACE/ID/REST`. */
  serve: (script: Script, request: IncomingMessage, response: ServerResponse, body: string, rest: string) => unknown;
  /** Takes what `PUT /script/ID` sends. */
  program: (script: Script, sent: string) => void;
  /** What `GET /log/ID` returns. */
  log: (script: Script) => unknown;
};

/** Starts a scripted server on a free port of this machine. Returns its address, and what ends it. */
export async function startScriptedServer<Script>({ place, newScript, serve, program, log }: Scripted<Script>) {
  const scripts = new Map<string, Script>();
  const server = createServer(async (request, response) => {
    const [, asked, id = "", ...rest] = new URL(request.url ?? "/", "http://scripted").pathname.split("/");
    const body = await textOf(request).catch(() => null);
    if (body === null) return;
    const script = scripts.get(id) ?? newScript();
    scripts.set(id, script);
    if (asked === place) return serve(script, request, response, body, rest.join("/"));
    if (asked === "script") program(script, body);
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(asked === "log" ? log(script) : null));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
