import { sql } from "drizzle-orm";
import { locations } from "../../../drizzle/tenant";
import { build } from "../../data/database";

/** Selects the locations that people call by one of `names`: an id, a code or a name. */
export function selectLocationsNamed(names: readonly string[]) {
  const list = sql`(SELECT value FROM json_each(${JSON.stringify(names)}))`;
  return build
    .select({ id: locations.id, code: locations.code, name: locations.name, status: locations.status })
    .from(locations)
    .where(sql`id IN ${list} OR code IN ${list} OR name IN ${list}`);
}
