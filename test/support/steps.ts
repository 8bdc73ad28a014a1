import type { Step } from "../../src/commands/portion";
import { runOnce } from "../../src/commands/run";
import { findOrganizationAt } from "../../src/control/organizations/queries";
import { openDatabase } from "../../src/data/database";
import { newMeter } from "../../src/storage/port";
import type { TestApp } from "./app";
import { databaseOf, directory, sql } from "./databases";

/** Runs the steps of a job on an organization to their ends, portion by portion, and answers what they did, and what it cost. */
export async function runSteps(app: TestApp, organization_id: string, steps: readonly Step[]) {
  const meter = newMeter();
  const database = openDatabase(await databaseOf(organization_id), meter);
  const [row] = await sql(directory, "SELECT database_address FROM organizations WHERE id = ?", organization_id);
  const organization = await findOrganizationAt(openDatabase(directory, newMeter()), String(row?.[0]));
  if (!organization) throw new Error("no organization");
  const did: Record<string, number> = {};
  for (const step of steps) {
    let from: unknown = null;
    do {
      from = await runOnce(
        { organization, database, clock: () => app.clock.now, actor: { type: "job", id: step.name } },
        async (ctx) => {
          const portion = await step.run(ctx, from);
          for (const [name, count] of Object.entries(portion.did)) did[name] = (did[name] ?? 0) + count;
          return ctx.commit(portion.statements, portion.next);
        },
      );
    } while (from !== null);
  }
  return { did, meter };
}
