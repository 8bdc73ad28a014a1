import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";
import { type IdKind, newDocumentNumber, newId } from "../shared/ids";

/** The columns that every new document starts with. Its number is generated if the client gives none. */
export function documentHead(ctx: TenantContext, kind: IdKind, prefix: string, number: string | undefined) {
  const now = timestamp(ctx.now);
  return {
    sequence: 0,
    id: newId(kind, ctx.now),
    number: number ?? newDocumentNumber(prefix, ctx.now),
    version: 1,
    created_at: now,
    updated_at: now,
  };
}

/** A document without what is not a column of its head: its sequence, which the database assigns, and its lines. */
export function withoutSequence<D extends { sequence: number; items: unknown }>({ sequence, items, ...row }: D) {
  return row;
}

/** Selects the sequence of a document, for the lines that are inserted in the same commit. */
export function sequenceOf(table: string, id: string): SQL {
  return sql`(SELECT sequence FROM ${sql.identifier(table)} WHERE id = ${id})`;
}
