import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { AdjustmentReason } from "../../src/shared/reasons";
import { created_at, id, json, sequence } from "../columns";

/** One line as it was requested, in stored units; its effect is in the ledger. */
export type AdjustmentLine = {
  variant_id: string;
  sku: string;
  location_id: string;
  quantity: number;
  set_to: number | null;
  expected_on_hand: number | null;
  reason: AdjustmentReason;
  note: string | null;
  unit_cost: number | null;
  external_reference: string | null;
  /** Only for lot-tracked variants. */
  lot_id?: string;
  lot_number?: string;
};

/** Adjustments. Like the ledger entries they cause, they are never changed. */
export const adjustments = sqliteTable(
  "adjustments",
  {
    sequence: sequence(),
    id: id(),
    lines: json<AdjustmentLine[]>("lines").notNull(),
    api_key_id: text("api_key_id"),
    created_at: created_at(),
  },
  (t) => [index("adjustments_by_created_at").on(t.created_at).where(sql`sequence % 16 = 0`)],
);
