import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Scope } from "../../src/shared/organization";
import { created_at, id, json, sequence } from "../columns";

/** API keys of organizations. A key is shown once; only its SHA-256 is stored. */
export const api_keys = sqliteTable(
  "api_keys",
  {
    sequence: sequence(),
    id: id(),
    organization_id: text("organization_id").notNull(),
    name: text("name").notNull(),
    scopes: json<Scope[]>("scopes").notNull(),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull().unique(),
    expires_at: text("expires_at"),
    revoked_at: text("revoked_at"),
    last_used_at: text("last_used_at"),
    created_at: created_at(),
  },
  (t) => [index("api_keys_by_organization").on(t.organization_id, t.sequence)],
);
