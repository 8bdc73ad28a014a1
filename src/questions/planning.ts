import {
  groupArguments,
  mergeArguments,
  nameArguments,
  periodArguments,
  rowArguments,
  setArguments,
  type Taken,
} from "./argue";
import { countsOf, groupOf } from "./counts";
import { type ConceptInFrame, type Frame, PUTTING, type ThingInFrame } from "./frame";
import type { Args, Counts, Intent, Need, Surroundings } from "./intents/intent";
import { isCount, lastingOf } from "./lasting";
import type { Tag } from "./lexicon";
import type { Plan } from "./outcome";
import { directionOf, isComparison, isRanking, VAGUE } from "./rows_asked";
import { say } from "./sentence";
import { currencyOf, unitsOf } from "./units";
import { PLACES } from "./vocabulary/asking";
import { CHANNELS } from "./vocabulary/sales";
import { THINGS } from "./vocabulary/things";

/** What never matters by itself. */
const UNIVERSAL: readonly Tag[] = [...PUTTING, "filler", "preposition"];

/** Kinds of locations, which a tool must be able to tell apart. */
const PLACE_TYPES = Object.keys(PLACES) as Tag[];

/** With the units that quantities must be in, if the question says any. */
export type Planned = Plan & { intent: Intent; frame: Frame; weight: number; units: readonly string[] };

/** The use of a tool that an intent makes of all that a question says; null if something of it has no place there. */
export function planOf(intent: Intent, frame: Frame, around: Surroundings): Planned | null {
  return new Planning(intent, frame, around).plan();
}

class Planning implements Taken {
  readonly intent: Intent;
  readonly frame: Frame;
  readonly around: Surroundings;
  readonly counts: Counts;
  readonly needed: ReadonlySet<Need>;
  /** The concepts and things by the tags that were used of them. */
  readonly sets: { args: Args; is_joined: boolean }[] = [];
  readonly groups = new Map<string, boolean>();
  readonly channels: string[] = [];
  weight = 0;

  constructor(intent: Intent, frame: Frame, around: Surroundings) {
    this.intent = intent;
    this.frame = frame;
    this.around = around;
    this.needed = new Set(intent.needs.flat());
    this.counts = countsOf(frame);
  }

  plan(): Planned | null {
    const { intent, frame } = this;
    if (!intent.needs.every((group) => group.some((need) => this.has(need)))) return null;
    if (intent.lacks?.some((need) => this.has(need)) || intent.unless?.(this.counts)) return null;
    if (!frame.concepts.every((concept) => this.takeConcept(concept))) return null;
    if (!frame.things.every((thing) => this.takeThing(thing))) return null;
    const group = groupArguments(this);
    const parts = [
      setArguments(this),
      nameArguments(this),
      group && rowArguments(this, group.group_by),
      periodArguments(this),
      group,
    ];
    if (parts.some((part) => part === null)) return null;
    const args = mergeArguments([
      typeof intent.fixed === "function" ? intent.fixed(this.counts) : (intent.fixed ?? {}),
      ...parts,
    ]);
    const [measure, ...others] = this.measures();
    const interpretation = say(intent, frame, args, measure);
    return {
      ...(measure ? { measure, measures: [measure, ...others] } : {}),
      units: this.frame.concepts.flatMap(({ tags }) => tags.flatMap((tag) => unitsOf(tag) ?? [])),
      tool: intent.tool,
      arguments: args,
      interpretation,
      form: this.form(group?.group_by),
      intent,
      frame,
      weight: this.weight,
    };
  }

  /** Of what is counted (`how many products …`), how many there are is said first. */
  form(group: unknown): string {
    const { intent, frame, counts } = this;
    const is_many = frame.things.some((thing) => !thing.is_group && thing.is_many);
    const is_next = frame.concepts.some(
      ({ tags, after }) => tags.includes("how_many") && after.some((tag) => tag in THINGS),
    );
    const is_counted = counts.has("how_many") && is_many && (is_next || frame.names.length === 0);
    return (is_counted && intent.counted?.[String(group ?? "none")]) || intent.form;
  }

