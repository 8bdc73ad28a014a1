import { sql } from "drizzle-orm";
import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const AT_ONCE = 5_000;

/**
 * Deletes events older than 30 days, the oldest first, at most 5,000 a run. The newest event always stays, so that
 * sequence numbers go on from it.
 */
export async function clearOldEvents(ctx: TenantContext): Promise<void> {
  const oldest = timestamp(new Date(ctx.now.getTime() - KEPT_MS));
  const statement = sql`DELETE FROM events WHERE created_at < ${oldest} AND sequence < (SELECT max(sequence) FROM events)
    AND sequence IN (SELECT sequence FROM events ORDER BY sequence LIMIT ${AT_ONCE})`;
  await ctx.commit([statement], null);
}
