import { eq, sql } from "drizzle-orm";
import { locations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import { notFound } from "../../shared/errors";
import type { CatalogueStatus } from "../../shared/statuses";

type LocationRow = typeof locations.$inferSelect;

/** A location as it is answered. */
export function toLocation({ sequence, ...location }: LocationRow) {
  return location;
}

/** Finds a location. */
export function locationById(id: string) {
  return build.select().from(locations).where(eq(locations.id, id));
}

/** The location that a look-up brought; 404 `not_found` where it brought none. */
export function foundLocation([location]: LocationRow[]): LocationRow {
  if (!location) throw notFound("location");
  return location;
}

/** The location; 404 `not_found`. */
export async function getLocation(ctx: TenantContext, id: string) {
  const { rows } = await ctx.read({ rows: locationById(id) });
  return toLocation(foundLocation(rows));
}

type Filters = { status?: CatalogueStatus | undefined; type?: LocationRow["type"] | undefined };

/** Locations, newest first. */
export async function listLocations(
  ctx: TenantContext,
  { status, type, ...page }: Filters & PageRequest,
): Promise<Page<ReturnType<typeof toLocation>>> {
  const where = [...(status ? [sql`t.status = ${status}`] : []), ...(type ? [sql`t.type = ${type}`] : [])];
  const { keys, order, total } = pageQueries({ table: locations, where }, page);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(locations).where(keys).orderBy(order),
    counted: total,
  });
  return asPage(rows.map(toLocation), page, counted);
}
