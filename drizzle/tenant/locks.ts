import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What commands lock that must not be decided at the same time, though they change different rows
 * (`src/data/locks.ts`). A lock that was never taken has no row, and version 0.
 */
export const locks = sqliteTable("locks", {
  name: text("name").primaryKey(),
  version: integer("version").notNull(),
});
