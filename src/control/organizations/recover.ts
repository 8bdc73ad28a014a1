import { refuse } from "../../shared/errors";
import { NoRecovery, type RecoveryPoint } from "../../storage/engines/provider";
import type { ControlContext } from "../context";
import { getOrganization } from "./queries";
import { addressOf } from "./settings";

/**
 * Brings an organization's database back to what it was at a time of the last 30 days, or at a bookmark, and returns the
 * bookmark by which that is undone. All that was written since is gone: stock, documents, events and idempotency records.
 * Refuses with 409 `conflict` where the engine, or the machine it runs on, keeps no past.
 */
export async function recoverOrganization(ctx: ControlContext, id: string, point: RecoveryPoint) {
  const organization = await getOrganization(ctx, id);
  const { engine, address } = addressOf(organization);
  try {
    const bookmark = await ctx.directory.providers[engine].recover(address, point);
    return ctx.commit([], { id, slug: organization.slug, bookmark });
  } catch (error) {
    if (!(error instanceof NoRecovery)) throw error;
    throw refuse("conflict", error.message);
  }
}
