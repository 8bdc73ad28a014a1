import { timestamp } from "../shared/clock";
import { type IdKind, newDocumentNumber, newId } from "../shared/ids";
import type { TenantContext } from "../storage/context";

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
