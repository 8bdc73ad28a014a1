import { fromBase64, toBase64 } from "../shared/base64";
import { refuse } from "../shared/errors";

/**
 * Encrypts a response that shows a secret, so that only the caller who repeats the request can read it: AES-GCM under a key
 * derived (HKDF) from the caller's credential, which is stored nowhere.
 */
export async function seal(text: string, credential: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFrom(credential);
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text)),
  );
  return `${toBase64(iv)}.${toBase64(sealed)}`;
}

/**
 * Decrypts what `seal` encrypted with the same credential; with another one, such as the operator's token after it was
 * changed, refuses with 422 `idempotency_key_reused`.
 */
export async function unseal(sealed: string, credential: string): Promise<string> {
  const [iv, body] = sealed.split(".").map(fromBase64) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  const key = await keyFrom(credential);
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, body).catch(() => {
    throw refuse(
      "idempotency_key_reused",
      "The response to this Idempotency-Key shows a secret, and was made for another credential. Make a new key.",
    );
  });
  return new TextDecoder().decode(opened);
}

async function keyFrom(credential: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(credential), "HKDF", false, [
    "deriveKey",
  ]);
  const info = new TextEncoder().encode("stockbook idempotent answer");
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
