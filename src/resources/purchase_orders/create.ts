import type * as z from "zod";
import { purchase_orders } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { documentHead, withoutSequence } from "../../documents/head";
import { announce } from "../../events/announce";
import { refuseAll } from "../../shared/errors";
import { variantsNamed } from "../variants/references";
import { draftItems, insertItems, placeProblems, placesNamed } from "./draft";
import { type StoredPurchaseOrder, toPurchaseOrder } from "./queries";
import type { NewPurchaseOrder } from "./schemas";

/**
 * Orders goods from a supplier: `incoming` of the location rises by what is ordered, nothing else. A taken number is 409
 * `already_exists`.
 */
export async function createPurchaseOrder(ctx: TenantContext, input: z.output<typeof NewPurchaseOrder>) {
  const { variants, places, suppliers } = await ctx.read({
    variants: variantsNamed(input.items),
    ...placesNamed(input),
  });
  refuseAll(placeProblems(input, places, suppliers));
  const { number, currency, items: wanted, ...columns } = input;
  const head = documentHead(ctx, "purchase_order", "PO", number);
  const order: StoredPurchaseOrder = {
    ...head,
    ...columns,
    status: "ordered",
    currency: currency ?? suppliers[0]?.currency ?? ctx.organization.currency,
    cancel_reason: null,
    ordered_at: head.created_at,
    received_at: null,
    cancelled_at: null,
    items: draftItems({ id: head.id, location_id: input.location_id }, wanted, variants),
  };
  const answer = toPurchaseOrder(order);
  return ctx.commit(
    [
      build.insert(purchase_orders).values(withoutSequence(order)),
      insertItems(order.id, order.items),
      announce(ctx, "purchase_order.created", { purchase_order: answer }),
    ],
    answer,
  );
}
