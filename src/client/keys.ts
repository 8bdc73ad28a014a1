/**
 * A new idempotency key, of 128 random bits: for a write that is kept and may be sent again later. `crypto.randomUUID` is missing
 * in pages that came by plain HTTP, such as a console within a network.
 */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
