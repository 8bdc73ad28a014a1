import type * as z from "zod";
import { purchase_order_items, type StoredPurchaseOrderItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import { type Paired, references } from "../../documents/references";
import { lineId } from "../../shared/ids";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import type { NewPurchaseOrder } from "./schemas";

type Items = z.output<typeof NewPurchaseOrder>["items"];
type Terms = { supplier_id?: string | undefined; location_id?: string | undefined; items?: Items | undefined };

/** What a purchase order refers to: where it is received, from whom, and the variants of its lines. */
export function referencesOf({ supplier_id, location_id, items }: Terms) {
  return references({
    items: items ?? [],
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: [{ id: location_id, field: "location_id" }],
    suppliers: [{ id: supplier_id, field: "supplier_id" }],
  });
}

/** Makes the lines of a purchase order. */
export function draftItems(
  order: { id: string; location_id: string },
  items: readonly Paired<Items[number]>[],
): StoredPurchaseOrderItem[] {
  return items.map((item, index) => {
    const { id: variant_id, sku, quantity_decimals, lot_tracked } = item.variant;
    return {
      id: lineId(order.id, index + 1),
      position: index + 1,
      variant_id,
      sku,
      quantity_decimals,
      lot_tracked,
      location_id: order.location_id,
      quantity: toScaled(item.quantity),
      unit_cost: toScaledOrNull(item.unit_cost),
      received_quantity: 0,
      rejected_quantity: 0,
      cancelled_quantity: 0,
    };
  });
}

/** Inserts a purchase order's lines, in the commit that inserts it or replaces them. */
export function insertItems(order_id: string, items: readonly StoredPurchaseOrderItem[]): Statement {
  return insertRows(purchase_order_items, items, { document_sequence: sequenceOf("purchase_orders", order_id) });
}
