import type * as z from "zod";
import { purchase_order_items, type StoredPurchaseOrderItem } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import { numberLines } from "../../documents/new_lines";
import { type Paired, references } from "../../documents/references";
import { endOfDay, timestamp } from "../../shared/clock";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import type { NewPurchaseOrder } from "./schemas";

type Items = z.output<typeof NewPurchaseOrder>["items"];
type Referring = { supplier_id?: string | undefined; location_id?: string | undefined; items?: Items | undefined };

/** The references of a purchase order: its location, its supplier, and the variants of its lines. */
export function referencesOf({ supplier_id, location_id, items }: Referring) {
  return references({
    items: items ?? [],
    quantitiesOf: ({ quantity }) => ({ quantity }),
    locations: [{ id: location_id, field: "location_id" }],
    suppliers: [{ id: supplier_id, field: "supplier_id" }],
  });
}

/** When a purchase order is expected, as a time: one given as a date ends with that day, by the organization's calendar. */
export function expectedAt({ organization }: TenantContext, expected_at: string | null): string | null {
  const is_date = expected_at !== null && !expected_at.includes("T");
  return is_date ? timestamp(endOfDay(organization.timezone, expected_at)) : expected_at;
}

/** The lines of a purchase order of which nothing has arrived; they replace its present lines, if it has any. */
export function draftItems(
  order: { id: string; location_id: string },
  items: readonly Paired<Items[number]>[],
  present: readonly StoredPurchaseOrderItem[] = [],
): StoredPurchaseOrderItem[] {
  const lines = items.map((item) => {
    const { id: variant_id, sku, quantity_decimals, lot_tracked } = item.variant;
    return {
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
  return numberLines(order.id, lines, present);
}

/** Inserts the lines of a purchase order, in the commit that inserts the order or replaces its lines. */
export function insertItems(order_id: string, items: readonly StoredPurchaseOrderItem[]): Statement {
  return insertRows(purchase_order_items, items, { document_sequence: sequenceOf("purchase_orders", order_id) });
}
