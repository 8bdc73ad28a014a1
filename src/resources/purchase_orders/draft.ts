import type * as z from "zod";
import { purchase_order_items, type StoredPurchaseOrderItem } from "../../../drizzle/tenant";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { sequenceOf } from "../../documents/head";
import { type Problem, refuseAll } from "../../shared/errors";
import { lineId } from "../../shared/ids";
import { toScaled, toScaledOrNull } from "../../shared/quantity";
import { locationProblems, locationsNamed } from "../locations/references";
import { supplierProblems, suppliersNamed } from "../suppliers/references";
import { type NamedVariant, resolveVariants } from "../variants/references";
import type { NewPurchaseOrder } from "./schemas";

type Items = z.output<typeof NewPurchaseOrder>["items"];
type Places = { supplier_id?: string | undefined; location_id?: string | undefined };
type Place = { id: string; status: string };

const given = (id: string | undefined) => (id === undefined ? [] : [id]);

/** Finds where a purchase order is to be received, and from whom. */
export function placesNamed({ supplier_id, location_id }: Places) {
  return { places: locationsNamed(given(location_id)), suppliers: suppliersNamed(given(supplier_id)) };
}

/** Says what is wrong with them. */
export function placeProblems(named: Places, locations: readonly Place[], suppliers: readonly Place[]): Problem[] {
  return [
    ...locationProblems(
      given(named.location_id).map((location_id) => ({ location_id, field: "location_id" })),
      locations,
    ),
    ...supplierProblems(
      given(named.supplier_id).map((supplier_id) => ({ supplier_id, field: "supplier_id" })),
      suppliers,
    ),
  ];
}

/** Makes the lines of a purchase order; refuses variants that do not exist, and quantities too fine for them. */
export function draftItems(
  order: { id: string; location_id: string },
  items: Items,
  variants: readonly NamedVariant[],
): StoredPurchaseOrderItem[] {
  const named = resolveVariants(
    items,
    variants,
    (index) => `items.${index}.`,
    ({ quantity }) => ({ quantity }),
  );
  refuseAll(named.problems);
  return items.map((item, index) => {
    const { id: variant_id, sku, quantity_decimals, lot_tracked } = named.variants[index] as NamedVariant;
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
