import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CATALOGUE_STATUSES } from "../../src/shared/statuses";
import { created_at, id, json, sequence, updated_at, version } from "../columns";
import type { Address } from "./locations";

export const suppliers = sqliteTable(
  "suppliers",
  {
    sequence: sequence(),
    id: id(),
    name: text("name").notNull(),
    code: text("code").unique(),
    email: text("email"),
    phone: text("phone"),
    address: json<Address>("address"),
    lead_time_days: integer("lead_time_days"),
    currency: text("currency"),
    status: text("status", { enum: CATALOGUE_STATUSES }).notNull(),
    metadata: json<Record<string, unknown>>("metadata").notNull(),
    version: version(),
    created_at: created_at(),
    updated_at: updated_at(),
  },
  (t) => [index("suppliers_by_status").on(t.status, t.sequence), index("suppliers_by_updated_at").on(t.updated_at)],
);
