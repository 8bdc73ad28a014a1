import { groupOf } from "./counts";
import {
  type ConceptInFrame,
  type Frame,
  ITEM_KINDS,
  isWeak,
  type NamesInFrame,
  type Role,
  type ThingInFrame,
} from "./frame";
import type { Tag, Thing } from "./lexicon";
import type { Named, NameMention, Word } from "./mentions";
import type { Piece, Reading } from "./readings";
import { NEUTRAL, PLACED, PLACING, ROLE_OF, SOFT, THING_OF, VARIANT_NOUNS } from "./roles";
import { isRanking } from "./rows_asked";
import { Sequence } from "./sequence";
import { THINGS } from "./vocabulary/things";

type Of<Type extends Piece["type"]> = Extract<Piece, { type: Type }>;

/** What a reading says, or null if its parts can't belong together; `is_following` if it begins as what goes on from a question. */
export type Framed = {
  frame: Frame;
  /** Names that the word before or behind them makes sure: `the product Candles`. */
  assured: number;
  follow: "replace" | "add" | null;
  /** True if it can't stand by itself: `what about lamps?`, or how many `of them` there are. */
  is_dependent: boolean;
  /** True if it points back to a place: how many were sold `there`. */
  is_of_place: boolean;
  /** What each name that fits several things, in the singular, may be. */
  ambiguous: readonly (readonly Named[])[];
};

/** What a reading says. Null if a word of it has no part to play. */
export function toFrame(reading: Reading, words: readonly Word[]): Framed | null {
  return new Framing(
    reading.pieces.filter(({ type }) => type !== "unknown"),
    words,
  ).read();
}

class Framing extends Sequence {
  readonly frame: Frame = { concepts: [], things: [], names: [], period: null };
  /** Where the last name stood, by its kind and role. */
  readonly named = new Map<string, number>();
  assured = 0;
  follow: Framed["follow"] = null;
  readonly ambiguous: (readonly Named[])[] = [];
  is_marked = false;
  points_back = false;
  is_of_place = false;
  exclusion = false;
  is_definite = false;
  is_impossible = false;

  read(): Framed | null {
    for (const [at, piece] of this.pieces.entries()) {
      if (piece.type === "name") this.addName(piece, at);
      else if (piece.type === "time") this.addPeriod(piece);
      else if (piece.type === "concept") this.addConcept(piece, at);
    }
    const is_definite = this.is_definite && !this.frame.concepts.some(isRanking);
    if (this.is_impossible || this.exclusion || is_definite) return null;
    const { frame, assured, follow, ambiguous, is_of_place } = this;
    const is_bare = follow !== null && frame.concepts.length === 0;
    const is_dependent = this.is_marked || this.points_back || is_of_place || is_bare;
    return { frame, assured, follow, ambiguous, is_dependent, is_of_place };
  }

  roleAt(at: number): Role {
    const before = this.beyond(at, -1);
    const tags = this.tagsAt(before);
    if (tags.has("preposition")) return ROLE_OF[this.textAt(before)] ?? "plain";
    return tags.has("by") ? "by" : "plain";
  }

  addPeriod({ mention: { past, future, text } }: Of<"time">) {
    if (this.frame.period) this.is_impossible = true;
    this.frame.period = { past, future, text };
  }

  addName({ mention, kind }: Of<"name">, at: number) {
    let things = mention.among.filter((each) => each.kind === kind);
    const group = ITEM_KINDS.includes(kind) ? "item" : kind;
    const joined = this.joinedTo(at);
    const before = joined === null ? undefined : this.pieces[joined];
    const last = this.frame.names.at(-1);
    if (before?.type === "name" && last && groupOf(last) === group) {
      if (last.kind !== kind) this.is_impossible = true;
      if (isUnsure(mention, things)) this.ambiguous.push(things);
      last.things.push(...things.filter(({ id }) => !last.things.some((each) => each.id === id)));
      last.is_all ||= mention.is_plural && things.length > 1;
      return;
    }
    const role = this.exclusion ? "except" : this.roleAt(at);
    this.exclusion = false;
    if (role === "except") things = this.amongNamed(things);
    if (isUnsure(mention, things)) this.ambiguous.push(things);
    const place = `${group} ${role === "except" || role === "from" || role === "to" ? role : ""}`;
    if (this.named.has(place)) this.is_impossible = true;
    this.named.set(place, at);
    this.frame.names.push({
      kind,
      role,
      things: [...things],
      is_all: mention.is_plural && things.length > 1,
    } satisfies NamesInFrame);
  }

  /** Of what is left out, what belongs to what was named: `mugs without the white ones`. */
  amongNamed(things: Named[]): Named[] {
    const products = this.frame.names.filter(({ kind }) => kind === "product").flatMap((names) => names.things);
    const belonging = things.filter(({ name }) => products.some((product) => name.startsWith(product.name)));
    return belonging.length > 0 ? belonging : things;
  }

