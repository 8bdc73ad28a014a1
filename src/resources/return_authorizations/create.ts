import type * as z from "zod";
import { return_authorizations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { documentHead, withoutSequence } from "../../documents/head";
import { locationProblems, references, selectLocations } from "../../documents/references";
import { announce } from "../../events/announce";
import { refuse, refuseAll } from "../../shared/errors";
import { locationsOfOrder, orderResource } from "../orders/queries";
import { changeClaims, draftItems, insertItems, lockLots } from "./claims";
import { type StoredReturn, toReturn } from "./queries";
import type { NewReturn } from "./schemas";

/**
 * Authorizes the return of fulfilled goods. Each line claims what was fulfilled, less what other returns claim; no
 * stock changes until the return is received. Refuses with `validation_failed` an order, line or location that does not
 * exist, a location that is archived, also the one shipped from if none is given, and more than can still be returned; with `already_exists` a number that is taken.
 */
export async function createReturn(ctx: TenantContext, input: z.output<typeof NewReturn>) {
  const { number, location_id, items: requested_items, ...columns } = input;
  const referred = references({ locations: [{ id: location_id, field: "location_id" }] });
  const { orders, order_locations, ...rows } = await ctx.read({
    ...referred.queries,
    orders: orderResource.byId(input.order_id),
    order_locations: selectLocations(locationsOfOrder(input.order_id)),
  });
  const [order] = orders;
  if (!order) {
    throw refuse("validation_failed", "No order has this id. Look it up under /api/v1/orders.", { field: "order_id" });
  }
  referred.resolve(rows);
  const head = documentHead(ctx, "return_authorization", "RMA", number);
  const items = draftItems(head.id, order.items, requested_items);
  const shipped_from = order.items.find((item) => item.id === items[0]?.order_item_id)?.location_id ?? "";
  if (location_id === undefined) {
    refuseAll(locationProblems([{ id: shipped_from, field: "location_id" }], order_locations));
  }
  const authorization: StoredReturn = {
    ...head,
    ...columns,
    status: "pending",
    location_id: location_id ?? shipped_from,
    received_at: null,
    cancelled_at: null,
    items,
  };
  const response = toReturn(authorization);
  return ctx.commit(
    [
      build.insert(return_authorizations).values(withoutSequence(authorization)),
      ...insertItems(head.id, items),
      changeClaims(order.id, [], items),
      ...lockLots(order, items),
      announce(ctx, "return_authorization.created", { return_authorization: response }),
    ],
    response,
  );
}
