import { sql } from "drizzle-orm";
import * as z from "zod";
import type { TenantContext } from "../../commands/context";
import type { Step } from "../../commands/step";
import { build } from "../../data/database";
import type { Portion } from "../../data/portion";
import { INSIGHT_KINDS } from "../../shared/insights";
import { changesOf, type Known } from "./changes";
import { type Finding, type Kind, lastVariant, MOST_CANDIDATES, type Range } from "./finding";
import { deadStock } from "./kinds/dead_stock";
import { demandDrop } from "./kinds/demand_drop";
import { demandSpike } from "./kinds/demand_spike";
import { expiryRisk } from "./kinds/expiry_risk";
import { margin } from "./kinds/margin";
import { oversold } from "./kinds/oversold";
import { overstock } from "./kinds/overstock";
import { shrinkage } from "./kinds/shrinkage";
import { stockoutRisk } from "./kinds/stockout_risk";
import { supplierLate } from "./kinds/supplier_late";

/** The kinds of findings, in the order in which they are looked for. */
const KINDS: readonly Kind[] = [
  ...[stockoutRisk, oversold, expiryRisk, supplierLate, shrinkage, margin],
  ...[demandSpike, demandDrop, overstock, deadStock],
];

/** Where a portion begins: the kind, and the subject that it follows. */
const Place = z.strictObject({ kind: z.enum(INSIGHT_KINDS), after: z.string() });

/** A candidate of a portion, with what is stored of its insight, both as JSON. */
type Candidate = { subject: string; facts: string; known: string | null };

/**
 * The step of the nightly run that finds insights: kind by kind, and of each kind variant by variant. A portion reads once, and
 * leaves to the runner what is to be written. If it is run again from the same place, it changes nothing more.
 */
export const findInsights: Step = {
  name: "insights",
  async run(ctx, from) {
    const place = from === null || from === undefined ? null : Place.parse(from);
    const position = place === null ? 0 : KINDS.findIndex(({ name }) => name === place.kind);
    const kind = KINDS[position] as Kind;
    const range = { after: place?.after ?? "", whole: kind.whole ?? false };
    const { statements, did, last } = await portionOf(ctx, kind, range);
    if (last !== null) return { statements, did, next: { kind: kind.name, after: last } };
    const following = KINDS[position + 1];
    return { statements, did, next: following ? { kind: following.name, after: "" } : null };
  },
};

/** What changes of a kind's insights in a range, and the last subject that was considered; null at the end. */
async function portionOf(
  ctx: TenantContext,
  kind: Kind,
  range: Range,
): Promise<Omit<Portion, "next"> & { last: string | null }> {
  const { candidates, lasting, ends } = await ctx.read({
    candidates: isEnabled(ctx, kind) ? selectCandidates(ctx, kind, range) : null,
    lasting: selectLasting(kind, range),
    ends: range.whole ? null : selectEnd(range),
  });
  const last = lastOf([
    ...ends.filter(({ has_more }) => has_more).map(({ upto }) => `${upto}!`),
    ...candidates.slice(MOST_CANDIDATES - 1, -1).map(({ subject }) => subject),
    ...lasting.slice(MOST_CANDIDATES - 1, -1).map(({ key }) => key.slice(kind.name.length + 1)),
  ]);
  const isWithin = (subject: string) => last === null || subject <= last;
  const found = new Map<string, { finding: Finding; known: Known | null }>();
  for (const { subject, facts, known } of candidates) {
    const finding = isWithin(subject) ? kind.find(ctx, facts) : null;
    if (finding) found.set(keyOf(kind, subject), { finding, known: known === null ? null : JSON.parse(known) });
  }
  const ended = lasting.filter(({ key }) => isWithin(key.slice(kind.name.length + 1)) && !found.has(key));
  return { ...changesOf(ctx, kind.name, found, ended), last };
}

const keyOf = ({ name }: Kind, subject: string) => `${name} ${subject}`;

function isEnabled({ organization }: TenantContext, { module }: Kind): boolean {
  return module === undefined || organization.modules.includes(module);
}

function selectCandidates(ctx: TenantContext, kind: Kind, range: Range) {
  const known = sql`iif(i.id IS NULL, NULL, json_object('id', i.id, 'severity', i.severity, 'status', i.status,
    'lasts', i.lasts, 'measure', i.measure, 'history', json(i.history), 'first_seen_at', i.first_seen_at,
    'last_seen_at', i.last_seen_at, 'closed_at', i.closed_at, 'dismissed_at', i.dismissed_at,
    'computed_at', i.computed_at))`;
  return build
    .select({ subject: sql<string>`subject`, facts: sql<string>`facts`, known: sql<Candidate["known"]>`known` })
    .from(
      sql`(SELECT c.subject, c.facts, ${known} AS known FROM (${kind.candidates(ctx, range)}) c
        LEFT JOIN insights i ON i.key = ${`${kind.name} `} || c.subject)`,
    )
    .orderBy(sql`subject`);
}

/** Selects the insights of a range whose finding has lasted so far, dismissed ones among them. */
function selectLasting(kind: Kind, range: Range) {
  const upto = range.whole ? sql`'~'` : sql`coalesce(${lastVariant(range)} || '!', '~')`;
  return build
    .select({
      key: sql<string>`key`,
      status: sql<string>`status`,
      dismissed_at: sql<string | null>`dismissed_at`,
      computed_at: sql<string>`computed_at`,
    })
    .from(
      sql`(SELECT key, status, dismissed_at, computed_at FROM insights INDEXED BY insights_lasting
        WHERE lasts AND key > ${keyOf(kind, range.after)} AND key < ${`${kind.name} `} || ${upto}
        ORDER BY key LIMIT ${sql.raw(String(MOST_CANDIDATES + 1))})`,
    );
}

/** Selects the last variant of a range, and whether more follow. */
function selectEnd(range: Range) {
  return build.select({ upto: sql<string | null>`upto`, has_more: sql<number>`has_more` }).from(
    sql`(SELECT upto, EXISTS (SELECT 1 FROM variants WHERE id > upto) AS has_more
        FROM (SELECT ${lastVariant(range)} AS upto))`,
  );
}

/** The first of several ends, which is where a portion ends. */
function lastOf(subjects: readonly string[]): string | null {
  return subjects.toSorted()[0] ?? null;
}
