// With the extension, so that the scripts can load this file in Node as it is.
import { fromBase64 } from "./base64.ts";

const KEY_BYTES = 32;

/** What is wrong with a key of SECRETS_KEY, or of the setting with that name, and what to do about it; null for a good one. */
export function faultOfSecretsKey(key: string, name = "SECRETS_KEY"): string | null {
  if (bytesOfSecretsKey(key)?.length === KEY_BYTES) return null;
  return `${name} must be ${KEY_BYTES} random bytes in base64. Generate them with \`openssl rand -base64 ${KEY_BYTES}\`.`;
}

/** The bytes of a key; null if it isn't base64. */
export function bytesOfSecretsKey(key: string): Uint8Array<ArrayBuffer> | null {
  try {
    return fromBase64(key.trim());
  } catch {
    return null;
  }
}