  addConcept(piece: Of<"concept">, at: number) {
    const { tags } = piece.concept;
    if (tags.has("day_part")) return this.checkOpening(at);
    if (tags.has("except")) return this.startExclusion(at);
    if (at === this.firstContent() && (tags.has("follow") || tags.has("also"))) {
      this.follow = tags.has("also") ? "add" : "replace";
      this.is_marked = !SOFT.includes(this.textAt(at));
      if (tags.has("follow") && tags.size === 1) return;
      if (tags.has("also")) return;
    }
    if (tags.has("follow") && tags.size === 1 && at === this.beyond(this.pieces.length, -1)) {
      this.follow ??= "replace";
      this.is_marked ||= !SOFT.includes(this.textAt(at));
      return;
    }
    if (tags.has("by")) return this.checkGroup(at);
    if (tags.has("versus")) {
      if (this.pieces[this.beyond(at, 1)]?.type !== "name") this.is_impossible = true;
      return;
    }
    if (tags.has("preposition")) return this.checkPreposition(at);
    if (tags.has("filler") && this.isPronoun(at)) return this.addPronoun();
    if (this.isStrayLetter(at)) this.is_impossible = true;
    if (tags.has("filler") || tags.has("also")) return;
    if (
      this.follow &&
      tags.has("follow") &&
      tags.size === 1 &&
      this.frame.concepts.length + this.frame.names.length === 0
    )
      return;
    const things = [...tags].filter((tag): tag is Thing => tag in THINGS);
    const is_group = this.tagsAt(this.beyond(at, -1)).has("by");
    if (this.isUnitOfNumber(tags, at)) return;
    if (things.length > 0 && (is_group || [...tags].every((tag) => tag in THINGS || NEUTRAL.includes(tag))))
      return this.addThing(piece, things, at);
    if (this.isThatPlace(at)) this.is_of_place = true;
    if (tags.has("pronoun")) this.points_back ||= this.isFirstSaid();
    this.frame.concepts.push(this.toConcept(piece, at));
  }

  /** True if nothing was said that a pronoun could stand for. */
  isFirstSaid(): boolean {
    const { names, things, concepts } = this.frame;
    return names.length + things.length === 0 && concepts.every(isWeak);
  }

  /** `how much is that worth`: what was said before. */
  addPronoun() {
    this.points_back ||= this.isFirstSaid();
    this.frame.concepts.push({ tags: ["pronoun"], numbers: [], before: [], after: [], is_joined: false });
  }

  /** `Morning, what is low?` greets; `this morning` is no time of the calendar. */
  checkOpening(at: number) {
    if (at > 0 || ![",", ".", "!"].includes(this.textAt(at + 1))) this.is_impossible = true;
  }

  startExclusion(at: number) {
    let next = this.beyond(at, 1);
    if (this.tagsAt(next).has("preposition")) next = this.beyond(next, 1);
    this.exclusion = this.pieces[next]?.type === "name";
    if (!this.exclusion) this.is_impossible = true;
  }

  checkGroup(at: number) {
    const next_at = this.beyond(at, 1);
    const next = this.pieces[next_at];
    if (next === undefined || next.type === "time") this.is_impossible = true;
    if (this.isPerUnit(at)) this.is_impossible = true;
  }

  checkPreposition(at: number) {
    const next = this.beyond(at, 1);
    if (this.isPriceAsked(at)) this.is_impossible = true;
    const is_verb = this.pieces[next]?.type === "concept" && !this.isThing(next) && !this.tagsAt(next).has("on_hand");
    if (["to", "on"].includes(this.textAt(at)) && is_verb) this.is_impossible = true;
    if (!PLACING.includes(this.textAt(at)) || this.pieces[next]?.type !== "concept") return;
    if (![...this.tagsAt(next)].some((tag) => PLACED.includes(tag) || tag === "except")) this.is_impossible = true;
  }

  addThing({ concept }: Of<"concept">, things: readonly Thing[], at: number) {
    const is_group = this.tagsAt(this.beyond(at, -1)).has("by");
    const beside = [at - 1, at + 1].map((place) => this.pieces[place]);
    const is_kind = beside.some(
      (piece) => piece?.type === "name" && THING_OF[piece.kind]?.some((thing) => things.includes(thing)),
    );
    if (is_kind && !is_group) this.assured += 1;
    if (is_kind && !is_group && !concept.tags.has("order") && !concept.is_many) return;
    if (!is_group && this.isJoinedToName(at)) this.is_impossible = true;
    if (!is_group && ((!concept.is_many && this.isDefinite(at, things)) || this.isStrayTime(at, things))) {
      this.is_impossible = true;
    }
    this.is_definite ||= !is_group && !concept.is_many && this.isOne(at, things);
    const thing: ThingInFrame = {
      tags: [...concept.tags],
      is_many: concept.is_many,
      is_group,
      is_joined: this.isJoined(at),
    };
    this.frame.things.push(thing);
  }

  /** The colours that something comes in do not arrive. */
  isOfVariants(tags: ReadonlySet<Tag>): boolean {
    const { things } = this.frame;
    return tags.has("come_in") && things.some((thing) => thing.tags.some((tag) => VARIANT_NOUNS.includes(tag)));
  }

  toConcept({ concept }: Of<"concept">, at: number): ConceptInFrame {
    return {
      tags: this.isOfVariants(concept.tags) ? ["come_in"] : [...concept.tags],
      numbers: [...concept.numbers],
      before: [...this.tagsAt(this.beyond(at, -1))],
      after: [...this.tagsAt(this.beyond(at, 1))],
      is_joined: this.isJoined(at),
    };
  }
}

/** True if a name fits several things and is no plural, or more than are known. */
const isUnsure = ({ is_plural, is_cut }: NameMention, things: readonly Named[]): boolean =>
  is_cut || (things.length > 1 && !is_plural);
