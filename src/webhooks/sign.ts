import { fromBase64, toBase64 } from "../shared/base64";

/** What a signature covers: the message's id, the time of the attempt in seconds since 1970, and the exact body. */
type Signed = { id: string; seconds: number; body: string };

const PREFIX = "whsec_";

/**
 * The headers of a message by Standard Webhooks (https://www.standardwebhooks.com). `secrets` are `whsec_…`; a receiver accepts the
 * message if it has any of them.
 */
export async function signedHeaders({ id, seconds, body }: Signed, secrets: readonly string[]) {
  const signatures = await Promise.all(secrets.map((secret) => signatureOf(`${id}.${seconds}.${body}`, secret)));
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signatures.join(" ") };
}

async function signatureOf(content: string, secret: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const bytes = fromBase64(secret.slice(PREFIX.length));
  const key = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(content));
  return `v1,${toBase64(new Uint8Array(signature))}`;
}
