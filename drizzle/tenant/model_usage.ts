import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What models have cost on each day of UTC: the budget of a day is held against it. */
export const model_usage = sqliteTable("model_usage", {
  day: text("day").primaryKey(),
  questions: integer("questions").notNull(),
  input_tokens: integer("input_tokens").notNull(),
  output_tokens: integer("output_tokens").notNull(),
});
