import { tenantContext } from "../../src/commands/run";
import { unitOfWork } from "../../src/commands/unit_of_work";
import { openDatabase } from "../../src/data/database";
import { type Movement, post } from "../../src/ledger";
import type { Organization } from "../../src/shared/organization";
import { ConstraintViolation, newMeter } from "../../src/storage/port";
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

/** Posts movements to a shop's ledger, as commands do it, but without deciding anything. Quantities are in stored units. */
export async function openPosting(shop: Shop) {
  const database = openDatabase(await databaseOf(shop.tenant.id), newMeter());
  const organization = (await shop.get("organization")).body.data as Organization;
  const actor = { type: "job", id: "tester" } as const;
  return (...movements: Movement[]): Promise<Verdict> =>
    verdictOn(() => {
      const rendering = { status: 200, data: () => "", refusal: () => "" };
      const clock = () => shop.app.clock.now;
      const unit = unitOfWork({ database, clock, dry_run: false, if_match: null, rendering, idempotency: null });
      const ctx = tenantContext({ organization, actor, deployment })(unit);
      return ctx.commit(post(ctx, movements), null);
    });
}
