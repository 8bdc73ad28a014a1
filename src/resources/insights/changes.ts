import { sql } from "drizzle-orm";
import { insights } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import type { Portion } from "../../data/portion";
import { upsertRows } from "../../data/rows";
import { onlyIf } from "../../data/unchanged";
import { announceAll } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import { INSIGHT_SEVERITIES, type InsightKind } from "../../shared/insights";
import type { Finding } from "./finding";
import { type NewInsight, type StoredInsight, toInsight } from "./queries";

/** What is stored of an insight that is found again. */
export type Known = Pick<
  StoredInsight,
  "id" | "severity" | "status" | "measure" | "history" | "first_seen_at" | "last_seen_at" | "computed_at"
> & { lasts: 0 | 1; closed_at: string | null; dismissed_at: string | null };

/** What was read of an insight, which the commit must find unchanged. */
type Seen = { key: string; status?: string; dismissed_at?: string | null; computed_at?: string };
type Found = { finding: Finding; known: Known | null };

/** A dismissed finding opens again once its measure is so many times what it was. */
const WORSE = 1.25;
/** So many earlier times are kept of an insight. */
const KEPT_PERIODS = 50;

/**
 * What a portion changes: insights that are new or found again are written, with an event for each that opens; those that have
 * ended are closed. A dismissed one stays as it was when it was dismissed, and opens only if it has become worse. If one was
 * dismissed or computed by another run meanwhile, the commit fails with `stale_read`, and the portion is decided again.
 */
export function changesOf(
  ctx: TenantContext,
  kind: InsightKind,
  found: ReadonlyMap<string, Found>,
  ended: readonly Seen[],
): Omit<Portion, "next"> {
  const all = [...found].map(([key, { finding, known }]) => ({
    key,
    finding,
    known,
    change: changeOf(finding, known),
  }));
  const written = all.filter(({ change }) => change !== "quiet");
  const rows = written.map(({ key, finding, known, change }) => rowOf(ctx, kind, { key, finding, known, change }));
  const opened = rows.filter((_, at) => written[at]?.change !== "refreshed");
  const quiet = all.flatMap(({ key, change }) => (change === "quiet" ? [key] : []));
  const seen = [...all.map(({ key, known }) => seenOf(key, known)), ...ended];
  const at = timestamp(ctx.now);
  const statements = [
    ...(seen.length > 0 ? [unchanged(seen)] : []),
    ...upsertRows(insights, ["key"], rows),
    ...(quiet.length > 0 ? [sql`UPDATE insights SET last_seen_at = ${at} WHERE key IN ${keys(quiet)}`] : []),
    ...(ended.length > 0
      ? [
          sql`UPDATE insights SET status = 'closed', lasts = 0, closed_at = coalesce(closed_at, ${at}), updated_at = ${at}
            WHERE key IN ${keys(ended.map(({ key }) => key))}`,
        ]
      : []),
    ...announceAll(
      ctx,
      "insight.created",
      opened.map((row) => ({ insight: toInsight(ctx, row) })),
    ),
  ];
  return {
    statements,
    did: { insights_found: all.length, insights_opened: opened.length, insights_closed: ended.length },
  };
}

type Change = "new" | "reopened" | "refreshed" | "quiet";

function changeOf(finding: Finding, known: Known | null): Change {
  if (known === null) return "new";
  if (!known.lasts) return "reopened";
  if (known.status === "open") return "refreshed";
  return isWorse(finding, known) ? "reopened" : "quiet";
}

function isWorse(finding: Finding, dismissed: Known): boolean {
  const rank = (severity: Finding["severity"]) => INSIGHT_SEVERITIES.indexOf(severity);
  return rank(finding.severity) > rank(dismissed.severity) || finding.measure >= WORSE * dismissed.measure;
}

type Written = Found & { key: string; change: Change };

function rowOf(ctx: TenantContext, kind: InsightKind, { key, finding, known, change }: Written): NewInsight {
  const at = timestamp(ctx.now);
  return {
    ...timesOf(ctx, known, change),
    key,
    kind,
    severity: finding.severity,
    status: "open",
    lasts: true,
    title: finding.title,
    detail: finding.detail,
    evidence: finding.evidence,
    amount: finding.amount,
    variant_id: finding.variant_id ?? null,
    location_id: finding.location_id ?? null,
    lot_id: finding.lot_id ?? null,
    supplier_id: finding.supplier_id ?? null,
    document_id: finding.document_id ?? null,
    suggested_action: finding.suggested_action,
    measure: finding.measure,
    last_seen_at: at,
    closed_at: null,
    dismissed_at: null,
    computed_at: at,
    updated_at: at,
  };
}

/** The id of an insight, when it was first seen this time, and its earlier times. */
function timesOf(ctx: TenantContext, known: Known | null, change: Change) {
  const at = timestamp(ctx.now);
  if (known === null) return { id: newId("insight", ctx.now), first_seen_at: at, history: [] };
  const { id, first_seen_at, last_seen_at, closed_at, dismissed_at, history } = known;
  if (change === "refreshed") return { id, first_seen_at, history };
  const period = { first_seen_at, last_seen_at, closed_at: closed_at ?? at, dismissed_at };
  return { id, first_seen_at: at, history: [...history, period].slice(-KEPT_PERIODS) };
}

function keys(of: readonly string[]) {
  return sql`(SELECT value FROM json_each(${JSON.stringify(of)}))`;
}

function seenOf(key: string, known: Known | null): Seen {
  return {
    key,
    ...(known && { status: known.status, dismissed_at: known.dismissed_at, computed_at: known.computed_at }),
  };
}

/** Fails the commit unless insights are as they were read; one that was not there has only its key. */
function unchanged(seen: readonly Seen[]): Statement {
  const rows = seen.map(({ key, status, dismissed_at, computed_at }) => [key, status, dismissed_at, computed_at]);
  return onlyIf(sql`NOT EXISTS (SELECT 1 FROM (SELECT value FROM json_each(${JSON.stringify(rows)}) LIMIT -1) j
    LEFT JOIN insights i ON i.key = j.value ->> 0
    WHERE i.status IS NOT j.value ->> 1 OR i.dismissed_at IS NOT j.value ->> 2 OR i.computed_at IS NOT j.value ->> 3)`);
}
