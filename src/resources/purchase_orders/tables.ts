import { purchase_order_items, purchase_orders } from "../../../drizzle/tenant";
import type { DocumentTables } from "../../documents/advance";

export const PURCHASE_ORDER_TABLES: DocumentTables = {
  head: purchase_orders,
  lines: purchase_order_items,
  progress: ["received_quantity", "rejected_quantity", "cancelled_quantity"],
};
