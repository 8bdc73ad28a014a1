import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { moveClaims } from "./claims";
import { returnResource, toReturn } from "./queries";
import { RETURN_ACTIONS } from "./states";
import { RETURN_TABLES } from "./tables";

/** Drops a return that will not come: what it claimed may be claimed by another. */
export async function cancelReturn(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: returnResource.byId(id) });
  const row = returnResource.required(rows);
  requireStatus("return authorization", row, RETURN_ACTIONS, "cancel");
  const next = advance(ctx, RETURN_TABLES, row, { status: "cancelled", cancelled_at: timestamp(ctx.now) });
  return ctx.commit([...next.statements, moveClaims(row.order_id, row.items, [])], toReturn(next.document));
}
