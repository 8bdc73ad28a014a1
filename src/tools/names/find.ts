import type { TenantContext } from "../../commands/context";
import { type Candidates, readCandidates } from "./candidates";
import { type Fit, fitsOf, RANKS, type Rank } from "./fits";
import type { Named, NameMention } from "./mentions";
import { piecesOf } from "./pieces";
import type { Word } from "./words";

/** How well words fit that are of a rank. */
export const SCORES: Readonly<Record<Rank, number>> = {
  exact: 1,
  whole: 0.95,
  part: 0.8,
  misspelt: 0.7,
  misspelt_part: 0.5,
};

/** More than so many are not listed. */
const MOST_AMONG = 100;

/**
 * The names in a question: every span of words that is a code, a whole name, or a telling part of one, also in the plural, in
 * another order or with typing errors. Of a span, all that fit equally well; spans may overlap. The best come first. Reads once,
 * a bounded number of rows.
 */
export async function findNames(ctx: Pick<TenantContext, "read">, words: readonly Word[]): Promise<NameMention[]> {
  return mentionsOf(words, await readCandidates(ctx, words));
}

/** The names in a question, of what was read. */
function mentionsOf(words: readonly Word[], candidates: Candidates): NameMention[] {
  const fits = fitsOf(words, candidates.found).filter(({ isSure }) => isSure);
  const spans = Map.groupBy(fits, ({ first, last }) => `${first} ${last}`);
  const best = [...spans.values()].map(bestOf);
  const pieces = piecesOf(words);
  const needed = best.filter((one) => !best.some((other) => makesUpFor(one, other, pieces)));
  return needed
    .map((each) => mention(each, candidates))
    .toSorted((one, other) => other.score - one.score || length(other) - length(one) || one.first - other.first);
}

const length = ({ first, last }: NameMention): number => last - first;

/** Of what fits the same words, what fits best; what is archived only if nothing else does. */
function bestOf(fits: readonly Fit[]): Fit[] {
  const rank = RANKS.find((each) => fits.some((fit) => fit.rank === each));
  const equal = fits.filter((fit) => fit.rank === rank);
  const active = equal.filter(({ candidate }) => !candidate.isArchived);
  return active.length > 0 ? active : equal;
}

/** True if words are within a whole name, in its order, of which the other words are no words of the language of questions. */
function makesUpFor(fits: readonly Fit[], others: readonly Fit[], pieces: ReturnType<typeof piecesOf>): boolean {
  const [one, other] = [fits[0], others[0]];
  if (!one || !other || one === other) return false;
  const isWithin = other.first <= one.first && other.last >= one.last && other.pieces.length > one.pieces.length;
  if (!isWithin || !other.isInOrder || (other.rank !== "exact" && other.rank !== "whole")) return false;
  return other.pieces.every((piece) => one.pieces.includes(piece) || !pieces[piece]?.isCommon);
}

function mention(fits: readonly Fit[], candidates: Candidates): NameMention {
  const { first, last, rank, pieces } = fits[0] as Fit;
  const among = new Map(fits.map(({ candidate }) => [`${candidate.kind} ${candidate.id}`, toNamed(candidate)]));
  const isPart = rank !== "exact";
  return {
    ...{ first, last, among: [...among.values()].slice(0, MOST_AMONG) },
    is_exact: rank === "exact",
    is_cut:
      among.size > MOST_AMONG || (isPart && fits.some(({ candidate }) => candidates.isCut(candidate.kind, pieces))),
    is_plural: fits.some((fit) => fit.isPlural),
    score: SCORES[rank],
  };
}

function toNamed({ kind, id, name, code, product_id }: Named): Named {
  return { kind, id, name, code, ...(product_id === undefined ? {} : { product_id }) };
}
