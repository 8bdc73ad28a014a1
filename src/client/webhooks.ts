import type { webhooks } from "./schema";

type Bodies = {
  [Type in keyof webhooks]: webhooks[Type] extends {
    post: { requestBody: { content: { "application/json": infer B } } };
  }
    ? B
    : never;
};
/** What a webhook says, by its `type`. */
export type WebhookEvent = Bodies[keyof Bodies];
/** An event with its id, by which a receiver recognizes repetitions. */
export type VerifiedEvent = WebhookEvent & { id: string };

/** The request is not from Stockbook, or is a repetition of an old one: refuse it with 400. */
export class WebhookVerificationError extends Error {
  override name = "WebhookVerificationError";
}

type Received = {
  /** The exact body of the request, before anything parsed it. */
  payload: string | Uint8Array;
  headers: Headers | Record<string, string | string[] | undefined>;
  /** The endpoint's secret, `whsec_…`; several while it is being replaced. */
  secret: string | readonly string[];
  /** How far the request's clock may be from this one's, either way: 300 unless given. */
  tolerance_seconds?: number;
};

const PREFIX = "whsec_";
const TOLERANCE_SECONDS = 300;

/**
 * The event that a request to a webhook endpoint carries, if one of the secrets signed it (Standard Webhooks) within the
 * tolerance. Throws `WebhookVerificationError` otherwise.
 */
export async function verifyWebhook(received: Received): Promise<VerifiedEvent> {
  const { payload, headers, secret, tolerance_seconds = TOLERANCE_SECONDS } = received;
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) throw new WebhookVerificationError("Headers of Standard Webhooks are missing.");
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookVerificationError("webhook-timestamp is not a number of seconds.");
  const age = Date.now() / 1_000 - Number(timestamp);
  if (!(Math.abs(age) <= tolerance_seconds))
    throw new WebhookVerificationError(`The request is too ${age > 0 ? "old" : "far in the future"}.`);

  const body = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), body);
  if (!(await isSigned(signed, signatures, typeof secret === "string" ? [secret] : secret)))
    throw new WebhookVerificationError("No signature is of a secret of this endpoint.");
  return eventOf(body, id);
}

/** `crypto.subtle.verify` compares in constant time. */
async function isSigned(signed: Uint8Array<ArrayBuffer>, header: string, secrets: readonly string[]) {
  const signatures = header
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => bytesOf(part.slice("v1,".length)))
    .filter((bytes) => bytes !== null);
  for (const secret of secrets) {
    const bytes = bytesOf(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
    if (!bytes || bytes.length === 0) throw new TypeError("A webhook's secret is `whsec_` and base64.");
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    for (const signature of signatures) if (await crypto.subtle.verify("HMAC", key, signature, signed)) return true;
  }
  return false;
}

function eventOf(body: Uint8Array, id: string): VerifiedEvent {
  try {
    return {
      ...(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(body)) as WebhookEvent),
      id,
    };
  } catch {
    throw new WebhookVerificationError("The body is not JSON.");
  }
}

function headerOf(headers: Received["headers"], name: string): string | undefined {
  if (typeof headers.get === "function") return (headers as Headers).get(name) ?? undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return Array.isArray(found) ? found.join(" ") : found;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
