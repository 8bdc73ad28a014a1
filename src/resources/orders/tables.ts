import { order_items, orders } from "../../../drizzle/tenant";
import type { DocumentTables } from "../../documents/advance";

export const ORDER_TABLES: DocumentTables = {
  head: orders,
  lines: order_items,
  progress: ["fulfilled_quantity", "cancelled_quantity", "revenue", "cost_of_goods"],
};
