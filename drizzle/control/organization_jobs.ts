import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { JobName } from "../../src/shared/jobs";

/**
 * When each job of each organization is due. Triggers add the rows of a new organization, and make an organization's jobs due
 * when its status, time zone or database changes (`drizzle/control/rules/jobs.sql`).
 */
export const organization_jobs = sqliteTable(
  "organization_jobs",
  {
    organization_id: text("organization_id").notNull(),
    job: text("job").$type<JobName>().notNull(),
    /** When to call for it next. While a call is under way it is some minutes ahead, so that a lost one is repeated. */
    due_at: text("due_at").notNull(),
    /** How often in a row it has failed; 0 once it has succeeded. */
    attempts: integer("attempts").notNull().default(0),
    /** When it failed last; null once it has succeeded. */
    failed_at: text("failed_at"),
    /** What went wrong, for the operator. */
    error: text("error"),
  },
  (t) => [
    primaryKey({ columns: [t.organization_id, t.job] }),
    index("organization_jobs_by_due_at").on(t.due_at),
    index("organization_jobs_failed").on(t.organization_id).where(sql`failed_at IS NOT NULL`),
  ],
);
