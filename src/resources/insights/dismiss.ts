import { eq, sql } from "drizzle-orm";
import { insights } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { onlyIf } from "../../data/unchanged";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { insightResource, toInsight } from "./queries";

/**
 * Closes an open insight, and keeps it quiet: while its finding lasts, it opens again only if that becomes worse. One that is
 * closed already stays as it is, without an event. Changes no stock.
 */
export async function dismissInsight(ctx: TenantContext, id: string) {
  const { found } = await ctx.read({ found: insightResource.byId(id) });
  const insight = insightResource.required(found);
  if (insight.status === "closed") return ctx.commit([], toInsight(ctx, insight));
  const at = timestamp(ctx.now);
  const change = { status: "closed", closed_at: at, dismissed_at: at, updated_at: at } as const;
  const response = toInsight(ctx, { ...insight, ...change });
  return ctx.commit(
    [
      onlyIf(sql`EXISTS (SELECT 1 FROM insights WHERE id = ${id} AND status = 'open'
        AND computed_at = ${insight.computed_at})`),
      build.update(insights).set(change).where(eq(insights.id, id)),
      announce(ctx, "insight.dismissed", { insight: response }),
    ],
    response,
  );
}
