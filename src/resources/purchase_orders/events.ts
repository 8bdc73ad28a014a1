import { declareEvents } from "../../events/declare";
import { PurchaseOrder } from "./schemas";

export const purchaseOrderEvents = declareEvents({
  "purchase_order.created": { summary: "A purchase order was placed.", data: { purchase_order: PurchaseOrder } },
  "purchase_order.updated": { summary: "A purchase order was changed.", data: { purchase_order: PurchaseOrder } },
  "purchase_order.received": {
    summary: "Goods of a purchase order were received.",
    data: { purchase_order: PurchaseOrder },
  },
  "purchase_order.closed": {
    summary: "A purchase order was closed without its open quantities.",
    data: { purchase_order: PurchaseOrder },
  },
  "purchase_order.cancelled": {
    summary: "A purchase order, or what was left of it, was cancelled.",
    data: { purchase_order: PurchaseOrder },
  },
  "purchase_order.overdue": {
    summary: "The expected time of an open purchase order has passed.",
    data: { purchase_order: PurchaseOrder },
  },
});
