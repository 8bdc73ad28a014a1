import { fromBase64 } from "../../shared/base64";
import type { Problem } from "../../shared/errors";
import type { IntegrationSource } from "../../shared/integrations";
import { generateSecret } from "../../webhooks/secrets";

const PREFIX = "whsec_";
const MADE_BYTES = 32;
/** Standard Webhooks make them of 24 bytes and more; what a sender has is taken from 128 bits on. */
const [LEAST_BYTES, MOST_BYTES] = [16, 64];

/** A new secret, in the form that senders of this source have. */
export function newSecret(source: IntegrationSource): string {
  if (source === "standard") return generateSecret();
  const bytes = crypto.getRandomValues(new Uint8Array(MADE_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The key that a secret stands for: its text, or for `standard` its base64, with or without `whsec_` before it; null if that is malformed. */
export function keyOf(source: IntegrationSource, secret: string): Uint8Array<ArrayBuffer> | null {
  if (source !== "standard") return new Uint8Array(new TextEncoder().encode(secret));
  try {
    return fromBase64(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
  } catch {
    return null;
  }
}

/** The problem of a secret that a sender of this source can't sign with. */
export function secretProblems(source: IntegrationSource, secret: string): Problem[] {
  const length = keyOf(source, secret)?.length ?? 0;
  if (source !== "standard" || (length >= LEAST_BYTES && length <= MOST_BYTES)) return [];
  const message = `secret must be ${PREFIX} and ${LEAST_BYTES} to ${MOST_BYTES} bytes in base64. Leave it out to have one generated.`;
  return [{ code: "validation_failed", message, field: "secret" }];
}
