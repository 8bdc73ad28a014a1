import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";
import { type IdKind, newDocumentNumber, newId } from "../shared/ids";

/** What every new document begins with; its number is made where the client gives none. */
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

/** Selects the number that a document of this table has in its list: what its lines refer to it by. */
export function withoutSequence<D extends { sequence: number; items: unknown }>({ sequence, items, ...row }: D) {
  return row;
}

/** Selects the sequence of a document, for its lines to be inserted in the same commit. */
export function sequenceOf(table: string, id: string): SQL {
  return sql`(SELECT sequence FROM ${sql.identifier(table)} WHERE id = ${id})`;
}
