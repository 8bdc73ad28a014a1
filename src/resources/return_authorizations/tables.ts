import { return_authorization_items, return_authorizations } from "../../../drizzle/tenant";
import type { DocumentTables } from "../../documents/advance";

export const RETURN_TABLES: DocumentTables = {
  head: return_authorizations,
  lines: return_authorization_items,
  progress: ["lot_id", "value"],
};
