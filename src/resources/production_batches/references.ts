import { type SQL, sql } from "drizzle-orm";
import { production_batches } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { timestamp } from "../../shared/clock";

/** Finds the heads of batches by the ids that `of` selects. */
export function batchesOf(of: SQL) {
  return build.select().from(production_batches).where(sql`id IN (${of})`);
}

/** What becomes of batches when, not by their own doing, reservations of theirs are released: they stay in progress. */
export function afterRelease(ctx: TenantContext, batches: readonly { id: string; version: number }[]): Statement[] {
  if (batches.length === 0) return [];
  const rows = batches.map(({ id, version }) => [id, version + 1]);
  return [
    sql`UPDATE production_batches SET version = j.value ->> 1, updated_at = ${timestamp(ctx.now)}
      FROM json_each(${JSON.stringify(rows)}) j WHERE production_batches.id = j.value ->> 0`,
  ];
}
