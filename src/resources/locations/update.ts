import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { locations } from "../../../drizzle/tenant";
import { stockHeld } from "../../ledger";
import type { TenantContext } from "../../storage/context";
import { build } from "../../storage/database";
import { nextVersion } from "../../storage/version";
import { openOrders, refuseInUse } from "../orders/queries";
import { foundLocation, locationById, toLocation } from "./queries";
import type { LocationChange } from "./schemas";

/**
 * Changes the fields given. Archiving is 422 `in_use` while stock or open documents are there; a taken code is 409
 * `already_exists`.
 */
export async function updateLocation(ctx: TenantContext, id: string, change: z.output<typeof LocationChange>) {
  const at_location = sql`location_id = ${id}`;
  const [rows, stock, orders] = await ctx.read([locationById(id), stockHeld(at_location), openOrders(at_location)]);
  const location = foundLocation(rows);
  const changed = { ...location, ...change, ...nextVersion(ctx, location) };
  if (changed.status === "archived" && location.status === "active") refuseInUse("location", stock, orders);
  const { sequence, ...columns } = changed;
  return ctx.commit([build.update(locations).set(columns).where(eq(locations.id, id))], toLocation(changed));
}
