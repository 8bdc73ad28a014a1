import type { ControlContext } from "../../control/context";
import { activate } from "../../control/organizations/provision";
import { type Counted, finishRestore, whileRestoring } from "../../control/organizations/restore";
import { settleRestored } from "../../jobs/after_restore";
import { lookAtJobs } from "./update";

/**
 * Completes a restore: the database gets what follows from its rows, and the current schema. Webhook endpoints, alert subscriptions
 * and integrations are disabled. Then the organization is active, with a first key that only this response shows. Interrupted, it
 * is repeated. Refused as `finishRestore` says.
 */
export async function completeRestore(ctx: ControlContext, id: string, counted: Counted) {
  const { row, completed } = await whileRestoring(ctx, id, counted.backup, async (row) => {
    await finishRestore(ctx, row, counted);
    await settleRestored(ctx.directory, row);
    return { row, completed: await activate(ctx, row) };
  });
  await lookAtJobs(ctx, row, { ...row, status: "active" });
  return completed;
}
