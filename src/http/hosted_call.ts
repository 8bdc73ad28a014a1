import type { Actor } from "../shared/actor";
import type { Organization, Scope } from "../shared/organization";

/** What the gateway tells a host about a request: whose it is, who acts, and what they may do. */
export type HostedCall = {
  organization: Organization;
  actor: Actor;
  scopes: readonly Scope[];
  request_id: string;
};

/** Set by the gateway alone: what a client sends under this name is overwritten. */
const HEADER = "Stockbook-Call";

/** The request as it is sent to a host: with what the gateway knows of it, and its body as `body`, which may be sent again. */
export function toHostedRequest(request: Request, call: HostedCall, body: Uint8Array<ArrayBuffer> | null): Request {
  const headers = new Headers(request.headers);
  // A header holds no letters beyond Latin-1, which an organization's name may have.
  headers.set(HEADER, encodeURIComponent(JSON.stringify(call)));
  return new Request(request.url, { method: request.method, headers, body });
}

/** What the gateway has told about a request. */
export function readHostedCall(request: Request): HostedCall {
  return JSON.parse(decodeURIComponent(request.headers.get(HEADER) ?? ""));
}
