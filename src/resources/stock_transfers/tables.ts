import { stock_transfer_items, stock_transfers } from "../../../drizzle/tenant";
import type { DocumentTables } from "../../documents/advance";

export const STOCK_TRANSFER_TABLES: DocumentTables = {
  head: stock_transfers,
  lines: stock_transfer_items,
  progress: ["shipped_quantity", "received_quantity", "lost_quantity", "shipped_value", "received_value", "lost_value"],
};
