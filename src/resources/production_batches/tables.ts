import { production_batch_inputs, production_batches } from "../../../drizzle/tenant";
import type { DocumentTables } from "../../documents/advance";

export const BATCH_TABLES: DocumentTables = {
  head: production_batches,
  lines: production_batch_inputs,
  progress: ["actual_quantity", "waste_quantity"],
};
