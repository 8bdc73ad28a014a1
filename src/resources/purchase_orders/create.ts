import type * as z from "zod";
import { purchase_orders } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { documentHead, withoutSequence } from "../../documents/head";
import { announce } from "../../events/announce";
import { termsOf } from "./currency";
import { draftItems, expectedAt, insertItems, referencesOf } from "./draft";
import { type StoredPurchaseOrder, toPurchaseOrder } from "./queries";
import type { NewPurchaseOrder } from "./schemas";

/**
 * Orders goods from a supplier: `incoming` at the location rises by what is ordered, on hand does not change. Refuses
 * with `validation_failed` a variant, location or supplier that does not exist or is archived, and an exchange rate for
 * the organization's own currency; with `already_exists` a number that is taken.
 */
export async function createPurchaseOrder(ctx: TenantContext, input: z.output<typeof NewPurchaseOrder>) {
  const referred = referencesOf(input);
  const rows = await ctx.read(referred.queries);
  const items = referred.resolve(rows);
  const { number, currency, exchange_rate, items: _, ...columns } = input;
  const supplier_currency = exchange_rate ? rows.suppliers[0]?.currency : null;
  const by_default = { currency: supplier_currency ?? ctx.organization.currency, exchange_rate: null };
  const head = documentHead(ctx, "purchase_order", "PO", number);
  const order: StoredPurchaseOrder = {
    ...head,
    ...columns,
    expected_at: expectedAt(ctx, input.expected_at),
    status: "ordered",
    ...termsOf(ctx, { currency, exchange_rate }, by_default),
    cancel_reason: null,
    ordered_at: head.created_at,
    received_at: null,
    cancelled_at: null,
    items: draftItems({ id: head.id, location_id: input.location_id }, items),
  };
  const response = toPurchaseOrder(order);
  return ctx.commit(
    [
      build.insert(purchase_orders).values(withoutSequence(order)),
      insertItems(order.id, order.items),
      announce(ctx, "purchase_order.created", { purchase_order: response }),
    ],
    response,
  );
}
