import { eq } from "drizzle-orm";
import type { z } from "zod";
import { locations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../storage/context";
import { build } from "../../storage/database";
import { nextVersion } from "../../storage/version";
import { getLocation, toLocation } from "./queries";
import type { LocationChange } from "./schemas";

/**
 * Changes the fields given. Archiving is 422 `in_use` while stock or open documents are there; a taken code is 409
 * `already_exists`.
 */
export async function updateLocation(ctx: TenantContext, id: string, change: z.output<typeof LocationChange>) {
  const location = await getLocation(ctx, id);
  const changed = { ...location, ...change, ...nextVersion(ctx, location) };
  const { sequence, ...columns } = changed;
  return ctx.commit([build.update(locations).set(columns).where(eq(locations.id, id))], toLocation(changed));
}
