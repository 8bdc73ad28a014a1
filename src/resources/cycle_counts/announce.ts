import type { TenantContext } from "../../commands/context";
import type { Statement } from "../../data/database";
import { announce } from "../../events/announce";
import type { toCycleCount } from "./queries";

type Happened = "created" | "updated" | "started" | "completed" | "cancelled";

/** The statement that writes an event of a count: with its head only, since it may have thousands of items. */
export function announceCount(
  ctx: TenantContext,
  happened: Happened,
  { items, ...head }: ReturnType<typeof toCycleCount>,
  more: { variances?: number } = {},
): Statement {
  return announce(ctx, `cycle_count.${happened}`, { cycle_count: { ...head, ...more } });
}
