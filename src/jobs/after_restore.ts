import { runOnce, type Tenant } from "../commands/run";
import type { Step } from "../commands/step";
import type { Directory } from "../control/directory";
import { addressOf, type OrganizationRow, toOrganization } from "../control/organizations/settings";
import { openDatabase } from "../data/database";
import { detachSubscriptions } from "../resources/alert_subscriptions/after_restore";
import { detachIntegrations } from "../resources/integrations/after_restore";
import { detachEndpoints } from "../resources/webhook_endpoints/after_restore";
import { newMeter } from "../storage/port";

const STEPS: readonly Step[] = [detachEndpoints, detachSubscriptions, detachIntegrations];

/**
 * What is done to an organization that was restored from a backup before anybody can use it: it neither sends to what the
 * organization of the backup sends to, nor receives what is meant for that. Repeated, it announces that once more and replaces the secrets,
 * which nobody has seen yet.
 */
export async function settleRestored(directory: Directory, row: OrganizationRow): Promise<void> {
  const { clock, deployment } = directory;
  const database = openDatabase(directory.engineOf(addressOf(row)), newMeter());
  const actor = { type: "operator", id: "restore" } as const;
  const tenant: Tenant = { organization: toOrganization(row), database, clock, actor, deployment };
  for (const step of STEPS) await runWhole(tenant, step);
}

async function runWhole(tenant: Tenant, step: Step): Promise<void> {
  let from: unknown = null;
  do {
    from = await runOnce(tenant, async (ctx) => {
      const { statements, next } = await step.run(ctx, from);
      return statements.length === 0 ? next : ctx.commit(statements, next);
    });
  } while (from !== null);
}
