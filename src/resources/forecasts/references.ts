import { sql } from "drizzle-orm";

/** The condition that a stored forecast, `f`, is current and of fair confidence at least, so that one may reorder by it. */
export const IS_RELIABLE = sql`f.through_day <> '' AND f.confidence <> 'low'`;
