import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Locks of commands whose decisions depend on each other although they change different rows (`src/data/locks.ts`). A
 * lock that has never been taken has no row, and version 0.
 */
export const locks = sqliteTable("locks", {
  name: text("name").primaryKey(),
  version: integer("version").notNull(),
});
