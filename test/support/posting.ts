import type { TenantContext } from "../../src/commands/context";
import { tenantContext } from "../../src/commands/run";
import { unitOfWork } from "../../src/commands/unit_of_work";
import { openDatabase } from "../../src/data/database";
import { type Movement, post } from "../../src/ledger";
import type { Clock } from "../../src/shared/clock";
import type { Deployment } from "../../src/shared/deployment";
import type { Organization } from "../../src/shared/organization";
import { ConstraintViolation, newMeter } from "../../src/storage/port";
import type { Tenant } from "./app";
import { databaseOf, deployment } from "./databases";
import type { Shop } from "./shop";

/** `accepted`, or the name of the rule that the database refused with. */
export type Verdict = string;

/** What the database says of something: the program's own checks, which would refuse it before, are left out. */
export async function verdictOn(commit: () => Promise<unknown>): Promise<Verdict> {
  try {
    await commit();
    return "accepted";
  } catch (error) {
    if (error instanceof ConstraintViolation) return error.rule;
    throw error;
  }
}

/** Makes contexts for an organization's commands, on its database. */
export async function openTenant(
  tenant: Pick<Tenant, "id" | "request">,
  clock: Clock,
  settings: Partial<Deployment> = {},
): Promise<() => TenantContext> {
  const database = openDatabase(await databaseOf(tenant.id), newMeter());
  const organization = (await tenant.request("GET", "/api/v1/organization")).body.data as Organization;
  const actor = { type: "job", id: "tester" } as const;
  const rendering = { status: 200, data: () => "", refusal: () => "" };
  const contextOf = tenantContext({ organization, actor, deployment: { ...deployment, ...settings } });
  return () => contextOf(unitOfWork({ database, clock, dry_run: false, if_match: null, rendering, idempotency: null }));
}

/** Posts movements to a shop's ledger, as commands do it, but without deciding anything. Quantities are in stored units. */
export async function openPosting({ app, tenant }: Shop) {
  const newContext = await openTenant(tenant, () => app.clock.now);
  return (...movements: Movement[]): Promise<Verdict> =>
    verdictOn(() => {
      const ctx = newContext();
      return ctx.commit(post(ctx, movements), null);
    });
}
