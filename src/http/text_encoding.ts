import { refuse } from "../shared/errors";

/** A text, and how its bytes were encoded. */
export type Decoded = { text: string; encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" };

/**
 * The text of a file that a spreadsheet or another program has saved: UTF-8, UTF-16 with or without a byte order mark, or
 * Windows-1252. A byte order mark is removed. `charset` is what the sender says it is, if anything. Bytes that are none of these are
 * refused with 400 `malformed_request`, and so are those that Windows-1252 would turn into unlikely words.
 */
export function decodeText(bytes: Uint8Array<ArrayBuffer>, charset?: string): Decoded {
  const named = charset === undefined ? undefined : encodingNamed(charset);
  const encoding = markedEncoding(bytes) ?? named ?? unmarkedUtf16(bytes);
  if (encoding) return decodeAs(encoding, bytes);
  try {
    return decodeAs("utf-8", bytes);
  } catch {
    const decoded = decodeAs("windows-1252", bytes);
    if (looksWestern(decoded.text)) return decoded;
    throw undecodable();
  }
}

type Encoding = Decoded["encoding"];

const ENCODINGS: readonly Encoding[] = ["utf-8", "utf-16le", "utf-16be", "windows-1252"];

function encodingNamed(charset: string): Encoding {
  const found = ENCODINGS.find((encoding) => encoding === labelled(charset));
  if (found) return found;
  throw refuse("unsupported_media_type", "Send the file in UTF-8, UTF-16 or Windows-1252.");
}

/** The encoding that a label means (https://encoding.spec.whatwg.org/): `latin1` is Windows-1252. */
function labelled(charset: string): string | null {
  try {
    return new TextDecoder(charset).encoding;
  } catch {
    return null;
  }
}

/** The encoding that a byte order mark tells. */
function markedEncoding([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** UTF-16 without a mark: of text that begins with ASCII, every second byte is 0. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const [first, second, third, fourth] = bytes;
  if (first && second === 0 && third && fourth === 0) return "utf-16le";
  return first === 0 && second && third === 0 && fourth ? "utf-16be" : null;
}

function decodeAs(encoding: Encoding, bytes: Uint8Array<ArrayBuffer>): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes), encoding };
  } catch {
    throw undecodable();
  }
}

/**
 * True if text that was read as Windows-1252 seems to be that: no character that it leaves undefined, and few letters with
 * accents next to each other, as there are in words of another alphabet that are misread.
 */
function looksWestern(text: string): boolean {
  if (/[\u0080-\u009f]/.test(text)) return false;
  const accented = text.match(/[À-ÿ]/g)?.length ?? 0;
  const adjacent = text.match(/[À-ÿ](?=[À-ÿ])/g)?.length ?? 0;
  return adjacent * 3 <= accented;
}

function undecodable() {
  return refuse(
    "malformed_request",
    "The characters of the file can't be read. Save it in UTF-8: in Excel, choose the file type “CSV UTF-8 (comma delimited)”.",
  );
}
