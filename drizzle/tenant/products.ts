import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CATALOGUE_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, sequence, updated_at, version } from "../columns";

export const products = sqliteTable(
  "products",
  {
    sequence: sequence(),
    id: id(),
    name: text("name").notNull(),
    description: text("description"),
    category: text("category"),
    status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
    metadata: json<Record<string, unknown>>("metadata").notNull(),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("products_by_category").on(t.category, t.sequence),
    index("products_by_status").on(t.status, t.sequence),
    index("products_by_updated_at").on(t.updated_at),
  ],
);
