import * as z from "zod";
import { through } from "../commands/compression";
import { fromBase64, toBase64 } from "../shared/base64";
import { notFound, refuse } from "../shared/errors";

const PREFIX = "cnv_";
/** An id is no longer, whatever was said: the earliest turns are left out, then the last question. */
const LONGEST_ID = 4000;
/** What an id may hold: a few bytes can stand for megabytes of the same letter. */
const MOST_BYTES = 64 * 1024;
const MOST_TURNS = 3;
const LONGEST_TEXT = 600;

const Turn = z.strictObject({ question: z.string().max(LONGEST_TEXT), answer: z.string().max(LONGEST_TEXT) });

/** What was asked and answered, in short. */
type Turn = z.output<typeof Turn>;

/** What the next question of a conversation may go on from: what the last one was taken to mean, and the latest turns. */
export type Conversation<Last> = { last: Last | null; turns: readonly Turn[] };

/**
 * A conversation as the id that its client sends with the next question. Nothing is stored, and nobody else's data is in it; what does
 * not fit is left out.
 */
export async function toConversationId<Last>(
  organization_id: string,
  { last, turns }: Conversation<Last>,
): Promise<string> {
  const latest = turns.slice(-MOST_TURNS).map(({ question, answer }) => ({
    question: question.slice(0, LONGEST_TEXT),
    answer: answer.slice(0, LONGEST_TEXT),
  }));
  const shorter = [...latest.keys(), latest.length].map((from) => ({ last, turns: latest.slice(from) }));
  for (const conversation of [...shorter, { last: null, turns: [] }]) {
    const id = await idOf({ organization_id, ...conversation });
    if (id.length <= LONGEST_ID) return id;
  }
  throw new Error("An empty conversation has a short id.");
}

async function idOf(state: object): Promise<string> {
  const deflated = through(JSON.stringify(state), new CompressionStream("deflate-raw"));
  const text = toBase64(new Uint8Array(await new Response(deflated).arrayBuffer()));
  return PREFIX + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * The conversation that an id stands for; `Last` is what the schema `last` parses. An id that is none is 422 `validation_failed`
 * for the field `conversation_id`, one of another organization 404 `not_found`.
 */
export async function fromConversationId<Last>(
  last: z.ZodType<Last>,
  organization_id: string,
  id: string,
): Promise<Conversation<Last>> {
  const State = z.strictObject({
    organization_id: z.string(),
    last: last.nullable(),
    turns: z.array(Turn).max(MOST_TURNS),
  });
  const state = State.safeParse(await stateOf(id));
  if (!state.success) throw malformed();
  if (state.data.organization_id !== organization_id) throw notFound("conversation");
  return { last: state.data.last, turns: state.data.turns };
}

const malformed = () =>
  refuse("validation_failed", "conversation_id is not the one of an answer. Send that of the answer before, or none.", {
    field: "conversation_id",
  });

/** What an id holds; undefined if it is none. */
async function stateOf(id: string): Promise<unknown> {
  if (!/^cnv_[A-Za-z0-9_-]+$/.test(id)) return undefined;
  const text = id.slice(PREFIX.length).replaceAll("-", "+").replaceAll("_", "/");
  try {
    return JSON.parse(await inflated(fromBase64(text)));
  } catch {
    return undefined;
  }
}

/** The text of compressed bytes, which may be anyone's. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let [text, read] = ["", 0];
  for await (const chunk of through(bytes, new DecompressionStream("deflate-raw"))) {
    read += chunk.byteLength;
    if (read > MOST_BYTES) throw new Error("An id holds more than any conversation.");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
