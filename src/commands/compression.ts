import { fromBase64, toBase64 } from "../shared/base64";

/** Longer texts are compressed: in UTF-8, one of this length has at most 1.5 MB. */
const LONGEST = 500_000;

/** What a compressed text begins with. JSON, sealed and empty texts never do. */
const MARK = "gzip:";

/** A text as it is stored: a long one compressed, with gzip in base64. */
export async function compress(text: string): Promise<string> {
  if (text.length <= LONGEST) return text;
  return (
    MARK + toBase64(new Uint8Array(await new Response(through(text, new CompressionStream("gzip"))).arrayBuffer()))
  );
}

/** The text that `compress` was given, to the letter. */
export async function decompress(stored: string): Promise<string> {
  if (!stored.startsWith(MARK)) return stored;
  return new Response(through(fromBase64(stored.slice(MARK.length)), new DecompressionStream("gzip"))).text();
}

/** What comes of data that goes through a stream. */
export function through(
  data: string | Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): ReadableStream {
  return new Blob([data]).stream().pipeThrough(stream);
}

/** D1 stores at most 2 MB in a row. */
const PORTION = 1_500_000;

/** A stored text in portions of which each fits into a row; at least one. */
export function portionsOf(stored: string): string[] {
  return Array.from({ length: Math.max(1, Math.ceil(stored.length / PORTION)) }, (_, at) =>
    stored.slice(at * PORTION, (at + 1) * PORTION),
  );
}
