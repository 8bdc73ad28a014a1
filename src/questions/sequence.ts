import type { Tag, Thing } from "./lexicon";
import type { Word } from "./mentions";
import type { Piece } from "./readings";
import { PARTIES, TIME_ASKED, TIMES } from "./roles";
import { THINGS } from "./vocabulary/things";

/** What joins names to a list. */
const JOINTS: readonly string[] = ["and", "or", "&", ",", "plus"];
const EXISTING = [
  "is",
  "are",
  "was",
  "were",
  "be",
  "s",
  "'s",
  "any",
  "isnt",
  "arent",
  "wasnt",
  "werent",
  "will",
  "has",
  "re",
];
const STOPS = [".", "?", "!", ";", ":"];

/** The pieces of a question in their order, and what stands around each. */
export class Sequence {
  readonly pieces: readonly Piece[];
  readonly words: readonly Word[];

  constructor(pieces: readonly Piece[], words: readonly Word[]) {
    this.pieces = pieces;
    this.words = words;
  }

  tagsAt(at: number): ReadonlySet<Tag> {
    const piece = this.pieces[at];
    return piece?.type === "concept" ? piece.concept.tags : new Set();
  }

  textAt(at: number): string {
    const piece = this.pieces[at];
    if (!piece) return "";
    return this.words
      .slice(piece.first, piece.last + 1)
      .map(({ text }) => text)
      .join(" ");
  }

  /** The place of the next piece in a direction that is more than a filler. */
  beyond(at: number, step: 1 | -1): number {
    let place = at + step;
    while (this.isEmpty(place)) place += step;
    return place;
  }

  isEmpty(at: number): boolean {
    const tags = this.tagsAt(at);
    return (
      (tags.has("filler") || tags.has("we")) && !JOINTS.includes(this.textAt(at)) && !STOPS.includes(this.textAt(at))
    );
  }

  /** The place of the name that a name is joined to by `and`, `or`, a comma or `vs`; null if it stands by itself. */
  joinedTo(at: number): number | null {
    let place = at - 1;
    let is_joint = false;
    for (; this.isEmpty(place) || this.isJoint(place) || this.tagsAt(place).has("preposition"); place--) {
      is_joint ||= this.isJoint(place);
    }
    return is_joint && this.pieces[place]?.type === "name" ? place : null;
  }

  isJoint(at: number): boolean {
    return JOINTS.includes(this.textAt(at)) || this.tagsAt(at).has("versus");
  }

  /** `There` as a place, not that of `there are` or `is there`. */
  isThatPlace(at: number): boolean {
    const piece = this.pieces[at];
    if (!piece || this.textAt(at) !== "there") return false;
    const beside = [piece.first - 1, piece.last + 1].map((place) => this.words[place]?.text ?? "");
    return !beside.some((text) => EXISTING.includes(text));
  }

  /** A letter that is no ending of the word before, and no unit of a number: a size, or the code of something. */
  isStrayLetter(at: number): boolean {
    const piece = this.pieces[at];
    const text = this.textAt(at);
    if (!piece || !/^[b-hj-tv-z]$/.test(text)) return false;
    const before = this.words[piece.first - 1];
    if (text === "s") return this.tagsAt(at - 1).has("option_noun");
    return before?.number == null && !["in", "per", "by"].includes(before?.text ?? "");
  }

  isThing(at: number): boolean {
    return [...this.tagsAt(at)].some(
      (tag) => tag in THINGS || tag === "who" || tag === "which" || tag === "all" || tag === "pronoun",
    );
  }

  /** The days of `older than 90 days` belong to the number. */
  isUnitOfNumber(tags: ReadonlySet<Tag>, at: number): boolean {
    const before = this.pieces[at - 1];
    const has_number =
      before?.type === "concept" && before.concept.numbers.length > 0 && !before.concept.tags.has("number");
    return has_number && (tags.has("day") || tags.has("week") || tags.has("month"));
  }

  /** True for a `that` that stands for what was said, instead of before it or behind it. */
  isPronoun(at: number): boolean {
    if (!["this", "that", "these", "those"].includes(this.textAt(at))) return false;
    const stands = [this.beyond(at, -1), this.beyond(at, 1)].map(
      (place) => this.pieces[place]?.type === "name" || this.pieces[place]?.type === "time" || this.isThing(place),
    );
    const next = this.pieces[this.beyond(at, 1)];
    return !stands.includes(true) && (next === undefined || next.type === "concept");
  }

  /** True if an `and` or an `or` stands before it, and something else before that. */
  isJoined(at: number): boolean {
    const joint = this.beyond(at, -1);
    return joint > 0 && joint !== this.firstContent() && ["and", "or", "&", "plus"].includes(this.textAt(joint));
  }

  /** `Mugs and orders` are two questions. */
  isJoinedToName(at: number): boolean {
    const before = this.pieces[this.beyond(this.beyond(at, -1), -1)];
    return this.isJoined(at) && (before?.type === "name" || before?.type === "time");
  }

  firstContent(): number {
    return this.beyond(-1, 1);
  }

  /** A day, a week or a month is asked for (`which month`, `the best day`), or belongs to a time that is none. */
  isStrayTime(at: number, things: readonly Thing[]): boolean {
    if (!things.some((thing) => TIMES.includes(thing)) || this.textAt(at).endsWith("ly")) return false;
    return ![...this.tagsAt(this.beyond(at, -1))].some((tag) => TIME_ASKED.includes(tag));
  }

  /** `the outlet` is one that was named, unless it is the one that a ranking finds. */
  isOne(at: number, things: readonly Thing[]): boolean {
    const before = this.words[(this.pieces[at]?.first ?? 0) - 1]?.text ?? "";
    return things.some((thing) => PARTIES.includes(thing)) && ["the", "our", "my", "that", "this"].includes(before);
  }

  /** `at the warehouse` means one that was named, which this is no name of. */
  isDefinite(at: number, things: readonly Thing[]): boolean {
    const is_place = things.some((thing) => PARTIES.includes(thing));
    return is_place && this.tagsAt(this.beyond(at, -1)).has("preposition");
  }

  /** A margin per unit is no sum, nor a grouping. */
  isPerUnit(at: number): boolean {
    const is_each = ["per", "each", "every", "for each", "for every"].includes(this.textAt(at));
    return is_each && this.tagsAt(this.beyond(at, 1)).has("unit");
  }

  /** What something is sold `for` is its price, not how much of it was sold. */
  isPriceAsked(at: number): boolean {
    const next = this.beyond(at, 1);
    return this.textAt(at) === "for" && (next >= this.pieces.length || STOPS.includes(this.textAt(next)));
  }
}
