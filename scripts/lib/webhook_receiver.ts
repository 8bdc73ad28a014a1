import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

/** The body of a webhook as Standard Webhooks defines it. */
type WebhookBody = { type: string; timestamp: string; data: Record<string, unknown> };

/** A request as a receiver got it. */
export type ReceivedWebhook = {
  /** The header `webhook-id`: the event's id, which stays the same when it is sent again. */
  id: string | null;
  /** `unchecked` if the receiver has no secret to verify requests with. */
  verification: "verified" | "unchecked" | "failed";
  /** Why it is not accepted; null if it is. */
  fault: string | null;
  /** Null if the request has no body of this form. */
  body: WebhookBody | null;
};

type ReceiverOptions = {
  /** The port at 127.0.0.1 to listen on; 0 for any that is free. */
  port: number;
  /** The secrets that a request may be signed with. Requests wait until they are known. */
  secrets: readonly string[] | Promise<readonly string[]>;
  /** Decides the status of the response to a request without a fault, and is called for the others too, which get 400. */
  respond(received: ReceivedWebhook): number | Promise<number>;
};

export type WebhookReceiver = { url: string; close(): Promise<void> };

/** Listens for webhooks on this machine and verifies them. */
export async function startReceiver({ port, secrets, respond }: ReceiverOptions): Promise<WebhookReceiver> {
  const server = createServer(async (request, response) => {
    try {
      if (request.method !== "POST") return response.writeHead(405, { Allow: "POST" }).end();
      const received = read(request, await text(request), await secrets);
      const status = await respond(received);
      response.writeHead(received.fault === null ? status : 400, { "Content-Type": "text/plain" });
      response.end(received.fault ?? undefined);
    } catch {
      // The sender is gone before its request was complete.
      response.destroy();
    }
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function read({ headers }: IncomingMessage, payload: string, secrets: readonly string[]): ReceivedWebhook {
  const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const faults = secrets.map((secret) => faultOf(secret, payload, signed));
  const failed = faults.length > 0 && !faults.includes(null);
  const body = parseBody(payload);
  return {
    id: signed["webhook-id"] ?? null,
    verification: secrets.length === 0 ? "unchecked" : failed ? "failed" : "verified",
    fault: failed ? (faults[0] ?? null) : body === null ? "The body has no type, timestamp and data" : null,
    body,
  };
}

/** Why a request isn't verified with a secret; null if it is. */
function faultOf(secret: string, payload: string, headers: Record<string, string>): string | null {
  try {
    new Webhook(secret).verify(payload, headers, { jsonParse: false });
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function parseBody(payload: string): WebhookBody | null {
  try {
    const { type, timestamp, data } = JSON.parse(payload);
    const is_whole = typeof type === "string" && typeof timestamp === "string" && typeof data === "object" && data;
    return is_whole ? { type, timestamp, data } : null;
  } catch {
    return null;
  }
}
