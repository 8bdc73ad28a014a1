import type { Word } from "./mentions";
import type { Reading } from "./readings";

/** Verbs that change something, whatever follows them. */
const VERBS = new Set(
  `create delete remove erase drop add insert set update change edit rename modify adjust increase decrease reduce raise lower
   receive reserve unreserve allocate archive restore mark assign cancel fulfil fulfill approve confirm register record
   import upload undo revert reset merge swap replace fix correct book notify email mail call text send schedule apply make put
   buy sell ship dispatch scrap bin throw dispose dismiss wipe clear close pay invoice refund release
   move push write remind warn alert`.split(/\s+/),
);
/** Words that also name or describe things: they are commands only before what they would be done to. */
const NOUNS = new Set([
  "order",
  "transfer",
  "purchase",
  "reorder",
  "restock",
  "count",
  "open",
  "waste",
  "replenish",
  "return",
  "quarantine",
  "recall",
]);
/** Who is told to do it. */
const ADDRESSED = ["could", "would", "can", "will", "lets", "let", "you", "u", "someone", "somebody", "stockbook"];
const OBJECTS =
  /^(a|an|the|some|more|another|one|two|three|four|five|six|seven|eight|nine|ten|it|them|these|those|all|us|me|\d+)$/;

/** True if a question is an instruction to change something. */
export function isWrite(reading: Reading | undefined, words: readonly Word[]): boolean {
  if (!reading) return false;
  return startsOf(reading, words).some((at) => isCommand(at, words, reading));
}

/** Where a sentence begins, behind courtesies. */
function startsOf({ pieces }: Reading, words: readonly Word[]): number[] {
  return pieces.flatMap((piece, at) => {
    const before = pieces.slice(0, at);
    const last = before.findLastIndex((each) => !isSilent(each, words));
    const is_start = last < 0;
    return is_start && !isSilent(piece, words) ? [piece.first] : [];
  });
}

function isSilent(piece: Reading["pieces"][number], words: readonly Word[]): boolean {
  if (piece.type === "unknown") return ADDRESSED.includes(words[piece.first]?.text ?? "");
  if (piece.type !== "concept") return false;
  const { tags } = piece.concept;
  return tags.has("filler") || tags.has("follow") || tags.has("also") || tags.has("we");
}

function isCommand(at: number, words: readonly Word[], { pieces }: Reading): boolean {
  const text = words[at]?.text ?? "";
  const piece = pieces.find(({ first }) => first === at);
  // A longer phrase, such as `close to expiry`, is none.
  if (piece && piece.last > piece.first) return false;
  const next = words[at + 1]?.text ?? "";
  if (NOUNS.has(text)) {
    const following = pieces.find(({ first }) => first === at + 1);
    const is_item = following?.type === "name" && ["variant", "product", "category"].includes(following.kind);
    return OBJECTS.test(next) || (is_item && text !== "stock");
  }
  return VERBS.has(text);
}
