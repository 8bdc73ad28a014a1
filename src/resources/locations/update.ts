import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { locations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { nextVersion } from "../../data/version";
import { openDocuments, refuseInUse } from "../../documents/open_documents";
import { stockPresent } from "../../ledger";
import { locationResource, toLocation } from "./queries";
import type { LocationChange } from "./schemas";

/**
 * Changes the fields given. Archiving is 422 `in_use` while stock or open documents are there; a taken code is 409
 * `already_exists`.
 */
export async function updateLocation(ctx: TenantContext, id: string, change: z.output<typeof LocationChange>) {
  const { rows, stock, documents } = await ctx.read({
    rows: locationResource.byId(id),
    stock: stockPresent(sql`location_id = ${id}`),
    documents: openDocuments({ location_id: id }),
  });
  const location = locationResource.required(rows);
  const changed = { ...location, ...change, ...nextVersion(ctx, location) };
  if (changed.status === "archived" && location.status === "active") refuseInUse("location", stock, documents);
  const { sequence, ...columns } = changed;
  return ctx.commit([build.update(locations).set(columns).where(eq(locations.id, id))], toLocation(changed));
}
