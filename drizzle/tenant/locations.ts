import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CATALOGUE_STATUSES, LOCATION_TYPES } from "../../src/shared/statuses";
import { created_at, id, json, sequence, updated_at, version } from "../columns";

export type Address = string | Record<string, unknown>;

export const locations = sqliteTable(
  "locations",
  {
    sequence: sequence(),
    id: id(),
    name: text("name").notNull(),
    code: text("code").unique(),
    type: text("type", { enum: LOCATION_TYPES }).notNull(),
    address: json<Address>("address"),
    status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
    metadata: json<Record<string, unknown>>("metadata").notNull(),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [
    index("locations_by_status").on(t.status, t.sequence),
    index("locations_by_type").on(t.type, t.sequence),
    index("locations_by_updated_at").on(t.updated_at),
  ],
);
