import type { RawBody } from "../../http/route";
import { fromBase64 } from "../../shared/base64";
import type { IntegrationSource } from "../../shared/integrations";
import { keyOf } from "./secrets";

/** The headers in which each source says what it sends. Standard Webhooks have no topic. */
export const HEADERS = {
  shopify: { signature: "X-Shopify-Hmac-Sha256", id: "X-Shopify-Webhook-Id", topic: "X-Shopify-Topic" },
  woocommerce: { signature: "X-WC-Webhook-Signature", id: "X-WC-Webhook-Delivery-ID", topic: "X-WC-Webhook-Topic" },
  standard: { signature: "webhook-signature", id: "webhook-id", topic: null },
} as const satisfies Record<IntegrationSource, { signature: string; id: string; topic: string | null }>;

/** How far the time of a signature may be off. */
const TOLERANCE_S = 5 * 60;
/** A sender that changes its secret signs with two. */
const MOST_SIGNATURES = 10;

/** True if the body is signed with the secret; HMAC-SHA256 is compared in constant time. */
export async function isSigned(
  source: IntegrationSource,
  secret: string,
  { bytes, headers }: RawBody,
  now: Date,
): Promise<boolean> {
  const key = keyOf(source, secret);
  const given = headers.get(HEADERS[source].signature);
  if (!key || !given) return false;
  if (source !== "standard") return isHmac(key, given, bytes);
  const id = headers.get("webhook-id");
  const time = headers.get("webhook-timestamp");
  if (!id || !time || !/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_S) return false;
  const signed = joined(new TextEncoder().encode(`${id}.${time}.`), bytes);
  const signatures = given.split(" ").slice(0, MOST_SIGNATURES);
  const found = await Promise.all(
    signatures.map((signature) => signature.startsWith("v1,") && isHmac(key, signature.slice(3), signed)),
  );
  return found.includes(true);
}

async function isHmac(
  key: Uint8Array<ArrayBuffer>,
  signature: string,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(signature);
  } catch {
    return false;
  }
  const imported = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  return crypto.subtle.verify("HMAC", imported, bytes, signed);
}

function joined(head: Uint8Array, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  return all;
}
