import { type SQL, sql } from "drizzle-orm";
import { production_batches } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { timestamp } from "../../shared/clock";

/** Selects the production batches whose ids `ids` selects, without their inputs. */
export function batchesOf(ids: SQL) {
  return build.select().from(production_batches).where(sql`id IN (${ids})`);
}

/**
 * Moves production batches whose reservations something else released (a recall) to their next version; their status
 * stays. Changes no stock: the caller posts the releases. Fails the commit if a batch changed after it was read.
 */
export function touchBatches(ctx: TenantContext, batches: readonly { id: string; version: number }[]): Statement[] {
  if (batches.length === 0) return [];
  const rows = batches.map(({ id, version }) => [id, version + 1]);
  return [
    sql`UPDATE production_batches SET version = j.value ->> 1, updated_at = ${timestamp(ctx.now)}
      FROM json_each(${JSON.stringify(rows)}) j WHERE production_batches.id = j.value ->> 0`,
  ];
}
