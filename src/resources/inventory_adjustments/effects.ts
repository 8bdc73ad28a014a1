import { adjustments } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import { insertRows } from "../../data/rows";
import { announceAll } from "../../events/announce";
import { toAdjustment } from "./queries";

type Row = Omit<typeof adjustments.$inferSelect, "sequence">;

/** The statements that record adjustments, whose movements the same commit posts, and announce them. */
export function insertAdjustments(ctx: TenantContext, rows: readonly Row[]): Statement[] {
  const announced = rows.map((row) => {
    const { ledger_entries: _, ...inventory_adjustment } = toAdjustment(row, []);
    return { inventory_adjustment };
  });
  return [...rows.map((row) => insertRows(adjustments, [row])), ...announceAll(ctx, "inventory.adjusted", announced)];
}
