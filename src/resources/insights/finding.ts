import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { limitTo } from "../../data/limit";
import type { Evidence, InsightKind, InsightSeverity, SuggestedAction } from "../../shared/insights";
import type { Module } from "../../shared/organization";
import type { Scaled } from "../../shared/quantity";

/** Something about an organization's stock that its people should know. */
export type Finding = {
  severity: InsightSeverity;
  title: string;
  detail: string;
  evidence: Evidence[];
  /** What it costs, in stored units of money; null where nothing has a value. */
  amount: Scaled | null;
  /** How bad it is: a dismissed finding opens again once this is a quarter higher. It must not grow merely with time. */
  measure: number;
  variant_id?: string;
  location_id?: string;
  lot_id?: string;
  supplier_id?: string;
  document_id?: string;
  suggested_action: SuggestedAction | null;
};

/** So many candidates of a kind are considered in a portion, and so many variants. */
export const MOST_CANDIDATES = 150;
const MOST_VARIANTS = 2000;

/**
 * The subjects of a portion, which follow `after` in the order of their ids: a subject is the id of a variant, location, lot or
 * document, or several of them after each other.
 */
export type Range = { after: string; whole: boolean };

/** A kind of finding: how its candidates are selected, and what is made of each. */
export type Kind = {
  name: InsightKind;
  /** The module that the organization must have. */
  module?: Module | undefined;
  /** True if all candidates are few, so that a portion considers more than some variants. */
  whole?: boolean | undefined;
  /** Selects `subject` and `facts`, as JSON, of the candidates of a portion, in the order of their subjects. */
  candidates(ctx: TenantContext, range: Range): SQL;
  /** The finding that the facts of a candidate amount to; null if they are in order. */
  find(ctx: TenantContext, facts: string): Finding | null;
};

type Definition<Facts> = Omit<Kind, "find"> & { find(ctx: TenantContext, facts: Facts): Finding | null };

/** Declares a kind. Its `Facts` are what its `candidates` select. */
export function kind<Facts>({ find, ...definition }: Definition<Facts>): Kind {
  return { ...definition, find: (ctx, facts) => find(ctx, JSON.parse(facts) as Facts) };
}

/** The condition that a variant is among those of a portion. */
export function isInRange(variant_id: SQL, range: Range): SQL {
  const from = sql`${variant_id} >= ${firstVariant(range)}`;
  return range.whole ? from : sql`${from} AND ${variant_id} <= ${lastVariant(range)}`;
}

function firstVariant({ after }: Range): string {
  return after.split(" ")[0] ?? "";
}

/** The last variant of a portion, as SQL; null if no variant follows. */
export function lastVariant(range: Range): SQL {
  return sql`(SELECT max(id) FROM (SELECT id FROM variants WHERE id >= ${firstVariant(range)} ORDER BY id ${limitTo(MOST_VARIANTS)}))`;
}

/** The LIMIT of the candidates of a portion: one more shows that there are more. */
export const FIRST_CANDIDATES = limitTo(MOST_CANDIDATES + 1);
