/** How many bytes are drawn at once: a call for each would take most of the time of an id. */
const DRAWN = 256;

const bytes = new Uint8Array(DRAWN);
let used = DRAWN;

/** A random number from 0 to less than 1, of one byte of the system's randomness, as `ulid` draws it itself. */
export function random(): number {
  if (used === DRAWN) {
    crypto.getRandomValues(bytes);
    used = 0;
  }
  const byte = bytes[used] as number;
  used += 1;
  return byte / 256;
}
