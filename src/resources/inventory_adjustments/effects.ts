import { adjustments } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { announce } from "../../events/announce";
import { toAdjustment } from "./queries";

type Row = Omit<typeof adjustments.$inferSelect, "sequence">;

/** The statements that record adjustments, whose movements the same commit posts, and announce them. */
export function insertAdjustments(ctx: TenantContext, rows: readonly Row[]): Statement[] {
  return rows.flatMap((row) => {
    const { ledger_entries: _, ...inventory_adjustment } = toAdjustment(row, []);
    return [build.insert(adjustments).values(row), announce(ctx, "inventory.adjusted", { inventory_adjustment })];
  });
}
