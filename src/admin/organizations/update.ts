import { eq } from "drizzle-orm";
import type * as z from "zod";
import { organizations, type StoredSettings } from "../../../drizzle/control";
import type { ControlContext } from "../../control/context";
import { getOrganization } from "../../control/organizations/queries";
import {
  addressOf,
  type OrganizationRow,
  requireComplete,
  toManagedOrganization,
} from "../../control/organizations/settings";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { withoutUndefined } from "../../shared/without_undefined";
import type { OrganizationChange } from "./schemas";

/**
 * Changes the fields given; settings are merged. A suspended organization's keys are refused with 403 at once in this
 * isolate and everywhere within a minute. An organization whose creation is incomplete is 422 `invalid_status`.
 */
export async function updateOrganization(
  ctx: ControlContext,
  id: string,
  { settings, ...fields }: z.output<typeof OrganizationChange>,
) {
  const organization = await getOrganization(ctx, id);
  requireComplete(organization);
  const changed: OrganizationRow = {
    ...organization,
    ...withoutUndefined(fields),
    settings: merge(organization.settings, settings as StoredSettings | undefined),
    ...nextVersion(ctx, organization),
  };
  const { sequence, ...columns } = changed;
  const statement = build.update(organizations).set(columns).where(eq(organizations.id, id));
  const managed = await ctx.commit([statement], toManagedOrganization(changed));
  ctx.directory.forget();
  await lookAtJobs(ctx, organization, changed);
  return managed;
}

/**
 * Has a database with a clock of its own look at its jobs after a change of status or time zone. For other databases a trigger of
 * the directory makes the jobs due. A database that can't be reached now looks at them within a day.
 */
export async function lookAtJobs(
  { directory }: ControlContext,
  before: OrganizationRow,
  after: OrganizationRow,
): Promise<void> {
  if (before.status === after.status && before.timezone === after.timezone) return;
  await directory
    .hostOf(addressOf(after))
    ?.lookAtJobs()
    .catch((error) => console.error(JSON.stringify({ jobs_of: after.id, error: String(error) })));
}

function merge(settings: StoredSettings, change: StoredSettings = {}): StoredSettings {
  const rate_limits = { ...settings.rate_limits, ...change.rate_limits };
  return { ...settings, ...change, ...(Object.keys(rate_limits).length > 0 ? { rate_limits } : {}) };
}
