import { sql } from "drizzle-orm";
import type { Step } from "../../commands/step";
import { build } from "../../data/database";
import { limitTo } from "../../data/limit";
import { oldestKept } from "../../data/retention";

/** As many are deleted by one statement: each may hold a payload of 1.8 MB. */
const AT_ONCE = 500;

/**
 * Deletes what arrived more than 30 days ago, unless it still waits for a correction. What the sender's documents have become is
 * remembered. The newest row stays, so that sequence numbers go on from it.
 */
export const clearOldArrivals: Step = {
  name: "clear_old_arrivals",
  async run(ctx) {
    const old = sql`SELECT sequence FROM integration_deliveries WHERE updated_at < ${oldestKept(ctx)} AND status <> 'failed'
      AND sequence < (SELECT max(sequence) FROM integration_deliveries) ORDER BY updated_at ${limitTo(AT_ONCE)}`;
    const { counted } = await ctx.read({
      counted: build.select({ rows: sql<number>`count(*)`.as("rows") }).from(sql`(${old})`),
    });
    const rows = Number(counted[0]?.rows);
    if (rows === 0) return { statements: [], next: null, did: {} };
    return {
      statements: [sql`DELETE FROM integration_deliveries WHERE sequence IN (${old})`],
      next: rows < AT_ONCE ? null : "more",
      did: { arrivals_deleted: rows },
    };
  },
};
