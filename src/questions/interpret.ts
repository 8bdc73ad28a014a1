import type { Frame } from "./frame";
import { type Framed, toFrame } from "./framing";
import { beforeOf, planFor } from "./going_on";
import type { Surroundings } from "./intents/intent";
import { type Concept, findConcepts } from "./lexicon";
import type { Named, NameMention, TimeMention, Word } from "./mentions";
import { plausibleNames, rankOfName } from "./naming";
import type { Misunderstood } from "./outcome";
import type { Planned } from "./planning";
import { type Reading, readingsOf } from "./readings";
import { ambiguity, foreignWords, isEmpty, refusal } from "./refusals";
import { isWrite } from "./writes";

/** A question as it is read: its words, and what names and times are among them. */
export type Question = { words: readonly Word[]; names: readonly NameMention[]; times: readonly TimeMention[] };

export type Interpretation = { plan: Planned } | { misunderstood: Misunderstood };

/** A reading that explains the question as a whole. */
type Complete = { reading: Reading; framed: Framed; plan: Planned; rank: number };

/**
 * What a question means: the use of a tool that honours everything it says. All readings are tried; that with the longest exact
 * names is taken, and if two of these mean different things, neither. `previous` is what the question before said, if there was one.
 */
export function interpret(question: Question, around: Surroundings, previous: Frame | null): Interpretation {
  const { words } = question;
  const concepts = findConcepts(words);
  const readings = readingsOf(words, { ...question, names: plausibleNames({ ...question, concepts }), concepts });
  if (isWrite(readings[0], words)) return { misunderstood: refusal("write", question) };
  const whole = readings.filter(({ pieces }) => pieces.every(({ type }) => type !== "unknown"));
  if (whole.length === 0) return { misunderstood: foreignWords(readings[0], question) };
  const framed = whole.flatMap((reading) => {
    const each = toFrame(reading, words);
    return each ? [{ reading, framed: each }] : [];
  });
  const before = beforeOf(previous, around);
  const complete = framed.flatMap(({ reading, framed: each }): Complete[] => {
    const plan = planFor(each, around, before);
    return plan ? [{ reading, framed: each, plan, rank: rankOf(reading, each, concepts, words) }] : [];
  });
  if (complete.length === 0) return { misunderstood: refusal(reasonOf(framed, question, previous), question) };
  return decide(complete, question);
}

/** Of the complete readings the one of the highest rank, and of the lowest cost among these. */
function decide(complete: readonly Complete[], question: Question): Interpretation {
  const [best, ...others] = complete.toSorted(
    (one, other) =>
      other.rank - one.rank || one.reading.cost - other.reading.cost || other.plan.weight - one.plan.weight,
  );
  if (!best) return { misunderstood: refusal("meaning", question) };
  const ambiguous = best.framed.ambiguous[0];
  if (ambiguous) return { misunderstood: ambiguity(ambiguous, question) };
  const rival = others.find(
    ({ rank, plan, framed }) =>
      rank >= best.rank - 0.01 && namesOf(framed.frame) !== namesOf(best.framed.frame) && differs(plan, best.plan),
  );
  if (rival) return { misunderstood: ambiguity(differing(best.framed.frame, rival.framed.frame), question) };
  return { plan: best.plan };
}

const differs = (one: Planned, other: Planned): boolean =>
  one.tool !== other.tool || JSON.stringify(one.arguments) !== JSON.stringify(other.arguments);
const allNames = ({ names }: Frame): Named[] => names.flatMap(({ things }) => things);
/** The names that only one of two frames has. */
function differing(one: Frame, other: Frame): Named[] {
  const lacks = (named: Named, frame: Frame) =>
    !allNames(frame).some(({ kind, id }) => kind === named.kind && id === named.id);
  return [...allNames(one).filter((each) => lacks(each, other)), ...allNames(other).filter((each) => lacks(each, one))];
}

const namesOf = (frame: Frame): string =>
  JSON.stringify(
    allNames(frame)
      .map(({ kind, id }) => [kind, id])
      .sort(),
  );

/** How sure the names of a reading are: the more words of exact names, the surer. */
function rankOf(
  { pieces }: Reading,
  { assured }: Framed,
  concepts: readonly Concept[],
  words: readonly Word[],
): number {
  const ranks = pieces.map((piece) => (piece.type === "name" ? rankOfName(piece.mention, words, concepts) : 0));
  return ranks.reduce((sum, rank) => sum + rank, 0) + 0.4 * assured;
}

function reasonOf(framed: readonly { framed: Framed }[], question: Question, previous: Frame | null) {
  if (question.times.some(({ past, future }) => past === null && future === null)) return "time" as const;
  if (framed.length === 0) return "meaning" as const;
  if (!previous && framed.some(({ framed: each }) => each.follow !== null || each.is_dependent || isEmpty(each.frame)))
    return "context" as const;
  return "meaning" as const;
}
