import { sha256 } from "../../shared/digest";

const PREFIX = "sb_live_";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(`^${PREFIX}[0-9A-Za-z]{${SECRET_LENGTH + CHECKSUM_LENGTH}}$`);

/** A new key: 190 random bits and a checksum over them. */
export function mintApiKey(): string {
  const letters: string[] = [];
  while (letters.length < SECRET_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(SECRET_LENGTH))) {
      // 248 is the largest multiple of 62 below 256: beyond it the first letters would be more likely.
      if (byte < 248 && letters.length < SECRET_LENGTH) letters.push(ALPHABET[byte % 62] as string);
    }
  }
  const secret = letters.join("");
  return `${PREFIX}${secret}${checksum(secret)}`;
}

/** True if the checksum fits: a mistyped key is refused without reading the directory. */
export function isWellFormed(key: string): boolean {
  if (!SHAPE.test(key)) return false;
  const body = key.slice(PREFIX.length);
  return checksum(body.slice(0, SECRET_LENGTH)) === body.slice(SECRET_LENGTH);
}

/** The first characters of a key, which lists show to tell keys apart. */
export function visiblePrefix(key: string): string {
  return key.slice(0, PREFIX.length + 4);
}

/** The hash of a key: all that is stored of it. */
export const hashOf = (key: string): Promise<string> => sha256(key);

/** CRC-32 (ISO 3309) in base 62, as GitHub's tokens end. */
function checksum(text: string): string {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let digits = "";
  for (let at = 0; at < CHECKSUM_LENGTH; at++) {
    digits = ALPHABET[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
