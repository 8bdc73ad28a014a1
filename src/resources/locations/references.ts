import { sql } from "drizzle-orm";
import { locations } from "../../../drizzle/tenant";
import { build } from "../../data/database";
import type { Problem } from "../../shared/errors";

/** Finds the locations that items name. */
export function locationsNamed(ids: readonly string[]) {
  return build
    .select({ id: locations.id, status: locations.status })
    .from(locations)
    .where(sql`id IN (SELECT value FROM json_each(${JSON.stringify([...new Set(ids)])}))`);
}

/** Says which of the named locations do not exist or are archived. */
export function locationProblems(
  named: readonly { location_id: string; field: string }[],
  found: readonly { id: string; status: string }[],
): Problem[] {
  const status_of = new Map(found.map(({ id, status }) => [id, status]));
  return named
    .filter(({ location_id }) => status_of.get(location_id) !== "active")
    .map(({ location_id, field }) => ({
      code: "validation_failed",
      message: status_of.has(location_id)
        ? "This location is archived. Restore it, or use another."
        : "There is no location with this id. Look it up under /api/v1/locations.",
      field,
    }));
}
