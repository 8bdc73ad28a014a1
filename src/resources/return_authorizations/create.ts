import type * as z from "zod";
import { return_authorizations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { documentHead, withoutSequence } from "../../documents/head";
import { references } from "../../documents/references";
import { announce } from "../../events/announce";
import { refuse } from "../../shared/errors";
import { orderResource } from "../orders/queries";
import { draftItems, insertItems, lockLots, moveClaims } from "./claims";
import { type StoredReturn, toReturn } from "./queries";
import type { NewReturn } from "./schemas";

/**
 * Announces goods that come back. It claims them from what was fulfilled, less what other returns claim; stock moves
 * when they are received.
 */
export async function createReturn(ctx: TenantContext, input: z.output<typeof NewReturn>) {
  const { number, location_id, items: wanted, ...columns } = input;
  const referred = references({ locations: [{ id: location_id, field: "location_id" }] });
  const {
    order: [order],
    ...places
  } = await ctx.read({
    ...referred.queries,
    order: orderResource.byId(input.order_id),
  });
  if (!order) {
    throw refuse("validation_failed", "There is no order with this id. Look it up under /api/v1/orders.", {
      field: "order_id",
    });
  }
  referred.resolve(places);
  const head = documentHead(ctx, "return_authorization", "RMA", number);
  const items = draftItems(head.id, order.items, wanted);
  const shipped_from = order.items.find((item) => item.id === items[0]?.order_item_id)?.location_id;
  const row: StoredReturn = {
    ...head,
    ...columns,
    status: "pending",
    location_id: location_id ?? shipped_from ?? "",
    received_at: null,
    cancelled_at: null,
    items,
  };
  const answer = toReturn(row);
  return ctx.commit(
    [
      build.insert(return_authorizations).values(withoutSequence(row)),
      insertItems(head.id, items),
      moveClaims(order.id, [], items),
      ...lockLots(order, items),
      announce(ctx, "return_authorization.created", { return_authorization: answer }),
    ],
    answer,
  );
}
