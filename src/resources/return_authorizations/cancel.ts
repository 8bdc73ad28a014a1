import type { TenantContext } from "../../commands/context";
import { advance } from "../../documents/advance";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/transitions";
import { changeClaims } from "./claims";
import { returnResource, toReturn } from "./queries";
import { RETURN_ACTIONS } from "./states";
import { RETURN_TABLES } from "./tables";

/**
 * Cancels a return that has not been received: what it claims of its order can be claimed by another return. Changes no
 * stock. Refuses with `invalid_status` a return that is received or cancelled.
 */
export async function cancelReturn(ctx: TenantContext, id: string) {
  const { returns } = await ctx.read({ returns: returnResource.byId(id) });
  const authorization = returnResource.required(returns);
  requireStatus("return authorization", authorization, RETURN_ACTIONS, "cancel");
  const next = advance(ctx, RETURN_TABLES, authorization, { status: "cancelled", cancelled_at: timestamp(ctx.now) });
  const response = toReturn(next.document);
  return ctx.commit(
    [
      ...next.statements,
      changeClaims(authorization.order_id, authorization.items, []),
      announce(ctx, "return_authorization.cancelled", { return_authorization: response }),
    ],
    response,
  );
}
