/** At most so many bytes are turned into arguments of one call. */
const SLICE = 8192;

/** Bytes as base64 text. */
export function toBase64(bytes: Uint8Array): string {
  const slices = Array.from({ length: Math.ceil(bytes.length / SLICE) }, (_, at) =>
    String.fromCharCode(...bytes.subarray(at * SLICE, (at + 1) * SLICE)),
  );
  return btoa(slices.join(""));
}

/** The bytes that base64 text stands for. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