  /** The columns that the question asks about, in the order of their words. */
  measures(): string[] {
    const { measures = {}, shows = {}, vague = [] } = this.intent;
    const columns = ({ tags }: ConceptInFrame) =>
      (tags as Tag[]).filter((tag) => !VAGUE.includes(tag)).flatMap((tag) => measures[tag] ?? shows[tag] ?? []);
    const isVague = ({ tags }: ConceptInFrame) =>
      (tags as Tag[]).some((tag) => vague.includes(tag)) && !(tags as Tag[]).some((tag) => measures[tag]);
    const { concepts } = this.frame;
    const asked = [...new Set(concepts.flatMap(columns))];
    // `Stock` is also said of what is available or reserved.
    const in_order = asked.toSorted((one, other) => Number(one === "on_hand") - Number(other === "on_hand"));
    return concepts.some(isVague) && !this.counts.is_compared ? [] : in_order;
  }

  has(need: Need): boolean {
    if (need === "@channel") return this.counts.channel > 0;
    if (need === "@period") return this.frame.period !== null;
    if (need.startsWith("@"))
      return this.frame.names.some((names) => `@${groupOf(names)}` === need && names.role !== "except");
    return this.counts.has(need as Tag);
  }

  takeConcept(concept: ConceptInFrame): boolean {
    const { intent } = this;
    const tags = concept.tags as Tag[];
    if (isComparison(concept) || lastingOf(concept, intent) !== null || isCount(concept, this.counts)) return true;
    const channel = tags.find((tag) => tag in CHANNELS);
    if (channel !== undefined && intent.channels) {
      this.channels.push(channel);
      return true;
    }
    const is_needed = tags.some((tag) => this.needed.has(tag));
    if (tags.some((tag) => intent.groups?.[tag] !== undefined)) return this.takeThing(concept);
    if (is_needed) this.weight += 2;
    if (isRanking(concept) && !is_needed) return this.canRank(concept);
    const set = tags.find((tag) => intent.sets?.[tag] !== undefined);
    if (set !== undefined) {
      this.sets.push({ args: intent.sets?.[set] ?? {}, is_joined: concept.is_joined });
      this.weight += 1;
      return true;
    }
    const is_measure = tags.some((tag) => intent.measures?.[tag] !== undefined);
    const is_unit = tags.some((tag) => tag === "day" || currencyOf(tag) !== null);
    if (tags.some((tag) => unitsOf(tag) !== null)) return true;
    return (
      is_needed ||
      is_measure ||
      tags.some((tag) => this.isAllowed(tag)) ||
      (is_unit && this.isAmount(concept)) ||
      this.takeThing(concept)
    );
  }

  isAllowed(tag: Tag): boolean {
    return UNIVERSAL.includes(tag) || (this.intent.allows?.includes(tag) ?? false);
  }

  /** Days and currencies are understood behind a comparison. */
  isAmount({ before }: ConceptInFrame): boolean {
    return before.some((tag) =>
      ["below", "at_most", "above", "at_least", "equal", "range", "cheaper", "dearer"].includes(tag),
    );
  }

  canRank(concept: ConceptInFrame): boolean {
    return directionOf(concept, this.intent) !== null;
  }

  takeThing(thing: Pick<ThingInFrame, "tags"> & Partial<ThingInFrame>): boolean {
    const { groups = {}, allows = [], sets = {} } = this.intent;
    const tags = thing.tags as Tag[];
    // Rows by shop are those by location; the shops alone are a choice that not each tool has.
    const place = thing.is_group ? undefined : tags.find((tag) => PLACE_TYPES.includes(tag));
    if (place !== undefined && sets[place] === undefined) return false;
    if (place !== undefined) this.sets.push({ args: sets[place] ?? {}, is_joined: false });
    const grouped = tags.find((tag) => groups[tag] !== undefined);
    if (grouped !== undefined) {
      const value = groups[grouped] ?? null;
      if (value === null && this.counts.is_ranked && !tags.some((tag) => this.intent.row?.includes(tag))) return false;
      const is_row = tags.some((tag) => this.intent.row?.includes(tag) || this.intent.by?.includes(tag));
      if (value === null && thing.is_group && (!is_row || tags.includes("option_noun"))) return false;
      if (value !== null) this.groups.set(value, (this.groups.get(value) ?? false) || thing.is_group === true);
      if (tags.some((tag) => this.needed.has(tag))) this.weight += 2;
      return true;
    }
    if (thing.is_group) return false;
    if (tags.some((tag) => this.needed.has(tag))) {
      this.weight += 2;
      return true;
    }
    const set = tags.find((tag) => sets[tag] !== undefined);
    if (set !== undefined) this.sets.push({ args: sets[set] ?? {}, is_joined: false });
    return set !== undefined || tags.some((tag) => allows.includes(tag) || this.isAllowed(tag));
  }
}
