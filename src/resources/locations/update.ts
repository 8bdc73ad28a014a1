import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { locations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { announce, eventOfChange } from "../../events/announce";
import { stockPresent } from "../../ledger";
import { withoutUndefined } from "../../shared/without_undefined";
import { locationResource, toLocation } from "./queries";
import type { LocationChange } from "./schemas";

/**
 * Changes the given fields. Archiving is refused with 422 `in_use` while the location has stock or open documents, and a code
 * that is taken with 409 `already_exists`.
 */
export async function updateLocation(ctx: TenantContext, id: string, change: z.output<typeof LocationChange>) {
  const archives = change.status === "archived";
  const { rows, stock, documents } = await ctx.read({
    rows: locationResource.byId(id),
    stock: archives ? stockPresent(sql`location_id = ${id}`) : null,
    documents: archives ? openDocuments({ location_id: id }) : null,
  });
  const location = locationResource.required(rows);
  const changed = { ...location, ...withoutUndefined(change), ...nextVersion(ctx, location) };
  if (changed.status === "archived" && location.status === "active") refuseInUse("location", stock, documents);
  const { sequence, ...columns } = changed;
  const response = toLocation(changed);
  return ctx.commit(
    [
      build.update(locations).set(columns).where(eq(locations.id, id)),
      announce(ctx, eventOfChange("location", location, changed), { location: response }),
    ],
    response,
  );
}
