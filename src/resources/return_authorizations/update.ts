import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { return_authorization_items, return_authorizations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { nextVersion } from "../../data/version";
import { withoutSequence } from "../../documents/head";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { requireStatus } from "../../shared/transitions";
import { withoutUndefined } from "../../shared/without_undefined";
import { orderResource } from "../orders/queries";
import { changeClaims, draftItems, insertItems, lockLots } from "./claims";
import { returnResource, toReturn } from "./queries";
import type { ReturnChange } from "./schemas";
import { RETURN_ACTIONS } from "./states";

/**
 * Changes a return that has not been received. `items` replaces its lines, and what they claim of the order. Changes no
 * stock. Refuses with `validation_failed` more than can still be returned, and with `invalid_status` a return that is
 * received or cancelled.
 */
export async function updateReturn(
  ctx: TenantContext,
  id: string,
  { items, ...change }: z.output<typeof ReturnChange>,
) {
  const order_id = sql`(SELECT order_id FROM return_authorizations WHERE id = ${id})`;
  const referred = references({ locations: [{ id: change.location_id, field: "location_id" }] });
  const { returns, orders, ...rows } = await ctx.read({
    ...referred.queries,
    returns: returnResource.byId(id),
    orders: orderResource.byId(order_id),
  });
  const authorization = returnResource.required(returns);
  requireStatus("return authorization", authorization, RETURN_ACTIONS, "change");
  referred.resolve(rows);
  const changed = { ...authorization, ...withoutUndefined(change), ...nextVersion(ctx, authorization) };
  const statements: Statement[] = [];
  const [order] = orders;
  if (items && order) {
    changed.items = draftItems(id, order.items, items, authorization.items);
    statements.push(
      build
        .delete(return_authorization_items)
        .where(eq(return_authorization_items.document_sequence, authorization.sequence)),
      ...insertItems(id, changed.items),
      changeClaims(order.id, authorization.items, changed.items),
      ...lockLots(order, changed.items),
    );
  }
  const response = toReturn(changed);
  return ctx.commit(
    [
      build.update(return_authorizations).set(withoutSequence(changed)).where(eq(return_authorizations.id, id)),
      ...statements,
      announce(ctx, "return_authorization.updated", { return_authorization: response }),
    ],
    response,
  );
}
