import { Command } from "commander";
import { createClient } from "../../src/client/index.ts";
import { type Deployment, deploymentOf, type Organization } from "./deployment.ts";
import { forEach } from "./each.ts";
import { FoundWrong, print, table } from "./output.ts";

/**
 * `verify [slug]`: recomputes every level, lot, reservation and value from the ledger, and fails if one differs from what is
 * stored. It reads as the organization does, with a key that is made for it and revoked at the end.
 */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("prove that the stock of one organization, or of all, equals the sums of its ledger")
    .argument("[slug]")
    .action(async (slug: string | undefined, _: object, command: Command) => {
      const deployment = deploymentOf(command);
      const outcomes = await forEach(deployment, slug, "Verifying", (organization) =>
        checked(deployment, organization),
      );
      const verdicts = outcomes.map((outcome) => ({ ...outcome, verdict: verdictOf(outcome) }));
      const rows = verdicts.map(({ slug: name, checked: levels = null, verdict }) => [name, levels, verdict]);
      print(verdicts, deployment.is_json, () => table(["slug", "levels", "result"], rows));
      if (verdicts.some(({ verdict }) => verdict !== "ok")) throw new FoundWrong("Not everything could be proved.");
    });
}

/** What the reconciliation of an organization has found, and what that means. */
export async function proved(deployment: Deployment, organization: Organization) {
  const outcome = await checked(deployment, organization).then(
    (result) => ({ error: null, ...result }),
    (error: Error) => ({ error: error.message, checked: 0 }),
  );
  return { ...outcome, verdict: verdictOf(outcome) };
}

function checked(deployment: Deployment, organization: Organization) {
  return deployment.withKey(organization, "read", async (key) => {
    const api = createClient({ url: deployment.url, key });
    const { checked, entries_without_level, discrepancies } = (await api.reconcileInventory()).data;
    return { checked, entries_without_level, discrepancies };
  });
}

type Checked = { error: string | null; entries_without_level?: number; discrepancies?: unknown[] };

function verdictOf({ error, entries_without_level = 0, discrepancies = [] }: Checked): string {
  if (error) return `not checked: ${error}`;
  const faults = discrepancies.length + entries_without_level;
  return faults === 0 ? "ok" : `${faults} discrepancies`;
}
