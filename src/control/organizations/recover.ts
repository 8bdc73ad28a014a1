import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { NoRecovery, type RecoveryPoint } from "../../storage/engines/provider";
import type { ControlContext } from "../context";
import { getOrganization } from "./queries";
import { addressOf, type OrganizationRow, requireNoRestore } from "./settings";

/**
 * Brings an organization's database back to what it was at a time of the last 30 days, or at a bookmark, and returns the
 * bookmark by which that is undone. All that was written since is gone: stock, documents, events and idempotency records.
 * Refuses with 409 `conflict` where the engine, or the machine it runs on, keeps no past, and while the database is moved or restored; and
 * with 422 `validation_failed` a time of which it has none.
 */
export async function recoverOrganization(ctx: ControlContext, id: string, point: RecoveryPoint) {
  const organization = await getOrganization(ctx, id);
  requireNoRestore(organization);
  const { engine, address } = addressOf(organization);
  requireOwnPast(ctx, organization, point);
  try {
    const bookmark = await ctx.directory.providers[engine].recover(address, point);
    return ctx.commit([], { id, slug: organization.slug, bookmark });
  } catch (error) {
    if (!(error instanceof NoRecovery)) throw error;
    throw refuse("conflict", error.message);
  }
}

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** Refuses a recovery in the middle of a move, and to a time that is not in the past of this organization's database. */
function requireOwnPast(
  { now }: ControlContext,
  { move, moved_at, created_at }: OrganizationRow,
  { to }: RecoveryPoint,
) {
  if (move !== null) throw refuse("conflict", `The database is being moved to ${move.engine}. Recover it afterwards.`);
  if (to === undefined) return;
  const earliest = Math.max(Date.parse(moved_at ?? created_at), now.getTime() - KEPT_MS);
  if (Date.parse(to) >= earliest && Date.parse(to) <= now.getTime()) return;
  const message = `The database can be recovered to a time from ${timestamp(new Date(earliest))} until now. Choose one.`;
  throw refuse("validation_failed", message, { field: "to" });
}
